/** A linear layer with its basis, so that it goes on training elsewhere and stays equivariant there. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, instance } from '@isotypic/algebra/internal';
import { decodeSafetensors, encodeSafetensors, int64Tensor } from '@isotypic/tables/formats';
import type { Parameter } from '../modules/stored-tensor.js';
import { Tensor } from '../tensor/tensor.js';
import { SteerableConvolution } from './convolutions.js';
import { ENCODE_OPTION_KINDS, type EncodeOptions, storedNumbers } from './encode-graph.js';
import { EquivariantLinear } from './equivariant-linear.js';
import { FieldLinear } from './field-linear.js';

const FORMAT = 'isotypic-basis-1';
const LAYER = instance([FieldLinear, SteerableConvolution, EquivariantLinear], 'a linear layer or a convolution');

type BasisLayer = FieldLinear | SteerableConvolution | EquivariantLinear;

/** Numbers that are trained, and how they are taken back. */
interface Coefficients {
  readonly value: Tensor;
  readonly take: (value: Tensor) => void;
}

/** Copies of one representation to copies of another. */
interface Block {
  /** [dimension, out, in, …kernel] */
  readonly basis: Tensor;
  readonly coefficients: Coefficients;
  /** Channels of each copy. */
  readonly outputs: readonly (readonly number[])[];
  readonly inputs: readonly (readonly number[])[];
}

/** Invariant vectors with a coefficient each, which may lie in several tensors one after another. */
interface Bias {
  /** [count, channels] */
  readonly vectors: Tensor;
  readonly coefficients: readonly Coefficients[];
}

/**
 * A safetensors file that another system trains on: for each pair of representations k
 * `blocks.k.basis` [dimension, out, in, …kernel], `blocks.k.coefficients` [copies out, copies in, dimension], and the
 * channels that the copies have, `blocks.k.outputs` [copies out, out] and `blocks.k.inputs` [copies in, in]; and
 * `bias.vectors` [count, channels] with `bias.coefficients`. The filter is Σ coefficients · basis, put at these
 * channels.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.regular]);
 * const layer = new R2Conv(type, type, 3);
 * loadBasis(encodeBasis(layer), layer); // what was trained elsewhere comes back so
 */
