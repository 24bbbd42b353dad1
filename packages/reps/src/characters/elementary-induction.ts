/**
 * All irreducible characters by induction from elementary subgroups (W. R. Unger, "Computing the character table of a
 * finite group", J. Symbolic Comput. 41 (2006), 847–862).
 *
 * By Brauer's theorem the virtual characters of G are the ℤ-combinations of characters induced from elementary
 * subgroups ⟨x⟩ × P. More precisely, the characters induced from p-elementary subgroups span a lattice of index prime
 * to p. So primes that do not divide the index of what is there already need no subgroups, and when no prime is left
 * the lattice is ℤᵐ with the irreducible characters as its only vectors of norm 1, up to sign.
 */
import { gcd, type PermutationGroup } from '@isotypic/algebra';
import { ClassStructure } from './class-structure.js';
import { type LatticeUse, splitClassAlgebra } from './dixon-schneider.js';
import { dualUnitVectors } from './dual-lattice.js';
import { type ElementarySubgroup, elementarySubgroups, idempotentModulo } from './elementary-subgroups.js';
import { linearCharacters } from './linear-characters.js';
import { ModularCharacters } from './modular-characters.js';
import { type Modulus, primeDivisors } from './modulus.js';
import type { TableWork } from './table-work.js';
import type { VirtualCharacter, VirtualCharacterSieve } from './virtual-character-sieve.js';
import { inducedFromCyclic } from './virtual-characters.js';

/** Places looked at for vectors of norm 1 in a unimodular lattice that reduction has not split. */
const SEARCH_NODES = 5_000_000;

/**
 * Feeds characters induced from cyclic subgroups, then from elementary ones for each prime that divides the index of
 * the lattice so far, until all irreducible characters are there. They all are at the end if all norms, at most |G :
 * E|, are below `sieve.largestNorm`.
 *
 * Per subgroup E = ⟨x⟩ × P: the table of P, one class identification for each divisor of |x| and rational class of P,
 * and O(k²) operations for each character of E.
 * @throws {BudgetExceededError}
 */
export function induceFromElementarySubgroups(sieve: VirtualCharacterSieve, work: TableWork): void {
  const { structure } = sieve.characters;
  const primes = primeDivisors(structure.exponent);
  for (const f of inducedFromCyclic(sieve.characters, work)) sieve.feed(f);
  for (const prime of primes) {
    for (const subgroup of elementarySubgroups(structure, prime)) {
      if (sieve.isOver) return;
      if (sieve.isCompleteAt(prime)) break;
      for (const f of inducedFromElementary(sieve.characters, subgroup, work)) sieve.feed(f);
      work.report('induction from elementary subgroups', sieve.characters.values.length, structure.count);
    }
  }
  if (sieve.isOver || !primes.every((p) => sieve.isCompleteAt(p))) return;
  sieve.accept(dualUnitVectors(sieve.characters, sieve.lattice, work, SEARCH_NODES) ?? []);
}

interface InducedCharacter extends VirtualCharacter {
  /** Of the character of the subgroup. */
  readonly degree: number;
}

/**
 * The characters Ind (λ ⊗ ψ), λ ∈ Irr⟨x⟩, ψ ∈ Irr P, one for each:
 * (Ind λ ⊗ ψ)(C) = |C_G(C)|/|E| · Σ λ(xⁱ) ψ(D) |D| over the i and the classes D of P with xⁱD ⊆ C.
 */
export function* inducedFromElementary(
  characters: ModularCharacters,
  subgroup: ElementarySubgroup,
  work: TableWork,
  lattice: LatticeUse = 'when worth it',
): Iterable<InducedCharacter> {
  const { structure, modulus, root } = characters;
  const { classes, groupOrder, exponent, count } = structure;
  const n = subgroup.cyclicOrder;
  const sylow = sylowOfCentralizer(structure, subgroup, work);
  const inner = new ClassStructure(sylow, undefined, undefined, work.meter);
  const below = characterTableModulo(inner, modulus, modulus.pow(root, exponent / inner.exponent), work, lattice);
  const fusion = elementaryFusion(structure, subgroup, inner, work);
  const overOrder = modulus.inv(modulus.fromBigInt(BigInt(n) * inner.groupOrder));
  const sizes = Float64Array.from(inner.classes, (c) => modulus.mul(modulus.fromBigInt(c.size), overOrder));
  const centralizers = Float64Array.from(classes, (c) => modulus.fromBigInt(groupOrder / c.size));
  const zeta = modulus.pow(root, exponent / n);
  const normBound = Number(groupOrder / (BigInt(n) * inner.groupOrder));
  for (const psi of below.values) {
    const weighted = modulus.multiply(psi, sizes);
    for (let j = 0; j < n; j++) {
      work.step(0);
      const values = new Float64Array(count);
      const step = modulus.pow(zeta, j);
      let lambda = 1;
      for (const row of fusion) {
        for (const [d, c] of row.entries()) values[c] = modulus.add(values[c], modulus.mul(lambda, weighted[d]));
        lambda = modulus.mul(lambda, step);
      }
      yield { values: modulus.multiply(values, centralizers), normBound, degree: psi[0] };
    }
  }
}

