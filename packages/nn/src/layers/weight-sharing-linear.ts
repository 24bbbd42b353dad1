/** AutoEquiv's layer: weights shared along the orbits of a permutation group on pairs of inputs and outputs. */
import type { Permutation } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { type SharedLayer, sharedLayer } from '@isotypic/maps';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { uniformInitial } from '../initial/initial-values.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { gather, scatterAdd } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { multiply } from '../tensor/multiply.js';
import { transpose } from '../tensor/permute.js';
import { reshape } from '../tensor/reshape.js';
import { sizeOf } from '../tensor/shape.js';
import { shapeFault, shapeText, TENSOR, Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { DenseModule, type DenseShapes } from './dense-module.js';
import { LINEAR_OPTION_KINDS, type LinearOptions } from './linear.js';

/** Options of a layer that shares weights along orbitals. */
export interface WeightSharingOptions extends LinearOptions {
  /** Default 1. */
  readonly inChannels?: number;
  /** Default 1. */
  readonly outChannels?: number;
  /** The colors that connect inputs with outputs (default all): those left out have no weight. */
  readonly colors?: readonly number[];
  /** One product of dense matrices, or one multiplication for each connection: for few of them (default 'dense'). */
  readonly product?: 'dense' | 'sparse';
  /**
   * 'uniform', the default: within ±1/√(inputs · channels), as AutoEquiv's weights begin. 'he': outputs have variance 1
   * for independent inputs of variance 1, every color that leads to an output has an equal share in it, and biases are
   * 0.
   */
  readonly initial?: 'uniform' | 'he';
}

const OPTION_KINDS: OptionKinds<WeightSharingOptions> = {
  ...LINEAR_OPTION_KINDS,
  inChannels: integer(1),
  outChannels: integer(1),
  colors: arrayOf(integer(0)),
  product: oneOf('dense', 'sparse'),
  initial: oneOf('uniform', 'he'),
};

/** A connection: which input entry goes to which output entry, and by which weight. */
interface Connection {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Int32Array;
}

/**
 * y = xW + b between two permutation actions of one group, W[in][out] constant on orbits of pairs (Ravanbakhsh,
 * Schneider, Póczos 2017).
 *
 * @example
 * const cycle = [[1, 2, 3, 0]];
 * const layer = new WeightSharingLinear(cycle, cycle, { inChannels: 2, outChannels: 3 });
 * layer.weight.value.size; // 24, 4 for each pair of channels
 * layer.forward(zeros([5, 2, 4])).shape; // [5, 3, 4]
 */
export class WeightSharingLinear extends DenseModule {
  /** [outChannels · inChannels · colors] */
  readonly weight: Parameter;
  /** [outChannels · orbits on outputs] */
  readonly bias: Parameter | undefined;
  /** Which weight stands where. */
  readonly layer: SharedLayer;
  private readonly connections: Connection;
  private readonly biasIndices: Int32Array;
  private readonly isSparse: boolean;

  /**
   * @param inGenerators how each generator permutes the inputs
   * @param outGenerators how the same generators permute the outputs
   * @throws {IsotypicError} as `weightSharing`; `INVALID_ARGUMENT`
   */
  constructor(
    inGenerators: readonly (Permutation | readonly number[])[],
    outGenerators: readonly (Permutation | readonly number[])[],
    options: WeightSharingOptions = {},
  ) {
    super();
    checkOptions('WeightSharingLinear', options, OPTION_KINDS);
    const { product = 'dense', initial = 'uniform', random = randomStream(), ...rest } = options;
    this.layer = sharedLayer(inGenerators, outGenerators, rest);
    const { sharing, inChannels, outChannels, weights, biases } = this.layer;
    const bound = 1 / Math.sqrt(Math.max(1, sharing.inDegree * inChannels));
    const isHe = initial === 'he';
    const count = outChannels * inChannels * weights;
    this.weight = new Parameter(isHe ? heWeights(this.layer, random) : uniformInitial([count], bound, random));
    const biasBound = isHe ? 0 : bound;
    this.bias = biases === 0 ? undefined : new Parameter(uniformInitial([outChannels * biases], biasBound, random));
    this.connections = connectionsOf(this.layer);
    const orbits = biases === 0 ? [] : sharing.biasColours();
    const all = Array.from({ length: outChannels }, (_, o) => orbits.map((orbit) => o * biases + orbit));
    this.biasIndices = Int32Array.from(all.flat());
    this.isSparse = product === 'sparse';
  }

  /** […, inChannels, inputs] to […, outChannels, outputs]. */
  override forward(x: Tensor): Tensor {
    const where = 'WeightSharingLinear.forward';
    checkArgument(where, 'x', x, TENSOR);
    const { sharing, inChannels, outChannels } = this.layer;
    const batch = x.shape.slice(0, -2);
    const [channels, inputs] = x.shape.slice(-2);
    if (channels !== inChannels || inputs !== sharing.inDegree) {
      throw shapeFault(where, `x of the shape […, ${inChannels}, ${sharing.inDegree}]`, shapeText(x.shape));
    }
    const flat = reshape(x, [sizeOf(batch), inChannels * sharing.inDegree]);
    const y = this.isSparse ? this.along(flat) : matmul(flat, this.matrix());
    const bias = this.expandedBias();
    const shifted = bias === undefined ? y : add(y, bias);
    return reshape(shifted, [...batch, outChannels, sharing.outDegree]);
  }

  /** W as a dense matrix, [inChannels · inputs, outChannels · outputs]. */
  matrix(): Tensor {
    const { sharing, inChannels, outChannels } = this.layer;
    const [rows, cols] = [inChannels * sharing.inDegree, outChannels * sharing.outDegree];
    const indices = new Int32Array(rows * cols).fill(-1);
    const { from, to, weight } = this.connections;
    for (let k = 0; k < weight.length; k++) indices[from[k] * cols + to[k]] = weight[k];
    return reshape(gather(this.weight.value, indices), [rows, cols]);
  }

  /** b, [outChannels · outputs]. */
  private expandedBias(): Tensor | undefined {
    return this.bias === undefined ? undefined : gather(this.bias.value, this.biasIndices);
  }

  override get shapes(): DenseShapes {
    const { sharing, inChannels, outChannels } = this.layer;
    return { inputs: [inChannels, sharing.inDegree], outputs: [outChannels, sharing.outDegree] };
  }

  /** @internal As one dense product, for samples in a list. */
  override write(graph: GraphWriter, x: string): string {
    const { inputs, outputs } = this.shapes;
    const flat = graph.apply('Reshape', [x, graph.indices('inputs', [0, inputs[0] * inputs[1]])]);
    const y = graph.affine(flat, transpose(this.matrix()), this.expandedBias());
    return graph.apply('Reshape', [y, graph.indices('outputs', [0, ...outputs])]);
  }

  /** The products along the connections, added up. */
  private along(flat: Tensor): Tensor {
    const { from, to, weight } = this.connections;
    const { sharing, outChannels } = this.layer;
    const products = multiply(gather(flat, from, { axis: 1 }), gather(this.weight.value, weight));
    return scatterAdd(products, to, outChannels * sharing.outDegree, { axis: 1 });
  }

  override get kind(): string {
    return 'WeightSharingLinear';
  }
}

/**
 * An output is the sum over colors of as many inputs of each channel as the color has pairs for each output: the size
 * of an orbit of pairs divided by that of the orbit of outputs it leads to.
 */
function heWeights(layer: SharedLayer, random: RandomStream): Tensor {
  const { sharing, inChannels, outChannels, weights } = layer;
  const orbitOf = sharing.biasColours();
  const sizes = new Map<number, number>();
  for (const orbit of orbitOf) sizes.set(orbit, (sizes.get(orbit) ?? 0) + 1);
  const leadsTo = layer.connections().map(({ pairs }) => orbitOf[pairs[1]]);
  const deviations = layer.connections().map(({ pairs }, k) => {
    const inputs = pairs.length / 2 / (sizes.get(leadsTo[k]) ?? 1);
    const colors = leadsTo.filter((orbit) => orbit === leadsTo[k]).length;
    return 1 / Math.sqrt(inChannels * colors * inputs);
  });
  const data = Float64Array.from(
    { length: outChannels * inChannels * weights },
    (_, i) => deviations[i % weights] * random.normal(),
  );
  return new Tensor([data.length], data);
}

function connectionsOf(layer: SharedLayer): Connection {
  const { sharing, inChannels, outChannels, weights } = layer;
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  layer.connections().forEach(({ pairs }, k) => {
    for (let o = 0; o < outChannels; o++) {
      for (let c = 0; c < inChannels; c++) {
        for (let p = 0; p < pairs.length; p += 2) {
          from.push(c * sharing.inDegree + pairs[p]);
          to.push(o * sharing.outDegree + pairs[p + 1]);
          weight.push((o * inChannels + c) * weights + k);
        }
      }
    }
  });
  return { from: Int32Array.from(from), to: Int32Array.from(to), weight: Int32Array.from(weight) };
}
