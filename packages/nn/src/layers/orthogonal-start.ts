/** First weights that keep lengths: orthogonal equivariant maps. */
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { svd } from '@isotypic/numeric/dense';
import type { FieldType } from '../fields/field-type.js';
import { irrepCoordinates } from '../fields/irrep-coordinates.js';
import { STREAM } from '../initial/initial-values.js';
import { SteerableConvolution } from './convolutions.js';
import { FieldLinear } from './field-linear.js';

const LAYER = instance([FieldLinear, SteerableConvolution], 'a linear layer or a convolution of fields');

/**
 * Gives a layer weights that are an orthogonal equivariant map, of a convolution in the middle of its filter and 0
 * elsewhere (the delta-orthogonal start of Xiao et al. 2018): the polar factor of a random map, which is equivariant as
 * the map is. Copies of an irreducible that the other side has fewer of are left out, so that the map is orthogonal
 * where the types have equal content and a partial isometry else.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a filter without a middle, or of 'orbits', whose basis is another
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular, C4.irrep(1)]);
 * const layer = new R2Conv(type, type, 3, { padding: 1 });
 * startOrthogonal(layer, randomStream(1));
 * const row = layer.filter().data.subarray(0, 6 * 9);
 * Math.abs(row.reduce((sum, w) => sum + w * w, 0) - 1) < 1e-12 // true
 */
export function startOrthogonal(
  layer: FieldLinear | SteerableConvolution,
  random: RandomStream = randomStream(),
): void {
  const where = 'startOrthogonal';
  checkArgument(where, 'layer', layer, LAYER);
  checkArgument(where, 'random', random, STREAM);
  const { inType, outType } = layer;
  const isConvolution = layer instanceof SteerableConvolution;
  if (isConvolution && layer.kernelSize % 2 === 0) {
    throw invalidArgument(where, 'a filter with a middle, of odd extent', layer.kernelSize);
  }
  // drawn as the weights of a layer of the same types
  const seed = Math.floor(random.uniform() * 2 ** 31);
  const map = new FieldLinear(inType, outType, { bias: false, seed });
  const { U, values, V } = svd({ data: map.matrix().data, rows: outType.size, cols: inType.size });
  const matrix = new Float64Array(outType.size * inType.size);
  const rank = Math.min(commonContent(inType, outType), values.length);
  for (let k = 0; k < rank; k++) {
    for (let o = 0; o < outType.size; o++) {
      for (let i = 0; i < inType.size; i++) matrix[o * inType.size + i] += U.at(o, k) * V.at(i, k);
    }
  }
  if (!isConvolution) {
    layer.setMatrix(matrix);
    return;
  }
  const taps = layer.kernelSize ** inType.space.baseDimension;
  const filter = new Float64Array(matrix.length * taps);
  matrix.forEach((x, at) => {
    filter[at * taps + (taps - 1) / 2] = x;
  });
  layer.setFilter(filter);
}

/** Σ over irreducibles of degree · min(copies in, copies out): the exact rank of almost every equivariant map. */
function commonContent(inType: FieldType, outType: FieldType): number {
  const [into, out] = irrepCoordinates([inType, outType]);
  return [...into.parts].reduce(
    (sum, [irrep, copies]) => sum + irrep.degree * Math.min(copies.length, out.parts.get(irrep)?.length ?? 0),
    0,
  );
}
