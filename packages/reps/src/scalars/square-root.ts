/** Square roots of positive integers as cyclotomic numbers. */
import { Cyclotomic, factor } from '@isotypic/algebra';

/**
 * √n > 0 for a positive integer: by Gauss, Σ ζ_p^(k²) over k modulo p is √p for p ≡ 1 mod 4 and i√p for p ≡ 3 mod 4;
 * √2 = ζ₈ + ζ₈⁻¹.
 */
export function squareRoot(n: number): Cyclotomic {
  let outside = 1;
  let root = Cyclotomic.one;
  for (const [prime, exponent] of factor(n)) {
    outside *= prime ** Math.floor(exponent / 2);
    if (exponent % 2 === 1) root = root.times(squareRootOfPrime(prime));
  }
  return root.times(Cyclotomic.fromRational(outside));
}

function squareRootOfPrime(p: number): Cyclotomic {
  if (p === 2) return Cyclotomic.rootOfUnity(8).plus(Cyclotomic.rootOfUnity(8, -1));
  const gauss = Cyclotomic.fromExponents(
    p,
    Array.from({ length: p }, (_, k) => [(k * k) % p, 1] as const),
  );
  return p % 4 === 1 ? gauss : gauss.times(Cyclotomic.rootOfUnity(4, -1));
}
