/** Discrete Fourier transforms of any length, for the characters of large abelian groups. */

/** Transforms in place: X_j = Σ_k x_k e^(2πi jk/m). Made once for each length. */
export type Transform = (re: Float64Array, im: Float64Array) => void;

/** Radices of a mixed-radix transform; each costs its square for as many numbers. */
const LARGEST_RADIX = 13;

const made = new Map<number, Transform>();
const KEPT_LENGTHS = 64;

/**
 * By splitting off factors up to 13 (Cooley & Tukey 1965), else as a convolution with a chirp (Bluestein 1970), so that
 * prime lengths cost O(m log m) too. Errors grow like ε·log m. Kept for the lengths asked for last.
 */
export function fourierTransform(m: number): Transform {
  const known = made.get(m);
  if (known !== undefined) return known;
  const radices = radicesOf(m);
  const transform = radices === undefined ? byChirp(m) : mixedRadix(m, radices);
  if (made.size >= KEPT_LENGTHS) made.delete(made.keys().next().value as number);
  made.set(m, transform);
  return transform;
}

/** Undefined where a prime above the largest radix divides m. */
function radicesOf(m: number): readonly number[] | undefined {
  const radices: number[] = [];
  let left = m;
  for (const r of [4, 2, 3, 5, 7, 11, LARGEST_RADIX]) {
    while (left % r === 0) {
      radices.push(r);
      left /= r;
    }
  }
  return left === 1 ? radices : undefined;
}

