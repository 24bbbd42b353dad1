/** Affine layers that commute with a group: every one there is, and nothing else. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { normalInitial, orthogonalInitial, uniformInitial } from '../initial/initial-values.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { detach } from '../tensor/detach.js';
import { matmul } from '../tensor/matmul.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { permute } from '../tensor/permute.js';
import { isRecorded } from '../tensor/record.js';
import { reshape } from '../tensor/reshape.js';
import { shapeFault, shapeText, TENSOR, Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { DenseModule, type DenseShapes } from './dense-module.js';
import { type HomBlocks, homBlocks, invariantBlocks, SPACE, type SpaceInput, type SpaceLayout } from './hom-blocks.js';
import { LINEAR_OPTION_KINDS, type LinearOptions } from './linear.js';

/** Options of an equivariant linear layer. */
export interface EquivariantLinearOptions extends LinearOptions {
  /**
   * 'he', the default: outputs have variance 1 for independent inputs of variance 1, every map has an equal share in
   * it, and the bias is 0. 'orthogonal': as EMLP's begin, the projections of a random orthogonal matrix, and of numbers
   * uniform from 0 to 1/√outputs; outputs are the smaller, the fewer equivariant maps there are.
   */
  readonly initial?: 'he' | 'orthogonal';
  /**
   * What an optimizer changes. 'coefficients', the default: those over orthonormal bases, as many as there are maps.
   * 'entries': matrices whose projections are the weights, as in EMLP (Finzi, Welling, Wilson 2021, §5.1). The
   * functions are the same; the steps of an optimizer that looks at each number by itself are not. One of Adam moves a
   * number by the rate: an entry, or a coefficient of a map of n equal entries and each of those by rate/√n, the less,
   * the higher the rank of the tensors.
   */
  readonly trained?: 'coefficients' | 'entries';
}

type Trained = NonNullable<EquivariantLinearOptions['trained']>;

export const TRAINED: Kind = oneOf('coefficients', 'entries');

const OPTION_KINDS: OptionKinds<EquivariantLinearOptions> = {
  ...LINEAR_OPTION_KINDS,
  initial: oneOf('he', 'orthogonal'),
  trained: TRAINED,
};

/**
 * One block's maps as a constant, [maps, rows · columns], and what is trained, for each pair of copies: coefficients,
 * [copies out · copies in, maps], or entries, [copies out · copies in, rows · columns].
 */
interface WeightBlock {
  readonly from: number;
  readonly to: number;
  readonly maps: Tensor;
  readonly trained: Trained;
  readonly parameter: Parameter;
}

/** All copies of one summand to all copies of another. */
export interface LinearBlock {
  /** [maps, rows · columns] */
  readonly maps: Tensor;
  /** [copies out · copies in, maps], whatever is trained. */
  readonly coefficients: Tensor;
  /** Trains on from these. */
  readonly take: (coefficients: Tensor) => void;
  /** Coordinates of each copy. */
  readonly outputs: readonly (readonly number[])[];
  readonly inputs: readonly (readonly number[])[];
}

/**
 * y = xWᵀ + b with W in Hom_G(domain, codomain) and b invariant: coefficients over exact bases.
 *
 * @example
 * const group = parseMatrixGroup('SO(3)');
 * const layer = new EquivariantLinear(parseType('5*T(0) + 5*T(1)').over(group), V.over(group));
 * [...layer.parameters().values()].map((p) => p.value.size); // [5], one for each vector
 * layer.forward(zeros([2, 20])).shape; // [2, 3]
 */
export class EquivariantLinear extends DenseModule {
  private readonly hom: HomBlocks;
  private readonly invariants: HomBlocks;
  private readonly weights: readonly WeightBlock[];
  private readonly biases: readonly WeightBlock[];
  /** The coefficients of the weights, pair of summands by pair; none if entries are trained. */
  readonly weightCoefficients: readonly Parameter[];
  /** The coefficients of the bias, summand by summand; none if entries are trained. */
  readonly biasCoefficients: readonly Parameter[];
  /** The entries whose projections are the weights, pair of summands by pair; none if coefficients are trained. */
  readonly weightEntries: readonly Parameter[];
  /** The entries whose projection is the bias, summand by summand; none if coefficients are trained. */
  readonly biasEntries: readonly Parameter[];
  private cache: { readonly version: string; readonly weight: Tensor; readonly bias: Tensor | undefined } | undefined;

