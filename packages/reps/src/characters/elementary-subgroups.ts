import type { ClassStructure } from './class-structure.js';

/** A p-elementary subgroup ⟨x⟩ × P: x of order n prime to p, P a Sylow p-subgroup of C_G(x). Up to conjugacy. */
export interface ElementarySubgroup {
  readonly prime: number;
  /** The class of x. */
  readonly cyclicClass: number;
  readonly cyclicOrder: number;
  readonly sylowOrder: bigint;
}

/**
 * The maximal p-elementary subgroups that are not cyclic, one for each way to choose x up to conjugacy and choice of
 * the generator of ⟨x⟩, smallest first.
 *
 * Left out are those with P cyclic, and ⟨x⟩ × P where x is a power of some x′ of order prime to p with C_G(x′) of the
 * same p-part: a Sylow subgroup of C_G(x′) ≤ C_G(x) is then one of C_G(x). Characters induced from either are sums of
 * characters induced from subgroups that are listed or cyclic. Reads class sizes and power maps only.
 */
export function elementarySubgroups(structure: ClassStructure, prime: number): ElementarySubgroup[] {
  const { classes, orders, powers, groupOrder, galoisOrbits, count } = structure;
  const orbitOf = new Int32Array(count);
  for (const [i, orbit] of galoisOrbits.entries()) for (const c of orbit) orbitOf[c] = i;
  const sylowOrders = classes.map((c) => partAt(groupOrder / c.size, BigInt(prime)));
  const isCovered = new Set<number>();
  for (let d = 0; d < count; d++) {
    const order = orders[d];
    const q = Number(partAt(BigInt(order), BigInt(prime)));
    // ⟨d⟩ = ⟨its p′-part⟩ × a cyclic group of order q
    const cyclicPart = powers[d][idempotentModulo(q, order / q)];
    if (BigInt(q) === sylowOrders[cyclicPart]) isCovered.add(orbitOf[cyclicPart]);
    if (q > 1) continue;
    for (const c of powers[d]) {
      if (orders[c] < order && sylowOrders[c] === sylowOrders[d]) isCovered.add(orbitOf[c]);
    }
  }
  return galoisOrbits
    .flatMap(([c], orbit): ElementarySubgroup[] => {
      if (orders[c] % prime === 0 || isCovered.has(orbit)) return [];
      return [{ prime, cyclicClass: c, cyclicOrder: orders[c], sylowOrder: sylowOrders[c] }];
    })
    .sort((a, b) => size(a) - size(b));
}

function size({ cyclicOrder, sylowOrder }: ElementarySubgroup): number {
  return cyclicOrder * Number(sylowOrder);
}

/** The largest power of p that divides n. */
function partAt(n: bigint, p: bigint): bigint {
  let part = 1n;
  while (n % (part * p) === 0n) part *= p;
  return part;
}

/** The residue modulo qn that is 0 modulo q and 1 modulo n; q and n are coprime. */
export function idempotentModulo(q: number, n: number): number {
  for (let m = 0; ; m += q) if ((m - 1) % n === 0 || n === 1) return m;
}
