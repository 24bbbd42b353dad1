/**
 * Lattices of virtual characters. The virtual characters of G form ℤᵏ with the irreducible ones as orthonormal basis,
 * so a virtual character of norm 1 is irreducible up to sign: lattice reduction finds irreducible characters from any
 * stock of virtual ones (Unger 2006, "Computing the character table of a finite group", §4).
 */
import type { WorkMeter } from '@isotypic/algebra';
import { Modulus } from './modulus.js';

/**
 * Lovász's constant: near 1 for short vectors; below it, so that the reduction ends (Lenstra, Lenstra & Lovász 1982).
 */
const DELTA = 0.99;

/**
 * A lattice of virtual characters, kept LLL-reduced, orthogonal to the irreducible characters split off so far.
 *
 * Values are residues; inner products are integers below p/2, hence exact. Doubles only steer the reduction (Nguyen &
 * Stehlé 2005, floating-point Gram–Schmidt from the exact Gram matrix): every step is an exact unimodular one.
 */
export class CharacterLattice {
  readonly vectors: Float64Array[] = [];
  private gram: number[][] = [];
  /** r[i][j] = ⟨b_i, b*_j⟩ and mu[i][j] = r[i][j] / r[j][j], j ≤ i, in floating point. */
  private r: Float64Array[] = [];
  private mu: Float64Array[] = [];

  constructor(
    private readonly modulus: Modulus,
    /** w ↦ (v ↦ ⟨v, w⟩), integers for virtual characters of norm below p/2. */
    private readonly pairing: (w: Float64Array) => (v: Float64Array) => number,
    private readonly meter: WorkMeter,
  ) {}

  get rank(): number {
    return this.vectors.length;
  }

  /** Adds a virtual character and reduces. Returns whether the lattice has grown. */
  insert(vector: Float64Array): boolean {
    const productWith = this.pairing(vector);
    const products = this.vectors.map(productWith);
    const norm = productWith(vector);
    this.vectors.push(vector);
    for (const [i, row] of this.gram.entries()) row.push(products[i]);
    this.gram.push([...products, norm]);
    this.r.push(new Float64Array(0));
    this.mu.push(new Float64Array(0));
    const last = this.vectors.length - 1;
    this.sizeReduce(last);
    if (this.gram[last][last] === 0) {
      this.remove(last);
      return false;
    }
    this.reduce(last);
    return true;
  }

  /** The vectors of norm 1. */
  unitVectors(): Float64Array[] {
    return this.vectors.filter((_, i) => this.gram[i][i] === 1);
  }

  /**
   * Whether the prime p divides the determinant of the Gram matrix. For a lattice of full rank in ℤᵐ the determinant is
   * the square of its index.
   */
  isSingularModulo(p: number): boolean {
    const rows = this.gram.map((row) => Float64Array.from(row, (x) => ((x % p) + p) % p));
    const modulus = new Modulus(p);
    return rows.some((row, i) => {
      this.meter.step(0);
      const pivot = row.findIndex((x) => x !== 0);
      if (pivot === -1) return true;
      const inverse = modulus.inv(row[pivot]);
      for (const other of rows.slice(i + 1)) modulus.eliminate(other, row, modulus.mul(other[pivot], inverse));
      return false;
    });
  }

  /** The exact Gram matrix. */
  get gramMatrix(): readonly (readonly number[])[] {
    return this.gram;
  }

  /**
   * The vectors of norm 1 of the dual lattice { e : ⟨e, b⟩ ∈ ℤ for all b }, one of each pair ±e, as their integer
   * products with the basis; nothing when there are too many places to look.
   *
   * Along the Gram–Schmidt directions c_i = ⟨e, b*_i⟩ = x_i − Σ_{j<i} mu_ij c_j, and ‖e‖² = Σ c_i²/‖b*_i‖² (Fincke &
   * Pohst 1985). The slack covers rounding in the floating-point Gram–Schmidt of a reduced basis with small integer
   * norms.
   */
  dualUnitVectors(nodeLimit: number): number[][] | undefined {
    // In reduced bases of rank up to 60, r and mu are off by at most 4e-14 (measured against exact Gram–Schmidt).
    const slack = 1e-6;
    const size = this.rank;
    const [x, c] = [new Array<number>(size).fill(0), new Float64Array(size)];
    const found: number[][] = [];
    let nodes = 0;
    const descend = (i: number, norm: number, isZero: boolean): boolean => {
      if (++nodes > nodeLimit) return false;
      this.meter.step(0);
      if (i === size) {
        if (norm > 1 - slack) found.push([...x]);
        return true;
      }
      let shift = 0;
      for (let j = 0; j < i; j++) shift += this.mu[i][j] * c[j];
      const radius = Math.sqrt(Math.max(0, 1 + slack - norm) * this.r[i][i]);
      const lowest = isZero ? 0 : Math.ceil(shift - radius);
      for (let value = lowest; value <= shift + radius; value++) {
        x[i] = value;
        c[i] = value - shift;
        if (!descend(i + 1, norm + (c[i] * c[i]) / this.r[i][i], isZero && value === 0)) return false;
      }
      return true;
    };
    for (let i = 0; i < size; i++) this.orthogonalize(i);
    return descend(0, 0, true) ? found : undefined;
  }