  /** @throws {IsotypicError} `INVALID_ARGUMENT`; as `equivariantMaps`; `NOT_DECIDED` for a complex basis */
  constructor(domain: SpaceInput, codomain: SpaceInput, options: EquivariantLinearOptions = {}) {
    super();
    const where = 'EquivariantLinear';
    checkArgument(where, 'domain', domain, SPACE);
    checkArgument(where, 'codomain', codomain, SPACE);
    checkOptions(where, options, OPTION_KINDS);
    const { bias = true, initial = 'he', trained = 'coefficients', random = randomStream() } = options;
    this.hom = homBlocks(domain, codomain);
    const { domain: into, codomain: out } = this.hom;
    if (into.dimension === 0 || out.dimension === 0) {
      const received = `${into.dimension} and ${out.dimension}`;
      throw new IsotypicError('INVALID_ARGUMENT', { where, expected: 'spaces that are not 0', received });
    }
    this.weights = blocksOf(this.hom, trained);
    this.invariants = invariantBlocks(codomain);
    this.biases = bias ? blocksOf(this.invariants, trained) : [];
    if (initial === 'he') startHe(this.hom, this.weights, random);
    else {
      startProjected(this.hom, this.weights, orthogonalInitial([out.dimension, into.dimension], random));
      startProjected(this.invariants, this.biases, positiveUniform(out.dimension, random));
    }
    const [weights, biases] = [this.weights, this.biases].map((blocks) => blocks.map(({ parameter }) => parameter));
    const areEntries = trained === 'entries';
    [this.weightCoefficients, this.biasCoefficients] = areEntries ? [[], []] : [weights, biases];
    [this.weightEntries, this.biasEntries] = areEntries ? [weights, biases] : [[], []];
  }

  /** Coordinates in and out. */
  get dimensions(): { readonly inputs: number; readonly outputs: number } {
    return { inputs: this.hom.domain.dimension, outputs: this.hom.codomain.dimension };
  }

  /** [samples, inputs] to [samples, outputs]. */
  override forward(x: Tensor): Tensor {
    const where = 'EquivariantLinear.forward';
    checkArgument(where, 'x', x, TENSOR);
    const { inputs } = this.dimensions;
    if (x.shape.length !== 2 || x.shape[1] !== inputs) {
      throw shapeFault(where, `x of the shape [samples, ${inputs}]`, shapeText(x.shape));
    }
    const { weight, bias } = this.expanded();
    const y = matmul(x, weight, { transposeRight: true });
    return bias === undefined ? y : add(y, bias);
  }

  /** W, [outputs, inputs]. */
  weight(): Tensor {
    return this.expanded().weight;
  }

  /** b, [outputs], or zeros. */
  bias(): Tensor {
    return this.expanded().bias ?? zeros([this.dimensions.outputs]);
  }

  /**
   * Takes over the equivariant part of a matrix, and the invariant part of a bias: their projections.
   * @param weight [outputs, inputs]
   * @throws {IsotypicError} `SHAPE_MISMATCH`
   */
  project(weight: Tensor, bias?: Tensor): void {
    const where = 'EquivariantLinear.project';
    checkArgument(where, 'weight', weight, TENSOR);
    const { inputs, outputs } = this.dimensions;
    if (String(weight.shape) !== `${outputs},${inputs}`) {
      throw shapeFault(where, `weight of the shape ${shapeText([outputs, inputs])}`, shapeText(weight.shape));
    }
    if (bias !== undefined) {
      checkArgument(where, 'bias', bias, TENSOR);
      if (String(bias.shape) !== `${outputs}`) {
        throw shapeFault(where, `bias of the shape ${shapeText([outputs])}`, shapeText(bias.shape));
      }
    }
    startProjected(this.hom, this.weights, weight);
    if (bias !== undefined) startProjected(this.invariants, this.biases, reshape(bias, [outputs, 1]));
  }

  /** @internal Every pair of summands that has maps, with the coordinates of their copies. */
  blocks(): readonly LinearBlock[] {
    return linearBlocks(this.hom, this.weights);
  }

  /** @internal The same of the bias, whose inputs are one number. */
  biasBlocks(): readonly LinearBlock[] {
    return linearBlocks(this.invariants, this.biases);
  }

  /** W and b, once for each change of the coefficients where no derivative is asked for. */
  private expanded(): { readonly weight: Tensor; readonly bias: Tensor | undefined } {
    const stored = [...this.weights, ...this.biases].map(({ parameter }) => parameter);
    if (stored.some(({ value }) => isRecorded(value))) return this.expand();
    const version = stored.map((parameter) => parameter.version).join();
    if (this.cache?.version !== version) {
      const { weight, bias } = this.expand();
      this.cache = { version, weight: detach(weight), bias: bias && detach(bias) };
    }
    return this.cache;
  }

  private expand(): { readonly weight: Tensor; readonly bias: Tensor | undefined } {
    const { outputs } = this.dimensions;
    const bias = this.biases.length === 0 ? undefined : reshape(matrixOf(this.invariants, this.biases), [outputs]);
    return { weight: matrixOf(this.hom, this.weights), bias };
  }

  override get shapes(): DenseShapes {
    const { inputs, outputs } = this.dimensions;
    return { inputs: [inputs], outputs: [outputs] };
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { weight, bias } = this.expanded();
    return graph.affine(x, weight, bias);
  }

