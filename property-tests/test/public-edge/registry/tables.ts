/** Right arguments of @isotypic/tables. */
import { rationals } from '@isotypic/algebra';
import { decompositionTable, encodeSafetensors, float64Tensor, printMatrix } from '@isotypic/tables';
import { decomposition, rationalMatrix, representation } from './fixtures.js';
import type { Registry } from './registry.js';

export const tables: Registry = {
  types: {},
  calls: {
    readDecompositionTable: () => [decompositionTable(decomposition()), representation()],
    parseMatrix: () => [rationals, printMatrix(rationalMatrix())],
    decodeSafetensors: () => [
      encodeSafetensors({ tensors: { a: float64Tensor([2], Float64Array.of(1, 2)) }, metadata: {} }),
    ],
    encodeSafetensors: () => [{ tensors: { a: float64Tensor([2], Float64Array.of(1, 2)) }, metadata: { a: 'b' } }],
    float64Tensor: () => [[2], Float64Array.of(1, 2)],
    int64Tensor: () => [[2], [1, 2]],
  },
};
