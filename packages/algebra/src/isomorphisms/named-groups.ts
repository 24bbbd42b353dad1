/** Families of groups by their orders, for the names of descriptions. */
import { parseGroup } from '../catalogue/parse-group.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { factorial } from '../scalars/integers.js';

export interface NamedGroup {
  readonly name: string;
  make(): PermutationGroup;
}

const named = (name: string, text: string): NamedGroup => ({ name, make: () => parseGroup(text) });

/** Symmetric, alternating, dihedral, quaternion and quasidihedral groups of an order, the name preferred first. */
export function symmetricNamed(order: bigint): NamedGroup[] {
  const found: NamedGroup[] = [];
  for (let n = 3; factorial(n) <= order; n++) if (factorial(n) === order) found.push(named(`S${n}`, `symmetric(${n})`));
  if (order === 12n) found.push(named('A4', 'alternating(4)')); // larger ones are simple
  const half = order / 2n;
  if (order % 2n === 0n && half >= 3n && half <= 1n << 20n) found.push(named(`D${order}`, `dihedral(${half})`));
  if (order >= 8n && order <= 1n << 20n && (order & (order - 1n)) === 0n) {
    found.push(named(`Q${order}`, `quaternion(${order})`));
    const turn = order / 4n - 1n; // the reflection turns r into r^(2^(n−2) − 1)
    if (order >= 16n) found.push(named(`QD${order}`, `<r, s | r^${half}, s^2, s r s = r^${turn}>`));
  }
  return found;
}

/** Prime powers that two-dimensional linear groups are looked for over: the orders grow as q⁴. */
const FIELDS = [3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25];

/** SL(2, q), PGL(2, q) and GL(2, q) of an order; those that have another name come too late to be asked. */
export function linear(order: bigint): NamedGroup[] {
  return FIELDS.flatMap((q) => {
    const n = BigInt(q);
    const special = n * (n * n - 1n);
    const groups: [string, bigint][] = [
      ['SL', special],
      ['PGL', special],
      ['GL', special * (n - 1n)],
    ];
    return groups.filter(([, size]) => size === order).map(([name]) => named(`${name}(2,${q})`, `${name}(2,${q})`));
  });
}
