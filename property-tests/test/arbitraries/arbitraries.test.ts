/** What is drawn is what it says, shrinks to something simple, prints in the field's notation, and replays. */
import { catalogue, determinant, Matrix, PermutationGroup, parseGroup, rationals, toFloat64 } from '@isotypic/algebra';
import { equivariantMaps } from '@isotypic/maps';
import {
  cyclotomic,
  gaussianData,
  matrixGroup,
  matrixOf,
  nearDegenerateData,
  orbitClosedData,
  orbitOf,
  permutationGroup,
  pointOf,
  type Rows,
  rational,
  representation,
  representationOfType,
  subgroupOf,
  tensorType,
  unimodularMatrix,
  word,
} from '@isotypic/property-tests';
import { isotypicDecomposition, permutationRepresentation, signRepresentation } from '@isotypic/reps';
import { cov } from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The counterexample to a property, as it is printed, and its replay. */
function shrunk<T>(arbitrary: fc.Arbitrary<T>, holds: (x: T) => boolean, seed = 1): string {
  const property = fc.property(arbitrary, holds);
  const { counterexample, counterexamplePath } = fc.check(property, { seed, numRuns: 500 });
  assert.ok(counterexample !== null, 'nothing was found');
  const text = fc.stringify(counterexample?.[0]);
  const again = fc.check(property, { seed, path: counterexamplePath ?? '', endOnFailure: true });
  assert.is(fc.stringify(again.counterexample?.[0]), text, 'the replay is the same');
  return text;
}

test('counterexamples are small, and printed in the notation of the field', () => {
  const D2 = permutationRepresentation(catalogue.cyclic(2));
  assert.match(
    shrunk(word(3), (w) => String(w) === '1'),
    /^g\d(\^-1)?$/,
  );
  assert.is(
    shrunk(rational(), (x) => x.compare(0) >= 0 || x.d < 4n),
    '-1/4',
  );
  assert.match(
    shrunk(cyclotomic({ conductors: [1, 5] }), (z) => z.isRational()),
    /^-?E\(5\)(\^\d)?$/,
  );
  assert.match(
    shrunk(permutationGroup(), (G) => G.order < 2n),
    /^⟨(\(\), )?\(0 1\)(, \(\))?⟩ on 2 points$/,
  );
  assert.match(
    shrunk(subgroupOf(catalogue.symmetric(4)), (H) => H.order < 3n),
    /^⟨\([\d ()]+\)⟩ on 4 points$/,
  );
  assert.match(
    shrunk(matrixOf(rationals, rational(), 2, 2), (m) => m.isZero()),
    /^\[(0|-?1| |\|)+\]$/,
  );
  assert.is(
    shrunk(representation({ orthogonal: true }), (rep) => rep.dimension < 1),
    'trivial',
  );
  assert.is(
    shrunk(matrixGroup(), () => false),
    'C(3)',
  );
  assert.match(
    shrunk(orbitClosedData(D2), (X) => X.flat().every((x) => x === 0)),
    /^\[\[0,-?1\],\[-?1,0\]\]$|^\[\[-?1,0\],\[0,-?1\]\]$/,
  );
});

test('points, orbits and subgroups are those of the group', () => {
  const G = parseGroup('cyclic(3) x cyclic(2)');
  fc.assert(
    fc.property(
      pointOf(G),
      orbitOf(G),
      (x, orbit) => G.orbit(x).length > 1 && G.orbit(orbit[0]).length === orbit.length,
    ),
  );
  fc.assert(fc.property(subgroupOf(G), (H) => G.order % H.order === 0n && H.generators.every((h) => G.contains(h))));
  assert.throws(() => pointOf(new PermutationGroup([], { degree: 0 })), /at least one point/);
});

test('integer bases have determinant ±1, and are not all trivial', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(unimodularMatrix(3), (B) => {
      seen.add(String(B));
      return determinant(B).equals(1);
    }),
  );
  assert.ok(seen.size > 20);
});

