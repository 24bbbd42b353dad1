// Products with shifted lines on 128-bit SIMD (AssemblyScript): what convolutions are made of. The twin is
// src/kernels/plain-tensors.ts. Addresses are bytes, steps and shifts are in float64 numbers.

// @ts-nocheck

// @ts-ignore: decorator
@inline
function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Terms added before they go to the sum in memory: 256 lines of x and of a strip of weights, 24 KiB, stay nearby. */
const DEPTH: i32 = 256;

// @ts-ignore: decorator
@inline
function put(y: usize, width: i32, first: bool, left: v128, right: v128): void {
  if (width >= 4) {
    v128.store(y, first ? left : f64x2.add(v128.load(y), left));
    v128.store(y, first ? right : f64x2.add(v128.load(y, 16), right), 16);
  } else {
    store<f64>(y, f64x2.extract_lane(left, 0) + (first ? 0 : load<f64>(y)));
    if (width > 1) store<f64>(y, f64x2.extract_lane(left, 1) + (first ? 0 : load<f64>(y, 8)), 8);
    if (width > 2) store<f64>(y, f64x2.extract_lane(right, 0) + (first ? 0 : load<f64>(y, 16)), 16);
  }
}

/** Four outputs at four places: two vectors of x at each shift, four broadcast weights; depth ≥ 1. */
function tile(
  depth: i32, weights: usize, shifts: usize, x: usize, y: usize, step: usize, height: i32, width: i32, first: bool,
): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  const end = weights + ((<usize>depth) << 5);
  // @unroll
  for (;;) {
    const at = x + ((<usize>load<i32>(shifts)) << 3);
    shifts += 4;
    const b0 = v128.load(at);
    const b1 = v128.load(at, 16);
    const a0 = v128.load64_splat(weights);
    s0 = fma(a0, b0, s0);
    s1 = fma(a0, b1, s1);
    const a1 = v128.load64_splat(weights, 8);
    s2 = fma(a1, b0, s2);
    s3 = fma(a1, b1, s3);
    const a2 = v128.load64_splat(weights, 16);
    s4 = fma(a2, b0, s4);
    s5 = fma(a2, b1, s5);
    const a3 = v128.load64_splat(weights, 24);
    s6 = fma(a3, b0, s6);
    s7 = fma(a3, b1, s7);
    weights += 32;
    if (weights >= end) break;
  }
  put(y, width, first, s0, s1);
  if (height > 1) put(y + step, width, first, s2, s3);
  if (height > 2) put(y + 2 * step, width, first, s4, s5);
  if (height > 3) put(y + 3 * step, width, first, s6, s7);
}

/**
 * y[o, z, r, c] = Σₖ w[o, k]·x[shiftₖ + z·planeStep + r·rowStep + c]. Weights lie in strips of four outputs, a strip
 * being depth × 4, what is missing zeros.
 */
