export {
  type DecompositionTable,
  type DecompositionTableOptions,
  decompositionTable,
  type ExactTable,
  parseMatrix,
  printMatrix,
} from './decomposition-table.js';
export {
  type ComponentDescriptor,
  describeDecomposition,
  SCHEMA,
  SCHEMA_VERSION,
  type TableDescriptor,
} from './descriptor.js';
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
