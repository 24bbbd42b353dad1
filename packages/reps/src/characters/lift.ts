/**
 * From characters modulo p to cyclotomic numbers (Dixon 1967).
 *
 * For g of order n, χ(g) = Σ_i m_i ζⁱ where m_i is the multiplicity of the eigenvalue ζⁱ, and by Fourier inversion
 * m_i = (1/n) Σ_l χ(gˡ) ζ^{−il}. As 0 ≤ m_i ≤ χ(1) < p, the m_i are known once they are known modulo p, and with them
 * the values on all powers of g: χ(gˡ) = Σ_i m_i ζ^{il}.
 */
import { Cyclotomic, gcd } from '@isotypic/algebra';
import type { ClassStructure } from './class-structure.js';
import { type CyclicPattern, type CyclicRow, cyclicRows } from './cyclic-rows.js';
import type { ModularCharacters } from './modular-characters.js';
import { fourierModulo } from './modular-fourier.js';
import { type Modulus, powersOf } from './modulus.js';
import { VectorMap } from './vector-map.js';

/** Irreducible characters modulo a prime, with the lift that makes cyclotomic numbers of them. */
export interface LiftableCharacters {
  readonly characters: ModularCharacters;
  readonly lift: CharacterLift;
}

/** Arithmetic modulo a prime in which the values have residues. */
export interface Residues {
  readonly modulus: Modulus;
  /** The residue of E(exponent). */
  readonly root: number;
  readonly lift: CharacterLift;
}

/** Lifts whole characters; equal values are one shared object. */
export class CharacterLift {
  private readonly integers = new Map<number, Cyclotomic>();
  /** By residues: values of linear characters, and exponents of the root of unity. */
  private readonly roots = new Map<number, Cyclotomic>();
  private logarithms: Map<number, number> | undefined;
  /** Residues of numbers that came in. */
  private readonly residueOf = new Map<Cyclotomic, number>();
  /** By the multiplicities of all roots of unity of the order of an element as eigenvalues. */
  private readonly byEigenvalues = new VectorMap<Cyclotomic>();
  /** The values on a maximal cyclic subgroup by their residues: few different ones occur. */
  private readonly byResidues = new Map<CyclicPattern, VectorMap<Cyclotomic[]>>();
  private rows: readonly CyclicRow[] | undefined;
  /** Powers of the chosen primitive e-th root of unity modulo p. */
  private readonly rootPowers: Float64Array;

  constructor(
    private readonly structure: ClassStructure,
    private readonly modulus: Modulus,
    root: number,
  ) {
    this.rootPowers = powersOf(modulus, root, structure.exponent);
  }

  /** The residues E(e)^a, entry by entry. */
  rootsOfUnity(exponents: Int32Array): Float64Array {
    return Float64Array.from(exponents, (a) => this.rootPowers[a]);
  }

  /** The residues of cyclotomic integers of ℤ[E(exponent)], entry by entry. */
  residues(values: readonly Cyclotomic[]): Float64Array {
    return Float64Array.from(values, (x) => {
      let residue = this.residueOf.get(x);
      if (residue === undefined) {
        residue = this.residue(x);
        this.residueOf.set(x, residue);
      }
      return residue;
    });
  }

  private residue(x: Cyclotomic): number {
    const { modulus, rootPowers } = this;
    const { conductor, exponents, coefficients } = x.terms();
    const step = rootPowers.length / conductor;
    return exponents.reduce((sum, e, i) => {
      const { s, n } = coefficients[i];
      return modulus.add(sum, modulus.mul(modulus.fromBigInt(s * n), rootPowers[e * step]));
    }, 0);
  }

  /** The values of a character from its residues. */
  lift(chi: Float64Array): Cyclotomic[] {
    const values = new Array<Cyclotomic>(chi.length);
    const isFixed = this.fixedOrbits(chi);
    const isRational = isFixed.every((fixed) => fixed === 1);
    if (isRational) {
      for (let c = 0; c < chi.length; c++) values[c] = this.integer(chi[c]);
      return values;
    }
    if (chi[0] === 1) {
      for (let c = 0; c < chi.length; c++) values[c] = this.rootOfUnity(chi[c]);
      return values;
    }
    this.rows ??= cyclicRows(this.structure);
    for (const { pattern, classes, orbits } of this.rows) {
      if (orbits.every((i) => isFixed[i] === 1)) {
        for (const c of classes) values[c] = this.integer(chi[c]);
        continue;
      }
      const onPowers = this.onCyclic(
        pattern,
        Float64Array.from(classes, (c) => chi[c]),
      );
      for (let j = 0; j < classes.length; j++) values[classes[j]] = onPowers[j];
    }
    return values;
  }

