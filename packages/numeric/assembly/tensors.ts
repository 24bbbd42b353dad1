// What tensors of samples and channels are computed with. The twin is src/kernels/plain-tensors.ts.

// @ts-nocheck

export { addRows, keepPositive } from './entries';
export { biasedRows32, shiftedGram, shiftedProduct, shiftedProduct32 } from './shifted';
export { windowSums, windows } from './windows';
