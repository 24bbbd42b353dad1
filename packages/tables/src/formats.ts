/** Containers of tensors: safetensors and NumPy's archives. The part of this package that knows nothing of groups. */
export { decodeNpz, encodeNpz } from './formats/npz.js';
export {
  type AnyTensor,
  decodeSafetensors,
  encodeSafetensors,
  float64Tensor,
  int32Tensor,
  int64Tensor,
  type Tensor,
  type TensorArrays,
  type TensorFile,
  type TensorType,
} from './formats/safetensors.js';