  /**
   * The Galois orbits of classes where the values are equal modulo p. Where that holds for all powers of g, m_i =
   * m_{ui} for all units u, so χ(g) is a rational integer of absolute value at most χ(1) < p/2: its residue nearest to
   * zero.
   */
  private fixedOrbits(chi: Float64Array): Uint8Array {
    const { galoisOrbits } = this.structure;
    const isFixed = new Uint8Array(galoisOrbits.length);
    for (let i = 0; i < galoisOrbits.length; i++) {
      const orbit = galoisOrbits[i];
      let same = 1;
      for (let j = 1; j < orbit.length; j++) if (chi[orbit[j]] !== chi[orbit[0]]) same = 0;
      isFixed[i] = same;
    }
    return isFixed;
  }

  /** The root of unity with this residue: e-th roots have different ones, so linear characters are read off. */
  private rootOfUnity(residue: number): Cyclotomic {
    let value = this.roots.get(residue);
    if (value === undefined) {
      this.logarithms ??= new Map(Array.from(this.rootPowers, (power, i) => [power, i]));
      const e = this.rootPowers.length;
      const i = this.logarithms.get(residue) as number;
      const common = gcd(i, e);
      value = Cyclotomic.fromExponents(e / common, [[i / common, 1]]);
      if (value.isRational()) value = this.integer(value.toNumber());
      this.roots.set(residue, value);
    }
    return value;
  }

  /** The values on the different classes of a cyclic subgroup from their residues. */
  private onCyclic(pattern: CyclicPattern, residues: Float64Array): Cyclotomic[] {
    let known = this.byResidues.get(pattern);
    if (known === undefined) {
      known = new VectorMap();
      this.byResidues.set(pattern, known);
    }
    let values = known.get(residues);
    if (values === undefined) {
      const { order, index, exponents } = pattern;
      const multiplicities = this.inverseTransform(Float64Array.from(index, (j) => residues[j]));
      const eigenvalues = [...multiplicities.keys()].filter((i) => multiplicities[i] !== 0);
      values = Array.from(exponents, (l) => this.onPower(l, order, eigenvalues, multiplicities));
      known.insert(residues, values);
    }
    return values;
  }

  /** Σ m_i ζ^{il} for a primitive n-th root ζ of unity. */
  private onPower(l: number, n: number, eigenvalues: readonly number[], multiplicities: Float64Array): Cyclotomic {
    const common = gcd(l, n);
    const order = n / common;
    const sums = new Float64Array(order);
    for (const i of eigenvalues) sums[(i * (l / common)) % order] += multiplicities[i];
    let value = this.byEigenvalues.get(sums);
    if (value === undefined) {
      const terms: [number, number][] = [];
      for (let e = 0; e < order; e++) if (sums[e] !== 0) terms.push([e, sums[e]]);
      value = Cyclotomic.fromExponents(order, terms);
      if (value.isRational()) value = this.integer(value.toNumber());
      this.byEigenvalues.insert(sums, value);
    }
    return value;
  }

  /**
   * The residues m_i with χ(gˡ) = Σ m_i ζ^{il} for g in class c: the multiplicities of eigenvalues, for a character χ.
   */
  eigenvalueMultiplicities(chi: Float64Array, c: number): Float64Array {
    return this.inverseTransform(Float64Array.from(this.structure.powers[c], (d) => chi[d]));
  }

  /** (m_0, …, m_{n−1}) from χ(g⁰), …, χ(gⁿ⁻¹). */
  private inverseTransform(onPowers: Float64Array): Float64Array {
    const { modulus, rootPowers } = this;
    const n = onPowers.length;
    const step = rootPowers.length / n;
    const roots = Float64Array.from({ length: n }, (_, i) => rootPowers[i === 0 ? 0 : (n - i) * step]);
    const overN = modulus.inv(n % modulus.p);
    return fourierModulo(modulus, onPowers, roots).map((x) => modulus.mul(x, overN));
  }

  /** The integer nearest to zero with this residue. */
  private integer(residue: number): Cyclotomic {
    const { p } = this.modulus;
    const x = residue > p / 2 ? residue - p : residue;
    let value = this.integers.get(x);
    if (!value) {
      value = Cyclotomic.fromRational(x);
      this.integers.set(x, value);
    }
    return value;
  }
}
