/** Nonlinearities against escnn's outputs. */
import {
  type EquivariantModule,
  type FiniteGSpace,
  fieldType,
  GroupFourierNonlinearity,
  type GSpace,
  geometricTensor,
  gspaces,
  NormPool,
  type PointwiseFunction,
  tensor,
  VectorFieldNonlinearity,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed } from '../helpers/escnn.js';
import { largestDifference } from '../helpers/matrices.js';

interface Case {
  readonly layer: string;
  readonly group: string;
  readonly input: readonly number[];
  readonly outputShape: readonly number[];
  readonly output: readonly number[];
}

interface FourierCase extends Case {
  readonly irreps: readonly (readonly number[])[];
  readonly function: PointwiseFunction;
  readonly points: number;
}

const spaces: Readonly<Record<string, () => GSpace>> = {
  C8: () => gspaces.rot2dOnR2(8),
  D4: () => gspaces.flipRot2dOnR2(4),
  SO2: () => gspaces.rot2dOnR2(),
  O2: () => gspaces.flipRot2dOnR2(),
};
const named = <T extends Case>(layer: string): readonly T[] =>
  escnnVectors<{ cases: readonly T[] }>('nonlinear-forward').cases.filter((c) => c.layer === layer);

function outputOf(layer: EquivariantModule, { input }: Pick<Case, 'input'>): Float64Array {
  const { size } = layer.inType;
  return layer.forward(geometricTensor(tensor(input, [input.length / size, size, 1, 1]), layer.inType)).tensor.data;
}

/** The same in escnn's coordinates of functions on cosets, whose basis lacks the factor √d of an orthonormal one. */
function outputOnCosets(layer: EquivariantModule, { input }: Case): Float64Array {
  const { fields, size } = layer.inType;
  const factors = fields.flatMap(({ dimension }) => new Array<number>(dimension).fill(1 / Math.sqrt(dimension)));
  const output = outputOf(layer, { input: input.map((x, i) => x * factors[i % size]) });
  return output.map((y, i) => y / factors[i % size]);
}

test('Fourier nonlinearities on C8, D4, SO(2) and O(2), the same fields and the same grid', () => {
  let seen = 0;
  for (const c of named<FourierCase>('FourierPointwise')) {
    const space = spaces[c.group]();
    const irreps = c.irreps.map((id) => space.irrep(...id));
    // a circle of 9 points is the quadrature of degree 8
    const grid = space.order === undefined ? { grid: 8 } : {};
    const layer = new GroupFourierNonlinearity(space, c.function, { channels: 2, irreps, ...grid });
    assert.is(layer.points, c.points, c.group);
    // escnn regularizes its inverse transform by 1e-8, beside AᵀA of eigenvalues of at least 8; outputs are below 8
    assert.ok(largestDifference(outputOf(layer, c), c.output) <= 1e-8, `${c.group} ${c.function}`);
    seen++;
  }
  assert.is(seen, 12);
});

test('Fourier nonlinearities on cosets of C8 and D4', () => {
  const stabilizers: Readonly<Record<string, () => FiniteGSpace>> = {
    C2: () => gspaces.rot2dOnR2(2),
    flip: () => gspaces.flip2dOnR2(),
  };
  let seen = 0;
  for (const c of named<FourierCase & { stabilizer: string }>('QuotientFourierPointwise')) {
    const space = spaces[c.group]();
    const irreps = c.irreps.map((id) => space.irrep(...id));
    const layer = new GroupFourierNonlinearity(space, c.function, {
      channels: 2,
      irreps,
      stabilizer: stabilizers[c.stabilizer](),
    });
    assert.is(layer.points, c.points, c.group);
    // as above, AᵀA of eigenvalues of at least 4
    assert.ok(
      largestDifference(outputOnCosets(layer, c), c.output) <= 1e-8,
      `${c.group}/${c.stabilizer} ${c.function}`,
    );
    seen++;
  }
  assert.is(seen, 9);
});

test('vector fields and lengths, which escnn has in float32', () => {
  const C8 = spaces.C8();
  const [vectors] = named('VectorFieldNonLinearity');
  const layer = new VectorFieldNonlinearity(fieldType(C8, [C8.regular, C8.regular]), C8.irrep(1));
  // angles below 2π, cosines and products, each rounded to 24 bits
  assert.ok(largestDifference(outputOf(layer, vectors), vectors.output) <= (2 * Math.PI + 2) * 2 ** -24);
  const D4 = spaces.D4();
  const [lengths] = named<Case & { fields: readonly string[] }>('NormPool');
  const pool = new NormPool(
    fieldType(
      D4,
      lengths.fields.map((name) => representationNamed(D4, name)),
    ),
  );
  assert.ok(largestDifference(outputOf(pool, lengths), lengths.output) <= 4 * 2 ** -24);
});

test.run();
