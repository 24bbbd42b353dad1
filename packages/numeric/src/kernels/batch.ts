/** Many small products at once. */
import { shapeMismatch } from '../matrix/layout.js';
import { sharedBlas } from './arena.js';

/** `batch` n×n matrices laid end to end. */
export interface Batch {
  readonly data: Float64Array;
  readonly n: number;
  readonly batch: number;
}

/** Numbers in the arena at once: 256 KiB of factors and products stay in the second-level cache. */
const CHUNK_NUMBERS = 2 ** 15;

/** C_t = A_t·B_t for every t. */
export function multiplyBatch(A: Batch, B: Batch): Float64Array {
  checkBatch(A, B);
  const { n, batch } = A;
  const size = n * n;
  const result = new Float64Array(batch * size);
  if (size === 0) return result;
  const blas = sharedBlas();
  const chunk = Math.max(1, Math.floor(CHUNK_NUMBERS / (3 * size)));
  for (let t = 0; t < batch; t += chunk) {
    const count = Math.min(chunk, batch - t) * size;
    const heap = blas.reserve(3 * count);
    heap.set(A.data.subarray(t * size, t * size + count), 0);
    heap.set(B.data.subarray(t * size, t * size + count), count);
    blas.batched(count / size, n, 0, count, 2 * count);
    result.set(heap.subarray(2 * count, 3 * count), t * size);
  }
  return result;
}

export function checkBatch(A: Batch, B: Batch): void {
  const name = ({ n, batch, data }: Batch): string => `${batch} of ${n}×${n} (${data.length} numbers)`;
  const whole = ({ n, batch, data }: Batch): boolean => data.length === batch * n * n;
  if (A.n !== B.n || A.batch !== B.batch || !whole(A) || !whole(B)) {
    throw shapeMismatch('multiplyBatch', 'two batches of one shape', `${name(A)} and ${name(B)}`);
  }
}
