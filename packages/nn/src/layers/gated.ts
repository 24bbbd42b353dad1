/** Gated features: every tensor is multiplied by the sigmoid of a scalar of its own. */
import { checkArgument } from '@isotypic/algebra/internal';
import { type MatrixGroup, multiple, Scalar, type TensorType } from '@isotypic/maps';
import { sigmoid } from '../tensor/elementwise.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { multiply } from '../tensor/multiply.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { DenseModule, type DenseShapes } from './dense-module.js';
import { isPermutationGroup, MATRIX_GROUP, TYPE, tensorSummands } from './tensor-summands.js';

/**
 * The nonlinearity of EMLP (Finzi, Welling, Wilson 2021, §5.2): each coordinate times sigmoid(gate). The gate of a
 * scalar, and of a tensor of a permutation group, is the coordinate itself; every other tensor has one scalar more,
 * which stands behind the type's own scalars.
 *
 * @example
 * const gate = new Gated(parseType('2*T(0) + 3*T(1)'), parseMatrixGroup('SO(3)'));
 * String(gate.gatedType); // '5*T(0) + 3*T(1)'
 * gate.forward(zeros([4, 14])).shape; // [4, 11]
 */
export class Gated extends DenseModule {
  /** The type that comes in: the given one, with a scalar for each gate. */
  readonly gatedType: TensorType;
  private readonly inputs: number;
  /** Where each coordinate of the result, and its gate, stand among those that come in. */
  private readonly values: Int32Array;
  private readonly gates: Int32Array;

  /** @throws {IsotypicError} `INVALID_ARGUMENT` */
  constructor(type: TensorType, group: MatrixGroup) {
    super();
    const where = 'Gated';
    checkArgument(where, 'type', type, TYPE);
    checkArgument(where, 'group', group, MATRIX_GROUP);
    const summands = tensorSummands(where, type, group);
    const isOwnGate = isPermutationGroup(group);
    const scalars = summands.find(({ duals }) => duals.length === 0)?.copies ?? 0;
    const tensors = isOwnGate ? [] : summands.filter(({ duals }) => duals.length > 0);
    const count = tensors.reduce((sum, { copies }) => sum + copies, 0);
    this.gatedType = type.plus(multiple(count, Scalar));
    const values: number[] = [];
    const gates: number[] = [];
    let gate = scalars;
    for (const { duals, copies, offset, dimension } of summands) {
      for (let copy = 0; copy < copies; copy++) {
        const own = isOwnGate || duals.length === 0;
        for (let i = 0; i < dimension; i++) {
          const at = offset + copy * dimension + i + (duals.length === 0 ? 0 : count);
          values.push(at);
          gates.push(own ? at : gate);
        }
        if (!own) gate++;
      }
    }
    this.inputs = values.length + count;
    this.values = Int32Array.from(values);
    this.gates = Int32Array.from(gates);
  }

  /** [samples, dim gatedType] to [samples, dim type]. */
  override forward(x: Tensor): Tensor {
    const where = 'Gated.forward';
    checkArgument(where, 'x', x, TENSOR);
    if (x.shape.length !== 2 || x.shape[1] !== this.inputs) {
      throw shapeFault(where, `x of the shape [samples, ${this.inputs}]`, shapeText(x.shape));
    }
    return multiply(sigmoid(gather(x, this.gates, { axis: 1 })), gather(x, this.values, { axis: 1 }));
  }

  override get shapes(): DenseShapes {
    return { inputs: [this.inputs], outputs: [this.values.length] };
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const [gates, values] = [this.gates, this.values].map((places, k) =>
      graph.apply('Gather', [x, graph.indices(k === 0 ? 'gates' : 'values', places)], { axis: 1 }),
    );
    return graph.apply('Mul', [graph.apply('Sigmoid', [gates]), values]);
  }

  override get kind(): string {
    return 'Gated';
  }
}
