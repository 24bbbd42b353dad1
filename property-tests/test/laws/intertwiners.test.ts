/** Wrong spaces of intertwiners are caught by the law that speaks about it; random ones obey all. */
import { catalogue, type ExactMatrix, Matrix, rationals } from '@isotypic/algebra';
import {
  assertLaws,
  equivariantMap,
  type IntertwinerImplementation,
  intertwinerLaws,
  namedGroup,
  representation,
  representationOfType,
} from '@isotypic/property-tests';
import { intertwiners, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

test('maps between random representations obey the laws, in any basis', () => {
  const groups = namedGroup(['cyclic(2)', 'cyclic(3)', 'kleinFour', 'dihedral(3)', 'dihedral(4)', 'quaternion']);
  fc.assert(
    fc.property(representation({ groups, maxDimension: 4 }), (rep) => {
      const regular = permutationRepresentation(rep.group);
      assertLaws(intertwinerLaws(intertwiners(rep, rep), rep, rep, { runs: 3 }));
      if (rep.dimension * regular.dimension <= 32) {
        assertLaws(intertwinerLaws(intertwiners(rep, regular), rep, regular, { runs: 3 }));
      }
    }),
    { numRuns: 15, seed: 3 },
  );
});

for (const type of ['real', 'complex', 'quaternionic'] as const) {
  test(`maps of representations of ${type} type obey the laws`, () => {
    fc.assert(
      fc.property(representationOfType(type, ['cyclic(3)', 'cyclic(4)', 'dihedral(3)', 'quaternion']), (rep) => {
        assertLaws(intertwinerLaws(intertwiners(rep, rep), rep, rep, { runs: 2 }));
      }),
      { numRuns: 5, seed: 4 },
    );
  });
}

const rep = permutationRepresentation(catalogue.dihedral(4));
const right = intertwiners(rep, rep);
const honest: IntertwinerImplementation = {
  dimension: right.dimension,
  basis: () => right.basis(),
  project: (A) => right.project(A),
};
const scaled = (A: ExactMatrix, n: number) => (A as Matrix<unknown>).scale(A.field.fromInteger(n)) as ExactMatrix;
const unit = () => Matrix.build(rationals, 4, 4, (i, j) => rationals.fromInteger(i === 0 && j === 0 ? 1 : 0));

const mutants: readonly (readonly [string, string, Partial<IntertwinerImplementation>])[] = [
  ['a map lost', 'as many maps as the dimension, dim Y × dim X', { basis: () => right.basis().slice(1) }],
  [
    'a map lost and not counted',
    'the dimension is the average of tr ρ_Y(g)·tr ρ_X(g⁻¹)',
    { basis: () => right.basis().slice(1), dimension: right.dimension - 1 },
  ],
  [
    'the identity lost and not counted',
    'products of maps are maps',
    { basis: () => right.orbitalBasis().slice(1), dimension: right.dimension - 1 },
  ],
  [
    'a map twice',
    'the maps are independent',
    { basis: () => right.basis().map((A, k, all) => (k === 0 ? scaled(all[1], 2) : A)) },
  ],
  [
    'a map of one entry',
    'Aρ_X(g) = ρ_Y(g)A for the generators',
    { basis: () => right.basis().map((A, k) => (k === 0 ? unit() : A)) },
  ],
  [
    'maps under another group',
    'Aρ_X(g) = ρ_Y(g)A for all g',
    { basis: () => right.basis().map((A, k) => (k === 0 ? unit() : A)) },
  ],
  ['no projection', 'project answers with equivariant maps', { project: (A) => A }],
  ['half a projection', 'project is idempotent', { project: (A) => right.project(scaled(A, 2)) }],
  ['a projection to 0', 'project fixes the basis', { project: (A) => scaled(A, 0) }],
  [
    'the projection of the transpose',
    'project is the average of ρ_Y(g)Aρ_X(g⁻¹)',
    {
      project: (A) => {
        const P = right.project(A);
        return right.project((A as Matrix<unknown>).times(A as Matrix<unknown>).isZero() ? P : unit());
      },
    },
  ],
];
for (const [title, law, change] of mutants) {
  test(`caught: ${title}`, () =>
    caughtBy(law, intertwinerLaws({ ...honest, ...change }, rep, rep, { seed: 1, runs: 20 })));
}

test('the space itself breaks no law', async () => {
  assert.equal(await brokenLaws(intertwinerLaws(honest, rep, rep)), []);
});

test('random equivariant maps are equivariant, and reach the whole space', () => {
  const regular = regularRepresentation(catalogue.cyclic(4));
  const seen = new Set<string>();
  fc.assert(
    fc.property(equivariantMap(regular, regular), (A) => {
      seen.add(String(A));
      const M = A as Matrix<unknown>;
      for (const g of regular.generatorMatrices as unknown as Matrix<unknown>[])
        assert.ok(M.times(g).equals(g.times(M)));
    }),
    { numRuns: 60, seed: 1 },
  );
  assert.ok(seen.size > 30);
  const shrunk = fc.check(
    fc.property(equivariantMap(regular, regular), (A) => (A as Matrix<unknown>).isZero()),
    { seed: 2 },
  );
  assert.match(String(fc.stringify(shrunk.counterexample)), /^\[\[[-0-9 |/]+\]\]$/);
});

test.run();
