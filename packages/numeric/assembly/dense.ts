// Products of float64 matrices and vectors on 128-bit SIMD (AssemblyScript). Compiled by build.mjs; the twin is
// src/kernels/plain-blas.ts.
// All pointers are byte addresses, all leading dimensions and counts are in float64 numbers, matrices are row-major.

// @ts-nocheck

/** Depth of a packed panel: a 4-wide strip of it (8 KiB) stays in the first-level cache. */
const DEPTH: i32 = 256;
/** Rows of A packed at once: 96 × 256 numbers, 192 KiB, stay in the second-level cache. */
const HEIGHT: i32 = 96;
/** Columns of B packed at once: 256 × 512 numbers, 1 MiB. */
const WIDTH: i32 = 512;

/** Bytes of scratch that one call of `gemm` writes. */
export function scratchBytes(): i32 {
  return (DEPTH * HEIGHT + DEPTH * WIDTH) << 3;
}

// @ts-ignore: decorator
@inline
function fma(a: v128, b: v128, c: v128): v128 {
  // Fused where the host has relaxed SIMD (a second build of this file), else two instructions.
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Packs `count` lines of `depth` numbers, four interleaved, missing lines as zeros, scaled by `factor`. */
function pack(source: usize, ld: i32, acrossRows: bool, count: i32, depth: i32, target: usize, factor: f64): void {
  const step = (<usize>ld) << 3;
  const f = f64x2.splat(factor);
  for (let i = 0; i < count; i += 4) {
    let to = target + ((<usize>(i * depth)) << 3);
    const lines = min(4, count - i);
    if (lines == 4) {
      if (acrossRows) {
        let from = source + ((<usize>i) << 3);
        for (let p = 0; p < depth; p++) {
          v128.store(to, f64x2.mul(f, v128.load(from)));
          v128.store(to, f64x2.mul(f, v128.load(from, 16)), 16);
          from += step;
          to += 32;
        }
      } else {
        let r0 = source + step * <usize>i;
        let r1 = r0 + step;
        let r2 = r1 + step;
        let r3 = r2 + step;
        let p = 0;
        for (; p + 1 < depth; p += 2) {
          const x0 = f64x2.mul(f, v128.load(r0));
          const x1 = f64x2.mul(f, v128.load(r1));
          const x2 = f64x2.mul(f, v128.load(r2));
          const x3 = f64x2.mul(f, v128.load(r3));
          v128.store(to, v128.shuffle<f64>(x0, x1, 0, 2));
          v128.store(to, v128.shuffle<f64>(x2, x3, 0, 2), 16);
          v128.store(to, v128.shuffle<f64>(x0, x1, 1, 3), 32);
          v128.store(to, v128.shuffle<f64>(x2, x3, 1, 3), 48);
          r0 += 16;
          r1 += 16;
          r2 += 16;
          r3 += 16;
          to += 64;
        }
        if (p < depth) {
          store<f64>(to, factor * load<f64>(r0));
          store<f64>(to, factor * load<f64>(r1), 8);
          store<f64>(to, factor * load<f64>(r2), 16);
          store<f64>(to, factor * load<f64>(r3), 24);
        }
      }
    } else {
      const lineStep: usize = acrossRows ? 8 : step;
      const depthStep: usize = acrossRows ? step : 8;
      let from = source + lineStep * <usize>i;
      for (let p = 0; p < depth; p++) {
        for (let r = 0; r < 4; r++) {
          store<f64>(to + ((<usize>r) << 3), r < lines ? factor * load<f64>(from + lineStep * <usize>r) : 0);
        }
        from += depthStep;
        to += 32;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addRow(c: usize, width: i32, left: v128, right: v128): void {
  if (width >= 4) {
    v128.store(c, f64x2.add(v128.load(c), left));
    v128.store(c, f64x2.add(v128.load(c, 16), right), 16);
  } else {
    store<f64>(c, load<f64>(c) + f64x2.extract_lane(left, 0));
    if (width > 1) store<f64>(c, load<f64>(c, 8) + f64x2.extract_lane(left, 1), 8);
    if (width > 2) store<f64>(c, load<f64>(c, 16) + f64x2.extract_lane(right, 0), 16);
  }
}

/** One 4×4 tile: eight vector accumulators, two vectors of B and one broadcast number of A at a time; depth ≥ 1. */
function tile(depth: i32, pa: usize, pb: usize, c: usize, ldc: usize, height: i32, width: i32): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  const end = pa + ((<usize>depth) << 5);
  // @unroll
  for (;;) {
    const b0 = v128.load(pb);
    const b1 = v128.load(pb, 16);
    const a0 = v128.load64_splat(pa);
    s0 = fma(a0, b0, s0);
    s1 = fma(a0, b1, s1);
    const a1 = v128.load64_splat(pa, 8);
    s2 = fma(a1, b0, s2);
    s3 = fma(a1, b1, s3);
    const a2 = v128.load64_splat(pa, 16);
    s4 = fma(a2, b0, s4);
    s5 = fma(a2, b1, s5);
    const a3 = v128.load64_splat(pa, 24);
    s6 = fma(a3, b0, s6);
    s7 = fma(a3, b1, s7);
    pb += 32;
    pa += 32;
    if (pa >= end) break;
  }
  addRow(c, width, s0, s1);
  if (height > 1) addRow(c + ldc, width, s2, s3);
  if (height > 2) addRow(c + 2 * ldc, width, s4, s5);
  if (height > 3) addRow(c + 3 * ldc, width, s6, s7);
}

/**
 * C ← C + α op(A) op(B) (Goto & van de Geijn's layering: panels of B, blocks of A, 4×4 tiles). With `lower`, only tiles
 * that meet the lower triangle, whose row i has the global number `rowOffset` + i.
 */
export function gemm(
  transA: bool,
  transB: bool,
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  c: usize,
  ldc: i32,
  lower: bool,
  rowOffset: i32,
  scratch: usize,
): void {
  const packedA = scratch;
  const packedB = scratch + ((<usize>(DEPTH * HEIGHT)) << 3);
  const ldcBytes = (<usize>ldc) << 3;
  for (let j0 = 0; j0 < n; j0 += WIDTH) {
    const width = min(WIDTH, n - j0);
    if (lower && j0 > rowOffset + m - 1) break;
    for (let p0 = 0; p0 < k; p0 += DEPTH) {
      const depth = min(DEPTH, k - p0);
      pack(
        b + ((<usize>(transB ? j0 * ldb + p0 : p0 * ldb + j0)) << 3), ldb, !transB, width, depth, packedB, 1,
      );
      for (let i0 = 0; i0 < m; i0 += HEIGHT) {
        const height = min(HEIGHT, m - i0);
        if (lower && j0 > rowOffset + i0 + height - 1) continue;
        pack(
          a + ((<usize>(transA ? p0 * lda + i0 : i0 * lda + p0)) << 3), lda, transA, height, depth, packedA, alpha,
        );
        for (let j = 0; j < width; j += 4) {
          const pb = packedB + ((<usize>(j * depth)) << 3);
          for (let i = 0; i < height; i += 4) {
            if (lower && j0 + j > rowOffset + i0 + i + 3) continue;
            tile(
              depth,
              packedA + ((<usize>(i * depth)) << 3),
              pb,
              c + (<usize>(i0 + i)) * ldcBytes + ((<usize>(j0 + j)) << 3),
              ldcBytes,
              height - i,
              width - j,
            );
          }
        }
      }
    }
  }
}

export function dot(n: i32, x: usize, y: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let i = 0;
  for (; i + 7 < n; i += 8) {
    s0 = fma(v128.load(x), v128.load(y), s0);
    s1 = fma(v128.load(x, 16), v128.load(y, 16), s1);
    s2 = fma(v128.load(x, 32), v128.load(y, 32), s2);
    s3 = fma(v128.load(x, 48), v128.load(y, 48), s3);
    x += 64;
    y += 64;
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (; i < n; i++) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

export function axpy(n: i32, alpha: f64, x: usize, y: usize): void {
  const f = f64x2.splat(alpha);
  let i = 0;
  for (; i + 3 < n; i += 4) {
    v128.store(y, fma(f, v128.load(x), v128.load(y)));
    v128.store(y, fma(f, v128.load(x, 16), v128.load(y, 16)), 16);
    x += 32;
    y += 32;
  }
  for (; i < n; i++) {
    store<f64>(y, load<f64>(y) + alpha * load<f64>(x));
    x += 8;
    y += 8;
  }
}

export function rotate(n: i32, x: usize, y: usize, c: f64, s: f64): void {
  const vc = f64x2.splat(c);
  const vs = f64x2.splat(s);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const u = v128.load(x);
    const v = v128.load(y);
    v128.store(x, f64x2.add(f64x2.mul(vc, u), f64x2.mul(vs, v)));
    v128.store(y, f64x2.sub(f64x2.mul(vc, v), f64x2.mul(vs, u)));
    x += 16;
    y += 16;
  }
  if (i < n) {
    const u = load<f64>(x);
    const v = load<f64>(y);
    store<f64>(x, c * u + s * v);
    store<f64>(y, c * v - s * u);
  }
}

/** y ← y + α A x; four rows share each load of x. */
export function gemv(m: i32, n: i32, alpha: f64, a: usize, lda: i32, x: usize, y: usize): void {
  const step = (<usize>lda) << 3;
  let i = 0;
  for (; i + 3 < m; i += 4) {
    let r0 = a + (<usize>i) * step;
    let r1 = r0 + step;
    let r2 = r1 + step;
    let r3 = r2 + step;
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let at = x;
    let j = 0;
    for (; j + 1 < n; j += 2) {
      const v = v128.load(at);
      s0 = fma(v128.load(r0), v, s0);
      s1 = fma(v128.load(r1), v, s1);
      s2 = fma(v128.load(r2), v, s2);
      s3 = fma(v128.load(r3), v, s3);
      at += 16;
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
    }
    let t0 = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
    let t1 = f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1);
    let t2 = f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1);
    let t3 = f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1);
    if (j < n) {
      const v = load<f64>(at);
      t0 += load<f64>(r0) * v;
      t1 += load<f64>(r1) * v;
      t2 += load<f64>(r2) * v;
      t3 += load<f64>(r3) * v;
    }
    const to = y + ((<usize>i) << 3);
    store<f64>(to, load<f64>(to) + alpha * t0);
    store<f64>(to, load<f64>(to, 8) + alpha * t1, 8);
    store<f64>(to, load<f64>(to, 16) + alpha * t2, 16);
    store<f64>(to, load<f64>(to, 24) + alpha * t3, 24);
  }
  for (; i < m; i++) {
    const to = y + ((<usize>i) << 3);
    store<f64>(to, load<f64>(to) + alpha * dot(n, a + (<usize>i) * step, x));
  }
}

/** y ← y + α Aᵀ x; four rows share each load and store of y. */
export function gemvTransposed(m: i32, n: i32, alpha: f64, a: usize, lda: i32, x: usize, y: usize): void {
  const step = (<usize>lda) << 3;
  let i = 0;
  for (; i + 3 < m; i += 4) {
    let r0 = a + (<usize>i) * step;
    let r1 = r0 + step;
    let r2 = r1 + step;
    let r3 = r2 + step;
    const at = x + ((<usize>i) << 3);
    const x0 = alpha * load<f64>(at);
    const x1 = alpha * load<f64>(at, 8);
    const x2 = alpha * load<f64>(at, 16);
    const x3 = alpha * load<f64>(at, 24);
    const f0 = f64x2.splat(x0);
    const f1 = f64x2.splat(x1);
    const f2 = f64x2.splat(x2);
    const f3 = f64x2.splat(x3);
    let to = y;
    let j = 0;
    for (; j + 1 < n; j += 2) {
      const left = fma(f1, v128.load(r1), fma(f0, v128.load(r0), v128.load(to)));
      v128.store(to, fma(f3, v128.load(r3), fma(f2, v128.load(r2), left)));
      to += 16;
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
    }
    if (j < n) {
      store<f64>(to, load<f64>(to) + x0 * load<f64>(r0) + x1 * load<f64>(r1) + x2 * load<f64>(r2) + x3 * load<f64>(r3));
    }
  }
  for (; i < m; i++) axpy(n, alpha * load<f64>(x + ((<usize>i) << 3)), a + (<usize>i) * step, y);
}

/** A ← A + α x yᵀ. */
export function ger(m: i32, n: i32, alpha: f64, x: usize, y: usize, a: usize, lda: i32): void {
  const step = (<usize>lda) << 3;
  for (let i = 0; i < m; i++) axpy(n, alpha * load<f64>(x + ((<usize>i) << 3)), y, a + (<usize>i) * step);
}
