import type { ClassStructure } from './class-structure.js';
import type { DegreeFinder } from './modular-degrees.js';
import type { Modulus } from './modulus.js';

/** Characters modulo p under construction: closed under Galois conjugation and products with linear characters. */
export class ModularCharacters {
  /** χ(C_s) mod p. */
  readonly values: Float64Array[] = [];
  private readonly known = new Set<string>();
  private readonly linear: Float64Array[] = [];
  private readonly inverseSizes: Float64Array;
  private readonly sizes: Float64Array;
  /** |C| / |G| mod p. */
  private readonly weights: Float64Array;

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
  }

  get complete(): boolean {
    return this.values.length === this.structure.count;
  }

  /** Adds an irreducible character with its Galois conjugates and their products with the linear characters. */
  add(values: Float64Array): void {
    const { structure, modulus } = this;
    if (this.known.has(values.join())) return;
    const pending = [values];
    this.remember(values);
    for (const chi of pending) {
      const related: Float64Array[] = [];
      for (const u of structure.unitGenerators) {
        related.push(Float64Array.from(structure.powers, (row, c) => chi[row[u % structure.orders[c]]]));
      }
      for (const lambda of this.linear) related.push(chi.map((x, c) => modulus.mul(x, lambda[c])));
      for (const psi of related) {
        if (this.known.has(psi.join())) continue;
        this.remember(psi);
        pending.push(psi);
      }
    }
  }

  /** Adds one of the linear characters, all of which the caller knows. */
  addLinear(values: Float64Array): void {
    this.remember(values);
  }

  /** The Frobenius–Schur indicator (1/|G|) Σ |C_s| χ(C_s²), which is −1, 0 or 1. */
  indicator(chi: Float64Array): 1 | 0 | -1 {
    const { modulus, structure } = this;
    const onSquares = Float64Array.from(structure.powerMap(2), (c) => chi[c]);
    const sum = modulus.dot(this.sizes, onSquares);
    if (sum === 0) return 0;
    return sum === modulus.fromBigInt(structure.groupOrder) ? 1 : -1;
  }

  /** ⟨v, w⟩ for virtual characters, known to be an integer of absolute value below p/2. */
  inner(v: Float64Array, w: Float64Array): number {
    const { modulus, weights } = this;
    const { inverse } = this.structure;
    let sum = 0;
    for (let c = 0; c < v.length; c++) {
      if (v[c] === 0) continue;
      sum = modulus.add(sum, modulus.mul(modulus.mul(v[c], weights[c]), w[inverse[c]]));
    }
    return sum > modulus.p / 2 ? sum - modulus.p : sum;
  }

  private remember(values: Float64Array): void {
    this.known.add(values.join());
    this.values.push(values);
    if (values[0] === 1) this.linear.push(values);
  }

  /** The functional v ↦ Σ_s v_s χ(C_s⁻¹), which on ω_ψ is |G|/ψ(1)·⟨ψ, χ⟩: it kills every ω_ψ with ψ ≠ χ. */
  functional(chi: Float64Array): Float64Array {
    return Float64Array.from(this.structure.inverse, (c) => chi[c]);
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
