/** Filters between whole field types: one basis for each pair of representations, assembled into channels. */
import type { RandomStream } from '@isotypic/numeric';
import { leastSquares } from '@isotypic/numeric/dense';
import type { FieldType } from '../fields/field-type.js';
import type { FieldRepresentation } from '../fields/gspace.js';
import type { KernelBasis } from '../kernels/kernel-basis.js';
import type { Parameter } from '../modules/stored-tensor.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { permute } from '../tensor/permute.js';
import { record } from '../tensor/record.js';
import { reshape } from '../tensor/reshape.js';
import { Tensor, zeros } from '../tensor/tensor.js';

/** All fields of one representation to all fields of another. */
interface Block {
  readonly basis: KernelBasis;
  readonly outFields: number;
  readonly inFields: number;
}

/** All fields of one representation to all of another: basis, coefficients, channels by field. */
export interface WeightBlock {
  readonly basis: KernelBasis;
  readonly coefficients: Parameter;
  readonly outputs: readonly (readonly number[])[];
  readonly inputs: readonly (readonly number[])[];
}

export class FilterBank {
  /** By kind of output, then kind of input. */
  readonly blocks: readonly (readonly Block[])[];
  /** Free numbers of all blocks: Σ fields out · fields in · dimension. */
  readonly dimension: number;
  readonly points: number;
  private readonly outOrder: Int32Array | undefined;
  private readonly inOrder: Int32Array | undefined;

  constructor(
    readonly inType: FieldType,
    readonly outType: FieldType,
    basisOf: (input: FieldRepresentation, output: FieldRepresentation) => KernelBasis,
    points = 1,
  ) {
    const count = (type: FieldType, kind: number): number => type.fieldsOf(kind).length;
    this.blocks = outType.kinds.map((out, o) =>
      inType.kinds.map((into, i) => ({
        basis: basisOf(into, out),
        outFields: count(outType, o),
        inFields: count(inType, i),
      })),
    );
    const flat = this.blocks.flat();
    this.dimension = flat.reduce((sum, b) => sum + b.outFields * b.inFields * b.basis.dimension, 0);
    this.points = points;
    this.outOrder = orderOfChannels(outType);
    this.inOrder = orderOfChannels(inType);
  }

  /** Shapes [fields out, fields in, dimension] of the coefficients of each block that has any, in order. */
  get shapes(): readonly (readonly number[])[] {
    return this.blocks
      .flat()
      .filter((b) => b.basis.dimension > 0)
      .map((b) => [b.outFields, b.inFields, b.basis.dimension]);
  }

  /**
   * Weights of generalized He initialization: outputs of variance 1 for inputs of variance 1 (Weiler & Cesa 2019, A.3).
   * An output channel's variance is the sum of ‖B‖²/dim ρ_out over all elements that lead to it; for permuted channels
   * ‖B‖² is the size of an orbit of entries. With taps in time all `kernelSize` of them add up.
   */
  initialWeights(random: RandomStream, { taps, kernelSize } = { taps: 1, kernelSize: 1 }): Tensor[] {
    return this.blocks.flatMap((blocks) => {
      const variance = blocks.reduce((sum, { basis, inFields }) => {
        const norms = basis.squaredNorms().reduce((a, b) => a + b, 0);
        return sum + (inFields * norms) / basis.outDimension;
      }, 0);
      const deviation = variance === 0 ? 0 : 1 / Math.sqrt(variance * kernelSize);
      return blocks
        .filter(({ basis }) => basis.dimension > 0)
        .map(({ basis, outFields, inFields }) => {
          const shape = [taps * outFields, inFields, basis.dimension];
          const data = new Float64Array(shape[0] * inFields * basis.dimension);
          for (let i = 0; i < data.length; i++) data[i] = deviation * random.normal();
          return new Tensor(shape, data);
        });
    });
  }

  /** The weights whose filter is nearest to this one, [out, in, points], in the least-squares sense. */
  nearestWeights(filter: Float64Array): Tensor[] {
    const parts = this.blocksOf(filter);
    return this.blocks.flat().flatMap(({ basis, outFields, inFields }, k) => {
      if (basis.dimension === 0) return [];
      const value = nearestCoefficients(basis, parts[k], outFields * inFields);
      return [new Tensor([outFields, inFields, basis.dimension], value)];
    });
  }

