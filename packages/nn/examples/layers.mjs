// The layers of AutoEquiv's README with their numbers of weights and biases, and EMLP's model under the Lorentz group:
// four four-vectors and two scalars to three logits, which do not change when the vectors are moved.
//   node packages/nn/examples/layers.mjs
import { parseMatrixGroup, parseType, randomElementFloat64 } from '@isotypic/maps';
import { Emlp, normalInitial, tensor, WeightSharingLinear } from '@isotypic/nn';
import { Float64Matrix, product, randomStream } from '@isotypic/numeric';

const cycle = (n) => Array.from({ length: n }, (_, i) => (i + 1) % n);
const exchange = (n) => Array.from({ length: n }, (_, i) => (i < 2 ? 1 - i : i));
const onPairs = (g) => g.flatMap((gi) => g.map((gj) => gi * g.length + gj));
const icosahedron = [
  [7, 3, 9, 15, 2, 8, 0, 11, 18, 16, 19, 12, 6, 17, 4, 10, 14, 5, 13, 1],
  [3, 8, 0, 7, 1, 18, 5, 9, 15, 2, 12, 14, 19, 10, 6, 16, 4, 13, 11, 17],
];
/** Six positions in a ring, each A, T, C or G: turned, and read backwards with A and T, C and G exchanged. */
const dna = [(i, b) => [(i + 1) % 6, b], (i, b) => [5 - i, [1, 0, 3, 2][b]]].map((move) =>
  Array.from({ length: 24 }, (_, k) => {
    const [i, b] = move(Math.floor(k / 4), k % 4);
    return 4 * i + b;
  }),
);

const layers = {
  'deep sets, n = 4': [cycle(4), exchange(4)],
  'cyclic convolution, n = 6': [cycle(6)],
  'second-order sets, n = 5': [onPairs(cycle(5)), onPairs(exchange(5))],
  "the icosahedron's faces": icosahedron,
  'circular DNA': dna,
};
for (const [name, generators] of Object.entries(layers)) {
  const { weight, bias } = new WeightSharingLinear(generators, generators);
  console.log(`${name}: ${weight.value.size} weights, ${bias.value.size} bias`);
}

const lorentz = parseMatrixGroup('O(1,3)');
const model = new Emlp(parseType('2*T(0) + 4*T(1)'), parseType('3*T(0)'), lorentz, { random: randomStream(1) });
const x = normalInitial([32, 18], 1, randomStream(2));
const g = randomElementFloat64(lorentz, 3);
const moved = Float64Matrix.generate(18, 18, (i, j) => {
  if (i < 2 || j < 2) return i === j ? 1 : 0;
  return Math.floor((i - 2) / 4) === Math.floor((j - 2) / 4) ? g.at((i - 2) % 4, (j - 2) % 4) : 0;
});
const gx = product(new Float64Matrix(32, 18, x.data), moved, { transposeRight: true });
const [logits, after] = [x, tensor(gx.data, [32, 18])].map((features) => model.forward(features));
const change = Math.max(...logits.data.map((v, i) => Math.abs(v - after.data[i])));
const largest = Math.max(...logits.data.map(Math.abs));
console.log(
  `EMLP: logits of the shape [${logits.shape}], changed by ${(change / largest).toExponential(0)} of the largest`,
);
