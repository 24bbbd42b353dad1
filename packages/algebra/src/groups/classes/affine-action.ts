/**
 * One layer of the lifting of classes: on the coset hN/M, V = N/M elementary abelian, the elements v = 0, …, pᵈ − 1 stand
 * for h·n modulo M. Conjugation by n₀ in N adds D·v₀, D = h⁻¹ − 1 on V; so what acts on the classes is the centralizer of
 * hN on W = V/DV, by affine maps (Mecky & Neubüser 1989; Cannon & Souvignier 1997; Hulpke 2000).
 */
import { compose } from '../../permutations/images.js';
import { invMod } from '../../scalars/integers.js';
import { type Element, elementOf, type Layer, type PolycyclicChain } from '../polycyclic/polycyclic-chain.js';

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
      layer.basis.every((_, j) => this.moved(g, j, new Uint32Array(this.dimension)).every((x) => x === 0)),
    );
  }

  /** The coordinates of h⁻¹·c·h·c⁻¹. */
  shift(h: Element, c: Element, into: Uint32Array): Uint32Array {
    const { base, scratch } = this;
    for (let l = 0; l < base.length; l++) scratch[l] = h.inverse[c.images[h.images[c.inverse[base[l]]]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The coordinates of c·b·c⁻¹, b the j-th basis element. */
  conjugate(c: Element, j: number, into: Uint32Array): Uint32Array {
    const { base, scratch } = this;
    const { images } = this.layer.basis[j];
    for (let l = 0; l < base.length; l++) scratch[l] = c.images[images[c.inverse[base[l]]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The coordinates of h⁻¹·b·h·b⁻¹, b the j-th basis element: column j of D. */
  moved(h: Element, j: number, into: Uint32Array): Uint32Array {
    const { base, scratch } = this;
    const b = this.layer.basis[j];
    for (let l = 0; l < base.length; l++) scratch[l] = h.inverse[b.images[h.images[b.inverse[base[l]]]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The coordinates of h⁻¹·g. */
  difference(h: Element, g: Uint32Array, into: Uint32Array): Uint32Array {
    const { base, scratch } = this;
    for (let l = 0; l < base.length; l++) scratch[l] = h.inverse[g[base[l]]];
    return this.chain.coordinates(this.layer, scratch, into);
  }

  /** The element ∏ bⱼ^vⱼ; undefined for the identity. */
  elementOf(v: ArrayLike<number>): Uint32Array | undefined {
    let product: Uint32Array | undefined;
    for (let j = 0; j < this.dimension; j++) {
      const { images } = this.layer.basis[j];
      for (let e = v[j]; e > 0; e--) product = product === undefined ? images : compose(product, images);
    }
    return product;
  }
}

/** D in echelon form: the subspace DV with preimages, the kernel of D, and W = V/DV by the coordinates without pivots. */
export class CosetSpace {
  /** Coordinates of V that are those of W. */
  readonly free: readonly number[];
  /** A basis of the kernel of D, which is C_V(h). */
  readonly kernel: readonly Uint32Array[];
  /** The number of elements of W. */
  readonly size: number;
  private readonly rows: readonly { readonly pivot: number; readonly image: Uint32Array; readonly of: Uint32Array }[];

  constructor(
    readonly module: LayerModule,
    readonly h: Element,
  ) {
    const { dimension: d, prime: p, isCentral } = module;
    const rows: { pivot: number; image: Uint32Array; of: Uint32Array }[] = [];
    const kernel: Uint32Array[] = [];
    for (let j = 0; j < d; j++) {
      const of = new Uint32Array(d);
      of[j] = 1;
      const image = new Uint32Array(d);
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
  codeOf(v: Uint32Array): number {
    const { prime } = this.module;
    for (const { pivot, image } of this.rows) if (v[pivot] !== 0) subtract(v, image, v[pivot], prime);
    let code = 0;
    for (let k = this.free.length - 1; k >= 0; k--) code = code * prime + v[this.free[k]];
    return code;
  }

  /** The vector of V, zero at the pivots, that an element of W stands for. */
  vectorOf(code: number): Uint32Array {
    const { prime, dimension } = this.module;
    const v = new Uint32Array(dimension);
    let rest = code;
    for (const j of this.free) {
      v[j] = rest % prime;
      rest = Math.floor(rest / prime);
    }
    return v;
  }

  /** An element n₀ of N with D·n₀ = −v for v in DV, which is used up; undefined for v = 0. */
  correction(v: Uint32Array): Uint32Array | undefined {
    const { prime, dimension } = this.module;
    let of: Uint32Array | undefined;
    for (const row of this.rows) {
      const factor = v[row.pivot];
      if (factor === 0) continue;
      of ??= new Uint32Array(dimension);
      subtract(v, row.image, factor, prime);
      subtract(of, row.of, factor, prime);
    }
    return of && this.module.elementOf(of);
  }

  /** The images of all elements of W under c, which centralizes h modulo N. */
  tableOf(c: Element): Uint32Array {
    const { module, h, free, size } = this;
    const { prime, dimension, isCentral } = module;
    const v = new Uint32Array(dimension);
    const table = new Uint32Array(size);
    table[0] = this.codeOf(module.shift(h, c, v));
    for (let k = 0, length = 1; k < free.length; k++, length *= prime) {
      const step = isCentral ? length : this.codeOf(module.conjugate(c, free[k], v));
      for (let i = length; i < prime * length; i++) table[i] = addCodes(table[i - length], step, prime);
    }
    return table;
  }

  /** h times the element of N that stands for an element of W. */
  representative(code: number): Element {
    if (code === 0) return this.h;
    return elementOf(compose(this.h.images, this.module.elementOf(this.vectorOf(code)) as Uint32Array));
  }

  /** n₀·c for an element c that centralizes h·n modulo M up to DV: one that centralizes it. */
  corrected(hn: Element, c: Element): Element {
    if (this.rank === 0) return c;
    const n = this.correction(this.module.shift(hn, c, new Uint32Array(this.module.dimension)));
    return n === undefined ? c : elementOf(compose(n, c.images));
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
function subtract(v: Uint32Array, w: Uint32Array, factor: number, p: number): void {
  const minus = p - factor;
  for (let i = 0; i < v.length; i++) v[i] = (v[i] + minus * w[i]) % p;
}

function scale(v: Uint32Array, factor: number, p: number): void {
  if (factor !== 1) for (let i = 0; i < v.length; i++) v[i] = (v[i] * factor) % p;
}

/** x·y for elements. */
export function product(x: Element, y: Element): Element {
  return { images: compose(x.images, y.images), inverse: compose(y.inverse, x.inverse) };
}

/** x⁻¹. */
export function inverted({ images, inverse }: Element): Element {
  return { images: inverse, inverse: images };
}

export function powerOf(x: Element, e: number): Element {
  let power = x;
  for (let k = 1; k < e; k++) power = product(power, x);
  return power;
}
