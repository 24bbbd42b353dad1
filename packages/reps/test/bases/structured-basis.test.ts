/**
 * The basis as an operator against the dense basis where there is one, and against its definition where there is none.
 */
import { actionOnSubsets, catalogue, type PermutationGroup, toFloat64, wreathProduct } from '@isotypic/algebra';
import { specialCasesAreOn } from '@isotypic/algebra/internal';
import {
  directSum,
  type IsotypicDecomposition,
  isotypicDecomposition,
  isotypicDecompositions,
  matrixRepresentation,
  type PermutationRepresentation,
  permutationRepresentation,
  regularRepresentation,
  type StructuredBasis,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from '../../../../tools/mutants.mjs';
import { maxDifference, multiply, transpose } from '../decomposition/float-checks.js';

const sample = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * i));
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i], 0);
// actions by construction: without special cases their check, on up to 31125 points, takes minutes
const onPairs = (G: PermutationGroup) =>
  permutationRepresentation(G, actionOnSubsets(G, 2).generators, { check: specialCasesAreOn() });
const S12 = catalogue.symmetric(12);
const S9 = catalogue.symmetric(9);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'nothing thrown';
};

const families: Record<string, PermutationRepresentation> = {
  'cube group': permutationRepresentation(catalogue.rubiksCube()),
  'regular Q8': regularRepresentation(catalogue.quaternion()),
  'regular S4': regularRepresentation(catalogue.symmetric(4)),
  'S12 on pairs': onPairs(S12),
  'S9 on 3-subsets': permutationRepresentation(S9, actionOnSubsets(S9, 3).generators),
  'twice S12 on pairs': directSum(onPairs(S12), onPairs(S12)) as PermutationRepresentation,
};

for (const [name, rep] of Object.entries(families)) {
  test(`${name}: Q x̂, Qᵀx and single columns are those of the dense basis`, () => {
    const decomposition = isotypicDecomposition(rep);
    const dense = decomposition.orthonormalBasis();
    const basis = decomposition.structuredBasis();
    const n = rep.dimension;
    assert.equal(
      basis.implicit,
      decomposition.components.map(() => false),
    );
    const x = sample(n);
    const times = Float64Array.from({ length: n }, (_, i) => dot(dense.data.subarray(i * n, (i + 1) * n), x));
    const transposed = Float64Array.from({ length: n }, (_, j) =>
      x.reduce((s, v, i) => s + v * dense.data[i * n + j], 0),
    );
    assert.ok(maxDifference(basis.apply(x), times) < 1e-13 * n);
    assert.ok(maxDifference(basis.applyTranspose(x), transposed) < 1e-13 * n);
    let offset = 0;
    decomposition.components.forEach(({ degree, multiplicity }, k) => {
      for (let copy = 0; copy < multiplicity; copy++) {
        const { data, cols } = basis.columns(k, copy);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < degree; j++) {
            assert.ok(Math.abs(data[i * cols + j] - dense.data[i * n + offset + j]) < 1e-13);
          }
        }
        offset += degree;
      }
    });
  });
}

/**
 * What a basis must do whatever its columns are: Q is orthogonal, blocks are components, copies carry the same
 * matrices.
 */
function assertAdapted(decomposition: IsotypicDecomposition, basis: StructuredBasis, tolerance: number): void {
  const rep = decomposition.representation as PermutationRepresentation;
  const n = rep.dimension;
  const x = sample(n);
  const coordinates = basis.applyTranspose(x);
  assert.ok(maxDifference(basis.apply(coordinates), x) < tolerance, 'QQᵀ = 1');
  assert.ok(Math.abs(dot(coordinates, coordinates) - dot(x, x)) < tolerance * n, 'Qᵀ keeps lengths');
  let offset = 0;
  for (const component of decomposition.components) {
    const width = component.degree * component.multiplicity;
    const part = new Float64Array(n);
    part.set(coordinates.subarray(offset, offset + width), offset);
    assert.ok(maxDifference(basis.apply(part), component.apply(x)) < tolerance, component.label);
    // ρ(g) acts on every copy by the same matrix: move the coordinates of the first copy into another.
    const { degree, multiplicity } = component;
    const inCopy = (copy: number) => {
      const c = new Float64Array(n);
      c.set(coordinates.subarray(offset, offset + degree), offset + copy * degree);
      return c;
    };
    const moved = rep.images.map((g) =>
      Array.from({ length: multiplicity }, (_, copy) => {
        const v = basis.apply(inCopy(copy));
        const gv = new Float64Array(n);
        v.forEach((value, i) => {
          gv[g.images[i]] = value;
        });
        return basis.applyTranspose(gv).subarray(offset + copy * degree, offset + (copy + 1) * degree);
      }),
    );
    for (const copies of moved) for (const other of copies) assert.ok(maxDifference(other, copies[0]) < tolerance);
    offset += width;
  }
}

