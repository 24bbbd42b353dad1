import type { ClassStructure } from './class-structure.js';
import type { DegreeFinder } from './modular-degrees.js';
import type { Modulus } from './modulus.js';
import { VectorSet } from './vector-map.js';

/** Characters modulo p under construction: closed under Galois conjugation and products with linear characters. */
export class ModularCharacters {
  /** χ(C_s) mod p. */
  readonly values: Float64Array[] = [];
  private readonly known = new VectorSet();
  private readonly pairings: ((v: Float64Array) => number)[] = [];
  /** Generators of the group of linear characters that are known. */
  private readonly linearGenerators: Float64Array[] = [];
  private readonly linearGenerated = new VectorSet();
  /** C ↦ Cᵘ for the units u that were asked for. */
  private readonly unitMaps = new Map<number, Int32Array>();
  /** |C| and its inverse mod p. */
  readonly sizes: Float64Array;
  readonly inverseSizes: Float64Array;
  /** |C| / |G| mod p. */
  private readonly weights: Float64Array;
  /** Of each class the number of elements with squares there, modulo p. */
  private readonly squares: Float64Array;

  constructor(
    readonly structure: ClassStructure,
    readonly modulus: Modulus,
    /** The residue that stands for E(exponent). */
    readonly root: number,
  ) {
    this.sizes = Float64Array.from(structure.classes, (c) => modulus.fromBigInt(c.size));
    const overOrder = modulus.inv(modulus.fromBigInt(structure.groupOrder));
    this.weights = this.sizes.map((size) => modulus.mul(size, overOrder));
    this.inverseSizes = this.sizes.map((size) => modulus.inv(size));
    this.squares = new Float64Array(structure.count);
    for (const [s, c] of structure.powerMap(2).entries()) {
      this.squares[c] = modulus.add(this.squares[c], this.sizes[s]);
    }
  }

  get complete(): boolean {
    return this.values.length === this.structure.count;
  }

  /** Adds an irreducible character with its Galois conjugates and their products with the linear characters. */
  add(values: Float64Array): void {
    if (!this.remember(values)) return;
    const { unitGenerators } = this.structure;
    const pending = [values];
    for (const chi of pending) {
      for (const u of unitGenerators) {
        const psi = this.conjugate(chi, u);
        if (this.remember(psi)) pending.push(psi);
      }
      for (const lambda of this.linearGenerators) {
        const psi = this.modulus.multiply(chi, lambda);
        if (this.remember(psi)) pending.push(psi);
      }
    }
  }

  /** Adds one of the linear characters, all of which the caller knows. */
  addLinear(values: Float64Array): void {
    if (!this.remember(values) || this.linearGenerated.has(values)) return;
    this.linearGenerators.push(values);
    const pending: Float64Array[] = [new Float64Array(values.length).fill(1)];
    const generated = new VectorSet();
    for (const lambda of pending) {
      this.linearGenerated.add(lambda);
      for (const generator of this.linearGenerators) {
        const product = this.modulus.multiply(lambda, generator);
        if (generated.add(product)) pending.push(product);
      }
    }
  }

  /** The Frobenius–Schur indicator (1/|G|) Σ |C_s| χ(C_s²), which is −1, 0 or 1. */
  indicator(chi: Float64Array): 1 | 0 | -1 {
    const { modulus, structure } = this;
    const sum = modulus.dot(this.squares, chi);
    if (sum === 0) return 0;
    return sum === modulus.fromBigInt(structure.groupOrder) ? 1 : -1;
  }

  /** ⟨v, w⟩ for virtual characters, known to be an integer of absolute value below p/2. */
  inner(v: Float64Array, w: Float64Array): number {
    return this.pairing(w)(v);
  }

  /** v ↦ ⟨v, w⟩: of many products with one w, each is one dot product. */
  pairing(w: Float64Array): (v: Float64Array) => number {
    const { modulus, weights } = this;
    const { inverse } = this.structure;
    const functional = new Float64Array(w.length);
    for (let c = 0; c < w.length; c++) functional[c] = modulus.mul(weights[c], w[inverse[c]]);
    return (v) => {
      const product = modulus.dot(v, functional);
      return product > modulus.p / 2 ? product - modulus.p : product;
    };
  }

  /** The products ⟨v, χ⟩ with all irreducible characters that are known. */
  innerWithKnown(v: Float64Array): number[] {
    for (let i = this.pairings.length; i < this.values.length; i++) this.pairings.push(this.pairing(this.values[i]));
    return this.pairings.map((pair) => pair(v));
  }

  private remember(values: Float64Array): boolean {
    if (!this.known.add(values)) return false;
    this.values.push(values);
    return true;
  }

  /** The functional v ↦ Σ_s v_s χ(C_s⁻¹), which on ω_ψ is |G|/ψ(1)·⟨ψ, χ⟩: it kills every ω_ψ with ψ ≠ χ. */
  functional(chi: Float64Array): Float64Array {
    const { inverse } = this.structure;
    const functional = new Float64Array(chi.length);
    for (let c = 0; c < chi.length; c++) functional[c] = chi[inverse[c]];
    return functional;
  }

  /** v ↦ v∘ψᵘ on class vectors: takes ω_χ to ω of a Galois conjugate. */
  conjugate(vector: Float64Array, u: number): Float64Array {
    const map = this.unitMap(u);
    const conjugate = new Float64Array(vector.length);
    for (let c = 0; c < conjugate.length; c++) conjugate[c] = vector[map[c]];
    return conjugate;
  }

  /** C ↦ Cᵘ. */
  unitMap(u: number): Int32Array {
    let map = this.unitMaps.get(u);
    if (!map) {
      map = this.structure.powerMap(u);
      this.unitMaps.set(u, map);
    }
    return map;
  }

  /** The bilinear form Σ v(C) w(C⁻¹)/|C|, for which the ω_χ are orthogonal. */
  form(v: Float64Array, w: Float64Array): number {
    const { inverse } = this.structure;
    return this.modulus.dot(
      v,
      Float64Array.from(inverse, (d, c) => this.modulus.mul(w[d], this.inverseSizes[c])),
    );
  }

  /** χ from a multiple of ω_χ. */
  fromEigenvector(vector: Float64Array, degrees: DegreeFinder): Float64Array {
    const { modulus, structure } = this;
    const scale = modulus.inv(vector[0]); // ω(1) = 1
    const ratio = vector.map((x, s) => modulus.mul(modulus.mul(x, scale), this.inverseSizes[s])); // χ(C_s)/χ(1)
    let norm = 0; // Σ |C_s| χ(C_s) χ(C_s⁻¹) / χ(1)² = |G| / χ(1)²
    for (let s = 0; s < ratio.length; s++) {
      norm = modulus.add(norm, modulus.mul(this.sizes[s], modulus.mul(ratio[s], ratio[structure.inverse[s]])));
    }
    const degree = degrees.fromSquare(modulus.mul(modulus.fromBigInt(structure.groupOrder), modulus.inv(norm)));
    return ratio.map((x) => modulus.mul(x, degree));
  }
}
