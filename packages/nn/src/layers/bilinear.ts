/** EMLP's bilinear layer: a matrix that is linear in the features acts on the features. */
import { checkArgument, checkOptions, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import type { MatrixGroup, TensorType } from '@isotypic/maps';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { normalInitial, STREAM } from '../initial/initial-values.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { concatenate, slice } from '../tensor/pad-and-slice.js';
import { permute } from '../tensor/permute.js';
import { reshape } from '../tensor/reshape.js';
import { scalar, shapeFault, shapeText, TENSOR, Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { DenseModule, type DenseShapes } from './dense-module.js';
import {
  isOrthogonal,
  MATRIX_GROUP,
  mapsSummand,
  spaceKey,
  type TensorSummand,
  TYPE,
  tensorSummands,
} from './tensor-summands.js';

/** Options of a bilinear layer. */
export interface BilinearOptions {
  /** Where the choice of copies and the first parameters come from (default: the stream of the default seed). */
  readonly random?: RandomStream;
  /**
   * 'he', the default: B(w)x has variance 1 for independent w and x of variance 1. 'normal': as EMLP's begin, mixtures
   * of variance 1.
   */
  readonly initial?: 'he' | 'normal';
}

const BILINEAR_OPTION_KINDS: OptionKinds<BilinearOptions> = { random: STREAM, initial: oneOf('he', 'normal') };

/** One term: features of `matrix`, read as maps from `from` to `to`, act on those of `from`. */
interface Term {
  readonly matrix: TensorSummand;
  readonly from: TensorSummand;
  readonly to: TensorSummand;
  /** The copies of `matrix` that are used. */
  readonly chosen: Int32Array;
  readonly axes: readonly number[];
  /** [chosen · copies of from, copies of to] */
  readonly mixture: Parameter;
}

/**
 * y = B(x)x, B an equivariant map from the features to matrices on them (Finzi, Welling, Wilson 2021, §5.2): features
 * of a type r act on those of a type s wherever maps from s to t are of the type r. At most dim r copies of r are used,
 * drawn with replacement.
 *
 * @example
 * const group = parseMatrixGroup('SO(3)');
 * const layer = new Bilinear(parseType('2*T(0) + 2*T(1)'), parseType('T(0) + T(1)'), group);
 * layer.forward(zeros([4, 8])).shape; // [4, 4]
 */
export class Bilinear extends DenseModule {
  /** The mixtures of all terms, one after the other. */
  readonly mixtures: readonly Parameter[];
  private readonly terms: readonly Term[];
  private readonly inputs: number;
  private readonly out: readonly TensorSummand[];

  /**
   * @param domain the type of x, made of V and V*
   * @param codomain that of y
   * @throws {IsotypicError} `INVALID_ARGUMENT`
   */
  constructor(domain: TensorType, codomain: TensorType, group: MatrixGroup, options: BilinearOptions = {}) {
    super();
    const where = 'Bilinear';
    checkArgument(where, 'domain', domain, TYPE);
    checkArgument(where, 'codomain', codomain, TYPE);
    checkArgument(where, 'group', group, MATRIX_GROUP);
    checkOptions(where, options, BILINEAR_OPTION_KINDS);
    const { random = randomStream(), initial = 'he' } = options;
    const into = tensorSummands(where, domain, group);
    this.out = tensorSummands(where, codomain, group);
    this.inputs = into.reduce((sum, s) => sum + s.copies * s.dimension, 0);
    this.terms = termsOf(into, this.out, isOrthogonal(group), random);
    this.mixtures = this.terms.map(({ mixture }) => mixture);
    if (initial === 'he') startHe(this.terms, random);
    else for (const { mixture } of this.terms) mixture.value = normalInitial(mixture.value.shape, 1, random);
  }

  /** B(x)x: [samples, dim domain] to [samples, dim codomain]. */
  override forward(x: Tensor): Tensor {
    this.checkFeatures('Bilinear.forward', 'x', x);
    return this.product(x, x);
  }

  /**
   * B(w)x, both [samples, dim domain].
   * @throws {IsotypicError} `SHAPE_MISMATCH`
   */
  act(w: Tensor, x: Tensor): Tensor {
    this.checkFeatures('Bilinear.act', 'w', w);
    this.checkFeatures('Bilinear.act', 'x', x);
    if (w.shape[0] !== x.shape[0]) {
      throw shapeFault('Bilinear.act', `${x.shape[0]} samples in w, as in x`, `${w.shape[0]}`);
    }
    return this.product(w, x);
  }

  private checkFeatures(where: string, name: string, x: Tensor): void {
    checkArgument(where, name, x, TENSOR);
    if (x.shape.length !== 2 || x.shape[1] !== this.inputs) {
      throw shapeFault(where, `${name} of the shape [samples, ${this.inputs}]`, shapeText(x.shape));
    }
  }

  private product(w: Tensor, x: Tensor): Tensor {
    const [matrices, vectors] = [partsOf(w), x === w ? undefined : partsOf(x)];
    const sums = this.out.map((to) => {
      const own = this.terms.filter((term) => term.to === to);
      const [first, ...rest] = own.map((term) =>
        termValue(term, matrices(term.matrix), (vectors ?? matrices)(term.from)),
      );
      return first === undefined ? zeros([x.shape[0], to.copies * to.dimension]) : rest.reduce(add, first);
    });
    return concatenate(sums, { axis: 1 });
  }

  override get shapes(): DenseShapes {
    const outputs = this.out.reduce((sum, { copies, dimension }) => sum + copies * dimension, 0);
    return { inputs: [this.inputs], outputs: [outputs] };
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const sums = this.out.map((to) => {
      const own = this.terms.filter((term) => term.to === to).map((term) => writeTerm(graph, x, term));
      if (own.length > 0) return own.reduce((a, b) => graph.apply('Add', [a, b]));
      const columns = graph.indices('none', new Int32Array(to.copies * to.dimension));
      const some = graph.apply('Gather', [x, columns], { axis: 1 });
      return graph.apply('Mul', [some, graph.constant('zero', scalar(0))]);
    });
    return sums.length === 1 ? sums[0] : graph.apply('Concat', sums, { axis: 1 });
  }

  override get kind(): string {
    return 'Bilinear';
  }
}

/** The features of each summand, [samples, copies, dimension], each cut out once. */
function partsOf(x: Tensor): (summand: TensorSummand) => Tensor {
  const parts = new Map<TensorSummand, Tensor>();
  return (summand) => {
    let part = parts.get(summand);
    if (part === undefined) {
      const { offset, copies, dimension } = summand;
      const columns = slice(x, [0, offset], [x.shape[0], offset + copies * dimension]);
      part = reshape(columns, [x.shape[0], copies, dimension]);
      parts.set(summand, part);
    }
    return part;
  };
}

function termsOf(
  into: readonly TensorSummand[],
  out: readonly TensorSummand[],
  orthogonal: boolean,
  random: RandomStream,
): readonly Term[] {
  return into.flatMap((matrix) => {
    if (matrix.duals.length === 0) return [];
    const count = Math.min(matrix.copies, matrix.dimension);
    const chosen = Int32Array.from({ length: count }, () => Math.floor(random.uniform() * matrix.copies));
    const key = spaceKey(matrix.duals, orthogonal);
    return out.flatMap((to) =>
      into.flatMap((from): Term[] => {
        const maps = mapsSummand(to.duals, from.duals, orthogonal);
        if (maps.key !== key) return [];
        const mixture = new Parameter(zeros([count * from.copies, to.copies]));
        return [{ matrix, from, to, chosen, axes: maps.axes, mixture }];
      }),
    );
  });
}

/** A coordinate of Bx is a sum of as many products as x has coordinates, for each chosen matrix and copy of x. */
function startHe(terms: readonly Term[], random: RandomStream): void {
  const products = new Map<TensorSummand, number>();
  for (const { to, chosen, from } of terms) {
    products.set(to, (products.get(to) ?? 0) + chosen.length * from.copies * from.dimension);
  }
  for (const { to, mixture } of terms) {
    mixture.value = normalInitial(mixture.value.shape, 1 / Math.sqrt(products.get(to) ?? 1), random);
  }
}

/** The chosen matrices times the copies of `from`, mixed into the copies of `to`. */
function termValue(term: Term, w: Tensor, x: Tensor): Tensor {
  const features = gather(w, term.chosen, { axis: 1 });
  return term.from.dimension === 1 ? scalarTerm(term, features, x) : vectorTerm(term, features, x);
}

/**
 * Where `from` is scalar, scalars are mixed first: samples · chosen · copies of to numbers between, and not as many for
 * each copy of `from` (0.6 of the time of a step of EMLP's model with 128 channels).
 */
function scalarTerm({ from, to, chosen, mixture }: Term, features: Tensor, x: Tensor): Tensor {
  const samples = features.shape[0];
  const byScalar = permute(reshape(mixture.value, [chosen.length, from.copies, to.copies]), [1, 2, 0]);
  const factors = matmul(
    reshape(x, [samples, from.copies]),
    reshape(byScalar, [from.copies, to.copies * chosen.length]),
  );
  const mixed = matmul(reshape(factors, [samples, to.copies, chosen.length]), features);
  return reshape(mixed, [samples, to.copies * to.dimension]);
}

/** Each of the chosen matrices times each copy of `from`, then mixed. */
function vectorTerm({ matrix, from, to, chosen, axes, mixture }: Term, features: Tensor, x: Tensor): Tensor {
  const [samples, count] = [features.shape[0], chosen.length];
  const extent = Math.round(matrix.dimension ** (1 / axes.length));
  const unfolded = reshape(features, [samples, count, ...axes.map(() => extent)]);
  const asMaps = permute(unfolded, [0, 1, ...axes.map((place) => 2 + place)]);
  const matrices = reshape(asMaps, [samples, count * to.dimension, from.dimension]);
  const images = matmul(matrices, x, { transposeRight: true });
  const byImage = permute(reshape(images, [samples, count, to.dimension, from.copies]), [0, 2, 1, 3]);
  const mixed = matmul(reshape(byImage, [samples * to.dimension, count * from.copies]), mixture.value);
  const sorted = permute(reshape(mixed, [samples, to.dimension, to.copies]), [0, 2, 1]);
  return reshape(sorted, [samples, to.copies * to.dimension]);
}

/** A term as products of matrices of each sample, whose entries are features in an order of their own. */
function writeTerm(graph: GraphWriter, x: string, term: Term): string {
  const { from, to, chosen, mixture } = term;
  const matrices = (name: string, places: ArrayLike<number>, shape: readonly number[]): string => {
    const entries = graph.apply('Gather', [x, graph.indices(name, places)], { axis: 1 });
    return graph.apply('Reshape', [entries, graph.indices('extents', [0, ...shape])]);
  };
  const size = to.copies * to.dimension;
  const features = matrices('matrices', matrixPlaces(term), [chosen.length * to.dimension, from.dimension]);
  const columns = Array.from(
    { length: from.copies * from.dimension },
    (_, at) => from.offset + (at % from.copies) * from.dimension + Math.floor(at / from.copies),
  );
  const vectors = matrices('vectors', columns, [from.dimension, from.copies]);
  const images = graph.apply('MatMul', [features, vectors]);
  const apart = graph.apply('Reshape', [
    images,
    graph.indices('images', [0, chosen.length, to.dimension, from.copies]),
  ]);
  const byImage = graph.apply('Reshape', [
    graph.apply('Transpose', [apart], { perm: [0, 2, 1, 3] }),
    graph.indices('together', [0, to.dimension, chosen.length * from.copies]),
  ]);
  const mixed = graph.apply('MatMul', [byImage, graph.constant('mixture', mixture.value)]);
  const sorted = graph.apply('Transpose', [mixed], { perm: [0, 2, 1] });
  return graph.apply('Reshape', [sorted, graph.indices('outputs', [0, size])]);
}

/** Where the entries of the chosen matrices stand, [chosen, to, from]. */
function matrixPlaces({ matrix, chosen, axes }: Term): Float64Array {
  const extent = Math.round(matrix.dimension ** (1 / axes.length));
  const order = new Tensor(
    [chosen.length, ...axes.map(() => extent)],
    Float64Array.from({ length: chosen.length * matrix.dimension }, (_, at) => {
      return matrix.offset + chosen[Math.floor(at / matrix.dimension)] * matrix.dimension + (at % matrix.dimension);
    }),
  );
  return permute(order, [0, ...axes.map((place) => 1 + place)]).data;
}
