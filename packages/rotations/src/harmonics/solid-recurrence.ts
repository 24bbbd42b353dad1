/**
 * Real solid harmonics rˡY_{lm} of all degrees up to L at one point after another, by recurrences in l whose factors
 * are computed once. With A_m + iB_m = (X + iY)ᵐ,
 *
 *   √(4π) rˡY_{l,m} = Π_{lm} A_m,   √(4π) rˡY_{l,−m} = Π_{lm} B_m   (m > 0; Π_{l0} for m = 0),
 *
 * Π_{lm} a polynomial in Z and r². There is no division by sin θ, so the poles are points like others. Two recurrences
 * for Π, each used where its rounding errors do not grow:
 *
 *  - towards the equator (Holmes & Featherstone 2002, §2.1), from Π_{mm} = √2 √((2m+1)!!/(2m)!!),
 *      Π_{lm} = a (Z Π_{l−1,m} − b r² Π_{l−2,m}),   a² = (4l²−1)/(l²−m²),   b² = ((l−1)²−m²)/(4(l−1)²−1);
 *  - towards the poles that is nearly a second difference, which adds errors up quadratically; there the Gegenbauer
 *    polynomials R_n, n = l − m, that are 1 at the pole, by their differences (Reinsch's way; Stoer & Bulirsch 2002,
 *    §1.4),
 *      R_{n+1} = R_n + D_n,   (n+2m+1) D_n = n D_{n−1} − (2n+2m+1)(1 − Z/r) R_n,   1 − Z/r = (X²+Y²)/(r(r+Z)).
 */

/** The factors of both recurrences for degrees up to L; index of (l, m): l(l+1)/2 + m. */
interface Factors {
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** Π_{lm}/r^{l−m} at the pole: √(2·(2l+1)·(l+m)!/(l−m)!)/(2ᵐm!), without the 2 for m = 0. */
  readonly polar: Float64Array;
  readonly diagonal: Float64Array;
}

const made = new Map<number, Factors>();

function factors(degree: number): Factors {
  const known = made.get(degree);
  if (known !== undefined) return known;
  const size = ((degree + 1) * (degree + 2)) / 2;
  const [a, b, polar] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const diagonal = new Float64Array(degree + 1);
  let square = 1; // (2m+1)!!/(2m)!!
  for (let m = 0; m <= degree; m++) {
    if (m > 0) square *= (2 * m + 1) / (2 * m);
    diagonal[m] = Math.sqrt((m === 0 ? 1 : 2) * square);
    let atPole = diagonal[m];
    for (let l = m; l <= degree; l++) {
      const at = (l * (l + 1)) / 2 + m;
      // from l−1 to l: (l+m)!/(l−m)! gains (l+m)/(l−m)
      if (l > m) atPole *= Math.sqrt(((2 * l + 1) * (l + m)) / ((2 * l - 1) * (l - m)));
      polar[at] = atPole;
      if (l > m) a[at] = Math.sqrt((4 * l * l - 1) / (l * l - m * m));
      if (l > m + 1) b[at] = Math.sqrt(((l - 1) ** 2 - m * m) / (4 * (l - 1) ** 2 - 1));
    }
  }
  const result = { a, b, polar, diagonal };
  made.set(degree, result);
  return result;
}

/** Room for one point at a time; reused for all points of a call. */
export class SolidHarmonics {
  /** values[l² + l + m] = √(4π) rˡ Y_{lm} after `evaluate`. */
  readonly values: Float64Array;
  private readonly factors: Factors;

  constructor(private readonly degree: number) {
    this.factors = factors(degree);
    this.values = new Float64Array((degree + 1) ** 2);
  }

  /** All harmonics at (X, Y, Z): O(L²). */
  evaluate(X: number, Y: number, Z: number): void {
    const planar = X * X + Y * Y;
    // From 45° on the errors of the differences grow, and up to there those of the other recurrence do.
    if (Z * Z > planar) this.evaluateNearPole(X, Y, Z, planar);
    else this.evaluateNearEquator(X, Y, Z, planar + Z * Z);
  }

  /** Plain loops over typed arrays: three times as fast as one function a degree. */
  private evaluateNearEquator(X: number, Y: number, Z: number, r2: number): void {
    const { degree, values } = this;
    const { a, b, diagonal } = this.factors;
    let [A, B] = [1, 0];
    for (let m = 0; m <= degree; m++) {
      let below = 0;
      let here = diagonal[m];
      for (let l = m; l <= degree; l++) {
        const center = l * l + l;
        values[center + m] = here * A;
        if (m > 0) values[center - m] = here * B;
        if (l < degree) {
          const at = ((l + 1) * (l + 2)) / 2 + m;
          const above = a[at] * (Z * here - b[at] * r2 * below);
          below = here;
          here = above;
        }
      }
      const next = A * X - B * Y;
      B = A * Y + B * X;
      A = next;
    }
  }

  /** The southern hemisphere by reflection: Π_{lm}(−Z) = (−1)^{l−m} Π_{lm}(Z). */
  private evaluateNearPole(X: number, Y: number, Z: number, planar: number): void {
    const { degree, values } = this;
    const { polar } = this.factors;
    const r = Math.sqrt(planar + Z * Z);
    const gap = planar / (r * (r + Math.abs(Z)));
    const step = Z < 0 ? -r : r;
    let [A, B] = [1, 0];
    for (let m = 0; m <= degree; m++) {
      let R = 1;
      let D = 0;
      let power = 1; // r^{l−m}, with the sign of the hemisphere
      for (let l = m; l <= degree; l++) {
        const center = l * l + l;
        const here = polar[(l * (l + 1)) / 2 + m] * power * R;
        values[center + m] = here * A;
        if (m > 0) values[center - m] = here * B;
        const n = l - m;
        D = (n * D - (2 * n + 2 * m + 1) * gap * R) / (n + 2 * m + 1);
        R += D;
        power *= step;
      }
      const next = A * X - B * Y;
      B = A * Y + B * X;
      A = next;
    }
  }
}
