/**
 * One layer of the lifting of classes: on the coset hN/M, V = N/M elementary abelian, the elements v = 0, …, pᵈ − 1
 * stand for h·n modulo M. Conjugation by n₀ in N adds D·v₀, D = h⁻¹ − 1 on V; so what acts on the classes is the
 * centralizer of hN on W = V/DV, by affine maps (Mecky & Neubüser 1989; Cannon & Souvignier 1997; Hulpke 2000).
 */
import { invMod } from '../../scalars/integers.js';
import { type Element, elementOf, type Images, times } from '../polycyclic/element.js';
import type { Layer, PolycyclicChain } from '../polycyclic/polycyclic-chain.js';

/** A layer with what all cosets share. */
export class LayerModule {
  readonly dimension: number;
  /** Does the whole group act trivially on V? */
  readonly isCentral: boolean;
  readonly prime: number;
  private readonly scratch: Uint32Array;

  constructor(
    readonly chain: PolycyclicChain,
    readonly layer: Layer,
    readonly base: readonly number[],
    generators: readonly Element[],
  ) {
    this.dimension = layer.basis.length;
    this.prime = layer.prime;
    this.scratch = new Uint32Array(base.length);
    this.isCentral = generators.every((g) =>
      layer.basis.every((_, j) => this.moved(g, j, zeros(this.dimension)).every((x) => x === 0)),
    );
  }