  /** Replaces every vector by its part orthogonal to the irreducible characters given, and reduces. */
  splitOff(irreducible: readonly Float64Array[]): void {
    for (const e of irreducible) {
      this.meter.step(0);
      const c = this.vectors.map(this.pairing(e));
      this.vectors.forEach((b, i) => {
        if (c[i] === 0) return;
        this.modulus.eliminate(b, e, this.residue(c[i]));
        for (let j = 0; j < c.length; j++) {
          // g_ij − c_i c_j, for each unordered pair once
          if (j <= i || c[j] === 0) continue;
          this.gram[i][j] -= c[i] * c[j];
          this.gram[j][i] = this.gram[i][j];
        }
        this.gram[i][i] -= c[i] * c[i];
      });
    }
    for (let i = this.vectors.length - 1; i >= 0; i--) if (this.gram[i][i] === 0) this.remove(i);
    this.reduce(0);
  }

  private residue(c: number): number {
    return c < 0 ? c + this.modulus.p : c;
  }

  /** LLL from index `from` on, everything before being reduced. Linearly dependent vectors end as zero and leave. */
  private reduce(from: number): void {
    let k = from;
    while (k < this.vectors.length) {
      this.meter.step(0);
      this.sizeReduce(k);
      if (this.gram[k][k] === 0) {
        this.remove(k);
        continue;
      }
      // s_i = ‖b_k‖² − Σ_{j<i} mu_kj r_kj, the squared distance to the span of the first i vectors
      let position = k;
      let s = this.r[k][k];
      while (position > 0) {
        const below = position - 1;
        const projected = s + this.mu[k][below] * this.r[k][below];
        if (projected >= DELTA * this.r[below][below]) break;
        s = projected;
        position = below;
      }
      if (position === k) {
        k++;
        continue;
      }
      this.move(k, position);
      k = position;
    }
  }

  /** Makes every |mu_kj| ≤ 1/2 (a little more, by rounding) and computes row k of r and mu. */
  private sizeReduce(k: number): void {
    const { gram } = this;
    for (;;) {
      this.orthogonalize(k);
      const mu = Float64Array.from(this.mu[k]);
      let changed = false;
      for (let j = k - 1; j >= 0; j--) {
        const q = Math.round(mu[j]);
        if (q === 0 || Math.abs(mu[j]) < 0.501) continue; // above 1/2, or rounding could reduce to and fro for ever
        changed = true;
        for (let i = 0; i < j; i++) mu[i] -= q * this.mu[j][i];
        this.modulus.eliminate(this.vectors[k], this.vectors[j], this.residue(q % this.modulus.p));
        gram[k][k] += q * (q * gram[j][j] - 2 * gram[k][j]);
        for (let i = 0; i < gram.length; i++) {
          if (i === k) continue;
          gram[k][i] -= q * gram[j][i];
          gram[i][k] = gram[k][i];
        }
      }
      if (!changed) return;
    }
  }

  private orthogonalize(k: number): void {
    const r = new Float64Array(k + 1);
    const mu = new Float64Array(k);
    for (let j = 0; j <= k; j++) {
      let x = this.gram[k][j];
      const muJ = j < k ? this.mu[j] : mu;
      for (let i = 0; i < j; i++) x -= muJ[i] * r[i];
      r[j] = x;
      if (j < k) mu[j] = x / this.r[j][j];
    }
    this.r[k] = r;
    this.mu[k] = mu;
  }

  private move(from: number, to: number): void {
    const reorder = <T>(list: T[]): void => {
      list.splice(to, 0, ...list.splice(from, 1));
    };
    reorder(this.vectors);
    reorder(this.r);
    reorder(this.mu);
    reorder(this.gram);
    for (const row of this.gram) reorder(row);
  }

  private remove(i: number): void {
    this.vectors.splice(i, 1);
    this.r.splice(i, 1);
    this.mu.splice(i, 1);
    this.gram.splice(i, 1);
    for (const row of this.gram) row.splice(i, 1);
  }
}
