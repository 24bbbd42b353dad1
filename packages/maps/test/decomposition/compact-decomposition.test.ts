/** Decompositions of compact groups' actions: against weights, against Hom, and exactly against the generators. */
import { type ExactMatrix, Matrix } from '@isotypic/algebra';
import {
  type CompactDecomposition,
  compactDecomposition,
  compactDecompositions,
  equivariantMaps,
  MatrixGroup,
  multiple,
  parseMatrixGroup,
  parseType,
  planeSymmetries,
  type Representation,
  realForm,
  Scalar,
  T,
  type TensorType,
  V,
} from '@isotypic/maps';
import { endomorphismUnits } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const spinors = realForm(parseMatrixGroup('SU(2)'));
const UNITS = { real: 1, complex: 2, quaternionic: 4 } as const;

/** How often each l occurs in k vectors of SO(3): weights l less weights l + 1, by convolution of {−1, 0, 1}. */
function spins(k: number): number[] {
  let weights = [1];
  for (let i = 0; i < k; i++) {
    const next = new Array(weights.length + 2).fill(0);
    weights.forEach((w, j) => {
      for (let s = 0; s < 3; s++) next[j + s] += w;
    });
    weights = next;
  }
  return Array.from({ length: k + 1 }, (_, l) => weights[k + l] - (weights[k + l + 1] ?? 0));
}

const summary = (d: CompactDecomposition) => d.components.map((c) => [c.degree, c.multiplicity, c.type, c.isTrivial]);

for (const k of [0, 1, 2, 3, 4]) {
  test(`tensors of rank ${k} under SO(3) and O(3) hold the spins that their weights count`, () => {
    const expected = spins(k)
      .map((m, l) => [2 * l + 1, m, 'real', l === 0])
      .filter(([, m]) => m !== 0);
    assert.equal(summary(compactDecomposition(T(k).over(parseMatrixGroup('SO(3)')))), expected);
    // −1 is (−1)ᵏ on all of it, so that the scalars of odd rank are pseudoscalars.
    const mirrored = expected.map(([d, m, type, trivial]) => [d, m, type, trivial && k % 2 === 0]);
    assert.equal(summary(compactDecomposition(T(k).over(parseMatrixGroup('O(3)')))), mirrored);
  });
}

test('tensors in the plane: one component for each frequency, complex under SO(2), real under O(2)', () => {
  const binomials = [1, 4, 6, 4, 1];
  const turns = compactDecomposition(T(4).over(parseMatrixGroup('SO(2)')));
  const sorted = (d: CompactDecomposition) =>
    summary(d).sort(([d1, m1, , t1], [d2, m2, , t2]) => Number(t2) - Number(t1) || +d1 - +d2 || +m2 - +m1);
  assert.equal(sorted(turns), [
    [1, binomials[2], 'real', true],
    [2, binomials[1], 'complex', false],
    [2, binomials[0], 'complex', false],
  ]);
  assert.equal(sorted(compactDecomposition(T(4).over(parseMatrixGroup('O(2)')))), [
    [1, 3, 'real', true],
    [1, 3, 'real', false],
    [2, 4, 'real', false],
    [2, 1, 'real', false],
  ]);
});

test('SU(2): quaternionic on spinors, real on pairs of them', () => {
  assert.equal(summary(compactDecomposition(multiple(3, V).over(spinors))), [[4, 3, 'quaternionic', false]]);
  assert.equal(summary(compactDecomposition(T(2).over(spinors))), [
    [1, 4, 'real', true],
    [3, 4, 'real', false],
  ]);
});