  /** The coordinates of h⁻¹·c·h·c⁻¹. */
  shift(h: Element, c: Element, into: number[]): number[] {
    const { base, scratch } = this;
    for (let l = 0; l < base.length; l++) scratch[l] = h.inverse[c.images[h.images[c.inverse[base[l]]]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The coordinates of c·b·c⁻¹, b the j-th basis element. */
  conjugate(c: Element, j: number, into: number[]): number[] {
    const { base, scratch } = this;
    const { images } = this.layer.basis[j];
    for (let l = 0; l < base.length; l++) scratch[l] = c.images[images[c.inverse[base[l]]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The coordinates of h⁻¹·b·h·b⁻¹, b the j-th basis element: column j of D. */
  moved(h: Element, j: number, into: number[]): number[] {
    const { base, scratch } = this;
    const b = this.layer.basis[j];
    for (let l = 0; l < base.length; l++) scratch[l] = h.inverse[b.images[h.images[b.inverse[base[l]]]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The coordinates of h⁻¹·g. */
  difference(h: Element, g: Images, into: number[]): number[] {
    const { base, scratch } = this;
    for (let l = 0; l < base.length; l++) scratch[l] = h.inverse[g[base[l]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The element ∏ bⱼ^vⱼ; undefined for the identity. */
  elementOf(v: readonly number[]): Images | undefined {
    let product: Images | undefined;
    for (let j = 0; j < this.dimension; j++) {
      const { images } = this.layer.basis[j];
      for (let e = v[j]; e > 0; e--) product = product === undefined ? images : times(product, images);
    }
    return product;
  }
}

/**
 * D in echelon form: the subspace DV with preimages, the kernel of D, and W = V/DV by the coordinates without pivots.
 */
export class CosetSpace {
  /** Coordinates of V that are those of W. */
  readonly free: readonly number[];
  /** A basis of the kernel of D, which is C_V(h). */
  readonly kernel: readonly (readonly number[])[];
  /** The number of elements of W. */
  readonly size: number;
  private readonly rows: readonly { readonly pivot: number; readonly image: number[]; readonly of: number[] }[];

  constructor(
    readonly module: LayerModule,
    readonly h: Element,
  ) {
    const { dimension: d, prime: p, isCentral } = module;
    const rows: { pivot: number; image: number[]; of: number[] }[] = [];
    const kernel: number[][] = [];
    for (let j = 0; j < d; j++) {
      const of = zeros(d);
      of[j] = 1;
      const image = zeros(d);
      if (!isCentral) module.moved(h, j, image);
      for (const row of rows) {
        const factor = image[row.pivot];
        if (factor !== 0) subtract(image, row.image, factor, p);
        if (factor !== 0) subtract(of, row.of, factor, p);
      }
      const pivot = image.findIndex((x) => x !== 0);
      if (pivot === -1) {
        kernel.push(of);
        continue;
      }
      const inverse = invMod(image[pivot], p);
      scale(image, inverse, p);
      scale(of, inverse, p);
      for (const row of rows) {
        const factor = row.image[pivot];
        if (factor !== 0) subtract(row.image, image, factor, p);
        if (factor !== 0) subtract(row.of, of, factor, p);
      }
      rows.push({ pivot, image, of });
    }
    this.rows = rows;
    this.kernel = kernel;
    const pivots = new Set(rows.map((row) => row.pivot));
    this.free = Array.from({ length: d }, (_, j) => j).filter((j) => !pivots.has(j));
    this.size = p ** this.free.length;
  }

  /** The dimension of DV. */
  get rank(): number {
    return this.rows.length;
  }

  /** The number in W of a vector of V, which is used up. */
  codeOf(v: number[]): number {
    const { prime } = this.module;
    for (const { pivot, image } of this.rows) if (v[pivot] !== 0) subtract(v, image, v[pivot], prime);
    let code = 0;
    for (let k = this.free.length - 1; k >= 0; k--) code = code * prime + v[this.free[k]];
    return code;
  }

  /** The vector of V, zero at the pivots, that an element of W stands for. */
  vectorOf(code: number): number[] {
    const { prime, dimension } = this.module;
    const v = zeros(dimension);
    let rest = code;
    for (const j of this.free) {
      v[j] = rest % prime;
      rest = Math.floor(rest / prime);
    }
    return v;
  }

  /** An element n₀ of N with D·n₀ = −v for v in DV, which is used up; undefined for v = 0. */
  correction(v: number[]): Images | undefined {
    const { prime, dimension } = this.module;
    let of: number[] | undefined;
    for (const row of this.rows) {
      const factor = v[row.pivot];
      if (factor === 0) continue;
      of ??= zeros(dimension);
      subtract(v, row.image, factor, prime);
      subtract(of, row.of, factor, prime);
    }
    return of && this.module.elementOf(of);
  }

  /** The images of all elements of W under c, which centralizes h modulo N. */
  tableOf(c: Element): number[] {
    const { module, h, free, size } = this;
    const { prime, dimension, isCentral } = module;
    const v = zeros(dimension);
    const table = new Array<number>(size);
    table[0] = this.codeOf(module.shift(h, c, v));
    for (let k = 0, length = 1; k < free.length; k++, length *= prime) {
      const step = isCentral ? length : this.codeOf(module.conjugate(c, free[k], v));
      for (let i = length; i < prime * length; i++) table[i] = addCodes(table[i - length], step, prime);
    }
    return table;
  }

  /** h times the element of N that stands for an element of W. */
  representative(code: number): Element {
    return code === 0 ? this.h : elementOf(this.imagesOf(code));
  }

  /** The same without its inverse. */
  imagesOf(code: number): Images {
    const n = this.module.elementOf(this.vectorOf(code));
    return n === undefined ? this.h.images : times(this.h.images, n);
  }

  /** n₀·c for an element c that centralizes h·n modulo M up to DV: one that centralizes it. */
  corrected(hn: Element, c: Element): Element {
    if (this.rank === 0) return c;
    const n = this.correction(this.module.shift(hn, c, zeros(this.module.dimension)));
    return n === undefined ? c : elementOf(times(n, c.images));
  }
}

/** The sum of two vectors that are written as numbers to the base p. */
function addCodes(a: number, b: number, p: number): number {
  if (p === 2) return a ^ b;
  if (b === 0) return a;
  let sum = 0;
  for (let place = 1; a > 0 || b > 0; place *= p) {
    sum += (((a % p) + (b % p)) % p) * place;
    a = Math.floor(a / p);
    b = Math.floor(b / p);
  }
  return sum;
}

/** v := v − factor·w modulo p. */
function subtract(v: number[], w: readonly number[], factor: number, p: number): void {
  const minus = p - factor;
  for (let i = 0; i < v.length; i++) v[i] = (v[i] + minus * w[i]) % p;
}

function scale(v: number[], factor: number, p: number): void {
  if (factor !== 1) for (let i = 0; i < v.length; i++) v[i] = (v[i] * factor) % p;
}

export function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