export function encodeBasis(
  layer: FieldLinear | SteerableConvolution | EquivariantLinear,
  options: EncodeOptions = {},
): Uint8Array {
  const where = 'encodeBasis';
  checkArgument(where, 'layer', layer, LAYER);
  checkOptions(where, options, ENCODE_OPTION_KINDS);
  const { precision } = options;
  const tensors: Record<string, ReturnType<typeof storedNumbers> | ReturnType<typeof int64Tensor>> = {};
  blocksOf(layer).forEach(({ basis, outputs, inputs, coefficients }, k) => {
    const [dimension, a, b] = basis.shape;
    const shape = [outputs.length, inputs.length, dimension];
    tensors[`blocks.${k}.basis`] = storedNumbers(basis.shape, basis.data, precision);
    tensors[`blocks.${k}.coefficients`] = storedNumbers(shape, coefficients.value.data, precision);
    tensors[`blocks.${k}.outputs`] = int64Tensor([outputs.length, a], outputs.flat());
    tensors[`blocks.${k}.inputs`] = int64Tensor([inputs.length, b], inputs.flat());
  });
  const bias = biasOf(layer);
  if (bias !== undefined) {
    const { vectors, coefficients } = bias;
    const all = Float64Array.from(coefficients.flatMap(({ value }) => [...value.data]));
    tensors['bias.vectors'] = storedNumbers(vectors.shape, vectors.data, precision);
    tensors['bias.coefficients'] = storedNumbers([all.length], all, precision);
  }
  const metadata = { format: FORMAT, layer: JSON.stringify({ kind: layer.kind, ...descriptionOf(layer) }) };
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
export function loadBasis(bytes: Uint8Array, layer: FieldLinear | SteerableConvolution | EquivariantLinear): void {
  const where = 'loadBasis';
  checkArgument(where, 'bytes', bytes, instance(Uint8Array, 'the bytes of a basis, as a Uint8Array'));
  checkArgument(where, 'layer', layer, LAYER);
  const file = decodeSafetensors(bytes);
  if (file.metadata.format !== FORMAT) {
    const received = String(file.metadata.format);
    throw new IsotypicError('PARSE', { where, expected: `a file of the format ${FORMAT}`, received });
  }
  const wanted = blocksOf(layer).map(({ basis, outputs, inputs, coefficients }, k) => ({
    name: `blocks.${k}.coefficients`,
    shape: [outputs.length, inputs.length, basis.shape[0]],
    places: [coefficients],
  }));
  const bias = biasOf(layer);
  if (bias !== undefined) {
    const { vectors, coefficients } = bias;
    wanted.push({ name: 'bias.coefficients', shape: [vectors.shape[0]], places: [...coefficients] });
  }
  const values = wanted.flatMap(({ name, shape, places }) => {
    const stored = file.tensors[name];
    const expected = shape.join('×');
    if (stored === undefined || stored.shape.join('×') !== expected) {
      const received = stored === undefined ? 'none' : stored.shape.join('×');
      throw new IsotypicError('SHAPE_MISMATCH', { where, expected: `${name} of the shape ${expected}`, received });
    }
    return parted(Float64Array.from(stored.data, Number), places);
  });
  for (const { place, value } of values) place.take(value);
}

/** Numbers one after another, as values in places that have as many. */
function parted(
  numbers: Float64Array,
  places: readonly Coefficients[],
): readonly { readonly place: Coefficients; readonly value: Tensor }[] {
  let at = 0;
  return places.map((place) => {
    const { shape, size } = place.value;
    at += size;
    return { place, value: new Tensor(shape, numbers.slice(at - size, at)) };
  });
}

function blocksOf(layer: BasisLayer): readonly Block[] {
  if (layer instanceof EquivariantLinear) {
    return layer.blocks().map(({ maps: { shape, data }, coefficients: value, take, outputs, inputs }) => {
      const extents = [shape[0], outputs[0].length, inputs[0].length];
      return { basis: new Tensor(extents, data), coefficients: { value, take }, outputs, inputs };
    });
  }
  return layer.blocks().map(({ basis, coefficients, outputs, inputs }) => {
    const shape = [basis.dimension, basis.outDimension, basis.inDimension, ...layer.kernelShape];
    const elements = new Tensor(shape, basis.expand(identity(basis.dimension)));
    return { basis: elements, coefficients: ofParameter(coefficients), outputs, inputs };
  });
}

function biasOf(layer: BasisLayer): Bias | undefined {
  if (!(layer instanceof EquivariantLinear)) {
    return layer.bias && { vectors: layer.invariants, coefficients: [ofParameter(layer.bias)] };
  }
  const blocks = layer.biasBlocks();
  if (blocks.length === 0) return undefined;
  const channels = layer.dimensions.outputs;
  // a vector for each copy of a summand and each invariant of it, as coefficients are
  const rows = blocks.flatMap(({ maps, outputs }) =>
    outputs.flatMap((places) =>
      Array.from({ length: maps.shape[0] }, (_, k) => {
        const row = new Float64Array(channels);
        places.forEach((place, i) => {
          row[place] = maps.data[k * places.length + i];
        });
        return row;
      }),
    ),
  );
  const data = new Float64Array(rows.length * channels);
  for (const [k, row] of rows.entries()) data.set(row, k * channels);
  const coefficients = blocks.map(({ coefficients: value, take }) => ({ value, take }));
  return { vectors: new Tensor([rows.length, channels], data), coefficients };
}

function ofParameter(parameter: Parameter): Coefficients {
  return {
    value: parameter.value,
    take: (value) => {
      parameter.value = value;
    },
  };
}

/** What the file says of the layer besides its kind. */
function descriptionOf(layer: BasisLayer): object {
  if (layer instanceof EquivariantLinear) return layer.dimensions;
  const types = { in: String(layer.inType), out: String(layer.outType) };
  if (!(layer instanceof SteerableConvolution)) return types;
  const { stride, padding, dilation } = layer;
  return { ...types, stride, padding, dilation };
}

function identity(n: number): Float64Array {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return data;
}
