/**
 * The matrix D^j of an element of SU(2), for integer and half-integer j, by adding one spin 1/2 after another:
 *
 *   D^j_{m′m} = Σ_{s′,s = ±1/2} √((j + 2s′m′)/2j) √((j + 2sm)/2j) D^{j−1/2}_{m′−s′, m−s} U_{s′s},
 *
 * the stretched Clebsch–Gordan coefficients (Varshalovich, Moskalev & Khersonskii 1988, 4.8.2). All factors are at most
 * 1 and there are no angles, so nothing is lost at poles or half turns.
 */

/** A complex matrix by parts, row-major, n×n. */
export interface ComplexSquare {
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The element of SU(2) of a unit quaternion, in the order m = −1/2, 1/2: exp(−iω n·σ/2). */
export function spinHalf({ w, x, y, z }: { w: number; x: number; y: number; z: number }): ComplexSquare {
  return { n: 2, re: Float64Array.of(w, y, -y, w), im: Float64Array.of(z, -x, -x, -z) };
}

/** D^j of the element U, m ascending; j doubled. O(j³). */
export function spinMatrix(U: ComplexSquare, twiceJ: number): ComplexSquare {
  let D: ComplexSquare = { n: 1, re: Float64Array.of(1), im: Float64Array.of(0) };
  for (let n = 1; n <= twiceJ; n++) D = addSpinHalf(D, U, n);
  return D;
}

/** From D^{(n−1)/2} to D^{n/2}: index k of the new matrix is m = k − n/2, so √((j + m)/2j) = √(k/n). */
function addSpinHalf(D: ComplexSquare, U: ComplexSquare, n: number): ComplexSquare {
  const size = n + 1;
  const re = new Float64Array(size * size);
  const im = new Float64Array(size * size);
  const up = Float64Array.from({ length: size }, (_, k) => Math.sqrt(k / n)); // from m − 1/2 by s = +1/2
  const down = Float64Array.from({ length: size }, (_, k) => Math.sqrt((n - k) / n)); // from m + 1/2 by s = −1/2
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let [sumRe, sumIm] = [0, 0];
      for (let s = 0; s < 2; s++) {
        const row = i - s; // s = 1 is spin up: it came from index i − 1 of the smaller matrix
        if (row < 0 || row >= n) continue;
        for (let t = 0; t < 2; t++) {
          const column = j - t;
          if (column < 0 || column >= n) continue;
          const factor = (s === 1 ? up[i] : down[i]) * (t === 1 ? up[j] : down[j]);
          const [dRe, dIm] = [D.re[row * n + column], D.im[row * n + column]];
          const [uRe, uIm] = [U.re[2 * s + t], U.im[2 * s + t]];
          sumRe += factor * (dRe * uRe - dIm * uIm);
          sumIm += factor * (dRe * uIm + dIm * uRe);
        }
      }
      re[i * size + j] = sumRe;
      im[i * size + j] = sumIm;
    }
  }
  return { n: size, re, im };
}
