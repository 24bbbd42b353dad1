/** Products of matrices, batched, on the WebAssembly kernels. */
import { boolean, checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import type { ProductOptions } from '@isotypic/numeric';
import { sharedBlas } from '@isotypic/numeric/internal';
import { sumTo } from './broadcast-and-sum.js';
import { record } from './record.js';
import { reshape } from './reshape.js';
import { broadcastShape, sizeOf, stridesOf } from './shape.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from './tensor.js';

const PRODUCT_OPTION_KINDS: OptionKinds<ProductOptions> = { transposeLeft: boolean, transposeRight: boolean };

/** One product m×k times k×n for each entry of the batch. */
interface MatmulPlan {
  readonly batch: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly left: boolean;
  readonly right: boolean;
}

/**
 * op(a)·op(b) over the last two axes, the axes before them broadcast. Sums run over panels of 256 terms that are then
 * added in order.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for fewer than two axes, inner extents that differ, or other batches
 * @example
 * matmul(tensor([1, 2], [1, 2]), tensor([3, 4], [2, 1])).at(0, 0); // 11
 */
export function matmul(a: Tensor, b: Tensor, options: ProductOptions = {}): Tensor {
  checkArgument('matmul', 'a', a, TENSOR);
  checkArgument('matmul', 'b', b, TENSOR);
  checkOptions('matmul', options, PRODUCT_OPTION_KINDS);
  const { transposeLeft: left = false, transposeRight: right = false } = options;
  const [p, q] = [a.shape.length, b.shape.length];
  const batch = p < 2 || q < 2 ? undefined : broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [m, k] = left ? [a.shape[p - 1], a.shape[p - 2]] : [a.shape[p - 2], a.shape[p - 1]];
  const [inner, n] = right ? [b.shape[q - 1], b.shape[q - 2]] : [b.shape[q - 2], b.shape[q - 1]];
  if (batch === undefined || k !== inner) {
    const of = (x: Tensor, transposed: boolean): string => shapeText(x.shape) + (transposed ? ' transposed' : '');
    const received = `${of(a, left)} times ${of(b, right)}`;
    throw shapeFault('matmul', 'matrices whose inner extents agree, in batches that broadcast', received);
  }
  // One matrix on the right for a whole batch: one tall product, whose gradients are tall products as well.
  if (q === 2 && p > 2 && !left) {
    const tall = matmul(reshape(a, [sizeOf(batch) * m, k]), b, options);
    return reshape(tall, [...batch, m, n]);
  }
  const data = products(a, b, { batch, m, k, n, left, right });
  const pullbacks = [
    (g: Tensor) => {
      const x = left
        ? matmul(b, g, { transposeLeft: right, transposeRight: true })
        : matmul(g, b, { transposeRight: !right });
      return sumTo(x, a.shape);
    },
    (g: Tensor) => {
      const y = right
        ? matmul(g, a, { transposeLeft: true, transposeRight: left })
        : matmul(a, g, { transposeLeft: !left });
      return sumTo(y, b.shape);
    },
  ];
  return record([...batch, m, n], data, [a, b], pullbacks);
}

/**
 * xWᵀ + b for x [samples, inputs], W [outputs, inputs] and b [outputs], which fit: one pass over the result where a
 * product and a sum take two.
 */
export function affineRows(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  const [[m, k], n] = [x.shape, bias.size];
  const data = products(x, weight, { batch: [], m, k, n, left: false, right: true }, bias.data);
  const pullbacks = [
    (g: Tensor) => matmul(g, weight),
    (g: Tensor) => matmul(g, x, { transposeLeft: true }),
    (g: Tensor) => sumTo(g, bias.shape),
  ];
  return record([m, n], data, [x, weight, bias], pullbacks);
}

/** Numbers in the arena at once: 2²⁴, 128 MiB. A longer product passes in ranges of its rows. */
const ARENA_NUMBERS = 2 ** 24;

/** The products, each row on top of `row` where there is one. */
function products(a: Tensor, b: Tensor, plan: MatmulPlan, row?: Float64Array): Float64Array {
  const { batch, m, k, n, left, right } = plan;
  const count = sizeOf(batch);
  const target = new Float64Array(count * m * n);
  if (target.length === 0 || k === 0) return target; // a layer has an input, so that no row is lost here
  const blas = sharedBlas();
  const starts = [matrixStarts(a, batch, m * k), matrixStarts(b, batch, k * n)];
  const height = left ? m : Math.max(64, Math.min(m, Math.floor((ARENA_NUMBERS - k * n) / (k + n))));
  for (let e = 0; e < count; e++) {
    const right0 = starts[1][e];
    for (let i0 = 0; i0 < m; i0 += height) {
      const h = Math.min(height, m - i0);
      const aSize = h * k;
      const c = aSize + k * n;
      const heap = blas.reserve(c + h * n);
      const left0 = starts[0][e] + (left ? 0 : i0 * k);
      heap.set(a.data.subarray(left0, left0 + aSize), 0);
      heap.set(b.data.subarray(right0, right0 + k * n), aSize);
      if (row === undefined) heap.fill(0, c, c + h * n);
      else repeatedRows(heap, row, c, h);
      blas.gemm(left, right, h, n, k, 1, 0, left ? m : k, aSize, right ? k : n, c, n);
      target.set(heap.subarray(c, c + h * n), (e * m + i0) * n);
    }
  }
  return target;
}

/** `row`, `count` times from `at` on: what is written is doubled until half of it is there. */
function repeatedRows(heap: Float64Array, row: Float64Array, at: number, count: number): void {
  const end = at + count * row.length;
  heap.set(row, at);
  let written = row.length;
  for (; at + 2 * written <= end; written *= 2) heap.copyWithin(at + written, at, at + written);
  heap.copyWithin(at + written, at, end - written);
}

/** Where the matrix of each entry of the batch starts. */
function matrixStarts(x: Tensor, batch: readonly number[], size: number): Int32Array {
  const own = x.shape.slice(0, -2);
  const missing = batch.length - own.length;
  const steps = stridesOf(own);
  const strides = batch.map((_, axis) =>
    axis < missing || own[axis - missing] === 1 ? 0 : steps[axis - missing] * size,
  );
  const starts = new Int32Array(sizeOf(batch));
  const index = new Int32Array(batch.length);
  for (let e = 0, from = 0; e < starts.length; e++) {
    starts[e] = from;
    for (let axis = batch.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < batch[axis]) break;
      from -= strides[axis] * batch[axis];
      index[axis] = 0;
    }
  }
  return starts;
}
