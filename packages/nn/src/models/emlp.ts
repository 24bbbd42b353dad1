/** Equivariant multilayer perceptrons for any matrix group. */
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import type { MatrixGroup, TensorType } from '@isotypic/maps';
import type { RandomStream } from '@isotypic/numeric';
import { randomStream } from '@isotypic/numeric';
import { STREAM } from '../initial/initial-values.js';
import { Bilinear } from '../layers/bilinear.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import { DenseModule, type DenseShapes } from '../layers/dense-module.js';
import { EquivariantLinear, TRAINED } from '../layers/equivariant-linear.js';
import { Gated } from '../layers/gated.js';
import { MATRIX_GROUP, TYPE } from '../layers/tensor-summands.js';
import { add } from '../tensor/add.js';
import { scale } from '../tensor/multiply.js';
import { scalar, type Tensor } from '../tensor/tensor.js';
import { shapesOfLayers } from './mlp.js';
import { uniformType } from './uniform-type.js';

/** Options of one block of an EMLP. */
export interface EmlpBlockOptions {
  /** Where the first parameters come from (default: the stream of the default seed). */
  readonly random?: RandomStream;
  /**
   * 'he', the default: linear and bilinear layers keep the variance. 'orthogonal': they begin as in the paper, where
   * features fade with each layer, under O(5) to a fiftieth of the inputs.
   */
  readonly initial?: 'he' | 'orthogonal';
  /** What optimizers change in linear layers: 'coefficients', the default, or 'entries', as in the paper. */
  readonly trained?: 'coefficients' | 'entries';
}

const BLOCK_OPTION_KINDS: OptionKinds<EmlpBlockOptions> = {
  random: STREAM,
  initial: oneOf('he', 'orthogonal'),
  trained: TRAINED,
};

/** Share of the bilinear term, as in EMLP. */
const BILINEAR_SHARE = 0.1;

/**
 * One hidden layer of EMLP: linear, plus a tenth of a bilinear layer of the result, then gated.
 *
 * @example
 * const group = parseMatrixGroup('SO(3)');
 * new EmlpBlock(parseType('2*T(1)'), parseType('4*T(0) + 2*T(1)'), group).forward(zeros([3, 6])).shape; // [3, 10]
 */
export class EmlpBlock extends DenseModule {
  readonly linear: EquivariantLinear;
  readonly bilinear: Bilinear;
  readonly gated: Gated;

  /** @throws {IsotypicError} `INVALID_ARGUMENT`; as `EquivariantLinear` */
  constructor(domain: TensorType, codomain: TensorType, group: MatrixGroup, options: EmlpBlockOptions = {}) {
    super();
    checkArgument('EmlpBlock', 'domain', domain, TYPE);
    checkArgument('EmlpBlock', 'codomain', codomain, TYPE);
    checkArgument('EmlpBlock', 'group', group, MATRIX_GROUP);
    checkOptions('EmlpBlock', options, BLOCK_OPTION_KINDS);
    const { random = randomStream(), initial = 'he', trained = 'coefficients' } = options;
    this.gated = new Gated(codomain, group);
    const { gatedType } = this.gated;
    this.linear = new EquivariantLinear(domain.over(group), gatedType.over(group), { random, initial, trained });
    const mixtures = initial === 'he' ? 'he' : 'normal';
    this.bilinear = new Bilinear(gatedType, gatedType, group, { random, initial: mixtures });
  }

  /** [samples, dim domain] to [samples, dim codomain]. */
  override forward(x: Tensor): Tensor {
    const linear = this.linear.forward(x);
    return this.gated.forward(add(linear, scale(this.bilinear.forward(linear), BILINEAR_SHARE)));
  }

  override get shapes(): DenseShapes {
    return shapesOfLayers([this.linear, this.gated]);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const linear = this.linear.write(graph, x);
    const share = graph.constant('share', scalar(BILINEAR_SHARE));
    const bilinear = graph.apply('Mul', [this.bilinear.write(graph, linear), share]);
    return this.gated.write(graph, graph.apply('Add', [linear, bilinear]));
  }

  override get kind(): string {
    return 'EmlpBlock';
  }
}

/** Options of an EMLP. */
export interface EmlpOptions extends EmlpBlockOptions {
  /** Coordinates of a hidden layer (default 384), shared out by `uniformType`. */
  readonly channels?: number;
  /** Hidden layers (default 3). */
  readonly layers?: number;
}

const EMLP_OPTION_KINDS: OptionKinds<EmlpOptions> = { ...BLOCK_OPTION_KINDS, channels: integer(1), layers: integer(0) };

/**
 * EMLP (Finzi, Welling, Wilson 2021): hidden layers of `uniformType`, then a linear one.
 *
 * @example
 * const model = new Emlp(parseType('2*T(0) + 2*T(1)'), parseType('T(0)'), parseMatrixGroup('SO(3)'), { channels: 16 });
 * model.forward(zeros([5, 8])).shape; // [5, 1]
 */
export class Emlp extends DenseModule {
  readonly blocks: readonly EmlpBlock[];
  readonly last: EquivariantLinear;

  /** @throws {IsotypicError} `INVALID_ARGUMENT`; as `EquivariantLinear` */
  constructor(domain: TensorType, codomain: TensorType, group: MatrixGroup, options: EmlpOptions = {}) {
    super();
    checkArgument('Emlp', 'domain', domain, TYPE);
    checkArgument('Emlp', 'codomain', codomain, TYPE);
    checkArgument('Emlp', 'group', group, MATRIX_GROUP);
    checkOptions('Emlp', options, EMLP_OPTION_KINDS);
    const { channels = 384, layers = 3, random = randomStream(), ...rest } = options;
    const own = { random, ...rest };
    const types = [domain, ...Array.from({ length: layers }, () => uniformType(channels, group, random))];
    this.blocks = types.slice(1).map((type, i) => new EmlpBlock(types[i], type, group, own));
    this.last = new EquivariantLinear(types[layers].over(group), codomain.over(group), own);
  }

  /** [samples, dim domain] to [samples, dim codomain]. */
  override forward(x: Tensor): Tensor {
    return this.last.forward(this.blocks.reduce((features, block) => block.forward(features), x));
  }

  override get shapes(): DenseShapes {
    return shapesOfLayers([...this.blocks, this.last]);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return [...this.blocks, this.last].reduce((y, layer, k) => layer.write(graph.within(`${k}`), y), x);
  }

  override get kind(): string {
    return 'Emlp';
  }
}
