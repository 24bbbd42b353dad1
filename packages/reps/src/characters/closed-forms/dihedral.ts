import { Cyclotomic, type WorkMeter } from '@isotypic/algebra';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import { linearRows } from './abelian.js';

/**
 * The characters of a dihedral group of order 2n, n ≥ 3, however it acts: the linear ones, and for 1 ≤ j < n/2
 * χ_j(rⁱ) = ζₙ^{ij} + ζₙ^{−ij}, χ_j = 0 on reflections.
 *
 * A group of order 2n with an element r of order n is dihedral when it has as many involutions as elements outside
 * ⟨r⟩, plus the one in ⟨r⟩ if n is even: then all elements outside are involutions.
 */
export function dihedralRows(structure: ClassStructure, meter: WorkMeter): CharacterRow[] | undefined {
  const { groupOrder, orders, powers, classes, count } = structure;
  const n = Number(groupOrder / 2n);
  const rotation = orders.indexOf(n);
  if (n < 3 || groupOrder % 2n !== 0n || rotation === -1) return undefined;
  const involutions = classes.reduce((sum, c, i) => (orders[i] === 2 ? sum + c.size : sum), 0n);
  if (involutions !== BigInt(n + (n % 2 === 0 ? 1 : 0))) return undefined;
  const rotations = new Map<number, number>();
  powers[rotation].forEach((c, i) => {
    if (!rotations.has(c)) rotations.set(c, i);
  });
  const cosines = Array.from({ length: n }, (_, i) => {
    meter.step(0);
    return Cyclotomic.rootOfUnity(n, i).plus(Cyclotomic.rootOfUnity(n, n - i));
  });
  const rows = linearRows(structure, meter);
  for (let j = 1; 2 * j < n; j++) {
    meter.step(count);
    const values = Array.from({ length: count }, (_, c) => {
      const i = rotations.get(c);
      return i === undefined ? Cyclotomic.zero : cosines[(i * j) % n];
    });
    rows.push({ values, indicator: 1 });
  }
  return rows;
}