export function shiftedProduct(
  outputs: i32, depth: i32, weights: usize, shifts: usize, x: usize, planeStep: i32, rowStep: i32, y: usize,
  planes: i32, rows: i32, width: i32,
): void {
  const strip = (<usize>depth) << 5;
  const step = (<usize>(planes * rows * width)) << 3;
  for (let k = 0; k < depth; k += DEPTH) {
    let to = y;
    const count = min(DEPTH, depth - k);
    for (let z = 0; z < planes; z++) {
      for (let r = 0; r < rows; r++) {
        const line = x + ((<usize>(z * planeStep + r * rowStep)) << 3);
        for (let c = 0; c < width; c += 4) {
          const from = line + ((<usize>c) << 3);
          let w = weights + ((<usize>k) << 5);
          let target = to + ((<usize>c) << 3);
          for (let o = 0; o < outputs; o += 4) {
            tile(count, w, shifts + ((<usize>k) << 2), from, target, step, outputs - o, width - c, k == 0);
            w += strip;
            target += step << 2;
          }
        }
        to += (<usize>width) << 3;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, s: v128): void {
  store<f64>(at, load<f64>(at) + f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1));
}

/** Two lines of y with four of x, over `rows` rows; all lines of x go on by `step` bytes, those of y by their length. */
function dots(
  y0: usize, y1: usize, x0: usize, x1: usize, x2: usize, x3: usize, rows: i32, bytes: usize, odd: bool, step: usize,
  target: usize, left: i32, next: usize,
): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  step -= bytes;
  for (; rows > 0; rows--) {
    const end = y0 + bytes;
    // @unroll
    for (;;) {
      if (y0 >= end) break;
      const u = v128.load(y0);
      const v = v128.load(y1);
      const a = v128.load(x0);
      s0 = fma(u, a, s0);
      s4 = fma(v, a, s4);
      const b = v128.load(x1);
      s1 = fma(u, b, s1);
      s5 = fma(v, b, s5);
      const c = v128.load(x2);
      s2 = fma(u, c, s2);
      s6 = fma(v, c, s6);
      const d = v128.load(x3);
      s3 = fma(u, d, s3);
      s7 = fma(v, d, s7);
      y0 += 16;
      y1 += 16;
      x0 += 16;
      x1 += 16;
      x2 += 16;
      x3 += 16;
    }
    if (odd) {
      const u = v128.load64_zero(y0);
      const v = v128.load64_zero(y1);
      const a = v128.load64_zero(x0);
      s0 = fma(u, a, s0);
      s4 = fma(v, a, s4);
      const b = v128.load64_zero(x1);
      s1 = fma(u, b, s1);
      s5 = fma(v, b, s5);
      const c = v128.load64_zero(x2);
      s2 = fma(u, c, s2);
      s6 = fma(v, c, s6);
      const d = v128.load64_zero(x3);
      s3 = fma(u, d, s3);
      s7 = fma(v, d, s7);
      y0 += 8;
      y1 += 8;
    }
    x0 += step;
    x1 += step;
    x2 += step;
    x3 += step;
  }
  addTo(target, s0);
  if (left > 1) addTo(target + 8, s1);
  if (left > 2) addTo(target + 16, s2);
  if (left > 3) addTo(target + 24, s3);
  if (next != 0) {
    addTo(next, s4);
    if (left > 1) addTo(next + 8, s5);
    if (left > 2) addTo(next + 16, s6);
    if (left > 3) addTo(next + 24, s7);
  }
}

/** Places summed at once: two lines of y of 8 KiB each stay in the first-level cache. */
const PLACES: i32 = 1024;

/** w[o, k] += Σ y[o, z, r, c]·x[shiftₖ + z·planeStep + r·rowStep + c], the sums over ranges of places added in order. */
export function shiftedGram(
  outputs: i32, depth: i32, w: usize, shifts: usize, x: usize, planeStep: i32, rowStep: i32, y: usize,
  planes: i32, rows: i32, width: i32,
): void {
  const chunk = max(1, PLACES / width);
  for (let z = 0; z < planes; z++) {
    for (let r = 0; r < rows; r += chunk) {
      const from = y + ((<usize>((z * rows + r) * width)) << 3);
      const line = x + ((<usize>(z * planeStep + r * rowStep)) << 3);
      // rows of more places than that come one by one, in parts
      for (let c = 0; c < width; c += PLACES) {
        const at = (<usize>c) << 3;
        part(
          outputs, depth, w, shifts, line + at, (<usize>rowStep) << 3, from + at, (<usize>(planes * rows * width)) << 3,
          min(chunk, rows - r), min(PLACES, width - c),
        );
      }
    }
  }
}

/** The same over some rows; steps are in bytes. */
function part(
  outputs: i32, depth: i32, w: usize, shifts: usize, x: usize, rowStep: usize, y: usize, step: usize, rows: i32, width: i32,
): void {
  const bytes = (<usize>(width & ~1)) << 3;
  const odd = (width & 1) != 0;
  for (let k = 0; k < depth; k += 4) {
    const left = depth - k;
    const s = shifts + ((<usize>k) << 2);
    const x0 = x + ((<usize>load<i32>(s)) << 3);
    const x1 = left > 1 ? x + ((<usize>load<i32>(s, 4)) << 3) : x0;
    const x2 = left > 2 ? x + ((<usize>load<i32>(s, 8)) << 3) : x0;
    const x3 = left > 3 ? x + ((<usize>load<i32>(s, 12)) << 3) : x0;
    for (let o = 0; o < outputs; o += 2) {
      const pair = o + 1 < outputs;
      const y0 = y + step * <usize>o;
      const target = w + ((<usize>(o * depth + k)) << 3);
      dots(
        y0, pair ? y0 + step : y0, x0, x1, x2, x3, rows, bytes, odd, rowStep, target, left,
        pair ? target + ((<usize>depth) << 3) : 0,
      );
    }
  }
}

// @ts-ignore: decorator
@inline
function fma32(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
function put32(y: usize, width: i32, first: bool, left: v128, right: v128): void {
  if (!first) {
    // up to eight numbers behind the last one are read, and not written
    left = f32x4.add(v128.load(y), left);
    right = f32x4.add(v128.load(y, 16), right);
  }
  if (width >= 8) {
    v128.store(y, left);
    v128.store(y, right, 16);
    return;
  }
  let rest = left;
  if (width >= 4) {
    v128.store(y, left);
    y += 16;
    width -= 4;
    rest = right;
  }
  if (width > 0) store<f32>(y, f32x4.extract_lane(rest, 0));
  if (width > 1) store<f32>(y, f32x4.extract_lane(rest, 1), 4);
  if (width > 2) store<f32>(y, f32x4.extract_lane(rest, 2), 8);
}

/** Four outputs at eight places, in float32; depth ≥ 1. */
function tile32(
  depth: i32, weights: usize, shifts: usize, x: usize, y: usize, step: usize, height: i32, width: i32, first: bool,
): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  const end = weights + ((<usize>depth) << 4);
  // @unroll
  for (;;) {
    const at = x + ((<usize>load<i32>(shifts)) << 2);
    shifts += 4;
    const b0 = v128.load(at);
    const b1 = v128.load(at, 16);
    const a0 = v128.load32_splat(weights);
    s0 = fma32(a0, b0, s0);
    s1 = fma32(a0, b1, s1);
    const a1 = v128.load32_splat(weights, 4);
    s2 = fma32(a1, b0, s2);
    s3 = fma32(a1, b1, s3);
    const a2 = v128.load32_splat(weights, 8);
    s4 = fma32(a2, b0, s4);
    s5 = fma32(a2, b1, s5);
    const a3 = v128.load32_splat(weights, 12);
    s6 = fma32(a3, b0, s6);
    s7 = fma32(a3, b1, s7);
    weights += 16;
    if (weights >= end) break;
  }
  put32(y, width, first, s0, s1);
  if (height > 1) put32(y + step, width, first, s2, s3);
  if (height > 2) put32(y + 2 * step, width, first, s4, s5);
  if (height > 3) put32(y + 3 * step, width, first, s6, s7);
}

/** `shiftedProduct` in float32; steps and shifts are in float32 numbers. */
export function shiftedProduct32(
  outputs: i32, depth: i32, weights: usize, shifts: usize, x: usize, planeStep: i32, rowStep: i32, y: usize,
  planes: i32, rows: i32, width: i32,
): void {
  const strip = (<usize>depth) << 4;
  const step = (<usize>(planes * rows * width)) << 2;
  for (let k = 0; k < depth; k += DEPTH) {
    let to = y;
    const count = min(DEPTH, depth - k);
    for (let z = 0; z < planes; z++) {
      for (let r = 0; r < rows; r++) {
        const line = x + ((<usize>(z * planeStep + r * rowStep)) << 2);
        for (let c = 0; c < width; c += 8) {
          const from = line + ((<usize>c) << 2);
          let w = weights + ((<usize>k) << 4);
          let target = to + ((<usize>c) << 2);
          for (let o = 0; o < outputs; o += 4) {
            tile32(count, w, shifts + ((<usize>k) << 2), from, target, step, outputs - o, width - c, k == 0);
            w += strip;
            target += step << 2;
          }
        }
        to += (<usize>width) << 2;
      }
    }
  }
}

/**
 * y[o, z, r, c] = x[o, z, r, c] + bias[o] in float32, or 0 where that is below: rows of `width` that lie `pitch` apart
 * in x, planes `planePitch`, to rows without gaps.
 */
export function biasedRows32(
  outputs: i32, x: usize, bias: usize, y: usize, planes: i32, rows: i32, width: i32, pitch: i32, planePitch: i32,
  rectified: bool,
): void {
  const floor = f32x4.splat(rectified ? 0 : -Infinity);
  for (let o = 0; o < outputs; o++) {
    const b = v128.load32_splat(bias + ((<usize>o) << 2));
    for (let z = 0; z < planes; z++) {
      let row = x + ((<usize>((o * planes + z) * planePitch)) << 2);
      for (let r = 0; r < rows; r++) {
        let at = row;
        let c = width;
        for (; c >= 4; c -= 4) {
          v128.store(y, f32x4.max(f32x4.add(v128.load(at), b), floor));
          at += 16;
          y += 16;
        }
        for (; c > 0; c--) {
          store<f32>(y, f32x4.extract_lane(f32x4.max(f32x4.add(v128.load32_zero(at), b), floor), 0));
          at += 4;
          y += 4;
        }
        row += (<usize>pitch) << 2;
      }
    }
  }
}
