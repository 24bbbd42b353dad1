/**
 * What a layer needs of a weight sharing: which weight stands where, how many there are with channels, and its forward
 * pass.
 * Layouts are those of AutoEquiv: W[in][out], weights by output channel, input channel, color.
 */
import { IsotypicError, type Permutation } from '@isotypic/algebra';
import {
  arrayOf,
  boolean,
  checkArgument,
  checkOptions,
  integer,
  type Kind,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import { type WeightSharing, weightSharing } from '@isotypic/reps';

/** Options of `sharedLayer`. */
export interface SharedLayerOptions {
  /** Default 1. */
  readonly inChannels?: number;
  /** Default 1. */
  readonly outChannels?: number;
  /** Default true. */
  readonly bias?: boolean;
  /** The colors that connect inputs with outputs, all of them by default: a sparse layer leaves some out. */
  readonly colors?: readonly number[];
}

/** The pairs that share one weight. */
export interface Connections {
  /** The color of the pattern. */
  readonly color: number;
  /** Pair k is (input pairs[2k], output pairs[2k + 1]). */
  readonly pairs: Int32Array;
}

/** An equivariant layer y = xW + b. */
export interface SharedLayer {
  readonly sharing: WeightSharing;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Free weights of one pair of channels: the colors that are connected. */
  readonly weights: number;
  /** Free biases of one output channel; 0 without bias. */
  readonly biases: number;
  /** All numbers that are learned. */
  readonly parameters: number;
  /** By color, in the order of the weights. */
  connections(): readonly Connections[];
  /**
   * One example's outputs, outChannels × outDegree row-major.
   * @param x inChannels × inDegree, row-major
   * @param weights weight[(o·inChannels + c)·weights + k] of output channel o, input channel c and the k-th color
   * @param bias bias[o·biases + b] of the b-th orbit on outputs; left out without bias
   * @throws {IsotypicError} `SHAPE_MISMATCH`
   */
  forward(x: ArrayLike<number>, weights: ArrayLike<number>, bias?: ArrayLike<number>): Float64Array;
}

const OPTION_KINDS: OptionKinds<SharedLayerOptions> = {
  inChannels: integer(1),
  outChannels: integer(1),
  bias: boolean,
  colors: arrayOf(integer(0)),
};

/**
 * The layer between two permutation actions of one group.
 * @param inGenerators how each generator permutes the inputs
 * @param outGenerators how the same generators permute the outputs
 * @throws {IsotypicError} as `weightSharing`; `INVALID_ARGUMENT` for a color that there is not
 * @example
 * const generators = [[1, 2, 3, 0], [1, 0, 2, 3]];
 * const sets = sharedLayer(generators, generators, { inChannels: 3, outChannels: 5 });
 * sets.parameters // 35: 2·3·5 weights and 5 biases
 */
export function sharedLayer(
  inGenerators: readonly (Permutation | readonly number[])[],
  outGenerators: readonly (Permutation | readonly number[])[],
  options: SharedLayerOptions = {},
): SharedLayer {
  const where = 'sharedLayer';
  checkOptions(where, options, OPTION_KINDS);
  const sharing = weightSharing(inGenerators, outGenerators);
  const colors = options.colors ?? Array.from({ length: sharing.weights }, (_, k) => k);
  checkArgument(where, 'option colors', colors, arrayOf(integer(0, sharing.weights - 1)));
  const { inChannels = 1, outChannels = 1, bias = true } = options;
  const biases = bias ? sharing.biases : 0;
  let known: readonly Connections[] | undefined;
  const connections = (): readonly Connections[] => {
    known ??= connectionsOf(sharing, colors);
    return known;
  };
  return {
    sharing,
    inChannels,
    outChannels,
    weights: colors.length,
    biases,
    parameters: outChannels * (inChannels * colors.length + biases),
    connections,
    forward(x, weights, given = []) {
      const layer = { sharing, inChannels, outChannels, biases, connections: connections() };
      checkLength('x', 'inputs', x, inChannels * sharing.inDegree);
      checkLength('weights', 'weights', weights, outChannels * inChannels * colors.length);
      checkLength('bias', 'biases', given, outChannels * biases);
      return forwardPass(layer, x, weights, given);
    },
  };
}

function connectionsOf(sharing: WeightSharing, colors: readonly number[]): readonly Connections[] {
  const wanted = new Map(colors.map((color, k) => [color, k]));
  const found = colors.map((): number[] => []);
  sharing.colours().forEach((row, i) => {
    row.forEach((color, j) => {
      const k = wanted.get(color);
      if (k !== undefined) found[k].push(i, j);
    });
  });
  return found.map((pairs, k) => ({ color: colors[k], pairs: Int32Array.from(pairs) }));
}

function checkLength(name: string, what: string, values: ArrayLike<number>, expected: number): void {
  checkArgument('sharedLayer.forward', name, values, arrayOf(NUMBER, `${expected} ${what}`));
  if (values.length === expected) return;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where: 'sharedLayer.forward',
    expected: `${name} to be ${expected} ${what}`,
    received: `${values.length}`,
  });
}

const NUMBER: Kind = { expected: 'a number', accepts: (v) => typeof v === 'number' };

interface LayerParts {
  readonly sharing: WeightSharing;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly biases: number;
  readonly connections: readonly Connections[];
}

function forwardPass(
  { sharing, inChannels, outChannels, biases, connections }: LayerParts,
  x: ArrayLike<number>,
  weights: ArrayLike<number>,
  bias: ArrayLike<number>,
): Float64Array {
  const { inDegree, outDegree } = sharing;
  const y = new Float64Array(outChannels * outDegree);
  const biasColors = biases > 0 ? sharing.biasColours() : [];
  for (let o = 0; o < outChannels; o++) {
    for (let c = 0; c < inChannels; c++) {
      connections.forEach(({ pairs }, k) => {
        const w = weights[(o * inChannels + c) * connections.length + k];
        for (let at = 0; at < pairs.length; at += 2) {
          y[o * outDegree + pairs[at + 1]] += w * x[c * inDegree + pairs[at]];
        }
      });
    }
    biasColors.forEach((b, j) => {
      y[o * outDegree + j] += bias[o * biases + b];
    });
  }
  return y;
}