  override get kind(): string {
    return 'EquivariantLinear';
  }
}

function positiveUniform(size: number, random: RandomStream): Tensor {
  const half = 0.5 / Math.sqrt(size);
  const centered = uniformInitial([size, 1], half, random);
  return new Tensor(
    [size, 1],
    centered.data.map((x) => x + half),
  );
}

function blocksOf(hom: HomBlocks, trained: Trained): readonly WeightBlock[] {
  return hom.blocks.map(({ from, to, maps }) => {
    const size = maps[0].length;
    const data = new Float64Array(maps.length * size);
    maps.forEach((map, k) => {
      data.set(map, k * size);
    });
    const copies = hom.codomain.summands[to].copies * hom.domain.summands[from].copies;
    return {
      from,
      to,
      maps: new Tensor([maps.length, size], data),
      trained,
      parameter: new Parameter(zeros([copies, trained === 'entries' ? size : maps.length])),
    };
  });
}

/**
 * An output coordinate's variance is the sum of σ²‖B‖²/dimension over all maps B that lead to its summand; here
 * ‖B‖ = 1.
 */
function startHe(hom: HomBlocks, blocks: readonly WeightBlock[], random: RandomStream): void {
  const shares = new Map<number, number>();
  for (const { from, to, maps } of blocks) {
    shares.set(to, (shares.get(to) ?? 0) + hom.domain.summands[from].copies * maps.shape[0]);
  }
  for (const block of blocks) {
    const deviation = Math.sqrt(hom.codomain.summands[block.to].dimension / (shares.get(block.to) ?? 1));
    const shape = [block.parameter.value.shape[0], block.maps.shape[0]];
    setCoefficients(block, normalInitial(shape, deviation, random));
  }
}

function startProjected(hom: HomBlocks, blocks: readonly WeightBlock[], matrix: Tensor): void {
  for (const block of blocks) setCoefficients(block, projected(hom, block, matrix));
}

function setCoefficients({ trained, maps, parameter }: WeightBlock, coefficients: Tensor): void {
  parameter.value = trained === 'entries' ? matmul(coefficients, maps) : coefficients;
}

function coefficientsOf({ trained, maps, parameter }: WeightBlock): Tensor {
  return trained === 'entries' ? matmul(parameter.value, maps, { transposeRight: true }) : parameter.value;
}

/** ⟨map, block of the matrix⟩ for each map and pair of copies. */
function projected(hom: HomBlocks, { from, to, maps }: WeightBlock, matrix: Tensor): Tensor {
  const [into, out] = [hom.domain.summands[from], hom.codomain.summands[to]];
  const cols = hom.domain.dimension;
  const pieces = new Float64Array(out.copies * into.copies * out.dimension * into.dimension);
  let at = 0;
  for (let o = 0; o < out.copies; o++) {
    for (let i = 0; i < into.copies; i++) {
      for (let r = 0; r < out.dimension; r++, at += into.dimension) {
        const row = (out.offset + o * out.dimension + r) * cols + into.offset + i * into.dimension;
        pieces.set(matrix.data.subarray(row, row + into.dimension), at);
      }
    }
  }
  const shape = [out.copies * into.copies, out.dimension * into.dimension];
  return matmul(new Tensor(shape, pieces), maps, { transposeRight: true });
}

/** The matrix, [codomain, domain], of blocks of mixtures of maps. */
function matrixOf(hom: HomBlocks, blocks: readonly WeightBlock[]): Tensor {
  const rows = hom.codomain.summands.map((out, to) => {
    const height = out.copies * out.dimension;
    const pieces = hom.domain.summands.map((into, from) => {
      const width = into.copies * into.dimension;
      const block = blocks.find((b) => b.from === from && b.to === to);
      if (block === undefined) return zeros([height, width]);
      const mixed = matmul(coefficientsOf(block), block.maps);
      const axes = reshape(mixed, [out.copies, into.copies, out.dimension, into.dimension]);
      return reshape(permute(axes, [0, 2, 1, 3]), [height, width]);
    });
    return concatenate(pieces, { axis: 1 });
  });
  return concatenate(rows);
}

function linearBlocks({ domain, codomain }: HomBlocks, blocks: readonly WeightBlock[]): readonly LinearBlock[] {
  const copies = ({ offset, copies: count, dimension }: SpaceLayout['summands'][number]): number[][] =>
    Array.from({ length: count }, (_, k) => Array.from({ length: dimension }, (__, i) => offset + k * dimension + i));
  return blocks.map((block) => ({
    maps: block.maps,
    coefficients: detach(coefficientsOf(block)),
    take: (value) => setCoefficients(block, value),
    outputs: copies(codomain.summands[block.to]),
    inputs: copies(domain.summands[block.from]),
  }));
}
