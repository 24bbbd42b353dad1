/**
 * From characters modulo p to cyclotomic numbers (Dixon 1967).
 *
 * For g of order n, χ(g) = Σ_i m_i ζⁱ where m_i is the multiplicity of the eigenvalue ζⁱ, and by Fourier inversion
 * m_i = (1/n) Σ_l χ(gˡ) ζ^{−il}. As 0 ≤ m_i ≤ χ(1) < p, the m_i are known once they are known modulo p.
 */
import { Cyclotomic } from '@isotypic/algebra';
import type { ClassStructure } from './class-structure.js';
import type { ModularCharacters } from './modular-characters.js';
import type { Modulus } from './modulus.js';
import { VectorMap } from './vector-map.js';

/** Irreducible characters modulo a prime, with the lift that makes cyclotomic numbers of them. */
export interface LiftableCharacters {
  readonly characters: ModularCharacters;
  readonly lift: CharacterLift;
}

/** Lifts whole characters; equal values are one shared object. */
export class CharacterLift {
  private readonly integers = new Map<number, Cyclotomic>();
  private readonly irrational = new VectorMap<Cyclotomic>();
  /** Powers of the chosen primitive e-th root of unity modulo p. */
  private readonly rootPowers: Float64Array;

  constructor(
    private readonly structure: ClassStructure,
    private readonly modulus: Modulus,
    root: number,
  ) {
    this.rootPowers = new Float64Array(structure.exponent);
    let power = 1;
    for (let i = 0; i < structure.exponent; i++) {
      this.rootPowers[i] = power;
      power = modulus.mul(power, root);
    }
  }

  /** The residues E(e)^a, entry by entry. */
  rootsOfUnity(exponents: Int32Array): Float64Array {
    return Float64Array.from(exponents, (a) => this.rootPowers[a]);
  }

  /** The residues of cyclotomic integers of ℤ[E(exponent)], entry by entry. */
  residues(values: readonly Cyclotomic[]): Float64Array {
    const { modulus, rootPowers } = this;
    return Float64Array.from(values, (x) => {
      const { conductor, exponents, coefficients } = x.terms();
      const step = rootPowers.length / conductor;
      return exponents.reduce((sum, e, i) => {
        const { s, n } = coefficients[i];
        return modulus.add(sum, modulus.mul(modulus.fromBigInt(s * n), rootPowers[e * step]));
      }, 0);
    });
  }

  lift(chi: Float64Array): Cyclotomic[] {
    const rational = this.rationalClasses(chi);
    const { p } = this.modulus;
    return Array.from(chi, (x, c) => (rational[c] ? this.integer(x > p / 2 ? x - p : x) : this.fromPowers(chi, c)));
  }

  /**
   * The classes where the values on all powers are fixed by every Galois automorphism modulo p. Then m_i = m_{ui} for
   * all units u, so χ(g) is a rational integer of absolute value at most χ(1) < p/2: its residue nearest to zero.
   */
  private rationalClasses(chi: Float64Array): boolean[] {
    const { powers, orders } = this.structure;
    const fixed = powers.map((row, c) => row.every((d, i) => !isUnit(i, orders[c]) || chi[d] === chi[c]));
    return powers.map((row) => row.every((d) => fixed[d]));
  }

  /** The value from its residues on all powers; looked up by those, since few different ones occur. */
  private fromPowers(chi: Float64Array, c: number): Cyclotomic {
    const onPowers = this.onPowers(chi, c);
    let value = this.irrational.get(onPowers);
    if (!value) {
      const terms = [...this.inverseTransform(onPowers).entries()].filter(([, m]) => m !== 0);
      value = Cyclotomic.fromExponents(onPowers.length, terms);
      this.irrational.insert(onPowers, value);
    }
    return value;
  }

  /**
   * The residues m_i with χ(gˡ) = Σ m_i ζ^{il} for g in class c: the multiplicities of eigenvalues, for a character χ.
   */
  eigenvalueMultiplicities(chi: Float64Array, c: number): Float64Array {
    return this.inverseTransform(this.onPowers(chi, c));
  }

  /** χ(g⁰), …, χ(gⁿ⁻¹) for g in class c. */
  private onPowers(chi: Float64Array, c: number): Float64Array {
    return Float64Array.from(this.structure.powers[c], (d) => chi[d]);
  }

  /** (m_0, …, m_{n−1}) from χ(g⁰), …, χ(gⁿ⁻¹). */
  private inverseTransform(onPowers: Float64Array): Float64Array {
    const { modulus, rootPowers } = this;
    const n = onPowers.length;
    const step = rootPowers.length / n;
    const overN = modulus.inv(n % modulus.p);
    const roots = new Float64Array(n);
    const multiplicities = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let l = 0, at = 0; l < n; l++) {
        roots[l] = rootPowers[at * step];
        at -= i;
        if (at < 0) at += n;
      }
      multiplicities[i] = modulus.mul(modulus.dot(onPowers, roots), overN);
    }
    return multiplicities;
  }

  private integer(x: number): Cyclotomic {
    let value = this.integers.get(x);
    if (!value) {
      value = Cyclotomic.fromRational(x);
      this.integers.set(x, value);
    }
    return value;
  }
}

function isUnit(i: number, n: number): boolean {
  let [a, b] = [i, n];
  while (b) [a, b] = [b, a % b];
  return a === 1;
}
