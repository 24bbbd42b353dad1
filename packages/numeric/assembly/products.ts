// Products of lines on 128-bit SIMD (AssemblyScript): by a small matrix, and with each other. The twin is
// src/pipeline/plain-program.ts. Addresses are bytes; lines are multiples of 8 numbers long.

// @ts-nocheck

// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function sumOf(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/**
 * One line of a product by a matrix: sums of the lines from x on, `step` bytes apart, by a packed column from q to
 * `end`.
 */
function lines1(x: usize, step: usize, q: usize, end: usize, outputs: usize, length: usize, subtract: i32): void {
  const o0 = <usize>load<u32>(outputs);
  for (let b: usize = 0; b < length; b += 64) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let from = x + b;
    for (let p = q; p < end; p += 32) {
      const x0 = v128.load(from);
      const x1 = v128.load(from, 16);
      const x2 = v128.load(from, 32);
      const x3 = v128.load(from, 48);
      const q0 = v128.load64_splat(p);
      s0 = fma(q0, x0, s0);
      s1 = fma(q0, x1, s1);
      s2 = fma(q0, x2, s2);
      s3 = fma(q0, x3, s3);
      from += step;
    }
    if (subtract) {
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b), s0));
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 16), s1), 16);
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 32), s2), 32);
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 48), s3), 48);
    } else {
      v128.store(o0 + b, s0);
      v128.store(o0 + b, s1, 16);
      v128.store(o0 + b, s2, 32);
      v128.store(o0 + b, s3, 48);
    }
  }
}

/** Two lines. */
function lines2(x: usize, step: usize, q: usize, end: usize, outputs: usize, length: usize, subtract: i32): void {
  const o0 = <usize>load<u32>(outputs);
  const o1 = <usize>load<u32>(outputs, 4);
  for (let b: usize = 0; b < length; b += 64) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let s4 = f64x2.splat(0);
    let s5 = f64x2.splat(0);
    let s6 = f64x2.splat(0);
    let s7 = f64x2.splat(0);
    let from = x + b;
    for (let p = q; p < end; p += 32) {
      const x0 = v128.load(from);
      const x1 = v128.load(from, 16);
      const x2 = v128.load(from, 32);
      const x3 = v128.load(from, 48);
      const q0 = v128.load64_splat(p);
      s0 = fma(q0, x0, s0);
      s1 = fma(q0, x1, s1);
      s2 = fma(q0, x2, s2);
      s3 = fma(q0, x3, s3);
      const q1 = v128.load64_splat(p, 8);
      s4 = fma(q1, x0, s4);
      s5 = fma(q1, x1, s5);
      s6 = fma(q1, x2, s6);
      s7 = fma(q1, x3, s7);
      from += step;
    }
    if (subtract) {
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b), s0));
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 16), s1), 16);
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 32), s2), 32);
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 48), s3), 48);
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b), s4));
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b, 16), s5), 16);
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b, 32), s6), 32);
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b, 48), s7), 48);
    } else {
      v128.store(o0 + b, s0);
      v128.store(o0 + b, s1, 16);
      v128.store(o0 + b, s2, 32);
      v128.store(o0 + b, s3, 48);
      v128.store(o1 + b, s4);
      v128.store(o1 + b, s5, 16);
      v128.store(o1 + b, s6, 32);
      v128.store(o1 + b, s7, 48);
    }
  }
}


/** Three lines. */
function lines3(x: usize, step: usize, q: usize, end: usize, outputs: usize, length: usize, subtract: i32): void {
  const o0 = <usize>load<u32>(outputs);
  const o1 = <usize>load<u32>(outputs, 4);
  const o2 = <usize>load<u32>(outputs, 8);
  for (let b: usize = 0; b < length; b += 32) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let s4 = f64x2.splat(0);
    let s5 = f64x2.splat(0);
    let from = x + b;
    for (let p = q; p < end; p += 32) {
      const x0 = v128.load(from);
      const x1 = v128.load(from, 16);
      const q0 = v128.load64_splat(p);
      s0 = fma(q0, x0, s0);
      s1 = fma(q0, x1, s1);
      const q1 = v128.load64_splat(p, 8);
      s2 = fma(q1, x0, s2);
      s3 = fma(q1, x1, s3);
      const q2 = v128.load64_splat(p, 16);
      s4 = fma(q2, x0, s4);
      s5 = fma(q2, x1, s5);
      from += step;
    }
    if (subtract) {
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b), s0));
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 16), s1), 16);
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b), s2));
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b, 16), s3), 16);
      v128.store(o2 + b, f64x2.sub(v128.load(o2 + b), s4));
      v128.store(o2 + b, f64x2.sub(v128.load(o2 + b, 16), s5), 16);
    } else {
      v128.store(o0 + b, s0);
      v128.store(o0 + b, s1, 16);
      v128.store(o1 + b, s2);
      v128.store(o1 + b, s3, 16);
      v128.store(o2 + b, s4);
      v128.store(o2 + b, s5, 16);
    }
  }
}


