/** The arena that synchronous functions on tensors share; those of matrices have another (`arena.ts`). */
import { PlainTensors } from './plain-tensors.js';
import type { TensorKernels } from './tensor-kernels.js';
import { WasmTensors } from './wasm-tensors.js';

let current: TensorKernels | undefined;

/** The fastest kernels that this host runs, over an arena of their own. */
export function openTensorKernels(): TensorKernels {
  return WasmTensors.open() ?? new PlainTensors();
}

/** The same over the arena that all share. */
export function sharedTensorKernels(): TensorKernels {
  current ??= openTensorKernels();
  return current;
}
