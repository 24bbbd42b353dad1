/** A linear layer with its basis, so that it goes on training elsewhere and stays equivariant there. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, instance } from '@isotypic/algebra/internal';
import { decodeSafetensors, encodeSafetensors, int64Tensor } from '@isotypic/tables/formats';
import { Tensor } from '../tensor/tensor.js';
import { SteerableConvolution } from './convolutions.js';
import { ENCODE_OPTION_KINDS, type EncodeOptions, storedNumbers } from './encode-graph.js';
import { FieldLinear } from './field-linear.js';

const FORMAT = 'isotypic-basis-1';
const LAYER = instance([FieldLinear, SteerableConvolution], 'a linear layer or a convolution of fields');

/**
 * A safetensors file that another system trains on: for each pair of representations k
 * `blocks.k.basis` [dimension, out, in, …kernel], `blocks.k.coefficients` [fields out, fields in, dimension], and the
 * channels that the fields have, `blocks.k.outputs` [fields out, out] and `blocks.k.inputs` [fields in, in]; and
 * `bias.vectors` [count, channels] with `bias.coefficients`. The filter is Σ coefficients · basis, put at these
 * channels.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * const layer = new R2Conv(type, type, 3);
 * loadBasis(encodeBasis(layer), layer); // what was trained elsewhere comes back so
 */
export function encodeBasis(layer: FieldLinear | SteerableConvolution, options: EncodeOptions = {}): Uint8Array {
  const where = 'encodeBasis';
  checkArgument(where, 'layer', layer, LAYER);
  checkOptions(where, options, ENCODE_OPTION_KINDS);
  const { precision } = options;
  const tensors: Record<string, ReturnType<typeof storedNumbers> | ReturnType<typeof int64Tensor>> = {};
  layer.blocks().forEach(({ basis, outputs, inputs, coefficients }, k) => {
    const [a, b] = [basis.outDimension, basis.inDimension];
    const shape = [basis.dimension, a, b, ...layer.kernelShape];
    tensors[`blocks.${k}.basis`] = storedNumbers(shape, basis.expand(identity(basis.dimension)), precision);
    const { value } = coefficients;
    tensors[`blocks.${k}.coefficients`] = storedNumbers(value.shape, value.data, precision);
    tensors[`blocks.${k}.outputs`] = int64Tensor([outputs.length, a], outputs.flat());
    tensors[`blocks.${k}.inputs`] = int64Tensor([inputs.length, b], inputs.flat());
  });
  if (layer.bias !== undefined) {
    const { shape, data } = layer.invariants;
    tensors['bias.vectors'] = storedNumbers(shape, data, precision);
    tensors['bias.coefficients'] = storedNumbers(layer.bias.value.shape, layer.bias.value.data, precision);
  }
  const metadata = {
    format: FORMAT,
    layer: JSON.stringify({
      kind: layer.kind,
      in: String(layer.inType),
      out: String(layer.outType),
      ...(layer instanceof SteerableConvolution ? stepsOf(layer) : {}),
    }),
  };
  return encodeSafetensors({ tensors, metadata });
}

/**
 * Takes over the coefficients of a file of `encodeBasis`, trained meanwhile or not.
 * @throws {IsotypicError} `PARSE` for other bytes; `SHAPE_MISMATCH` for a file of another layer, which leaves the layer
 *   as it was
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const image = fieldType(C4, [C4.trivial]);
 * const layer = new R2Conv(image, image, 3);
 * loadBasis(encodeBasis(layer), layer);
 */
export function loadBasis(bytes: Uint8Array, layer: FieldLinear | SteerableConvolution): void {
  const where = 'loadBasis';
  checkArgument(where, 'bytes', bytes, instance(Uint8Array, 'the bytes of a basis, as a Uint8Array'));
  checkArgument(where, 'layer', layer, LAYER);
  const file = decodeSafetensors(bytes);
  if (file.metadata.format !== FORMAT) {
    const received = String(file.metadata.format);
    throw new IsotypicError('PARSE', { where, expected: `a file of the format ${FORMAT}`, received });
  }
  const places = layer
    .blocks()
    .map(({ coefficients }, k) => ({ name: `blocks.${k}.coefficients`, place: coefficients }));
  if (layer.bias !== undefined) places.push({ name: 'bias.coefficients', place: layer.bias });
  const values = places.map(({ name, place }) => {
    const stored = file.tensors[name];
    const expected = place.value.shape.join('×');
    if (stored === undefined || stored.shape.join('×') !== expected) {
      const received = stored === undefined ? 'none' : stored.shape.join('×');
      throw new IsotypicError('SHAPE_MISMATCH', { where, expected: `${name} of the shape ${expected}`, received });
    }
    return new Tensor(stored.shape, Float64Array.from(stored.data, Number));
  });
  places.forEach(({ place }, k) => {
    place.value = values[k];
  });
}

const stepsOf = ({ stride, padding, dilation }: SteerableConvolution) => ({ stride, padding, dilation });

function identity(n: number): Float64Array {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return data;
}