test('a product with a finite group splits by both, by roots outside ℚ where needed', () => {
  const S4 = compactDecomposition(parseType('V[SO(3)]*V[S(4)]').over());
  assert.equal(
    summary(S4).map(([d, m]) => [d, m]),
    [
      [3, 1],
      [9, 1],
    ],
  );
  // ℝ⁵ = 1 + two turns of ℚ(√5)
  const Z5 = compactDecomposition(parseType('V[O(3)]*V[Z(5)]').over());
  assert.equal(
    summary(Z5).map(([d, , type]) => [d, type]),
    [
      [3, 'real'],
      [6, 'complex'],
      [6, 'complex'],
    ],
  );
  holds(Z5, parseType('V[O(3)]*V[Z(5)]').over());
  // three turns of a cubic field: after the first, polynomials over that field
  const Z7 = compactDecomposition(parseType('V[SO(2)]*V[Z(7)]').over());
  assert.equal(
    summary(Z7).map(([d, m, type]) => [d, m, type]),
    new Array(7).fill([2, 1, 'complex']),
  );
  holds(Z7, parseType('V[SO(2)]*V[Z(7)]').over());
});

/**
 * ρ(A)C = C(⊕ I ⊗ ρ̂(A)) with one ρ̂ for all copies, CᵀC = gram, and the orthonormal basis has the units of the normal
 * form.
 */
function holds(decomposition: CompactDecomposition, action: Representation): void {
  const { columns, gram } = decomposition.basis();
  assert.ok(columns.transpose().times(columns).equals(gram), 'the Gram matrix');
  const operators = [...action.generatorMatrices, ...action.derivations].map((A) => inFieldOf(columns, A));
  const projectors = decomposition.components.map((c) => c.projector());
  const identity = Matrix.identity(columns.field, action.dimension) as ExactMatrix;
  assert.ok(projectors.reduce((a, b) => a.plus(b), identity.minus(identity)).equals(identity), 'projectors add up');
  for (const A of operators) {
    const inBasis = diagonalInverse(gram).times(columns.transpose().times(A.times(columns)));
    assert.ok(columns.times(inBasis).equals(A.times(columns)));
    let offset = 0;
    const rest = inBasis.toRows().map((row) => [...row]);
    for (const { degree: d, multiplicity: m } of decomposition.components) {
      for (let i = 0; i < m; i++) {
        for (let r = 0; r < d; r++) {
          for (let s = 0; s < d; s++) {
            const own = inBasis.at(offset + i * d + r, offset + i * d + s);
            assert.ok(columns.field.eql(own, inBasis.at(offset + r, offset + s)), 'the same matrices on every copy');
            rest[offset + i * d + r][offset + i * d + s] = columns.field.zero;
          }
        }
      }
      offset += d * m;
    }
    assert.ok(
      rest.every((row) => row.every((x) => columns.field.isZero(x))),
      'nothing outside the copies',
    );
    for (const P of projectors) assert.ok(P.times(A).equals(A.times(P)));
  }
  const commutant = decomposition.components.reduce((sum, c) => sum + UNITS[c.type] * c.multiplicity ** 2, 0);
  assert.is(commutant, equivariantMaps(action, action).dimension);
  unitsCommute(decomposition, operators);
}

/** E_u ⊗ 1 in the orthonormal basis commutes with the group, to rounding. */
function unitsCommute(decomposition: CompactDecomposition, operators: readonly ExactMatrix[]): void {
  const Q = decomposition.orthonormalBasis();
  const n = Q.rows;
  let offset = 0;
  for (const { degree: d, multiplicity: m, type } of decomposition.components) {
    for (const E of endomorphismUnits(type)) {
      const pooled = d / E.length;
      const unit = new Float64Array(n * n);
      for (let u = 0; u < E.length; u++) {
        for (let v = 0; v < E.length; v++) {
          for (let s = 0; s < pooled; s++) {
            // from the last copy to the first
            const [row, col] = [offset + u * pooled + s, offset + (m - 1) * d + v * pooled + s];
            for (let i = 0; i < n; i++)
              for (let j = 0; j < n; j++) unit[i * n + j] += Q.data[i * n + row] * E[u][v] * Q.data[j * n + col];
          }
        }
      }
      for (const A of operators) assert.ok(commutator(unit, A) < 1e-13);
    }
    offset += d * m;
  }
}