test('the complement of the other components, in two isomorphic orbits', () => {
  const decomposition = isotypicDecomposition(families['twice S12 on pairs']);
  const basis = decomposition.structuredBasis({ largestGram: 40 });
  assert.equal(basis.implicit, [false, false, true]);
  assertAdapted(decomposition, basis, 1e-12);
  const Q = basis.columns(2, 1, { from: 3, to: 5 });
  assert.equal([Q.rows, Q.cols], [132, 2]);
  const [a, b] = [0, 1].map((j) => Float64Array.from({ length: 132 }, (_, i) => Q.data[2 * i + j]));
  assert.ok(Math.abs(dot(a, a) - 1) < 1e-13 && Math.abs(dot(a, b)) < 1e-13);
});

test('S100 on 2-subsets: 4950 coordinates, the large component implicit', () => {
  const decomposition = isotypicDecomposition(onPairs(catalogue.symmetric(100)));
  const basis = decomposition.structuredBasis();
  assert.equal(basis.implicit, [false, false, true]);
  // κ of the 99 chosen columns is about 10²: a few hundred ε.
  assertAdapted(decomposition, basis, 1e-11);
});

test('degree 10⁴: S100 wr S2 in product action', () => {
  const G = wreathProduct(catalogue.symmetric(100), catalogue.symmetric(2), { action: 'product' });
  const decomposition = isotypicDecomposition(permutationRepresentation(G));
  assert.equal(
    decomposition.components.map((c) => [c.degree, c.multiplicity, c.type]),
    [
      [1, 1, 'real'],
      [198, 1, 'real'],
      [9801, 1, 'real'],
    ],
  );
  assertAdapted(decomposition, decomposition.structuredBasis(), 1e-11);
});

test('S24 on pairs: the dense basis of a component of degree 252 is orthonormal, and gives the exact projector', () => {
  const decomposition = isotypicDecomposition(onPairs(catalogue.symmetric(24)));
  const Q = decomposition.orthonormalBasis();
  const n = Q.rows;
  const identity = Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  assert.ok(maxDifference(multiply(Q, transpose(Q)).data, identity) < 1e-13);
  const component = decomposition.components[2];
  assert.is(component.degree, 252);
  const exact = toFloat64(component.projector());
  assert.ok(maxDifference(component.projectorFloat().data, exact.data) < 1e-13);
});

test('a dense basis is refused where exact matrices of its components are too large', () => {
  const decomposition = isotypicDecomposition(onPairs(catalogue.symmetric(70))); // 2415 points, degree 2345
  assert.is(
    codeOf(() => decomposition.orthonormalBasis()),
    'BUDGET_EXCEEDED',
  );
});

test('dense matrices that would not fit are refused with their size', () => {
  const decomposition = isotypicDecomposition(onPairs(catalogue.symmetric(160))); // 12720 points
  for (const run of [
    () => decomposition.orthonormalBasis(),
    () => decomposition.basis(),
    () => decomposition.components[1].projector(),
    () => decomposition.components[1].projectorFloat(),
    () => decomposition.structuredBasis().columns(2, 0),
  ]) {
    assert.is(codeOf(run), 'OUT_OF_MEMORY');
  }
});

