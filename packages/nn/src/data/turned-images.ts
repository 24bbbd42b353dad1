/** Images turned about their middle. */
import { boolean, checkArgument, checkOptions, finite, type OptionKinds } from '@isotypic/algebra/internal';
import { shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';

/** Options of `turnedImages`. */
export interface TurnedImagesOptions {
  /** Turn the axis x round first (default false). */
  readonly mirrored?: boolean;
}

const TURNED_KINDS: OptionKinds<TurnedImagesOptions> = { mirrored: boolean };

/** (cos, sin) of a part of a full turn, exact for quarters. */
function directionOf(turns: number): readonly [number, number] {
  const quarters = 4 * turns;
  if (!Number.isInteger(quarters)) return [Math.cos(2 * Math.PI * turns), Math.sin(2 * Math.PI * turns)];
  const k = ((quarters % 4) + 4) % 4;
  return [[1, 0, -1, 0][k], [0, 1, 0, -1][k]];
}

/**
 * Images [samples, channels, n, n] turned counterclockwise by a part of a full turn, by bilinear interpolation with 0
 * outside; by quarters nothing is interpolated, and the pixels move as those of `GeometricTensor.transform`.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` for images that are not square
 * @example
 * turnedImages(tensor([1, 2, 3, 4], [1, 1, 2, 2]), 1 / 4).data; // [2, 4, 1, 3]
 */
export function turnedImages(images: Tensor, turns: number, options: TurnedImagesOptions = {}): Tensor {
  const where = 'turnedImages';
  checkArgument(where, 'images', images, TENSOR);
  checkArgument(where, 'turns', turns, finite());
  checkOptions(where, options, TURNED_KINDS);
  const [samples, channels, n, width] = images.shape;
  if (images.shape.length !== 4 || n !== width) {
    throw shapeFault(where, 'images of the shape [samples, channels, n, n]', shapeText(images.shape));
  }
  const [c, s] = directionOf(turns);
  const sign = options.mirrored ? -1 : 1;
  const target = new Float64Array(images.size);
  const area = n * n;
  for (let p = 0; p < area; p++) {
    // g⁻¹x in pixels from the upper left corner; x to the right, y upwards from the middle
    const [x, y] = [(p % n) - (n - 1) / 2, (n - 1) / 2 - Math.floor(p / n)];
    const column = sign * (c * x + s * y) + (n - 1) / 2;
    const row = (n - 1) / 2 - (c * y - s * x);
    const [left, top] = [Math.floor(column), Math.floor(row)];
    for (const [i, j] of [
      [top, left],
      [top, left + 1],
      [top + 1, left],
      [top + 1, left + 1],
    ]) {
      const weight = (1 - Math.abs(row - i)) * (1 - Math.abs(column - j));
      if (weight === 0 || i < 0 || j < 0 || i >= n || j >= n) continue;
      for (let k = 0; k < samples * channels; k++) target[k * area + p] += weight * images.data[k * area + i * n + j];
    }
  }
  return new Tensor(images.shape, target);
}
