import { readFileSync } from 'node:fs';
import { catalogue, IsotypicError, type Matrix, toFloat64 } from '@isotypic/algebra';
import {
  affineGroup,
  customRepresentation,
  directProduct,
  equivariantMaps,
  invariants,
  MatrixGroup,
  matrixGroupNames,
  parseMatrixGroup,
  permutationMatrices,
  planeRotations,
  planeSymmetries,
  randomElement,
  randomElementFloat64,
  realForm,
  semidirectProduct,
  symmetric,
  T,
  V,
  verifyEquivariantMaps,
  wreathProduct,
} from '@isotypic/maps';
import { product } from '@isotypic/numeric/dense';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface EmlpGroup {
  readonly group: string;
  readonly dimension: number;
  readonly lieAlgebraMatrices: readonly (readonly (readonly number[])[])[];
  readonly discreteMatrices: readonly (readonly (readonly number[])[])[];
}

const emlp = JSON.parse(readFileSync(new URL('../../../../vectors/nn/emlp-groups.json', import.meta.url), 'utf8')) as {
  cases: EmlpGroup[];
};

/** The catalogue's names for EMLP's. */
const NAMES: Readonly<Record<string, string>> = {
  'SO13p()': 'SO+(1,3)',
  'SO13()': 'SO(1,3)',
  'O13()': 'O(1,3)',
  'SO11p()': 'SO+(1,1)',
  'O11()': 'O(1,1)',
  'Lorentz()': 'Lorentz',
  'Cube()': 'Cube',
  'SO2eR3()': 'SO2eR3',
  'O2eR3()': 'O2eR3',
  'Parity()': 'Parity',
  'TimeReversal()': 'TimeReversal',
};

for (const given of emlp.cases) {
  if (given.group.startsWith('Rubik')) continue; // theirs generates another group
  if (given.group.includes('*')) continue; // products act on tensors there: types do that here
  const name = NAMES[given.group] ?? given.group;
  test(`${given.group}: the invariants of tensors are those of EMLP's own generators`, () => {
    const ours = parseMatrixGroup(name);
    assert.is(ours.dimension, given.dimension);
    if (given.lieAlgebraMatrices === undefined) return; // only the shape is told
    const integral = [...given.lieAlgebraMatrices, ...given.discreteMatrices].flat(2).every(
      (x) => Math.abs(x - Math.round(x)) < 1e-9, // cos of 90° in doubles
    );
    if (!integral) return;
    const round = (matrices: EmlpGroup['discreteMatrices']) => matrices.map((m) => m.map((r) => r.map(Math.round)));
    const theirs = new MatrixGroup({
      dimension: given.dimension,
      lieAlgebra: round(given.lieAlgebraMatrices),
      discrete: round(given.discreteMatrices),
    });
    const orders = given.dimension <= 6 ? [1, 2, 3] : [1, 2];
    for (const order of orders) {
      assert.is(invariants(T(order).over(ours)).dimension, invariants(T(order).over(theirs)).dimension, `T(${order})`);
    }
  });
}

for (const { name, example } of matrixGroupNames) {
  test(`${name}: its example is read, and its generators preserve what it says`, () => {
    const group = parseMatrixGroup(example);
    assert.ok(group.dimension >= 1);
    if (group.dimension > 10) return;
    const maps = equivariantMaps(V.over(group), V.over(group));
    assert.ok(maps.dimension >= 1);
    assert.equal(verifyEquivariantMaps(maps).notProved, []);
  });
}