  /**
   * Filters [copies, out, in, points] from coefficients [copies · fields out, fields in, dimension] of each block that
   * has any.
   */
  expand(coefficients: readonly Tensor[], copies = 1): Tensor {
    let next = 0;
    const rows = this.blocks.map((blocks) =>
      concatenate(
        blocks.map((block) => expandBlock(block, block.basis.dimension > 0 ? coefficients[next++] : undefined, copies)),
        { axis: 2 },
      ),
    );
    let filter = concatenate(rows, { axis: 1 });
    if (this.outOrder !== undefined) filter = gather(filter, this.outOrder, { axis: 1 });
    if (this.inOrder !== undefined) filter = gather(filter, this.inOrder, { axis: 2 });
    return filter;
  }

  /** Each pair of representations that has coefficients, with the channels of their fields. */
  blocksWith(weights: readonly Parameter[]): readonly WeightBlock[] {
    const channels = (type: FieldType, kind: number): number[][] =>
      type.fieldsOf(kind).map(({ offset, dimension }) => Array.from({ length: dimension }, (_, c) => offset + c));
    let next = 0;
    return this.blocks.flatMap((blocks, o) =>
      blocks.flatMap(({ basis }, i) => {
        if (basis.dimension === 0) return [];
        const coefficients = weights[next++];
        return [{ basis, coefficients, outputs: channels(this.outType, o), inputs: channels(this.inType, i) }];
      }),
    );
  }

  /** What a filter [out, in, points] has at the places of each block, block by block: [fields, out·in·points]. */
  blocksOf(filter: Float64Array): Float64Array[] {
    const { outType, inType, points } = this;
    return this.blocks.flatMap((blocks, o) =>
      blocks.map(({ basis }, i) => {
        const parts: number[] = [];
        for (const out of outType.fieldsOf(o)) {
          for (const into of inType.fieldsOf(i)) {
            for (let a = 0; a < basis.outDimension; a++) {
              for (let b = 0; b < basis.inDimension; b++) {
                const from = ((out.offset + a) * inType.size + into.offset + b) * points;
                for (let p = 0; p < points; p++) parts.push(filter[from + p]);
              }
            }
          }
        }
        return Float64Array.from(parts);
      }),
    );
  }
}

function expandBlock(block: Block, coefficients: Tensor | undefined, copies: number): Tensor {
  const { basis, outFields, inFields } = block;
  const { outDimension: a, inDimension: b, points } = basis;
  const shape = [copies, outFields * a, inFields * b, points];
  if (coefficients === undefined) return zeros(shape);
  const pairs = copies * outFields * inFields;
  const filters = expanded(basis, reshape(coefficients, [pairs, basis.dimension]));
  return reshape(permute(reshape(filters, [copies, outFields, inFields, a, b, points]), [0, 1, 3, 2, 4, 5]), shape);
}

/** Coefficients of the filters nearest to given ones, pair by pair. */
function nearestCoefficients(basis: KernelBasis, filters: Float64Array, pairs: number): Float64Array {
  const n = basis.dimension;
  const identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  const elements = basis.expand(identity);
  const entries = elements.length / n;
  const design = new Float64Array(elements.length);
  for (let b = 0; b < n; b++) for (let e = 0; e < entries; e++) design[e * n + b] = elements[b * entries + e];
  const right = new Float64Array(filters.length);
  for (let p = 0; p < pairs; p++) for (let e = 0; e < entries; e++) right[e * pairs + p] = filters[p * entries + e];
  const { solution: X } = leastSquares(
    { data: design, rows: entries, cols: n },
    { data: right, rows: entries, cols: pairs },
  );
  const coefficients = new Float64Array(n * pairs);
  for (let b = 0; b < n; b++) for (let p = 0; p < pairs; p++) coefficients[p * n + b] = X.data[b * pairs + p];
  return coefficients;
}

/** The linear map of a basis on tensors [pairs, dimension]; its adjoint is the other one. */
function expanded(basis: KernelBasis, c: Tensor): Tensor {
  const shape = [c.shape[0], basis.outDimension * basis.inDimension * basis.points];
  return record(shape, basis.expand(c.data), [c], [(g) => contracted(basis, g)]);
}

function contracted(basis: KernelBasis, f: Tensor): Tensor {
  const shape = [f.shape[0], basis.dimension];
  return record(shape, basis.expandTranspose(f.data), [f], [(g) => expanded(basis, g)]);
}

/** For each channel its place when fields stand kind by kind; undefined where they do already. */
function orderOfChannels(type: FieldType): Int32Array | undefined {
  const order = new Int32Array(type.size);
  let next = 0;
  type.kinds.forEach((_, kind) => {
    for (const { offset, dimension } of type.fieldsOf(kind)) {
      for (let c = 0; c < dimension; c++) order[offset + c] = next++;
    }
  });
  return order.every((place, channel) => place === channel) ? undefined : order;
}
