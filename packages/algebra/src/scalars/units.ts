/** The units modulo n. */
import { factor, powModBig } from './integers.js';

/**
 * Generators of (ℤ/n)*: for each prime power q ∥ n, generators of (ℤ/q)* continued by 1 on the other prime powers; a
 * primitive root for odd q, −1 and 5 for powers of two. Residues in 2 … n−1; none for n ≤ 2.
 *
 * @example unitGenerators(8) // [ 7, 5 ]
 */
export function unitGenerators(n: number): number[] {
  return factor(n).flatMap(([p, e]) => {
    const q = p ** e;
    const local = p === 2 ? (q === 2 ? [] : q === 4 ? [3] : [q - 1, 5]) : [primitiveRootOfPrimePower(p, q)];
    return local.map((g) => continuedByOne(g, p, q, n / q)).filter((g) => g !== 1);
  });
}

const power = (g: number, e: number, n: number): number => Number(powModBig(BigInt(g), BigInt(e), BigInt(n)));

/** The least generator of (ℤ/q)*, q a power of the odd prime p. */
function primitiveRootOfPrimePower(p: number, q: number): number {
  const order = (q / p) * (p - 1);
  const cofactors = factor(order).map(([l]) => order / l);
  let g = 2;
  while (g % p === 0 || cofactors.some((e) => power(g, e, q) === 1)) g++;
  return g;
}

/** The residue modulo qr that is g modulo q, a power of p, and 1 modulo r; q and r are coprime. */
function continuedByOne(g: number, p: number, q: number, r: number): number {
  const inverse = BigInt(power(r % q, q - q / p - 1, q)); // of r modulo q, by Euler's theorem
  return Number(1n + BigInt(r) * ((BigInt(g - 1) * inverse) % BigInt(q)));
}
