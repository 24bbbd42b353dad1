/** Right arguments of @isotypic/numeric. */
import { cholesky, Float64Matrix, randomStream } from '@isotypic/numeric';
import { backend, divisionMatrix, permutationMatrices, positive, sampleSpace } from './fixtures.js';
import type { Registry } from './registry.js';

export const numeric: Registry = {
  types: {
    MatrixLike: positive,
    Float64Layout: positive,
    'readonly MatrixLike[]': () => permutationMatrices(),
    'readonly Float64Layout[]': () => permutationMatrices().map((m) => Float64Matrix.from(m)),
    'readonly FloatMatrixInput[]': permutationMatrices,
    FloatMatrixInput: () => [
      [0.5, 0],
      [0, 1],
    ],
    Float64Matrix: positive,
    Float64Array: () => Float64Array.of(1, 2, 3),
    'ArrayLike<number>': () => [1, 0, 2],
    Indices: () => Int32Array.of(1, 0, 2),
    'readonly Indices[]': () => [Int32Array.of(1, 0, 2)],
    'readonly ArrayLike<number>[]': () => [[1, 0, 2]],
    'readonly number[]': () => [1, 0, 2],
    SampleSpace: sampleSpace,
    Watch: () => () => {},
    GramRequest: () => ({ spaces: [sampleSpace()], pairs: [[0, 0]], centered: true }),
    ResidualRequest: () => ({ x: sampleSpace(), y: sampleSpace(), blocks: [Float64Matrix.identity(3)] }),
    MapRequest: () => ({ coordinates: positive(), from: sampleSpace().basis, to: sampleSpace().basis }),
    DivisionMatrix: divisionMatrix,
    DivisionAlgebra: () => 'real',
    Backend: backend,
    Pipeline: backend,
    RandomStream: () => randomStream(3),
  },
  calls: {
    frobeniusNorm: () => [positive()],
    'Backend#squaredLengths': () => [sampleSpace(), [Float64Matrix.identity(3)]],
    'Pipeline#squaredLengths': () => [sampleSpace(), [Float64Matrix.identity(3)]],
    'Backend#inFloat64': () => ['a trial'],
    choleskySolve: () => [cholesky(positive()), positive()],
    numericalRank: () => [[3, 1], { rows: 2, cols: 2 }],
    symmetricFunction: () => [positive(), (x: number) => x * x],
    'Float64Matrix.generate': () => [2, 2, (i: number, j: number) => i + j],
    'Float64Matrix#map': () => [(x: number) => 2 * x],
    'Float64Matrix#rowRange': () => [0, 2],
    'Float64Matrix#columnRange': () => [0, 2],
  },
};
