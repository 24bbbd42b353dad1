/** Hamilton's equations. */
import { callable, checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import { writeGradient } from '../layers/dense-gradient.js';
import type { GraphWriter } from '../layers/dense-graph.js';
import { DenseModule } from '../layers/dense-module.js';
import { ExportableModule, type GraphEnds, graphInput } from '../layers/exportable-module.js';
import { Module } from '../modules/module.js';
import { reduceSum } from '../tensor/broadcast-and-sum.js';
import { gradient } from '../tensor/gradient.js';
import { scale } from '../tensor/multiply.js';
import { concatenate, slice } from '../tensor/pad-and-slice.js';
import { shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';

/**
 * ż = J∇H(z) for z = (q, p): q̇ = ∂H/∂p, ṗ = −∂H/∂q, the gradient by a sweep of its own.
 *
 * @param energy of each sample: [samples, 2n] to [samples] or [samples, 1]
 * @param z [samples, 2n]
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless z has an even number of coordinates
 * @example
 * const oscillator = (z) => scale(reduceSum(multiply(z, z), { axes: [1] }), 1 / 2);
 * hamiltonianField(oscillator, tensor([3, 4], [1, 2])).data; // [4, -3]
 */
export function hamiltonianField(energy: (z: Tensor) => Tensor, z: Tensor): Tensor {
  const where = 'hamiltonianField';
  checkArgument(where, 'energy', energy, callable);
  checkArgument(where, 'z', z, TENSOR);
  const [samples, size] = z.shape;
  if (z.shape.length !== 2 || size % 2 !== 0) {
    throw shapeFault(where, 'z of the shape [samples, 2n]', shapeText(z.shape));
  }
  const total = (x: Tensor): Tensor => {
    const energies = energy(x);
    checkArgument(where, 'the result of energy', energies, TENSOR);
    return reduceSum(energies);
  };
  const [slope] = gradient(total, [z]).gradients;
  const byPlace = slice(slope, [0, 0], [samples, size / 2]);
  const byMomentum = slice(slope, [0, size / 2], [samples, size]);
  return concatenate([byMomentum, scale(byPlace, -1)], { axis: 1 });
}

/**
 * A Hamiltonian network (Greydanus, Dzamba, Yosinski 2019): the field of an energy that is learned. Training it takes
 * second derivatives of the energy, which are exact here. `exportModule` writes the field down where the energy is a
 * `DenseModule`.
 *
 * @example
 * const model = new HamiltonianNetwork(new Mlp([4, 8, 1]));
 * model.forward(zeros([3, 4])).shape; // [3, 4]
 */
export class HamiltonianNetwork extends ExportableModule {
  /** @param energy [samples, 2n] to [samples, 1] */
  constructor(readonly energy: Module) {
    super();
    checkArgument('HamiltonianNetwork', 'energy', energy, instance(Module, 'a Module'));
  }

  /** The field, [samples, 2n]. */
  override forward(x: Tensor): Tensor {
    checkArgument('HamiltonianNetwork.forward', 'x', x, TENSOR);
    return hamiltonianField((z) => this.energy.forward(z), x);
  }

  /** @internal */
  override get writtenAxes(): number {
    return 0;
  }

  /** @internal */
  override ends(): GraphEnds {
    const x = graphInput('x', this.writtenEnergy().coordinates);
    return { inputs: [x], outputShape: x.shape };
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { energy, coordinates } = this.writtenEnergy();
    const slope = writeGradient(graph, { x, inputs: [coordinates] }, () => energy.write(graph, x));
    // J: momenta before places, these with another sign
    const half = coordinates / 2;
    const turn = Int32Array.from({ length: coordinates }, (_, k) => (k + half) % coordinates);
    const signs = Float64Array.from(turn, (from) => (from < half ? -1 : 1));
    graph.within('field');
    const turned = graph.apply('Gather', [slope, graph.indices('turn', turn)], { axis: 1 });
    return graph.apply('Mul', [turned, graph.constant('signs', new Tensor([1, coordinates], signs))]);
  }

  /** @throws {IsotypicError} `INVALID_ARGUMENT` unless it is a function of an even number of features */
  private writtenEnergy(): { readonly energy: DenseModule; readonly coordinates: number } {
    const { energy } = this;
    const inputs = energy instanceof DenseModule ? energy.shapes.inputs : [];
    const [coordinates] = inputs;
    if (energy instanceof DenseModule && inputs.length === 1 && coordinates % 2 === 0) return { energy, coordinates };
    throw invalidArgument(
      'exportModule',
      'a HamiltonianNetwork whose energy is a DenseModule of 2n features',
      inputs.length > 0 ? `${energy.kind} of ${inputs}` : energy.kind,
      'Linear, Mlp, Emlp, EquivariantMlp and InvariantMlp are such.',
    );
  }

  override get kind(): string {
    return 'HamiltonianNetwork';
  }
}
