/** Features with their type: channels that know how they transform. */
import type { Float64Layout } from '@isotypic/algebra';
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { multiply } from '../tensor/multiply.js';
import { reshape } from '../tensor/reshape.js';
import { shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';
import { FIELD_TYPE, type FieldType } from './field-type.js';
import type { GroupElement } from './gspace.js';
import { signedPermutationOf } from './signed-permutations.js';

/**
 * A tensor [samples, channels, …space] whose channels are fields. Space runs as in images: of two axes the first is −y
 * and the second x, of three the first is −z.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * geometricTensor(zeros([1, 4, 3, 3]), fieldType(C4, [C4.regular])).shape // [1, 4, 3, 3]
 */
export class GeometricTensor {
  /** @internal Use `geometricTensor`, which checks its arguments. */
  constructor(
    readonly tensor: Tensor,
    readonly type: FieldType,
  ) {}

  get shape(): readonly number[] {
    return this.tensor.shape;
  }

  /**
   * The field turned: (g·f)(x) = ρ(g) f(g⁻¹x), without interpolation and, where ρ(g) permutes channels, to the bit.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for an element that does not keep the grid, or a shape it does not keep
   */
  transform(g: GroupElement): GeometricTensor {
    const { tensor, type } = this;
    const [samples, channels, ...space] = tensor.shape;
    const source = space.length === 0 ? undefined : sourceOfPoints('GeometricTensor.transform', type, g, space);
    let moved = reshape(tensor, [samples, channels, space.reduce((a, b) => a * b, 1)]);
    if (source !== undefined) moved = gather(moved, source, { axis: 2 });
    const rho = new Tensor([channels, channels], type.matrix(g));
    return new GeometricTensor(reshape(matmul(rho, moved), tensor.shape), type);
  }

  /**
   * The field turned by any element, approximately: values between places are interpolated linearly along each axis,
   * and are 0 outside. Of fields whose second derivatives are at most M per place² it is off by at most dM/8 inside,
   * for d axes; for elements that keep the grid it is `transform`.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no element
   */
  transformApproximately(g: GroupElement): GeometricTensor {
    const { tensor, type } = this;
    const [samples, channels, ...space] = tensor.shape;
    if (space.length === 0) return this.transform(g);
    const flat = reshape(tensor, [samples, channels, space.reduce((a, b) => a * b, 1)]);
    const moved = cornersOfPoints(type.space.pointMatrix(g), space)
      .map(({ places, weights }) => multiply(gather(flat, places, { axis: 2 }), new Tensor([weights.length], weights)))
      .reduce(add);
    const rho = new Tensor([channels, channels], type.matrix(g));
    return new GeometricTensor(reshape(matmul(rho, moved), tensor.shape), type);
  }
}

/** Corners of a place among the old ones, −1 outside, and their weights. */
interface Corner {
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/**
 * For each place of the turned grid the 2ᵈ old places around g⁻¹x, with the weights of linear interpolation along each
 * axis.
 */
function cornersOfPoints(point: Float64Layout, space: readonly number[]): Corner[] {
  const d = point.rows;
  const extents = Array.from({ length: d }, (_, a) => space[d - 1 - a]);
  const count = space.reduce((a, b) => a * b, 1);
  const corners = Array.from({ length: 2 ** d }, () => ({
    places: new Int32Array(count).fill(-1),
    weights: new Float64Array(count),
  }));
  const here = new Float64Array(d);
  const first = new Int32Array(d);
  const share = new Float64Array(d);
  for (let at = 0; at < count; at++) {
    for (let a = 0, rest = at; a < d; a++, rest = Math.floor(rest / extents[a - 1])) {
      const steps = (rest % extents[a]) - (extents[a] - 1) / 2;
      here[a] = a === 0 ? steps : -steps;
    }
    for (let a = 0; a < d; a++) {
      let x = 0;
      for (let b = 0; b < d; b++) x += point.data[b * d + a] * here[b]; // g⁻¹ = gᵀ
      const along = (a === 0 ? x : -x) + (extents[a] - 1) / 2;
      first[a] = Math.floor(along);
      share[a] = along - first[a];
    }
    corners.forEach(({ places, weights }, corner) => {
      let [index, weight] = [0, 1];
      for (let a = d - 1; a >= 0; a--) {
        const isFar = (corner >> a) % 2;
        const place = first[a] + isFar;
        weight *= isFar === 1 ? share[a] : 1 - share[a];
        index = place < 0 || place >= extents[a] || index < 0 ? -1 : index * extents[a] + place;
      }
      places[at] = index;
      weights[at] = index < 0 ? 0 : weight;
    });
  }
  return corners;
}

/** For each place of the turned grid the place g⁻¹x that its values come from. */
function sourceOfPoints(where: string, type: FieldType, g: GroupElement, space: readonly number[]): Int32Array {
  const point = type.space.pointMatrix(g);
  const d = point.rows;
  const axes = signedPermutationOf(point.data, d);
  // coordinate a of the base space runs along axis d − 1 − a of the array, all but x downwards
  const extents = Array.from({ length: d }, (_, a) => space[d - 1 - a]);
  const keepsShape = axes !== undefined && extents.every((n, a) => extents[axes.images[a]] === n);
  if (axes === undefined || !keepsShape) {
    throw invalidArgument(
      where,
      'an element that keeps the grid',
      axes === undefined ? 'one that turns pixels off it' : `one that does not keep the extents ${shapeText(space)}`,
      'Take one of gspace.gridSymmetries; others interpolate: transformApproximately.',
    );
  }
  const count = space.reduce((a, b) => a * b, 1);
  return Int32Array.from({ length: count }, (_, at) => {
    let index = 0;
    const here = new Array<number>(d);
    for (let a = 0, rest = at; a < d; a++, rest = Math.floor(rest / extents[a - 1])) {
      const steps = 2 * (rest % extents[a]) - (extents[a] - 1);
      here[a] = a === 0 ? steps : -steps;
    }
    for (let a = d - 1; a >= 0; a--) {
      const x = axes.signs[a] * here[axes.images[a]]; // g⁻¹ = gᵀ
      index = index * extents[a] + ((a === 0 ? x : -x) + extents[a] - 1) / 2;
    }
    return index;
  });
}

export const GEOMETRIC_TENSOR = instance(
  GeometricTensor,
  'a geometric tensor',
  () => 'geometricTensor(tensor, type) makes one.',
);

/**
 * A tensor [samples, channels, …space] as fields of a type.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless there are as many channels as the type has, and as many axes as space
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const x = geometricTensor(tensor([1, 2, 3, 4], [1, 1, 2, 2]), fieldType(C4, [C4.trivial]));
 * x.transform(C4.gridSymmetries[1]).tensor.data // [2, 4, 1, 3]
 */
export function geometricTensor(tensor: Tensor, type: FieldType): GeometricTensor {
  const where = 'geometricTensor';
  checkArgument(where, 'tensor', tensor, TENSOR);
  checkArgument(where, 'type', type, FIELD_TYPE);
  const axes = type.space.baseDimension;
  if (tensor.shape.length !== 2 + axes || tensor.shape[1] !== type.size) {
    const expected = `samples, ${type.size} channels and ${axes} axes in space`;
    throw shapeFault(where, expected, shapeText(tensor.shape));
  }
  return new GeometricTensor(tensor, type);
}
