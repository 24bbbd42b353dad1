export {
  type DecompositionTable,
  type DecompositionTableOptions,
  decompositionTable,
  type ExactDecomposition,
  readDecompositionTable,
} from './decompositions/decomposition-table.js';
export {
  type ComponentDescriptor,
  type DecompositionDescriptor,
  describeDecomposition,
} from './decompositions/descriptor.js';
export { type PrintedMatrix, parseMatrix, printMatrix } from './exact/printed-matrix.js';
export {
  type AnyTensor,
  decodeSafetensors,
  encodeSafetensors,
  float64Tensor,
  int64Tensor,
  type Tensor,
  type TensorArrays,
  type TensorFile,
  type TensorType,
} from './formats/safetensors.js';
export type { Table, TableDescriptor, TableFiles } from './table.js';
