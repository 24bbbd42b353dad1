/**
 * A Clebsch–Gordan network on points of the sphere: real harmonics l = 0, 1, 2 summed over the points, then three
 * layers, each a linear mixing of channels degree by degree (1 → 4 → 4 → 1) and the product f′ᵢ = Σ_{jk} C_{jk,i} f_j
 * f_k of every pair of degrees. What is left of degree 0 does not change under rotations, nor, with parities, under
 * O(3).
 *
 *   node examples/clebsch-gordan-network.mjs
 */
import { pathToFileURL } from 'node:url';
import { randomSource } from '@isotypic/algebra';
import { quaternion, rotationMatrix, so3, sphericalHarmonics } from '@isotypic/rotations';

const DEGREES = [0, 1, 2];
const CHANNELS = [1, 4, 4, 1];

/** Real coupling coefficients among the degrees, in the basis of the harmonics: one convention for both. */
const couplings = DEGREES.flatMap((a) =>
  DEGREES.flatMap((b) =>
    DEGREES.filter((c) => c >= Math.abs(a - b) && c <= a + b).map((c) => ({
      a,
      b,
      c,
      entries: so3.clebschGordan(a, b, c, { convention: 'e3nn' }).coefficients.map((e) => ({
        ...e,
        value: e.value.toNumber(),
      })),
    })),
  ),
);

/** weights[layer][degree][out][in], seeded. */
export function randomWeights(seed) {
  const random = randomSource(seed);
  return [0, 1, 2].map((layer) =>
    DEGREES.map(() =>
      Array.from({ length: CHANNELS[layer + 1] }, () =>
        Array.from({ length: CHANNELS[layer] }, () => random.below(2001) / 1000 - 1),
      ),
    ),
  );
}

/** The output for N points on the sphere (or anywhere but the origin). */
export function network(points, weights) {
  // features[degree][channel]: the harmonics, summed over the points
  let features = DEGREES.map((l) => {
    const { data, rows, cols } = sphericalHarmonics(l, points, { normalization: 'component' });
    const sum = new Float64Array(cols);
    for (let n = 0; n < rows; n++) for (let k = 0; k < cols; k++) sum[k] += data[n * cols + k] / rows;
    return [sum];
  });
  for (const layer of weights) features = product(mixed(features, layer));
  return features[0][0][0];
}

function mixed(features, layer) {
  return features.map((channels, l) =>
    layer[l].map((row) => channels[0].map((_, k) => row.reduce((sum, w, i) => sum + w * channels[i][k], 0))),
  );
}

/**
 * Channel by channel, and what was there is kept; an odd l₁ + l₂ + l₃ would be of the other parity, so it is left out.
 */
function product(features) {
  const result = features.map((channels) => channels.map((f) => f.slice()));
  for (const { a, b, c, entries } of couplings) {
    if ((a + b + c) % 2 !== 0) continue;
    features[a].forEach((f, channel) => {
      for (const { i, j, k, value } of entries) result[c][channel][k] += value * f[i] * features[b][channel][j];
    });
  }
  return result;
}

/** Largest relative change of the output under `count` random rotations, or rotations with −1. */
export function largestChange(count, { reflect = false, seed = 1 } = {}) {
  const random = randomSource(seed);
  const number = () => random.below(2001) / 1000 - 1;
  const weights = randomWeights(seed + 1);
  const points = Array.from({ length: 10 }, () => [number(), number(), number()]);
  const value = network(points, weights);
  let change = 0;
  for (let t = 0; t < count; t++) {
    const R = rotationMatrix(quaternion({ w: number(), x: number(), y: number(), z: number() + 1e-3 }));
    const sign = reflect ? -1 : 1;
    const turned = points.map((p) => R.map((row) => sign * (row[0] * p[0] + row[1] * p[1] + row[2] * p[2])));
    change = Math.max(change, Math.abs(network(turned, weights) - value) / Math.abs(value));
  }
  return { value, change };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rotations = largestChange(100);
  const reflections = largestChange(100, { reflect: true });
  console.log(`output ${rotations.value}`);
  console.log(`largest relative change under 100 rotations: ${rotations.change}`);
  console.log(`and under 100 rotations with −1: ${reflections.change}`);
}