test('names are parsed with products, in any nesting', () => {
  assert.is(parseMatrixGroup('cyclic(3) x O(3)').dimension, 6);
  assert.is(parseMatrixGroup('S(5) wr cyclic(2)').dimension, 10);
  assert.is(parseMatrixGroup('(Z(2) x SO(2)) wr S(3)').dimension, 12);
  assert.is(parseMatrixGroup(' symmetric(4) on pairs x SO(2) ').dimension, 8);
  assert.is(parseMatrixGroup('SO+(1,3)').generatorMatrices.length, 0);
  for (const [text, code] of [
    ['O(1,', 'PARSE'],
    ['', 'PARSE'],
    ['SO(3) x', 'PARSE'],
    ['SO(3) SO(3)', 'PARSE'],
    ['SQ(3)', 'UNKNOWN_NAME'],
    ['SO(0)', 'INVALID_ARGUMENT'],
  ]) {
    try {
      parseMatrixGroup(text);
      assert.unreachable(text);
    } catch (error) {
      if (!(error instanceof IsotypicError)) throw error;
      assert.is(error.code, code, text);
    }
  }
});

test('matrices of wrong size, without inverse, or with floats are refused', () => {
  const refused = (options: ConstructorParameters<typeof MatrixGroup>[0], code: string) => {
    try {
      new MatrixGroup(options);
      assert.unreachable(code);
    } catch (error) {
      if (!(error instanceof IsotypicError)) throw error;
      assert.is(error.code, code);
    }
  };
  refused({ dimension: 2, discrete: [[[1, 0]]] }, 'SHAPE_MISMATCH');
  refused(
    {
      dimension: 2,
      discrete: [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    },
    'SINGULAR',
  );
  refused(
    {
      dimension: 2,
      discrete: [
        [
          [0.5, 0],
          [0, 1],
        ],
      ],
    },
    'INVALID_ARGUMENT',
  );
  refused(
    {
      dimension: 2,
      turns: [
        {
          generator: [
            [1, 0],
            [0, 1],
          ],
          order: 3,
        },
      ],
    },
    'INVALID_ARGUMENT',
  );
  refused({ dimension: 0 }, 'INVALID_ARGUMENT');
  refused({ dimension: 2, rank: 3 } as never, 'INVALID_ARGUMENT');
});

test('C(k) as exact matrices: of order k, with entries of the right field', () => {
  for (const k of [3, 5, 8]) {
    const [r] = planeRotations(k).generatorMatrices as Matrix<unknown>[];
    let power = r;
    for (let i = 1; i < k; i++) power = power.times(r);
    assert.is(String(power), '1 0\n0 1');
    assert.ok(Math.abs(toFloat64(r as never).data[0] - Math.cos((2 * Math.PI) / k)) < 1e-15);
    assert.ok(Math.abs(toFloat64(r as never).data[2] - Math.sin((2 * Math.PI) / k)) < 1e-15);
  }
  assert.throws(() => planeRotations(10_000_000).generatorMatrices, /conductor/);
});

test('semidirect products: a normal factor and what normalizes it', () => {
  const reflection = new MatrixGroup({
    dimension: 2,
    discrete: [
      [
        [-1, 0],
        [0, 1],
      ],
    ],
  });
  const dihedral = semidirectProduct(planeRotations(5), reflection);
  for (let k = 1; k <= 4; k++) {
    assert.is(invariants(T(k).over(dihedral)).dimension, invariants(T(k).over(planeSymmetries(5))).dimension);
  }
  const shear = new MatrixGroup({
    dimension: 2,
    discrete: [
      [
        [1, 1],
        [0, 1],
      ],
    ],
  });
  assert.throws(() => semidirectProduct(parseMatrixGroup('SO(2)'), shear), /normalizes/);
  const swap = permutationMatrices(catalogue.symmetric(3));
  assert.throws(() => semidirectProduct(new MatrixGroup({ dimension: 2 }), swap), /2×2 matrices/);
});

test('wreath products: on blocks and on tensors, against the permutation group of algebra', () => {
  const base = permutationMatrices(catalogue.cyclic(3));
  for (const action of ['imprimitive', 'product'] as const) {
    const ours = wreathProduct(base, symmetric(2), { action });
    const theirs = permutationMatrices(wreathOf(action));
    assert.is(ours.dimension, theirs.dimension);
    for (const k of [1, 2]) {
      assert.is(invariants(T(k).over(ours)).dimension, invariants(T(k).over(theirs)).dimension, `${action} T(${k})`);
    }
  }
  // O(2) wr S(3) on R⁶: one invariant form
  assert.is(invariants(T(2).over(wreathProduct(parseMatrixGroup('O(2)'), symmetric(3)))).dimension, 1);
  assert.throws(() => wreathProduct(base, parseMatrixGroup('SO(2)')), /a top group of permutations/);
});

function wreathOf(action: 'imprimitive' | 'product') {
  return parseMatrixGroup(`wreath(cyclic(3), symmetric(2), ${action})`).knowledge.permutations as never;
}

test('direct products act on the sum; affine groups on homogeneous coordinates', () => {
  const both = directProduct(symmetric(3), parseMatrixGroup('SO(2)'));
  assert.is(both.dimension, 5);
  assert.is(equivariantMaps(V.over(both), V.over(both)).dimension, 2 + 2);
  const motions = affineGroup(parseMatrixGroup('SO(2)'));
  assert.is(equivariantMaps(V.over(motions), V.over(motions)).dimension, 1);
  assert.is(equivariantMaps(T(1).over(motions), T(2, 1).over(motions)).dimension, 4);
});

test('custom representations: proved by brackets and relations, or refused', () => {
  const so3 = parseMatrixGroup('SO(3)');
  const spin = customRepresentation({ name: 'adjoint', group: so3, derivations: so3.derivations });
  assert.is(spin.proof, 'proved');
  const [x, y, z] = so3.derivations;
  assert.throws(
    () => customRepresentation({ name: 'wrong', group: so3, derivations: [x, z, y] }),
    (e: unknown) => e instanceof IsotypicError && e.code === 'NOT_A_HOMOMORPHISM',
  );
  const quarter = new MatrixGroup({
    dimension: 2,
    discrete: [
      [
        [0, -1],
        [1, 0],
      ],
    ],
  });
  assert.is(customRepresentation({ name: 'sign', group: quarter, generatorMatrices: [[[-1]]] }).proof, 'proved');
  assert.throws(
    () => customRepresentation({ name: 'wrong', group: quarter, generatorMatrices: [[[2]]] }),
    /relations of the group/,
  );
  const infinite = new MatrixGroup({
    dimension: 2,
    discrete: [
      [
        [1, 1],
        [0, 1],
      ],
    ],
  });
  assert.match(customRepresentation({ name: 'free', group: infinite, generatorMatrices: [[[3]]] }).proof, /not proved/);
  assert.throws(() => customRepresentation({ name: 'few', group: so3, derivations: [x] }), /3 derivations/);
});

test('random elements: exact ones preserve the form, float ones to working precision, both by their seed', () => {
  const h = randomElement(parseMatrixGroup('O(1,3)'), 3) as Matrix<unknown>;
  assert.is(h.rows, 4);
  assert.throws(() => randomElement(parseMatrixGroup('SO(3)')), /discrete generators/);
  for (const name of ['SO(3)', 'O(4)', 'SU(2)', 'U(2)']) {
    const Q = randomElementFloat64(parseMatrixGroup(name), 5);
    const G = product(Q, Q, { transposeLeft: true });
    for (let i = 0; i < G.rows; i++) {
      for (let j = 0; j < G.rows; j++) assert.ok(Math.abs(G.at(i, j) - (i === j ? 1 : 0)) < 1e-13, name);
    }
    assert.equal(randomElementFloat64(parseMatrixGroup(name), 5).data, Q.data);
    assert.not.equal(randomElementFloat64(parseMatrixGroup(name), 6).data, Q.data);
  }
  assert.is(realForm(parseMatrixGroup('SU(2)')).dimension, 4);
});

test.run();
