/** Right arguments of @isotypic/property-tests. */
import { Fraction } from '@isotypic/algebra';
import fc from 'fast-check';
import { floatAction, representation } from './fixtures.js';
import type { Registry } from './registry.js';

const doubled = (x: Float64Array) => x.map((v) => 2 * v);

export const propertyTests: Registry = {
  types: {
    ActionSource: representation,
    ArgumentSource: representation,
    OutputSource: representation,
    FloatAction: floatAction,
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
