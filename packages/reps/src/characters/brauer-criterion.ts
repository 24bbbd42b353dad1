/** Brauer's characterization of characters, applied to a table. */
import type { CharacterTable } from './character-table.js';
import { inducedFromElementary } from './elementary-induction.js';
import { elementarySubgroups } from './elementary-subgroups.js';
import { CharacterLift } from './lift.js';
import { ModularCharacters } from './modular-characters.js';
import { Modulus, primeDivisors, rootOfUnityModulo, splittingPrime } from './modulus.js';
import type { TableWork } from './table-work.js';

/**
 * Where a row of the table does not restrict to a character of an elementary subgroup; nothing if all do. A class
 * function that restricts to a virtual character of every elementary subgroup is one of G (Brauer 1953), and with norm
 * 1 and χ(1) > 0 it is irreducible. So with row orthogonality this proves that the rows are the irreducible characters,
 * and that columns belong to the classes they are said to belong to. The tables of Sylow subgroups are computed by
 * class matrices.
 *
 * Multiplicities m_θ = ⟨χ, θ⟩ on E are read off modulo a prime p ≡ 1 (mod exponent), p > 2√|G|, as residues m_θ ≥ 0
 * with Σ m_θ θ(1) = χ(1). Then α_g = χ(g) − Σ m_θ θ(g) vanishes modulo a prime over p for all g ∈ E, hence so do its
 * conjugates α_{gᵘ}, and α_g ∈ pℤ[ζ]. By column orthogonality |χ(g)| ≤ √|G|, so |α_g| ≤ 2√|G| < p for all conjugates:
 * α_g = 0.
 *
 * Expects Galois closure, power maps and orthogonality to hold.
 */
export function brauerFailure(table: CharacterTable, work: TableWork): string | undefined {
  const { structure, exponent, order } = table;
  const bound = Math.max(2 ** 22, 2 * (Math.sqrt(Number(order)) + 1));
  const modulus = new Modulus(splittingPrime(exponent, bound));
  const characters = new ModularCharacters(structure, modulus, rootOfUnityModulo(modulus, exponent));
  const lift = new CharacterLift(structure, modulus, characters.root);
  const rows = table.characters.map((x) => {
    work.step(0);
    return lift.residues(x.values);
  });
  for (const c of structure.maximalCyclicClasses()) {
    const bad = rows.findIndex((chi, i) => {
      work.step();
      return lift.eigenvalueMultiplicities(chi, c).reduce((sum, m) => sum + m, 0) !== table.characters[i].degree;
    });
    if (bad !== -1) return `character ${bad}, on the powers of class ${c}`;
  }
  for (const prime of primeDivisors(exponent)) {
    for (const subgroup of elementarySubgroups(structure, prime)) {
      const restricted = new Float64Array(rows.length); // Σ m_θ θ(1) for each row
      for (const { values, degree } of inducedFromElementary(characters, subgroup, work, 'never')) {
        const multiplicity = characters.pairing(values); // Frobenius reciprocity: ⟨χ, Ind θ⟩
        for (const [i, chi] of rows.entries()) {
          const m = multiplicity(chi);
          restricted[i] += (m < 0 ? m + modulus.p : m) * degree;
        }
      }
      const bad = table.characters.findIndex((x, i) => restricted[i] !== x.degree);
      if (bad === -1) continue;
      return `character ${bad}, on a Sylow ${prime}-subgroup of the centralizer of class ${subgroup.cyclicClass}`;
    }
  }
  return undefined;
}
