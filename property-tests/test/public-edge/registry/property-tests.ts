/** Right arguments of @isotypic/property-tests. */
import { Fraction, primeField } from '@isotypic/algebra';
import { fieldLaws } from '@isotypic/property-tests';
import { intertwiners } from '@isotypic/reps';
import { cayleyTableOf } from '@isotypic/tables';
import fc from 'fast-check';
import { floatAction, generators, group, representation, table } from './fixtures.js';
import type { Registry } from './registry.js';

const doubled = (x: Float64Array) => x.map((v) => 2 * v);

export const propertyTests: Registry = {
  types: {
    ActionSource: representation,
    ArgumentSource: representation,
    OutputSource: representation,
    FloatAction: floatAction,
    ActionImplementation: () => ({ degree: 3, image: (g: { image(x: number): number }, x: number) => g.image(x) }),
    'readonly Permutation[] | ActionImplementation': generators,
    CharacterTableImplementation: table,
    GroupImplementation: group,
    IntertwinerImplementation: () => intertwiners(representation(), representation()),
    RepresentationImplementation: representation,
    StatisticsImplementation: () => ({ mean: () => [0, 0, 0] }),
    'Table<TableDescriptor, unknown>': () => cayleyTableOf(group()),
    'readonly Law[]': () => fieldLaws(primeField(5), fc.nat(4), { runs: 3 }),
    'readonly AsyncLaw[]': () => [{ name: 'a law', check: async () => undefined }],
    'Arbitrary<T>': () => fc.integer({ min: -9, max: 9 }).map((n) => new Fraction(n)),
  },
  calls: {
    applyWord: () => [floatAction(), [0, 0], Float64Array.of(1, 2)],
    checkEquivariance: () => [doubled, { in: representation(), out: representation(), runs: 5 }],
    assertEquivariant: () => [doubled, representation(), representation()],
    rotationAction: () => [[0, 1]],
    'adapters.tensor': () => [(data: Float64Array | Float32Array, dims: readonly number[]) => ({ data, dims })],
    assertInvariant: () => [(x: Float64Array) => [x[0] + x[1] + x[2]], representation()],
    discoverSymmetry: () => [(x: Float64Array) => x[0] + x[1], ['permutation of cyclic(3)'], { runs: 5 }],
    discoverPermutationSymmetry: () => [(x: Float64Array) => x[0] + x[1], 2, { runs: 5 }],
    equivarianceProfile: () => [[{ name: 'twice', apply: doubled, out: representation() }], representation()],
    checkEquivariantLaw: () => [doubled, { in: representation(), out: representation(), samples: 8, errorRate: 0.1 }],
    assertInvariantEstimator: () => [(rows: Float64Array[]) => [rows.length], representation()],
  },
};