test('what has no structured basis is refused', () => {
  const G = catalogue.symmetric(3);
  const matrices = isotypicDecomposition(
    matrixRepresentation(
      G,
      G.generators.map(() => [[1]]),
    ),
  );
  assert.is(
    codeOf(() => matrices.structuredBasis()),
    'INVALID_ARGUMENT',
  );
  const [x] = isotypicDecompositions([
    onPairs(S12),
    permutationRepresentation(S12, actionOnSubsets(S12, 3).generators),
  ]);
  assert.is(
    codeOf(() => x.structuredBasis({ largestGram: 40 })), // degree 54 occurs on pairs and on triples
    'BUDGET_EXCEEDED',
  );
  // Degree 249 on points and on pairs: its second copy would need the irrep's exact matrices.
  const S250 = catalogue.symmetric(250);
  const shared = isotypicDecomposition(directSum(permutationRepresentation(S250), onPairs(S250)));
  assert.is(
    codeOf(() => shared.structuredBasis()),
    'BUDGET_EXCEEDED',
  );
  const basis = isotypicDecomposition(onPairs(S12)).structuredBasis();
  assert.is(
    codeOf(() => basis.apply(new Float64Array(3))),
    'SHAPE_MISMATCH',
  );
  assert.is(
    codeOf(() => basis.columns(1, 1)),
    'INVALID_ARGUMENT',
  );
  assert.is(
    codeOf(() => basis.columns(1, 0, { from: 5, to: 99 })),
    'INVALID_ARGUMENT',
  );
});

const holds = (run: () => void): boolean => {
  try {
    run();
  } catch {
    return false;
  }
  return true;
};

/** Everything a structured basis says, against the dense basis: throws where it differs. */
function assertDense(decomposition: IsotypicDecomposition, basis: StructuredBasis): void {
  const { data, rows: n } = decomposition.orthonormalBasis();
  const unit = (j: number) => Float64Array.from({ length: n }, (_, i) => Number(i === j));
  assert.is(basis.dimension, n);
  assert.equal(
    basis.implicit,
    decomposition.components.map(() => false),
  );
  for (let j = 0; j < n; j++) {
    const column = Float64Array.from({ length: n }, (_, i) => data[i * n + j]);
    const row = data.subarray(j * n, (j + 1) * n);
    assert.ok(maxDifference(basis.apply(unit(j)), column) < 1e-13);
    assert.ok(maxDifference(basis.applyTranspose(unit(j)), row) < 1e-13);
  }
  let offset = 0;
  assert.not(holds(() => basis.columns(decomposition.components.length, 0)));
  decomposition.components.forEach(({ degree, multiplicity }, k) => {
    assert.not(holds(() => basis.columns(k, multiplicity)));
    for (let copy = 0; copy < multiplicity; copy++) {
      const columns = basis.columns(k, copy);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < degree; j++) {
          assert.ok(Math.abs(columns.data[i * degree + j] - data[i * n + offset + j]) < 1e-13);
        }
      }
      offset += degree;
    }
  });
}

test('every lie in a structured basis shows in what it says', () => {
  const S4 = catalogue.symmetric(4);
  const points = permutationRepresentation(S4);
  const decomposition = isotypicDecomposition(
    directSum(points, permutationRepresentation(S4, actionOnSubsets(S4, 2).generators)),
  );
  const basis = decomposition.structuredBasis();
  assertDense(decomposition, basis);
  let count = 0;
  const accepted: string[] = [];
  // memos, and what only tells how the spaces were found
  const skip = ['irrep', 'pieces', 'lazyCopies', 'lazyProjector', 'kind', 'orthogonal'];
  for (const { path, change, value } of mutants(basis, { depth: 4, skip })) {
    if (/^\.spaces\[\d\]\.dimension/.test(path)) continue; // not read here: requireSpace does
    if (path.endsWith('.points') || path.endsWith('.orbits')) continue; // sizes of an orbit's own buffer, and order
    count++;
    if (holds(() => assertDense(decomposition, value))) accepted.push(`${path} ${change}`);
  }
  assert.equal(accepted, []);
  assert.ok(count > 20, `${count} mutants`);
});

test.run();
