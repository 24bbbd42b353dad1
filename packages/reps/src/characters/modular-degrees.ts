import { IsotypicError } from '@isotypic/algebra';
import type { Modulus } from './modulus.js';

/** Finds a character degree from its square modulo p: degrees divide |G| and are at most √|G| < p/2. */
export class DegreeFinder {
  private readonly degreeOfSquare = new Map<number, number>();

  private readonly degrees: ReadonlySet<number>;

  constructor(groupOrder: bigint, modulus: Modulus) {
    this.degrees = new Set(divisorsUpToRoot(groupOrder));
    for (const d of this.degrees) this.degreeOfSquare.set(modulus.mul(d % modulus.p, d % modulus.p), d);
  }

  /** Whether d divides |G| and d² ≤ |G|. */
  isDegree(d: number): boolean {
    return this.degrees.has(d);
  }

  fromSquare(square: number): number {
    const degree = this.degreeOfSquare.get(square);
    if (degree !== undefined) return degree;
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'characterTable',
      expected: 'a degree that divides the group order',
      received: `none with square ${square} modulo p`,
      remedy: 'The conjugacy classes of this group are inconsistent; please report it with the generators.',
    });
  }
}

/** The divisors d of n with d² ≤ n. The prime divisors of a permutation group's order are at most its degree. */
function divisorsUpToRoot(n: bigint): number[] {
  const root = Math.floor(Math.sqrt(Number(n))) + 1; // one too many at most; filtered below
  let divisors = [1];
  let rest = n;
  for (let q = 2n; rest > 1n; q++) {
    if (q * q > rest) q = rest;
    if (rest % q !== 0n) continue;
    let multiplicity = 0;
    for (; rest % q === 0n; rest /= q) multiplicity++;
    if (q > BigInt(root)) continue;
    const powers = Array.from({ length: multiplicity + 1 }, (_, i) => Number(q) ** i);
    divisors = divisors.flatMap((d) => powers.map((x) => d * x)).filter((d) => d <= root);
  }
  return divisors.filter((d) => BigInt(d) * BigInt(d) <= n).sort((a, b) => a - b);
}
