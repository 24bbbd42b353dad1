/** What the containers of tensors share: what a file is, and the arrays of the element types. */
import type { Kind } from '@isotypic/algebra/internal';

export const ARRAYS = {
  F64: Float64Array,
  F32: Float32Array,
  I64: BigInt64Array,
  I32: Int32Array,
  U8: Uint8Array,
} as const;

export const FILE_BYTES: Kind = {
  expected: 'the bytes of a file, as a Uint8Array',
  accepts: (v) => v instanceof Uint8Array,
  remedy: (v) => (v instanceof ArrayBuffer ? 'Write new Uint8Array(buffer).' : undefined),
};
