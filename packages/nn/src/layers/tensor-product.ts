/** Products of fields with each other: every equivariant quadratic map. */
import { checkOptions, DEFAULT_SEED, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import type { FieldType } from '../fields/field-type.js';
import type { FiberIrrep, GSpace } from '../fields/gspace.js';
import { requireSameSpace } from '../fields/gspaces.js';
import { type IrrepCopy, irrepCoordinates } from '../fields/irrep-coordinates.js';
import { productTensors } from '../kernels/product-tensors.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { multiply } from '../tensor/multiply.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { permute } from '../tensor/permute.js';
import { reshape } from '../tensor/reshape.js';
import { Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';

/** Options of a tensor product of fields. */
export interface TensorProductOptions {
  /** Which fields are multiplied: each with itself, or 'all' pairs (default). */
  readonly pairs?: 'all' | 'fields';
  /** Of the first weights. */
  readonly seed?: number;
}

const OPTION_KINDS: OptionKinds<TensorProductOptions> = { pairs: oneOf('all', 'fields'), seed: integer() };

/** Pairs of copies of two irreducibles, coupled into all copies of a third. */
interface Coupling {
  readonly output: FiberIrrep;
  /** Coordinates of the factors, pair after pair. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly pairs: number;
  readonly extents: readonly [number, number];
  /** [ab, tensors · c], each of mean square 1/(ab) so that products of variance 1 give variance 1. */
  readonly tensors: Tensor;
  readonly count: number;
  /** [pairs · tensors, copies of the output]. */
  readonly weights: Parameter;
}

/**
 * y = W(x ⊗ x) at each place, W over all of Hom_G(Sym²ρ_in, ρ_out): the tensor-product nonlinearity, exact for finite
 * and continuous groups. With `pairs: 'fields'` only products within fields. It has neither a linear part nor a bias.
 * Cost per place: pairs of copies × (their product of degrees × degree out + copies out).
 * @throws {IsotypicError} `INVALID_ARGUMENT` for types of other spaces
 * @example
 * const SO3 = gspaces.rot3dOnR3();
 * const vectors = fieldType(SO3, [SO3.irrep(1), SO3.irrep(1)]);
 * const cross = new TensorProductModule(vectors, fieldType(SO3, [SO3.irrep(1)]));
 * cross.dimension // 1: the cross product of the two
 */
export class TensorProductModule extends EquivariantModule {
  /** Mixtures [pairs · tensors, copies out], one for each coupling of irreducibles. */
  readonly weights: readonly Parameter[];
  private readonly couplings: readonly Coupling[];
  private readonly inside: Tensor;
  private readonly outside: Tensor;
  /** For each coordinate of the output its place among what the couplings give, −1 where nothing comes. */
  private readonly order: Int32Array;
  private readonly outputs: readonly FiberIrrep[];
  private readonly copies: ReadonlyMap<FiberIrrep, readonly IrrepCopy[]>;

  constructor(inType: FieldType, outType: FieldType, options: TensorProductOptions = {}) {
    super(inType, outType);
    const where = 'TensorProductModule';
    checkOptions(where, options, OPTION_KINDS);
    requireSameSpace(where, inType.space, outType.space);
    const { pairs = 'all', seed = DEFAULT_SEED } = options;
    const [into, out] = irrepCoordinates([inType, outType]);
    this.inside = into.matrix;
    this.outside = out.matrix;
    this.copies = out.parts;
    const factors = factorPairs(into.parts, pairs);
    this.couplings = couplingsOf(inType.space, factors, out.parts, randomStream(seed));
    this.weights = this.couplings.map(({ weights }) => weights);
    this.outputs = [...out.parts.keys()].filter((irrep) => this.couplings.some((c) => c.output === irrep));
    this.order = new Int32Array(outType.size).fill(-1);
    let next = 0;
    for (const irrep of this.outputs) {
      for (const { from } of out.parts.get(irrep) as readonly IrrepCopy[]) {
        for (let r = 0; r < irrep.degree; r++) this.order[from + r] = next++;
      }
    }
  }

  /** The number of weights; with all pairs dim Hom_G(Sym²ρ_in, ρ_out). */
  get dimension(): number {
    return this.weights.reduce((sum, { value }) => sum + value.size, 0);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const [samples, channels, ...space] = x.shape;
    const places = space.reduce((a, b) => a * b, 1);
    const rows = reshape(permute(reshape(x, [samples, channels, places]), [0, 2, 1]), [samples * places, channels]);
    const products = this.products(matmul(rows, this.inside, { transposeRight: true }));
    const y = matmul(gather(products, this.order, { axis: 1 }), this.outside);
    const back = permute(reshape(y, [samples, places, this.outType.size]), [0, 2, 1]);
    return reshape(back, [samples, this.outType.size, ...space]);
  }

  /** [rows, coordinates in] to the copies of each irreducible that is reached, side by side. */
  private products(x: Tensor): Tensor {
    const parts = this.outputs.map((irrep) => {
      const own = this.couplings.filter((c) => c.output === irrep);
      return own.map((coupling) => this.coupled(coupling, x)).reduce(add);
    });
    return parts.length === 0 ? zeros([x.shape[0], 0]) : concatenate(parts, { axis: 1 });
  }

  private coupled(coupling: Coupling, x: Tensor): Tensor {
    const { output, left, right, pairs, extents, tensors, count, weights } = coupling;
    const [rows, [a, b], c] = [x.shape[0], extents, output.degree];
    const first = reshape(gather(x, left, { axis: 1 }), [rows, pairs, a, 1]);
    const second = reshape(gather(x, right, { axis: 1 }), [rows, pairs, 1, b]);
    const outer = reshape(multiply(first, second), [rows * pairs, a * b]);
    const each = reshape(matmul(outer, tensors), [rows, pairs * count, c]);
    const mixed = matmul(reshape(permute(each, [0, 2, 1]), [rows * c, pairs * count]), weights.value);
    const copies = (this.copies.get(output) as readonly IrrepCopy[]).length;
    return reshape(permute(reshape(mixed, [rows, c, copies]), [0, 2, 1]), [rows, copies * c]);
  }

  /** @internal Σ over i ≤ j of M[o, ij] xᵢ xⱼ, M by polarization. */
  override write(graph: GraphWriter, x: string): string {
    const n = this.inType.size;
    const first = Array.from({ length: n }, (_, i) => new Array<number>(n - i).fill(i)).flat();
    const second = Array.from({ length: n }, (_, i) => Array.from({ length: n - i }, (__, j) => i + j)).flat();
    const factors = [first, second].map((list) => {
      return graph.apply('Gather', [x, graph.indices('factors', list)], { axis: 1 });
    });
    const matrix = this.polarized(first, second);
    return graph.mixChannels('products', graph.apply('Mul', factors), matrix, this.outType.size);
  }

  private polarized(first: readonly number[], second: readonly number[]): Float64Array {
    const [n, count, size] = [this.inType.size, first.length, this.outType.size];
    const points = new Float64Array(count * n);
    first.forEach((i, k) => {
      points[k * n + i] = 1;
      points[k * n + second[k]] = 1;
    });
    const { data } = this.compute(new Tensor([count, n], points));
    const squares = first.flatMap((i, k) => (second[k] === i ? [k] : []));
    const matrix = new Float64Array(size * count);
    first.forEach((i, k) => {
      for (let o = 0; o < size; o++) {
        const mixed = i === second[k] ? 0 : data[squares[i] * size + o] + data[squares[second[k]] * size + o];
        matrix[o * count + k] = data[k * size + o] - mixed;
      }
    });
    return matrix;
  }

  override get kind(): string {
    return 'TensorProductModule';
  }
}

/** Copies that are multiplied, by their irreducibles. */
interface FactorPairs {
  readonly left: FiberIrrep;
  readonly right: FiberIrrep;
  readonly isSquare: boolean;
  readonly pairs: readonly (readonly [IrrepCopy, IrrepCopy])[];
}

function factorPairs(
  parts: ReadonlyMap<FiberIrrep, readonly IrrepCopy[]>,
  which: 'all' | 'fields',
): readonly FactorPairs[] {
  const isChosen = (p: IrrepCopy, q: IrrepCopy): boolean => which === 'all' || p.field === q.field;
  const listed = [...parts];
  return listed.flatMap(([left, lefts], k): FactorPairs[] =>
    listed.slice(k).flatMap(([right, rights]): FactorPairs[] => {
      if (left !== right) {
        const pairs = lefts.flatMap((p) => rights.filter((q) => isChosen(p, q)).map((q) => [p, q] as const));
        return [{ left, right, isSquare: false, pairs }];
      }
      const squares = lefts.map((p) => [p, p] as const);
      const others = lefts.flatMap((p, i) =>
        lefts.slice(i + 1).flatMap((q) => (isChosen(p, q) ? [[p, q] as const] : [])),
      );
      return [
        { left, right, isSquare: true, pairs: squares },
        { left, right, isSquare: false, pairs: others },
      ];
    }),
  );
}

function couplingsOf(
  space: GSpace,
  factors: readonly FactorPairs[],
  outputs: ReadonlyMap<FiberIrrep, readonly IrrepCopy[]>,
  random: RandomStream,
): readonly Coupling[] {
  return [...outputs].flatMap(([output, copies]): Coupling[] => {
    const found = factors.flatMap((factor) => {
      if (factor.pairs.length === 0) return [];
      const { dimension, data } = productTensors(space, { ...factor, output });
      return dimension === 0 ? [] : [{ factor, count: dimension, data }];
    });
    const terms = found.reduce((sum, { factor, count }) => sum + factor.pairs.length * count, 0);
    return found.map(({ factor: { left, right, pairs }, count, data }) => {
      const [a, b, c] = [left.degree, right.degree, output.degree];
      const places = (copy: IrrepCopy, degree: number): number[] =>
        Array.from({ length: degree }, (_, r) => copy.from + r);
      const shape = [pairs.length * count, copies.length];
      const start = Float64Array.from({ length: shape[0] * shape[1] }, () => random.normal() / Math.sqrt(terms));
      return {
        output,
        left: Int32Array.from(pairs.flatMap(([p]) => places(p, a))),
        right: Int32Array.from(pairs.flatMap(([, q]) => places(q, b))),
        pairs: pairs.length,
        extents: [a, b],
        tensors: tensorColumns(data, [count, c, a * b]),
        count,
        weights: new Parameter(new Tensor(shape, start)),
      };
    });
  });
}

/** [tensors, c, ab], orthonormal, as columns [ab, tensors · c] times √c. */
function tensorColumns(data: Float64Array, [count, c, ab]: readonly [number, number, number]): Tensor {
  const columns = new Float64Array(data.length);
  for (let k = 0; k < count * c; k++) {
    for (let e = 0; e < ab; e++) columns[e * count * c + k] = data[k * ab + e] * Math.sqrt(c);
  }
  return new Tensor([ab, count * c], columns);
}
