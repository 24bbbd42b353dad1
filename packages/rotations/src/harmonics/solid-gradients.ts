/**
 * The derivatives of solid harmonics are solid harmonics of one degree less. With C_m, S_m those of degree l − 1 and
 * orders ±m, α = √((2l+1)/(2l−1)), p = √((l+m)(l+m−1)), q = √((l−m)(l−m−1)), and for m > 0
 *
 *   ∂_X C'_m = (α/2)(p C_{m−1} − q C_{m+1})      ∂_X S'_m = (α/2)(p S_{m−1} − q S_{m+1})
 *   ∂_Y C'_m = −(α/2)(p S_{m−1} + q S_{m+1})     ∂_Y S'_m = (α/2)(p C_{m−1} + q C_{m+1})
 *   ∂_Z F'_m = α √(l²−m²) F_m
 *
 * where C₀ counts √2 times and S₀ = 0; (∂_X, ∂_Y) C'_0 = −α √(l(l−1)/2) (C₁, S₁). No digits are lost at poles.
 * (Varshalovich, Moskalev & Khersonskii 1988, 5.8.2.)
 */

/** ∂ᵢ(√(4π) rˡY_{lm}) by X, Y, Z into `into`, of the harmonics `values` as `SolidHarmonics` gives them. */
export function solidGradient(values: Float64Array, l: number, m: number, into: Float64Array): void {
  into.fill(0);
  if (l === 0) return;
  const α = Math.sqrt((2 * l + 1) / (2 * l - 1));
  const center = (l - 1) * l; // of degree l − 1
  const order = Math.abs(m);
  const cosine = (k: number): number => (k > l - 1 ? 0 : k === 0 ? Math.SQRT2 * values[center] : values[center + k]);
  const sine = (k: number): number => (k > l - 1 || k === 0 ? 0 : values[center - k]);
  if (order < l) into[2] = α * Math.sqrt(l * l - m * m) * values[center + m];
  if (m === 0) {
    const factor = -α * Math.sqrt((l * (l - 1)) / 2);
    into[0] = factor * cosine(1);
    into[1] = factor * sine(1);
    return;
  }
  const p = (α / 2) * Math.sqrt((l + order) * (l + order - 1));
  const q = (α / 2) * Math.sqrt(Math.max(0, (l - order) * (l - order - 1)));
  if (m > 0) {
    into[0] = p * cosine(order - 1) - q * cosine(order + 1);
    into[1] = -p * sine(order - 1) - q * sine(order + 1);
  } else {
    into[0] = p * sine(order - 1) - q * sine(order + 1);
    into[1] = p * cosine(order - 1) + q * cosine(order + 1);
  }
}