test('representations are of every kind: sums, restrictions, bases', () => {
  const drawn = fc.sample(representation(), { seed: 1, numRuns: 300 }).map(String);
  for (const part of [' + ', 'in the basis', '↓', 'sign', '2·', 'S²', 'Λ²', '⊗', '*']) {
    const found = drawn.find((label) => label.includes(part));
    assert.ok(found !== undefined, `${part} in ${drawn.slice(0, 40).join('; ')}`);
  }
  fc.assert(fc.property(representation({ maxDimension: 5 }), (rep) => rep.dimension <= 5));
  const isOrthogonal = (m: Matrix<unknown>) => m.times(m.transpose()).equals(Matrix.identity(m.field, m.rows));
  fc.assert(
    fc.property(representation({ orthogonal: true }), (rep) =>
      (rep.generatorMatrices as unknown as Matrix<unknown>[]).every(isOrthogonal),
    ),
  );
});

test('representations of a type have components of that type only, and a type that no group has is refused', () => {
  for (const type of ['real', 'complex', 'quaternionic'] as const) {
    fc.assert(
      fc.property(representationOfType(type), (rep) =>
        isotypicDecomposition(rep).components.every((c) => c.type === type),
      ),
      { numRuns: 20, seed: 1 },
    );
  }
  assert.throws(() => representationOfType('quaternionic', ['cyclic(5)']), /irreps of quaternionic type/);
});

test('matrix groups and tensor types make representations with equivariant maps', () => {
  fc.assert(
    fc.property(matrixGroup(), tensorType(), (group, type) => {
      const rep = type.over(group);
      // scalars at least
      assert.ok(equivariantMaps(rep, rep).dimension >= 1);
    }),
    { numRuns: 20, seed: 1 },
  );
});

const rep = permutationRepresentation(catalogue.dihedral(4));

test('orbit-closed data are permuted by the group', () => {
  fc.assert(
    fc.property(orbitClosedData(rep), (X) => {
      const sorted = (rows: Rows) => rows.map(String).sort().join();
      const moved = (g: Float64Array) =>
        X.map((x) => x.map((_, i) => x.reduce((sum, v, j) => sum + g[i * 4 + j] * v, 0)));
      return rep.generatorMatrices.every((g) => sorted(moved(toFloat64(g).data)) === sorted(X));
    }),
    { numRuns: 20 },
  );
});

test('Gaussian data have an invariant law: covariances of many rows are nearly equivariant', async () => {
  for (const X of fc.sample(gaussianData(rep, { min: 20_000, max: 20_000 }), { seed: 7, numRuns: 4 })) {
    const S = await cov(X, rep, { normalization: 'n' });
    const mean = X[0].map((_, i) => X.reduce((sum, x) => sum + x[i] / X.length, 0));
    let worst = 0;
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const plain = X.reduce((sum, x) => sum + ((x[i] - mean[i]) * (x[j] - mean[j])) / X.length, 0);
        worst = Math.max(worst, Math.abs(plain - S.at(i, j)));
      }
    }
    // sampling errors of a covariance of size at most 4 are 4·√(2/20 000) = 0.04; five of them
    assert.ok(worst < 0.2, `${worst}`);
  }
});

test('rows shrink in number and to integers, and degenerate data are so', () => {
  const text = shrunk(gaussianData(rep), (X) => X.flat().every((x) => x === 0));
  assert.ok((JSON.parse(text) as Rows).flat().every(Number.isInteger), text);
  const drawn = fc.sample(nearDegenerateData(rep, { min: 6 }), { seed: 1, numRuns: 200 });
  assert.ok(
    drawn.some((X) => new Set(X.map(String)).size < X.length),
    'repeated rows',
  );
  const isSmall = (x: number) => x !== 0 && Math.abs(x) < 1e-6;
  assert.ok(
    drawn.some((X) => X.some((x) => isSmall(x.reduce((a, b) => a + b, 0)) || x.some(isSmall))),
    'small components',
  );
});

test('arguments are checked', () => {
  assert.throws(() => gaussianData(rep, { min: 3, max: 2 }), /max to be at least min/);
  assert.throws(() => orbitClosedData(signRepresentation(catalogue.symmetric(8))), /at most 5000 elements/);
});

test.run();
