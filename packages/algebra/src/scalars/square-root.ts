/** Square roots of integers in cyclotomic fields. */
import { factor } from './integers.js';

/** What they are made of. */
export interface GaussSumOperations<T> {
  fromInteger(n: bigint): T;
  mul(a: T, b: T): T;
  /** Σ c ζₙᵉ. */
  fromExponents(n: number, terms: readonly (readonly [exponent: number, coefficient: number])[]): T;
}

/**
 * √n > 0 for n > 0, and i√|n| for n < 0: by Gauss, Σ ζ_p^(k²) over k modulo p is √p for p ≡ 1 mod 4 and i√p for
 * p ≡ 3 mod 4; √2 = ζ₈ + ζ₈⁻¹.
 */
export function squareRootIn<T>(n: number, field: GaussSumOperations<T>): T {
  if (n === 0) return field.fromInteger(0n);
  let outside = 1;
  let root = field.fromInteger(1n);
  for (const [prime, exponent] of factor(Math.abs(n))) {
    outside *= prime ** Math.floor(exponent / 2);
    if (exponent % 2 === 1) root = field.mul(root, squareRootOfPrime(prime, field));
  }
  const value = field.mul(root, field.fromInteger(BigInt(outside)));
  return n < 0 ? field.mul(value, field.fromExponents(4, [[1, 1]])) : value;
}

function squareRootOfPrime<T>(p: number, field: GaussSumOperations<T>): T {
  if (p === 2)
    return field.fromExponents(8, [
      [1, 1],
      [-1, 1],
    ]);
  const gauss = field.fromExponents(
    p,
    Array.from({ length: p }, (_, k) => [(k * k) % p, 1] as const),
  );
  return p % 4 === 1 ? gauss : field.mul(gauss, field.fromExponents(4, [[-1, 1]]));
}