function commutator(B: Float64Array, A: ExactMatrix): number {
  const n = A.rows;
  const a = A.entries.map((x) => ('toNumber' in x ? x.toNumber() : Number(x.valueOf())));
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += B[i * n + k] * a[k * n + j] - a[i * n + k] * B[k * n + j];
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

function inFieldOf(columns: ExactMatrix, A: ExactMatrix): ExactMatrix {
  const { field } = columns;
  return A.field === field ? A : Matrix.build(field, A.rows, A.cols, (i, j) => field.parse(A.field.print(A.at(i, j))));
}

function diagonalInverse(gram: ExactMatrix): ExactMatrix {
  const { field } = gram;
  return Matrix.build(field, gram.rows, gram.rows, (i, j) => (i === j ? field.inv(gram.at(i, i)) : field.zero));
}

const groups = fc.constantFrom(
  parseMatrixGroup('SO(2)'),
  parseMatrixGroup('O(2)'),
  parseMatrixGroup('SO(3)'),
  parseMatrixGroup('O(3)'),
  spinors,
  realForm(parseMatrixGroup('U(1)')),
  parseMatrixGroup('SO(4)'),
  planeSymmetries(4),
  parseMatrixGroup('S(3)'),
  parseMatrixGroup('Trivial(2)'),
);
const types = fc
  .array(fc.constantFrom(Scalar, V, multiple(2, V), T(2)), { minLength: 1, maxLength: 3 })
  .map((list) => list.reduce((sum: TensorType, t) => sum.plus(t)));

test('over random sums of types: exact copies, all of Hom, units that commute', () => {
  fc.assert(
    fc.property(groups, types, (group, type) => {
      const action = type.over(group);
      if (action.dimension > 20) return;
      holds(compactDecomposition(action), action);
    }),
    { numRuns: 25 },
  );
});

test('decomposed together, equal labels mean equal matrices', () => {
  const O3 = parseMatrixGroup('O(3)');
  const actions = [V, T(2), T(3).plus(1)].map((t) => t.over(O3));
  const list = compactDecompositions(actions);
  const labels = list.map((d) => d.components.map((c) => c.label).join());
  assert.is(labels[0], labels[1]);
  assert.is(labels[0], labels[2]);
  const hom = list[0].components.reduce((sum, c, k) => sum + c.multiplicity * list[2].components[k].multiplicity, 0);
  assert.is(hom, equivariantMaps(actions[0], actions[2]).dimension);
  assert.is(new Set(list.map((d) => d.family)).size, 1);
  assert.is.not(compactDecomposition(actions[0]).family, list[0].family);
  // one matrix on the l = 1 of both: a copy in V beside one in T(3) is an action on pairs
  const k = list[0].components.findIndex((c) => c.multiplicity > 0);
  const at = list[2].components.slice(0, k).reduce((sum, c) => sum + c.degree * c.multiplicity, 0);
  const [small, large] = [list[0].basis().columns, list[2].basis().columns];
  actions[0].derivations.forEach((A, i) => {
    const B = actions[2].derivations[i];
    const copy = large.selectColumns([at, at + 1, at + 2]);
    const moved = small.transpose().times(A.times(small));
    const norm = small.column(0).reduce((sum, x) => small.field.add(sum, small.field.mul(x, x)), small.field.zero);
    assert.ok(copy.times(moved.scale(small.field.inv(norm))).equals(B.times(copy)));
  });
});

test('what is not real or keeps no form x·x is refused with what to do', () => {
  const remedyOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return String(error);
    }
    return 'not refused';
  };
  assert.match(
    remedyOf(() => compactDecomposition(V.over(parseMatrixGroup('SO(1,3)')))),
    'equivariantMaps takes them',
  );
  assert.match(
    remedyOf(() => compactDecomposition(V.over(parseMatrixGroup('SU(2)')))),
    'realForm(group)',
  );
  const sheared = new MatrixGroup({
    dimension: 2,
    discrete: [
      [
        [-1, 1],
        [0, 1],
      ],
    ],
  });
  assert.match(
    remedyOf(() => compactDecomposition(sheared)),
    'generator 0 is not orthogonal',
  );
  assert.match(
    remedyOf(() => compactDecompositions([V.over(spinors), parseMatrixGroup('S(3)')])),
    'the same generators',
  );
});

test.run();
