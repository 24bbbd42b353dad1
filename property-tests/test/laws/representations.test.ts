/** Wrong representations and decompositions are caught by the law that speaks about it; random ones obey all. */
import { catalogue, type ExactMatrix, Matrix, type Permutation, rationals } from '@isotypic/algebra';
import {
  assertLaws,
  decompositionLaws,
  type RepresentationImplementation,
  representation,
  representationLaws,
  representationOfType,
} from '@isotypic/property-tests';
import { type IsotypicDecomposition, isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

test('random representations obey the laws', () => {
  const random = fc.oneof(representation(), representationOfType('complex'), representationOfType('quaternionic'));
  fc.assert(
    fc.property(random, (rep) => assertLaws(representationLaws(rep, { runs: 4 }))),
    { numRuns: 40, seed: 1 },
  );
});

test('decompositions of random orthogonal representations obey the laws', () => {
  fc.assert(
    fc.property(representation({ orthogonal: true }), (rep) => {
      assertLaws(decompositionLaws(isotypicDecomposition(rep), { runs: 3 }));
    }),
    { numRuns: 25, seed: 1 },
  );
});

const G = catalogue.symmetric(3);
const rep = permutationRepresentation(G);
const at = (g: Permutation) => rep.matrix(g) as Matrix<unknown> as ExactMatrix;
const minus = (M: ExactMatrix) => (M as Matrix<unknown>).scale(M.field.fromInteger(-1)) as ExactMatrix;
const representations: readonly (readonly [string, string, Partial<RepresentationImplementation>])[] = [
  ['the right action', 'ρ(gh) = ρ(g)ρ(h)', { matrix: (g) => at(g.inverse()) }],
  ['one sign', 'ρ(gh) = ρ(g)ρ(h)', { matrix: (g) => (g.isIdentity() ? at(g) : minus(at(g))) }],
  ['minus 1 for 1', 'ρ(1) = 1', { matrix: (g) => minus(at(g)) }],
  ['another dimension', 'ρ(g) is dimension × dimension', { dimension: 4 }],
  ['no inverse', 'ρ(g⁻¹)ρ(g) = 1', { matrix: (g) => at(g.image(0) === 1 ? g.times(g) : g) }],
  [
    'characters by image',
    'tr ρ(hgh⁻¹) = tr ρ(g)',
    { matrix: (g) => Matrix.identity(rationals, 3).scale(rationals.fromInteger(g.image(0) + 1)) },
  ],
];
for (const [title, law, change] of representations) {
  const wrong = { group: G, dimension: 3, matrix: at, ...change };
  test(`caught: a representation with ${title}`, () => caughtBy(law, representationLaws(wrong, { seed: 1, runs: 60 })));
}

const decomposition = isotypicDecomposition(permutationRepresentation(catalogue.dihedral(4)));
/** The same with some parts replaced; getters and methods of the original answer for the rest. */
const changed = (change: Partial<IsotypicDecomposition>) =>
  Object.assign(Object.create(decomposition) as IsotypicDecomposition, change);
const component = (k: number, change: object) => ({
  components: decomposition.components.map((c, i) => (i === k ? Object.assign(Object.create(c), change) : c)),
});
const first = decomposition.components[0];
const second = decomposition.components[1];
const Q = () => {
  const { data, ...shape } = decomposition.orthonormalBasis();
  return { data: Float64Array.from(data), ...shape };
};
const withBasis = (change: (data: Float64Array, n: number) => void) => {
  const basis = Q();
  change(basis.data, basis.rows);
  return { orthonormalBasis: () => basis };
};
const decompositions: readonly (readonly [string, string, Partial<IsotypicDecomposition>])[] = [
  ['a component lost', 'Σ m·d is the dimension', { components: decomposition.components.slice(1) }],
  ['a multiplicity', 'tr P = m·d', component(1, { multiplicity: 2 })],
  [
    'a projector scaled',
    'P² = P',
    component(0, {
      projector: () => (first.projector() as Matrix<unknown>).scale(first.projector().field.fromInteger(2)),
    }),
  ],
  ['a projector of another component', 'PP′ = 0', component(1, { projector: () => first.projector() })],
  [
    'a projector that is not symmetric',
    'Pᵀ = P',
    component(0, { projector: () => Matrix.build(rationals, 4, 4, (i) => rationals.fromInteger(i === 0 ? 1 : 0)) }),
  ],
  [
    'a projector on a coordinate',
    'ρ(g)P = Pρ(g)',
    component(0, {
      projector: () => Matrix.build(rationals, 4, 4, (i, j) => rationals.fromInteger(i === 0 && j === 0 ? 1 : 0)),
    }),
  ],
  [
    'a component applied twice',
    'Σ Px = x',
    component(1, { apply: (x: Float64Array) => second.apply(x).map((v) => 2 * v) }),
  ],
  [
    'components applied in each other’s place',
    'apply(x) is Px',
    {
      components: decomposition.components.map((c, i) =>
        i < 2
          ? Object.assign(Object.create(c), { apply: (x: Float64Array) => decomposition.components[1 - i].apply(x) })
          : c,
      ),
    },
  ],
  [
    'a basis off by 1e-9',
    'QᵀQ = 1',
    withBasis((data) => {
      data[0] += 1e-9;
    }),
  ],
  [
    'a sign in one column of a block',
    'ρ(g)Q = Qρ̂(g) for the generators',
    withBasis((data, n) => {
      for (let x = 0; x < n; x++) data[x * n + n - 1] *= -1;
    }),
  ],
  [
    'two columns exchanged',
    'ρ(g)Q = Qρ̂(g) for the generators',
    withBasis((data, n) => {
      for (let x = 0; x < n; x++) [data[x * n], data[x * n + 1]] = [data[x * n + 1], data[x * n]];
    }),
  ],
  ['no number', 'QᵀQ = 1', withBasis((data) => data.fill(Number.NaN))],
];
for (const [title, law, change] of decompositions) {
  test(`caught: a decomposition with ${title}`, () => caughtBy(law, decompositionLaws(changed(change), { seed: 1 })));
}

test('what is right breaks no law', async () => {
  assert.equal(await brokenLaws(representationLaws({ group: G, dimension: 3, matrix: at })), []);
  assert.equal(await brokenLaws(decompositionLaws(decomposition)), []);
});

test.run();
