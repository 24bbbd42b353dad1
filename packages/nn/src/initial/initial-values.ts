/** How parameters begin. */
import { checkArgument, finite, type Kind } from '@isotypic/algebra/internal';
import { Float64Matrix, qr, type RandomStream } from '@isotypic/numeric';
import { sizeOf } from '../tensor/shape.js';
import { SHAPE, shapeFault, shapeText, Tensor } from '../tensor/tensor.js';

export const STREAM: Kind = {
  expected: 'a RandomStream',
  accepts: (v) => typeof v === 'object' && v !== null && 'uniform' in v && 'normal' in v,
  remedy: () => 'randomStream(seed) makes one.',
};

function filledBy(where: string, shape: readonly number[], random: RandomStream, draw: () => number): Tensor {
  checkArgument(where, 'shape', shape, SHAPE);
  checkArgument(where, 'random', random, STREAM);
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = draw();
  return new Tensor([...shape], data);
}

/**
 * Independent normal numbers of that standard deviation.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * normalInitial([2, 3], 0.1, randomStream(1)).size; // 6
 */
export function normalInitial(shape: readonly number[], deviation: number, random: RandomStream): Tensor {
  checkArgument('normalInitial', 'deviation', deviation, finite(0));
  return filledBy('normalInitial', shape, random, () => deviation * random.normal());
}

/**
 * Independent numbers, uniform between −bound and bound.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * uniformInitial([4], 0.5, randomStream(1)).data.every((x) => Math.abs(x) <= 0.5); // true
 */
export function uniformInitial(shape: readonly number[], bound: number, random: RandomStream): Tensor {
  checkArgument('uniformInitial', 'bound', bound, finite(0));
  return filledBy('uniformInitial', shape, random, () => bound * (2 * random.uniform() - 1));
}

/**
 * A random matrix with orthonormal rows or columns, whichever are fewer, by Haar measure (Mezzadri 2007: QR of a normal
 * matrix, the signs of R's diagonal taken over).
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` for other than two axes
 * @example
 * orthogonalInitial([2, 3], randomStream(1)).shape; // [2, 3]
 */
export function orthogonalInitial(shape: readonly number[], random: RandomStream): Tensor {
  const normals = filledBy('orthogonalInitial', shape, random, () => random.normal());
  if (shape.length !== 2) throw shapeFault('orthogonalInitial', 'a shape of two axes', shapeText(shape));
  const [rows, cols] = shape;
  if (rows < cols) {
    const tall = orthonormalColumns(new Float64Matrix(cols, rows, normals.data));
    return new Tensor([rows, cols], tall.transpose().data);
  }
  return new Tensor([rows, cols], orthonormalColumns(new Float64Matrix(rows, cols, normals.data)).data);
}

function orthonormalColumns(normals: Float64Matrix): Float64Matrix {
  const { Q, R } = qr(normals, { pivot: false });
  return Q.map((x, _, j) => (R.at(j, j) < 0 ? -x : x));
}

/**
 * Filters [outputs, inputs, …kernel] that are an orthogonal matrix in the middle and 0 elsewhere: a convolution that
 * keeps lengths (Xiao et al. 2018, Algorithm 1).
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` without a middle
 * @example
 * deltaOrthogonal([2, 2, 3, 3], randomStream(1)).at(0, 0, 0, 0); // 0
 */
export function deltaOrthogonal(shape: readonly number[], random: RandomStream): Tensor {
  checkArgument('deltaOrthogonal', 'shape', shape, SHAPE);
  const [outputs, inputs, ...kernel] = shape;
  if (shape.length < 3 || kernel.some((extent) => extent % 2 === 0)) {
    throw shapeFault('deltaOrthogonal', 'a shape [outputs, inputs, …odd extents]', shapeText(shape));
  }
  const matrix = orthogonalInitial([outputs, inputs], random);
  const taps = sizeOf(kernel);
  const data = new Float64Array(outputs * inputs * taps);
  matrix.data.forEach((x, i) => {
    data[i * taps + (taps - 1) / 2] = x;
  });
  return new Tensor([...shape], data);
}
