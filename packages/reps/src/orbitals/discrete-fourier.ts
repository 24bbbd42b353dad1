/** Discrete Fourier transforms of any length, for the characters of large abelian groups. */

/** Transforms in place: X_j = Σ_k x_k e^(2πi jk/m). Made once for each length. */
export type Transform = (re: Float64Array, im: Float64Array) => void;

/** Up to this length the sums are taken as they stand. */
const DIRECT = 16;

/**
 * By halving for powers of two (Cooley & Tukey 1965), else as a convolution with a chirp (Bluestein 1970), so that
 * prime lengths cost O(m log m) too. Errors grow like ε·log m.
 */
export function fourierTransform(m: number): Transform {
  if ((m & (m - 1)) === 0) return powerOfTwo(m);
  if (m <= DIRECT) return direct(m);
  let length = 1;
  while (length < 2 * m - 1) length *= 2;
  const convolve = powerOfTwo(length);
  // jk = (j² + k² − (j−k)²)/2: chirp_k = e^(πi k²/m).
  const chirp = Array.from({ length: m }, (_, k) => unit((k * k) % (2 * m), 2 * m));
  const filterRe = new Float64Array(length);
  const filterIm = new Float64Array(length);
  for (let k = 0; k < m; k++) {
    const [c, s] = chirp[k];
    filterRe[k] = c;
    filterIm[k] = -s;
    if (k > 0) {
      filterRe[length - k] = c;
      filterIm[length - k] = -s;
    }
  }
  convolve(filterRe, filterIm);
  return (re, im) => {
    const [a, b] = [new Float64Array(length), new Float64Array(length)];
    for (let k = 0; k < m; k++) {
      const [c, s] = chirp[k];
      a[k] = re[k] * c - im[k] * s;
      b[k] = re[k] * s + im[k] * c;
    }
    convolve(a, b);
    for (let k = 0; k < length; k++) {
      const x = a[k] * filterRe[k] - b[k] * filterIm[k];
      // The inverse transform is the conjugate of the transform of the conjugate.
      b[k] = -(a[k] * filterIm[k] + b[k] * filterRe[k]);
      a[k] = x;
    }
    convolve(a, b);
    for (let k = 0; k < m; k++) {
      const [c, s] = chirp[k];
      const [x, y] = [a[k] / length, -b[k] / length];
      re[k] = x * c - y * s;
      im[k] = x * s + y * c;
    }
  };
}

/** e^(2πi k/n) as [cos, sin], with the angle brought below an eighth of a turn before π comes in. */
export function unit(k: number, n: number): readonly [number, number] {
  if (2 * k > n) {
    const [c, s] = unit(n - k, n);
    return [c, -s];
  }
  if (4 * k > n) {
    const [c, s] = unit(n - 2 * k, 2 * n);
    return [-c, s];
  }
  if (8 * k > n) {
    const [c, s] = unit(n - 4 * k, 4 * n);
    return [s, c];
  }
  const angle = (2 * Math.PI * k) / n;
  return [Math.cos(angle), Math.sin(angle)];
}

function direct(m: number): Transform {
  const roots = Array.from({ length: m }, (_, k) => unit(k, m));
  return (re, im) => {
    const [a, b] = [Float64Array.from(re), Float64Array.from(im)];
    for (let j = 0; j < m; j++) {
      let [x, y] = [0, 0];
      for (let k = 0; k < m; k++) {
        const [c, s] = roots[(j * k) % m];
        x += a[k] * c - b[k] * s;
        y += a[k] * s + b[k] * c;
      }
      re[j] = x;
      im[j] = y;
    }
  };
}

function powerOfTwo(m: number): Transform {
  const cos = new Float64Array(m / 2);
  const sin = new Float64Array(m / 2);
  for (let k = 0; k < m / 2; k++) [cos[k], sin[k]] = unit(k, m);
  const reversed = new Int32Array(m);
  for (let k = 1; k < m; k++) reversed[k] = (reversed[k >> 1] >> 1) | (k & 1 ? m >> 1 : 0);
  return (re, im) => {
    for (let k = 0; k < m; k++) {
      const j = reversed[k];
      if (j <= k) continue;
      [re[k], re[j]] = [re[j], re[k]];
      [im[k], im[j]] = [im[j], im[k]];
    }
    for (let half = 1; half < m; half *= 2) {
      const step = m / (2 * half);
      for (let start = 0; start < m; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [p, q] = [start + k, start + k + half];
          const [c, s] = [cos[k * step], sin[k * step]];
          const x = re[q] * c - im[q] * s;
          const y = re[q] * s + im[q] * c;
          re[q] = re[p] - x;
          im[q] = im[p] - y;
          re[p] += x;
          im[p] += y;
        }
      }
    }
  };
}
