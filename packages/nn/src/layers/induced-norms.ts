/** Lengths of the blocks of induced fields: what the group carries to what as a whole. */
import { checkArgument, DisjointSets, oneOf } from '@isotypic/algebra/internal';
import { type FieldType, fieldType } from '../fields/field-type.js';
import { FiniteGSpace } from '../fields/finite-gspace.js';
import type { FieldRepresentation, GSpace } from '../fields/gspace.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { exp, relu, sigmoid } from '../tensor/elementwise.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { divide, multiply, scale } from '../tensor/multiply.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { reduceMax } from '../tensor/reduce-max.js';
import { type Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { alongChannels, requireOrthogonalFields, toChannels } from './field-groups.js';
import { fieldLengths, writeFieldLengths } from './norm-nonlinearity.js';

/** The blocks of all fields of a type. */
interface FieldBlocks {
  /** For each channel its block. */
  readonly blockOf: Int32Array;
  /** For each block its field. */
  readonly fieldOf: Int32Array;
}

function blocksOf(type: FieldType): FieldBlocks {
  const ofKinds = type.kinds.map((rep) => blocksOfField(type.space, rep));
  const blockOf = new Int32Array(type.size);
  const fieldOf: number[] = [];
  type.fields.forEach(({ offset, kind }, field) => {
    const first = fieldOf.length;
    ofKinds[kind].forEach((channels, block) => {
      fieldOf.push(field);
      for (const c of channels) blockOf[offset + c] = first + block;
    });
  });
  return { blockOf, fieldOf: Int32Array.from(fieldOf) };
}

/**
 * The finest blocks of channels that every generator carries to blocks: of an induced field the copies of the
 * subgroup's field, of a permuted one the channels, of others one block. Rounding in float matrices can only join them.
 */
function blocksOfField(space: GSpace, rep: FieldRepresentation): number[][] {
  const n = rep.dimension;
  const sets = new DisjointSets(n);
  const generators = space instanceof FiniteGSpace ? space.group.generators : undefined;
  if (generators === undefined) {
    for (let c = 1; c < n; c++) sets.unite(0, c);
    return sets.parts();
  }
  const matrices = generators.map((g) => space.matrix(rep, g));
  for (let before = -1; before !== sets.parts().length; ) {
    before = sets.parts().length;
    for (const part of sets.parts()) {
      for (const matrix of matrices) {
        let first = -1;
        for (let row = 0; row < n; row++) {
          if (!part.some((c) => matrix[row * n + c] !== 0)) continue;
          if (first < 0) first = row;
          else sets.unite(first, row);
        }
      }
    }
  }
  return sets.parts();
}

/**
 * The greatest length of a block of each field: for a field induced from a subgroup the longest of its cosets' vectors,
 * as escnn's InducedNormPool; for permuted fields the greatest |channel|, for others their length.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C3 = gspaces.rot2dOnR2(3);
 * const pool = new InducedNormPool(fieldType(C3, [C3.regular, C3.irrep(1)]));
 * pool.forward(geometricTensor(tensor([1, -7, 2, 3, 4], [1, 5, 1, 1]), pool.inType)).tensor.data // [7, 5]
 */
export class InducedNormPool extends EquivariantModule {
  private readonly blocks: FieldBlocks;

  constructor(type: FieldType) {
    const { space, fields } = checkedType('InducedNormPool', type);
    super(type, fieldType(space, new Array(fields.length).fill(space.trivial)));
    requireOrthogonalFields('InducedNormPool', type);
    this.blocks = blocksOf(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const { blockOf, fieldOf } = this.blocks;
    const lengths = fieldLengths(x, blockOf, fieldOf.length);
    const parts = this.inType.fields.map((_, field) => {
      const own = Array.from(fieldOf.keys()).filter((block) => fieldOf[block] === field);
      return reduceMax(gather(lengths, own, { axis: 1 }), { axes: [1], keepAxes: true });
    });
    const [samples, , ...space] = x.shape;
    return parts.length === 0 ? zeros([samples, 0, ...space]) : concatenate(parts, { axis: 1 });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { blockOf, fieldOf } = this.blocks;
    const lengths = writeFieldLengths(graph, x, blockOf, fieldOf.length);
    const own = this.inType.fields.map((_, field) =>
      Array.from(fieldOf.keys()).filter((block) => fieldOf[block] === field),
    );
    const width = Math.max(1, ...own.map((blocks) => blocks.length));
    // a field of fewer blocks repeats its first, which changes no maximum
    const slots = Array.from({ length: width }, (_, k) => {
      const places = own.map((blocks) => blocks[k] ?? blocks[0]);
      return graph.apply('Gather', [lengths, graph.indices('blocks', places)], { axis: 1 });
    });
    return graph.apply('Max', slots);
  }

  override get kind(): string {
    return 'InducedNormPool';
  }
}

/**
 * v ↦ v·f(|v|)/|v| for each block of each field, with a bias b > 0 for each field: `NormNonlinearity` of the vectors
 * that an induced field consists of.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a function of another name
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new InducedNormNonlinearity(fieldType(C4, [C4.regular]));
 * const x = geometricTensor(tensor([3, -2, 0.5, 0], [1, 4, 1, 1]), layer.inType);
 * layer.forward(x).tensor.data // [2, -1, 0, 0]
 */
export class InducedNormNonlinearity extends EquivariantModule {
  /** log b of each field; 0 at first. */
  readonly logBias: Parameter;
  private readonly blocks: FieldBlocks;

  constructor(
    type: FieldType,
    readonly name: 'relu' | 'sigmoid' = 'relu',
  ) {
    super(checkedType('InducedNormNonlinearity', type), type);
    checkArgument('InducedNormNonlinearity', 'name', name, oneOf('relu', 'sigmoid'));
    requireOrthogonalFields('InducedNormNonlinearity', type);
    this.blocks = blocksOf(type);
    this.logBias = new Parameter(zeros([type.fields.length]));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const { blockOf, fieldOf } = this.blocks;
    const lengths = fieldLengths(x, blockOf, fieldOf.length);
    const biases = toChannels(alongChannels(exp(this.logBias.value), x), fieldOf);
    const reduced = add(lengths, scale(biases, -1));
    const factors = this.name === 'relu' ? divide(relu(reduced), lengths) : sigmoid(reduced);
    return multiply(x, toChannels(factors, blockOf));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { blockOf, fieldOf } = this.blocks;
    const lengths = writeFieldLengths(graph, x, blockOf, fieldOf.length);
    const { data } = exp(this.logBias.value);
    const biases = graph.perChannel(
      'bias',
      Float64Array.from(fieldOf, (field) => data[field]),
    );
    const reduced = graph.apply('Sub', [lengths, biases]);
    const factors =
      this.name === 'relu'
        ? graph.apply('Div', [graph.apply('Relu', [reduced]), lengths])
        : graph.apply('Sigmoid', [reduced]);
    const spread = graph.apply('Gather', [factors, graph.indices('blocks', blockOf)], { axis: 1 });
    return graph.apply('Mul', [x, spread]);
  }

  override get kind(): string {
    return 'InducedNormNonlinearity';
  }
}