/** The irreducible characters of a p-group, modulo the prime that serves G. */
function characterTableModulo(
  structure: ClassStructure,
  modulus: Modulus,
  root: number,
  work: TableWork,
  lattice: LatticeUse,
): ModularCharacters {
  const characters = new ModularCharacters(structure, modulus, root);
  const powers = new Float64Array(structure.exponent);
  for (let i = 0, power = 1; i < powers.length; i++, power = modulus.mul(power, root)) powers[i] = power;
  for (const exponents of linearCharacters(structure, work.meter)) {
    characters.addLinear(Float64Array.from(exponents, (a) => powers[a]));
  }
  splitClassAlgebra(characters, work, { lattice });
  return characters;
}

function sylowOfCentralizer(
  { group, classes }: ClassStructure,
  subgroup: ElementarySubgroup,
  { meter }: TableWork,
): PermutationGroup {
  const { cyclicClass, prime } = subgroup;
  const centralizer =
    cyclicClass === 0
      ? group
      : meter.part((options) => group.centralizer(classes[cyclicClass].representative, options));
  return meter.part((options) => centralizer.sylowSubgroup(prime, options));
}

/**
 * `fusion[i][d]` is the class of G that contains xⁱD for class D of P. Where (i, D) and (i′, D′) are Galois conjugate,
 * that is xⁱ′D′ consists of the u-th powers of xⁱD for a unit u, one is read off from the other.
 */
function elementaryFusion(
  structure: ClassStructure,
  { cyclicClass, cyclicOrder: n }: ElementarySubgroup,
  inner: ClassStructure,
  work: TableWork,
): Int32Array[] {
  const x = structure.classes[cyclicClass].representative;
  const fusion = Array.from({ length: n }, () => new Int32Array(inner.count).fill(-1));
  for (let i = 0; i < n; i++) {
    if (i !== 0 && n % i !== 0) continue; // a unit times a divisor of n; done with the divisor
    const xi = x.power(i);
    const m = i === 0 ? 1 : n / i;
    for (let d = 0; d < inner.count; d++) {
      if (fusion[i][d] !== -1) continue;
      work.step();
      const q = inner.orders[d];
      const c = structure.identify(xi.times(inner.classes[d].representative));
      // (xⁱg)ʳ = xⁱᵘ gᵛ for r ≡ u modulo m, the order of xⁱ, and r ≡ v modulo q
      const [atM, atQ] = [idempotentModulo(q, m), idempotentModulo(m, q)];
      for (let u = 0; u < m; u++) {
        if (gcd(u, m) !== 1) continue;
        for (let v = 0; v < q; v++) {
          if (gcd(v, q) !== 1) continue;
          fusion[(i * u) % n][inner.powers[d][v]] = structure.powers[c][(u * atM + v * atQ) % (m * q)];
        }
      }
    }
  }
  return fusion;
}

/** The largest index of the subgroups induced from: a bound of all norms. */
export function largestElementaryIndex(structure: ClassStructure): number {
  const { groupOrder, exponent } = structure;
  const elementary = primeDivisors(exponent)
    .flatMap((p) => elementarySubgroups(structure, p))
    .map((e) => BigInt(e.cyclicOrder) * e.sylowOrder);
  const smallest = [...structure.maximalCyclicClasses().map((c) => BigInt(structure.orders[c])), ...elementary];
  return smallest.reduce((max, order) => Math.max(max, Number(groupOrder / order)), 1);
}

/**
 * Between 11, where it is dear, and the indices of Sylow subgroups of the groups measured below, from some hundred on.
 */
const SMALL_INDEX = 64n;

/**
 * Has an elementary subgroup small index? Its table is then as dear as the group's own: in a group of order 2¹²·11,
 * whose Sylow 2-subgroup has index 11, 17 s against 0.7 s by class matrices.
 */
export function hasLargeElementarySubgroup(structure: ClassStructure): boolean {
  return primeDivisors(structure.exponent)
    .flatMap((p) => elementarySubgroups(structure, p))
    .some((e) => e.sylowOrder * SMALL_INDEX > structure.groupOrder);
}

/**
 * About what induction from all elementary subgroups costs, in class identifications. Measured on the Sylow subgroups
 * of M₂₄, HS, McL, W(E₈), Sp(8,2): |P| from 27 to 65 536 has about 2√|P| classes, and its table takes about as long as
 * 100 |P| identifications; centralizer and Sylow subgroup as 10 000.
 */
export function elementaryCost(structure: ClassStructure): number {
  const feed = structure.count ** 2 / (5 * structure.group.degree);
  return primeDivisors(structure.exponent)
    .flatMap((p) => elementarySubgroups(structure, p))
    .reduce((sum, e) => {
      const order = Number(e.sylowOrder);
      return sum + 10_000 + 100 * order + 2 * Math.sqrt(order) * e.cyclicOrder * (1 + feed);
    }, 0);
}
