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