/** Four lines. */
function lines4(x: usize, step: usize, q: usize, end: usize, outputs: usize, length: usize, subtract: i32): void {
  const o0 = <usize>load<u32>(outputs);
  const o1 = <usize>load<u32>(outputs, 4);
  const o2 = <usize>load<u32>(outputs, 8);
  const o3 = <usize>load<u32>(outputs, 12);
  for (let b: usize = 0; b < length; b += 32) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    let s4 = f64x2.splat(0);
    let s5 = f64x2.splat(0);
    let s6 = f64x2.splat(0);
    let s7 = f64x2.splat(0);
    let from = x + b;
    for (let p = q; p < end; p += 32) {
      const x0 = v128.load(from);
      const x1 = v128.load(from, 16);
      const q0 = v128.load64_splat(p);
      s0 = fma(q0, x0, s0);
      s1 = fma(q0, x1, s1);
      const q1 = v128.load64_splat(p, 8);
      s2 = fma(q1, x0, s2);
      s3 = fma(q1, x1, s3);
      const q2 = v128.load64_splat(p, 16);
      s4 = fma(q2, x0, s4);
      s5 = fma(q2, x1, s5);
      const q3 = v128.load64_splat(p, 24);
      s6 = fma(q3, x0, s6);
      s7 = fma(q3, x1, s7);
      from += step;
    }
    if (subtract) {
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b), s0));
      v128.store(o0 + b, f64x2.sub(v128.load(o0 + b, 16), s1), 16);
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b), s2));
      v128.store(o1 + b, f64x2.sub(v128.load(o1 + b, 16), s3), 16);
      v128.store(o2 + b, f64x2.sub(v128.load(o2 + b), s4));
      v128.store(o2 + b, f64x2.sub(v128.load(o2 + b, 16), s5), 16);
      v128.store(o3 + b, f64x2.sub(v128.load(o3 + b), s6));
      v128.store(o3 + b, f64x2.sub(v128.load(o3 + b, 16), s7), 16);
    } else {
      v128.store(o0 + b, s0);
      v128.store(o0 + b, s1, 16);
      v128.store(o1 + b, s2);
      v128.store(o1 + b, s3, 16);
      v128.store(o2 + b, s4);
      v128.store(o2 + b, s5, 16);
      v128.store(o3 + b, s6);
      v128.store(o3 + b, s7, 16);
    }
  }
}


/** `count` lines of sums of `n` lines that lie `step` bytes apart. */
export function matrix_(x: usize, step: usize, n: i32, q: usize, outputs: usize, count: i32, height: i32, subtract: i32): void {
  const length = (<usize>height) << 3;
  const strip = (<usize>n) << 5;
  for (; count > 3; count -= 4) {
    lines4(x, step, q, q + strip, outputs, length, subtract);
    q += strip;
    outputs += 16;
  }
  if (count == 3) lines3(x, step, q, q + strip, outputs, length, subtract);
  else if (count == 2) lines2(x, step, q, q + strip, outputs, length, subtract);
  else if (count == 1) lines1(x, step, q, q + strip, outputs, length, subtract);
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, s: v128): void {
  store<f64>(at, load<f64>(at) + sumOf(s));
}

/**
 * A tile of two lines with four: adds y_i·z_j to two rows of the target. In a function of its own, and without
 * unrolling: in a larger one, or unrolled, V8 keeps the sums in memory (measured: 1.5 times as long).
 */
function dots(y0: usize, y1: usize, z0: usize, z1: usize, z2: usize, z3: usize, bytes: usize, to0: usize, to1: usize, left: i32): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  for (let b: usize = 0; b < bytes; b += 16) {
    const u = v128.load(y0 + b);
    const v = v128.load(y1 + b);
    const a = v128.load(z0 + b);
    s0 = fma(u, a, s0);
    s4 = fma(v, a, s4);
    const c = v128.load(z1 + b);
    s1 = fma(u, c, s1);
    s5 = fma(v, c, s5);
    const d = v128.load(z2 + b);
    s2 = fma(u, d, s2);
    s6 = fma(v, d, s6);
    const e = v128.load(z3 + b);
    s3 = fma(u, e, s3);
    s7 = fma(v, e, s7);
  }
  addTo(to0, s0);
  if (left > 1) addTo(to0 + 8, s1);
  if (left > 2) addTo(to0 + 16, s2);
  if (left > 3) addTo(to0 + 24, s3);
  if (to1 != 0) {
    addTo(to1, s4);
    if (left > 1) addTo(to1 + 8, s5);
    if (left > 2) addTo(to1 + 16, s6);
    if (left > 3) addTo(to1 + 24, s7);
  }
}

/** One dot product, in four sums. */
function dotOf(y: usize, z: usize, bytes: usize, to: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (let b: usize = 0; b < bytes; b += 64) {
    s0 = fma(v128.load(y + b), v128.load(z + b), s0);
    s1 = fma(v128.load(y + b, 16), v128.load(z + b, 16), s1);
    s2 = fma(v128.load(y + b, 32), v128.load(z + b, 32), s2);
    s3 = fma(v128.load(y + b, 48), v128.load(z + b, 48), s3);
  }
  addTo(to, f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)));
}

/**
 * Dot products of lines: G[i][j] += Σ y_i·z_j for i < m, j < n, with `lower` only what touches j ≤ i. Four lines of z
 * stay in the first-level cache while those of y pass.
 */
export function gram_(y: usize, stepY: usize, m: i32, z: usize, stepZ: usize, n: i32, length: i32, target: usize, lower: i32): void {
  const bytes = (<usize>length) << 3;
  const row = (<usize>n) << 3;
  if (m == 1 && n == 1) {
    dotOf(y, z, bytes, target);
    return;
  }
  for (let j = 0; j < n; j += 4) {
    const left = n - j;
    const z0 = z + stepZ * <usize>j;
    const z1 = left > 1 ? z0 + stepZ : z0;
    const z2 = left > 2 ? z1 + stepZ : z0;
    const z3 = left > 3 ? z2 + stepZ : z0;
    for (let i = lower ? j : 0; i < m; i += 2) {
      const pair = i + 1 < m;
      const y0 = y + stepY * <usize>i;
      const to = target + row * <usize>i + ((<usize>j) << 3);
      dots(y0, pair ? y0 + stepY : y0, z0, z1, z2, z3, bytes, to, pair ? to + row : 0, left);
    }
  }
}
