// A Clebsch–Gordan network: a cloud of points on the sphere as its real harmonics of degree 0, 1, 2, three layers of a
// mixing within each degree (1 → 4 → 4 → 1 channels) and of products of all degrees, and the number of degree 0 at the
// end, which does not change when the cloud is turned; under O(3), with parities, not even when it is reflected.
//   node packages/nn/examples/clebsch-gordan.mjs
import { parseMatrixGroup, randomElementFloat64 } from '@isotypic/maps';
import {
  FieldLinear,
  fieldType,
  geometricTensor,
  gspaces,
  SequentialModule,
  TensorProductModule,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { sphericalHarmonics } from '@isotypic/rotations';

const degrees = [0, 1, 2];
const random = randomStream(1);
const cloud = Array.from({ length: 20 }, () => {
  const v = [random.normal(), random.normal(), random.normal() + 1];
  const length = Math.hypot(...v);
  return v.map((x) => x / length);
});
const moved = (g) => cloud.map((v) => [0, 1, 2].map((i) => v.reduce((sum, x, j) => sum + g.at(i, j) * x, 0)));

/** The sum of the harmonics of all points: nine numbers, three fields. */
const harmonics = (points) => {
  const sums = degrees.flatMap((l) => {
    const { data, cols } = sphericalHarmonics(l, points, { convention: 'escnn' });
    return Array.from({ length: cols }, (_, m) =>
      points.reduce((sum, __, i) => sum + data[i * cols + m] / points.length, 0),
    );
  });
  return tensor(sums, [1, 9, 1, 1, 1]);
};

const network = (space, irrep) => {
  const fields = (channels) =>
    fieldType(
      space,
      degrees.flatMap((l) => new Array(channels).fill(irrep(l))),
    );
  const scalar = fieldType(space, [irrep(0)]);
  const layers = [
    [fields(1), fields(4)],
    [fields(4), fields(4)],
    [fields(4), scalar],
  ].flatMap(([from, to], k) => [
    new FieldLinear(from, fields(4), { seed: 2 * k, bias: false }),
    new TensorProductModule(fields(4), to, { seed: 2 * k + 1 }),
  ]);
  return new SequentialModule(layers);
};

const report = (name, model, g) => {
  const values = [cloud, moved(g)].map((points) =>
    model.forward(geometricTensor(harmonics(points), model.inType)).tensor.item(),
  );
  const weights = [...model.parameters().values()].reduce((sum, p) => sum + p.value.size, 0);
  const change = Math.abs(values[1] - values[0]) / Math.abs(values[0]);
  console.log(
    `${name}: ${weights} weights, ${values[0].toPrecision(6)}, changed by ${change.toExponential(0)} of itself`,
  );
};

const [SO3, O3] = [gspaces.rot3dOnR3(), gspaces.flipRot3dOnR3()];
const turn = randomElementFloat64(parseMatrixGroup('SO(3)'), 2);
const reflection = { at: (i, j) => -turn.at(i, j) };
report(
  'SO(3), a turn',
  network(SO3, (l) => SO3.irrep(l)),
  turn,
);
report(
  'O(3), a turn',
  network(O3, (l) => O3.irrep(l % 2, l)),
  turn,
);
report(
  'O(3), a reflection',
  network(O3, (l) => O3.irrep(l % 2, l)),
  reflection,
);
