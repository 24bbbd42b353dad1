/** All invariants of first and second degree at each place. */
import { type FieldType, fieldType } from '../fields/field-type.js';
import type { FiberIrrep } from '../fields/gspace.js';
import { type IrrepCopy, irrepCoordinates } from '../fields/irrep-coordinates.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { multiply } from '../tensor/multiply.js';
import { concatenate } from '../tensor/pad-and-slice.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { mixChannels } from './field-groups.js';

/** A sum of products of two coordinates, ⟨x_p, E x_q⟩. */
type Terms = readonly (readonly [left: number, right: number, factor: number])[];

/** The trivial coordinates, then every ⟨x_p, E x_q⟩ of copies of one irreducible, E along what commutes with it. */
export interface QuadraticInvariants {
  /** Qᵀ. */
  readonly coordinates: Tensor;
  /** Places of the trivial copies. */
  readonly linear: readonly number[];
  readonly quadratic: readonly {
    readonly irrep: FiberIrrep;
    readonly pair: readonly [IrrepCopy, IrrepCopy];
    readonly terms: Terms;
  }[];
}

/** What is invariant in fields of a type, up to the second degree: a basis of these functions. */
export function quadraticInvariantsOf(type: FieldType): QuadraticInvariants {
  const [{ matrix, parts }] = irrepCoordinates([type]);
  const listed = [...parts];
  const linear = listed.flatMap(([irrep, copies]) => (irrep.isTrivial ? copies.map(({ from }) => from) : []));
  const quadratic = listed.flatMap(([irrep, copies]) =>
    copies.flatMap((p, i) =>
      copies.slice(i).flatMap((q) => {
        // of one copy with itself only the symmetric part, E = 1, is left
        const units = p === q ? irrep.commuting.slice(0, 1) : irrep.commuting;
        return units.map((unit) => ({ irrep, pair: [p, q] as const, terms: termsOf(p, q, unit, irrep.degree) }));
      }),
    ),
  );
  return { coordinates: matrix, linear, quadratic };
}

function termsOf(p: IrrepCopy, q: IrrepCopy, unit: Float64Array, degree: number): Terms {
  const terms: [number, number, number][] = [];
  unit.forEach((factor, at) => {
    if (factor !== 0) terms.push([p.from + Math.floor(at / degree), q.from + (at % degree), factor]);
  });
  return terms;
}

/**
 * Every invariant of first and second degree: trivial coordinates, and the inner products ⟨x_p, E x_q⟩ of all copies p
 * and q of each irreducible, over all fields, E along the 1, 2 or 4 matrices that commute with it. They separate
 * orbits under the group of all orthogonal maps that commute with the commuting algebra, which may be larger than G:
 * what lies between takes invariants of higher degree, `TensorProductModule` before this.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const O2 = gspaces.flipRot2dOnR2();
 * const type = fieldType(O2, [O2.irrep(1, 1), O2.irrep(1, 1)]);
 * const x = geometricTensor(tensor([3, 4, 1, 0], [1, 4, 1, 1]), type);
 * new QuadraticPooling(type).forward(x).tensor.data // [25, 3, 1]
 */
export class QuadraticPooling extends EquivariantModule {
  private readonly coordinates: Tensor;
  private readonly linear: readonly number[];
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  /** [invariants of second degree, products]. */
  private readonly sums: Tensor;

  constructor(type: FieldType) {
    const found = quadraticInvariantsOf(checkedType('QuadraticPooling', type));
    const outputs = found.linear.length + found.quadratic.length;
    super(type, fieldType(type.space, new Array(outputs).fill(type.space.trivial)));
    this.coordinates = found.coordinates;
    this.linear = found.linear;
    const { left, right, sums } = sumsOfProducts(found.quadratic.map(({ terms }) => terms));
    this.left = left;
    this.right = right;
    this.sums = sums;
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const inside = mixChannels(this.coordinates, x);
    const [left, right] = [this.left, this.right].map((places) => gather(inside, places, { axis: 1 }));
    const squares = mixChannels(this.sums, multiply(left, right));
    return concatenate([gather(inside, this.linear, { axis: 1 }), squares], { axis: 1 });
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { size } = this.inType;
    const inside = graph.mixChannels('coordinates', x, this.coordinates.data, size);
    const factors = [this.left, this.right].map((places) =>
      graph.apply('Gather', [inside, graph.indices('factors', places)], { axis: 1 }),
    );
    const [count, products] = this.sums.shape;
    const [first, outputs] = [this.linear.length, this.outType.size];
    const below = new Float64Array(outputs * products);
    below.set(this.sums.data, first * products);
    const above = new Float64Array(outputs * size);
    this.linear.forEach((place, k) => {
      above[k * size + place] = 1;
    });
    const values = graph.mixChannels('linear', inside, above, outputs);
    if (count === 0) return values;
    return graph.apply('Add', [values, graph.mixChannels('sums', graph.apply('Mul', factors), below, outputs)]);
  }

  override get kind(): string {
    return 'QuadraticPooling';
  }
}

/** Sums of products as two lists of factors and a matrix [sums, products]. */
export function sumsOfProducts(all: readonly Terms[]): { left: Int32Array; right: Int32Array; sums: Tensor } {
  const products = all.flat();
  const data = new Float64Array(all.length * products.length);
  let next = 0;
  all.forEach((terms, k) => {
    for (const [, , factor] of terms) data[k * products.length + next++] = factor;
  });
  return {
    left: Int32Array.from(products, ([left]) => left),
    right: Int32Array.from(products, ([, right]) => right),
    sums: new Tensor([all.length, products.length], data),
  };
}

/**
 * A basis of the symmetric matrices that commute with the group, each as a row of n² numbers: for every copy of an
 * irreducible its projector, and, unless `diagonal`, for every pair of copies what joins them.
 */
export function symmetricCommutant(type: FieldType, diagonal: boolean): Tensor {
  const { coordinates, quadratic } = quadraticInvariantsOf(type);
  const n = type.size;
  const chosen = quadratic.filter(({ pair: [p, q] }) => !diagonal || p === q);
  const data = new Float64Array(chosen.length * n * n);
  chosen.forEach(({ pair: [p, q], terms }, k) => {
    const inside = new Float64Array(n * n);
    for (const [left, right, factor] of terms) {
      inside[left * n + right] += factor;
      if (p !== q) inside[right * n + left] += factor;
    }
    data.set(conjugatedBack(coordinates.data, inside, n), k * n * n);
  });
  return new Tensor([chosen.length, n * n], data);
}

/** QMQᵀ from Qᵀ, entries of M that are 0 left out. */
export function conjugatedBack(Qt: Float64Array, M: Float64Array, n: number): Float64Array {
  const half = new Float64Array(n * n);
  const whole = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const value = M[i * n + k];
      if (value !== 0) for (let j = 0; j < n; j++) half[i * n + j] += value * Qt[k * n + j];
    }
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const value = Qt[k * n + i];
      if (value !== 0) for (let j = 0; j < n; j++) whole[i * n + j] += value * half[k * n + j];
    }
  }
  return whole;
}
