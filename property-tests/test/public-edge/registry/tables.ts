/** Right arguments of @isotypic/tables. */
import { catalogue, rationals } from '@isotypic/algebra';
import { permutationRepresentation, trivialRepresentation } from '@isotypic/reps';
import {
  cayleyTableOf,
  decompositionTable,
  encodeNpz,
  encodeReplabAtlas,
  encodeSafetensors,
  float64Tensor,
  printMatrix,
  writeTable,
} from '@isotypic/tables';
import { decomposition, quarterTurn, rationalMatrix, representation } from './fixtures.js';
import type { Registry } from './registry.js';

export const tables: Registry = {
  types: {},
  calls: {
    decodeReplabAtlas: () => [encodeReplabAtlas(catalogue.cyclic(2))],
    decodeNpz: () => [encodeNpz({ a: float64Tensor([1], Float64Array.of(1)) })],
    encodeNpz: () => [{ a: float64Tensor([1], Float64Array.of(1)) }],
    equivariantBasisTable: () => ['T(1)', 'T(1)', { group: 'Z(3)' }],
    inducedTable: () => [trivialRepresentation(catalogue.cyclic(2)), catalogue.cyclic(2)],
    intertwinersTable: () => [representation(), representation()],
    quotientTable: () => [permutationRepresentation(catalogue.cyclic(4)), [0, 1, 0, 1]],
    restrictedTable: () => [permutationRepresentation(catalogue.cyclic(2)), catalogue.cyclic(2)],
    weightSharingTable: () => [[[1, 0]], [[1, 0]]],
    equivariantMapsCertificate: () => ['SO(3)', 'V^2', 'V'],
    generateTable: () => [{ kind: 'cayley', group: 'cyclic(2)' }],
    int32Tensor: () => [[2], [1, 2]],
    wignerTable: () => [1, [quarterTurn()], { convention: 'e3nn' }],
    writeTable: () => [cayleyTableOf(catalogue.cyclic(2))],
    verifyTable: () => [writeTable(cayleyTableOf(catalogue.cyclic(2)))],
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
