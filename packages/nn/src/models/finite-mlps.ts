/**
 * Multilayer perceptrons under a finite group: hidden layers are copies of its regular representation, whose entries
 * the group permutes, so that an activation of each entry commutes with it.
 */
import {
  checkArgument,
  checkOptions,
  instance,
  integer,
  invalidArgument,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';
import {
  MatrixRepresentation,
  PermutationRepresentation,
  regularRepresentation,
  trivialRepresentation,
} from '@isotypic/reps';
import { sameGenerators } from '@isotypic/reps/internal';
import { ACTIVATIONS, type Activation, writeActivation } from '../layers/activations.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import { DenseModule, type DenseShapes } from '../layers/dense-module.js';
import { EquivariantLinear } from '../layers/equivariant-linear.js';
import type { Tensor } from '../tensor/tensor.js';
import { MLP_OPTION_KINDS, Mlp, type MlpOptions, shapesOfLayers, writeLayers } from './mlp.js';

/** A representation of a finite group by exact matrices. */
export type FiniteRepresentation = MatrixRepresentation | PermutationRepresentation;

/** Options of an equivariant perceptron. */
export interface EquivariantMlpOptions extends MlpOptions {
  /** Copies of the regular representation in a hidden layer (default 8). */
  readonly copies?: number;
  /** Hidden layers (default 2). */
  readonly layers?: number;
}

const OPTION_KINDS: OptionKinds<EquivariantMlpOptions> = {
  ...MLP_OPTION_KINDS,
  copies: integer(1),
  layers: integer(1),
};

const REPRESENTATION = instance(
  [MatrixRepresentation, PermutationRepresentation],
  'a representation of a finite group by exact matrices',
  () => 'Pass permutationRepresentation(group) or another one of @isotypic/reps.',
);

/**
 * f(ρ_in(g)x) = ρ_out(g)f(x): equivariant affine layers between copies of the regular representation, an activation
 * between them.
 *
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(5));
 * new EquivariantMlp(rep, rep, { copies: 2 }).forward(zeros([3, 5])).shape; // [3, 5]
 */
export class EquivariantMlp extends DenseModule {
  readonly layers: readonly EquivariantLinear[];
  private readonly activation: Activation;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` unless both are representations of one group, of order at most 10⁵ */
  constructor(domain: FiniteRepresentation, codomain: FiniteRepresentation, options: EquivariantMlpOptions = {}) {
    super();
    const where = 'EquivariantMlp';
    checkArgument(where, 'domain', domain, REPRESENTATION);
    checkArgument(where, 'codomain', codomain, REPRESENTATION);
    checkOptions(where, options, OPTION_KINDS);
    if (!sameGenerators(domain.group, codomain.group)) {
      throw invalidArgument(where, 'codomain to be a representation of the group of domain', codomain);
    }
    const { copies = 8, layers = 2, activation = 'swish', random = randomStream() } = options;
    this.activation = activation;
    const hidden = { action: regularRepresentation(domain.group), copies };
    const spaces = [
      { action: domain, copies: 1 },
      ...Array.from({ length: layers }, () => hidden),
      { action: codomain, copies: 1 },
    ];
    this.layers = spaces.slice(1).map((to, i) => new EquivariantLinear([spaces[i]], [to], { random }));
  }

  /** [samples, dim domain] to [samples, dim codomain]. */
  override forward(x: Tensor): Tensor {
    const activate = ACTIVATIONS[this.activation];
    return this.layers.reduce((value, layer, i) => layer.forward(i === 0 ? value : activate(value)), x);
  }

  override get shapes(): DenseShapes {
    return shapesOfLayers(this.layers);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return writeLayers(graph, this.layers, this.activation, x);
  }

  override get kind(): string {
    return 'EquivariantMlp';
  }
}

/**
 * f(ρ(g)x) = f(x): equivariant layers, the invariants of their features, then an ordinary perceptron.
 *
 * @example
 * const rep = permutationRepresentation(catalogue.symmetric(4));
 * new InvariantMlp(rep, 3, { copies: 2 }).forward(zeros([2, 4])).shape; // [2, 3]
 */
export class InvariantMlp extends DenseModule {
  readonly layers: readonly EquivariantLinear[];
  readonly head: Mlp;
  private readonly activation: Activation;

  /**
   * @param outputs how many invariant numbers
   * @throws {IsotypicError} `INVALID_ARGUMENT`
   */
  constructor(domain: FiniteRepresentation, outputs: number, options: EquivariantMlpOptions = {}) {
    super();
    const where = 'InvariantMlp';
    checkArgument(where, 'domain', domain, REPRESENTATION);
    checkArgument(where, 'outputs', outputs, integer(1));
    checkOptions(where, options, OPTION_KINDS);
    const { copies = 8, layers = 2, activation = 'swish', random = randomStream() } = options;
    this.activation = activation;
    const hidden = { action: regularRepresentation(domain.group), copies };
    const invariant = { action: trivialRepresentation(domain.group), copies: 4 * copies };
    const spaces = [{ action: domain, copies: 1 }, ...Array.from({ length: layers }, () => hidden), invariant];
    this.layers = spaces.slice(1).map((to, i) => new EquivariantLinear([spaces[i]], [to], { random }));
    this.head = new Mlp([4 * copies, 4 * copies, outputs], { activation, random });
  }

  /** [samples, dim domain] to [samples, outputs]. */
  override forward(x: Tensor): Tensor {
    const activate = ACTIVATIONS[this.activation];
    const invariants = this.layers.reduce((value, layer, i) => layer.forward(i === 0 ? value : activate(value)), x);
    return this.head.forward(activate(invariants));
  }

  override get shapes(): DenseShapes {
    return shapesOfLayers([...this.layers, this.head]);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { layers, head, activation } = this;
    const invariants = writeActivation(graph, activation, writeLayers(graph, layers, activation, x));
    return writeLayers(graph, head.layers, activation, invariants, layers.length);
  }

  override get kind(): string {
    return 'InvariantMlp';
  }
}