function byChirp(m: number): Transform {
  let length = 1;
  while (length < 2 * m - 1) length *= 2;
  const convolve = fourierTransform(length);
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

/**
 * Passes between two arrays, each sorting as it goes (Stockham's form; Van Loan, Computational Frameworks for the Fast
 * Fourier Transform (1992), §1.7). Before a pass with l = the product of the radices done, entry k + (m/l)·j is the
 * j-th number of the transform of length l of every (m/l)-th number from the k-th on.
 */
function mixedRadix(m: number, radices: readonly number[]): Transform {
  let done = 1;
  const passes = radices.map((r) => {
    const [l, q] = [done, m / (done * r)];
    done *= r;
    // e^(2πi js/(lr)) for s = 1 … r − 1, j by j
    const twiddles = new Float64Array(2 * l * (r - 1));
    for (let j = 0, at = 0; j < l; j++) {
      for (let s = 1; s < r; s++) [twiddles[at++], twiddles[at++]] = unit((j * s) % (l * r), l * r);
    }
    return passOf(r, { l, q, twiddles });
  });
  const room: readonly [Float64Array, Float64Array] = [new Float64Array(m), new Float64Array(m)];
  return (re, im) => {
    let x: readonly [Float64Array, Float64Array] = [re, im];
    let y = room;
    for (const pass of passes) {
      pass(x[0], x[1], y[0], y[1]);
      [x, y] = [y, x];
    }
    if (x[0] === re) return;
    re.set(x[0]);
    im.set(x[1]);
  };
}

interface Shape {
  readonly l: number;
  readonly q: number;
  readonly twiddles: Float64Array;
}

type Pass = (re: Float64Array, im: Float64Array, toRe: Float64Array, toIm: Float64Array) => void;

function passOf(radix: number, shape: Shape): Pass {
  if (radix === 2) return (re, im, toRe, toIm) => passOfTwo(shape, re, im, toRe, toIm);
  if (radix === 4) return (re, im, toRe, toIm) => passOfFour(shape, re, im, toRe, toIm);
  if (radix === 5) return (re, im, toRe, toIm) => passOfFive(shape, re, im, toRe, toIm);
  return passOfAny(radix, shape);
}

function passOfTwo({ l, q, twiddles }: Shape, ...[re, im, toRe, toIm]: Parameters<Pass>): void {
  for (let j = 0; j < l; j++) {
    const [c, s] = [twiddles[2 * j], twiddles[2 * j + 1]];
    for (let k = 0; k < q; k++) {
      const [p, o] = [k + 2 * q * j, k + q * j];
      const x = re[p + q] * c - im[p + q] * s;
      const y = re[p + q] * s + im[p + q] * c;
      toRe[o] = re[p] + x;
      toIm[o] = im[p] + y;
      toRe[o + q * l] = re[p] - x;
      toIm[o + q * l] = im[p] - y;
    }
  }
}

function passOfFour({ l, q, twiddles }: Shape, ...[re, im, toRe, toIm]: Parameters<Pass>): void {
  const step = q * l;
  for (let j = 0; j < l; j++) {
    const [w, w1, w2] = [6 * j, 6 * j + 2, 6 * j + 4];
    const [c1, s1, c2, s2] = [twiddles[w], twiddles[w + 1], twiddles[w1], twiddles[w1 + 1]];
    const [c3, s3] = [twiddles[w2], twiddles[w2 + 1]];
    for (let k = 0; k < q; k++) {
      const [p, o] = [k + 4 * q * j, k + q * j];
      const [p1, p2, p3] = [p + q, p + 2 * q, p + 3 * q];
      const x1 = re[p1] * c1 - im[p1] * s1;
      const y1 = re[p1] * s1 + im[p1] * c1;
      const x2 = re[p2] * c2 - im[p2] * s2;
      const y2 = re[p2] * s2 + im[p2] * c2;
      const x3 = re[p3] * c3 - im[p3] * s3;
      const y3 = re[p3] * s3 + im[p3] * c3;
      const [ax, ay, bx, by] = [re[p] + x2, im[p] + y2, re[p] - x2, im[p] - y2];
      const [cx, cy, dx, dy] = [x1 + x3, y1 + y3, x1 - x3, y1 - y3];
      toRe[o] = ax + cx;
      toIm[o] = ay + cy;
      toRe[o + step] = bx - dy;
      toIm[o + step] = by + dx;
      toRe[o + 2 * step] = ax - cx;
      toIm[o + 2 * step] = ay - cy;
      toRe[o + 3 * step] = bx + dy;
      toIm[o + 3 * step] = by - dx;
    }
  }
}

/** As `passOfAny`, written out. */
function passOfFive({ l, q, twiddles }: Shape, ...[re, im, toRe, toIm]: Parameters<Pass>): void {
  const step = q * l;
  const [[c1, s1], [c2, s2]] = [unit(1, 5), unit(2, 5)];
  for (let j = 0; j < l; j++) {
    const w = 8 * j;
    const [t1, u1, t2, u2] = [twiddles[w], twiddles[w + 1], twiddles[w + 2], twiddles[w + 3]];
    const [t3, u3, t4, u4] = [twiddles[w + 4], twiddles[w + 5], twiddles[w + 6], twiddles[w + 7]];
    for (let k = 0; k < q; k++) {
      const [p, o] = [k + 5 * q * j, k + q * j];
      const [p1, p2, p3, p4] = [p + q, p + 2 * q, p + 3 * q, p + 4 * q];
      const [x1, y1] = [re[p1] * t1 - im[p1] * u1, re[p1] * u1 + im[p1] * t1];
      const [x2, y2] = [re[p2] * t2 - im[p2] * u2, re[p2] * u2 + im[p2] * t2];
      const [x3, y3] = [re[p3] * t3 - im[p3] * u3, re[p3] * u3 + im[p3] * t3];
      const [x4, y4] = [re[p4] * t4 - im[p4] * u4, re[p4] * u4 + im[p4] * t4];
      const [ax, ay, bx, by] = [x1 + x4, y1 + y4, x1 - x4, y1 - y4];
      const [cx, cy, dx, dy] = [x2 + x3, y2 + y3, x2 - x3, y2 - y3];
      const [x0, y0] = [re[p], im[p]];
      toRe[o] = x0 + ax + cx;
      toIm[o] = y0 + ay + cy;
      const [ex, ey] = [x0 + c1 * ax + c2 * cx, y0 + c1 * ay + c2 * cy];
      const [fx, fy] = [s1 * bx + s2 * dx, s1 * by + s2 * dy];
      toRe[o + step] = ex - fy;
      toIm[o + step] = ey + fx;
      toRe[o + 4 * step] = ex + fy;
      toIm[o + 4 * step] = ey - fx;
      const [gx, gy] = [x0 + c2 * ax + c1 * cx, y0 + c2 * ay + c1 * cy];
      const [hx, hy] = [s2 * bx - s1 * dx, s2 * by - s1 * dy];
      toRe[o + 2 * step] = gx - hy;
      toIm[o + 2 * step] = gy + hx;
      toRe[o + 3 * step] = gx + hy;
      toIm[o + 3 * step] = gy - hx;
    }
  }
}

/** An odd radix, with numbers u and r − u at once: their sums and differences meet the same cosines and sines. */
function passOfAny(r: number, { l, q, twiddles }: Shape): Pass {
  const half = (r - 1) / 2;
  const roots = Array.from({ length: r }, (_, k) => unit(k, r));
  const cos = Float64Array.from(roots, ([c]) => c);
  const sin = Float64Array.from(roots, ([, s]) => s);
  const sums = new Float64Array(4 * half);
  return (re, im, toRe, toIm) => {
    const step = q * l;
    for (let j = 0; j < l; j++) {
      const w = 2 * j * (r - 1);
      for (let k = 0; k < q; k++) {
        const [p, o] = [k + r * q * j, k + q * j];
        let [x0, y0] = [re[p], im[p]];
        for (let s = 1, at = 0; s <= half; s++) {
          const [a, b] = [p + s * q, p + (r - s) * q];
          const [ca, sa] = [twiddles[w + 2 * s - 2], twiddles[w + 2 * s - 1]];
          const [cb, sb] = [twiddles[w + 2 * (r - s) - 2], twiddles[w + 2 * (r - s) - 1]];
          const xa = re[a] * ca - im[a] * sa;
          const ya = re[a] * sa + im[a] * ca;
          const xb = re[b] * cb - im[b] * sb;
          const yb = re[b] * sb + im[b] * cb;
          sums[at++] = xa + xb;
          sums[at++] = ya + yb;
          sums[at++] = xa - xb;
          sums[at++] = ya - yb;
        }
        for (let u = 1; u <= half; u++) {
          let [evenX, evenY, oddX, oddY] = [x0, y0, 0, 0];
          for (let s = 1, at = 0, t = u; s <= half; s++) {
            const [c, d] = [cos[t], sin[t]];
            evenX += c * sums[at++];
            evenY += c * sums[at++];
            oddX += d * sums[at++];
            oddY += d * sums[at++];
            t += u;
            if (t >= r) t -= r;
          }
          toRe[o + u * step] = evenX - oddY;
          toIm[o + u * step] = evenY + oddX;
          toRe[o + (r - u) * step] = evenX + oddY;
          toIm[o + (r - u) * step] = evenY - oddX;
        }
        for (let at = 0; at < 4 * half; at += 4) {
          x0 += sums[at];
          y0 += sums[at + 1];
        }
        toRe[o] = x0;
        toIm[o] = y0;
      }
    }
  };
}
