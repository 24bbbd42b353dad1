// The pipeline of samples on 128-bit SIMD (AssemblyScript): programs of a few operations over one chunk of samples,
// each variable a contiguous line of `height` numbers. The twin is src/pipeline/plain-program.ts, which says what each
// does. Addresses are bytes; `height` is a multiple of 8, so that no line has a remainder.

// @ts-nocheck

import { fma, gram_, matrix_, sumOf } from './products';

/** Rows to lines: √w (x − shift), the sums Σ w (x − shift) of each column added to `sums` (two lanes each), max |x|. */
function load_(raw: usize, height: i32, cols: i32, lines: usize, shift: usize, roots: usize, sums: usize, most: usize): void {
  const step = (<usize>cols) << 3;
  let largest = v128.load(most);
  for (let b = 0; b < height; b += 8) {
    const at = (<usize>b) << 3;
    const w0 = v128.load(roots + at);
    const w1 = v128.load(roots + at, 16);
    const w2 = v128.load(roots + at, 32);
    const w3 = v128.load(roots + at, 48);
    let from = raw + step * <usize>b;
    let d = 0;
    for (; d + 1 < cols; d += 2) {
      const s = v128.load(shift + ((<usize>d) << 3));
      const left = <usize>load<u32>(lines + ((<usize>d) << 2)) + at;
      const right = <usize>load<u32>(lines + ((<usize>d) << 2), 4) + at;
      const r0 = v128.load(from);
      const r1 = v128.load(from + step);
      const r2 = v128.load(from + 2 * step);
      const r3 = v128.load(from + 3 * step);
      const r4 = v128.load(from + 4 * step);
      const r5 = v128.load(from + 5 * step);
      const r6 = v128.load(from + 6 * step);
      const r7 = v128.load(from + 7 * step);
      largest = f64x2.pmax(largest, f64x2.abs(r0));
      largest = f64x2.pmax(largest, f64x2.abs(r1));
      largest = f64x2.pmax(largest, f64x2.abs(r2));
      largest = f64x2.pmax(largest, f64x2.abs(r3));
      largest = f64x2.pmax(largest, f64x2.abs(r4));
      largest = f64x2.pmax(largest, f64x2.abs(r5));
      largest = f64x2.pmax(largest, f64x2.abs(r6));
      largest = f64x2.pmax(largest, f64x2.abs(r7));
      const a0 = f64x2.sub(r0, s);
      const a1 = f64x2.sub(r1, s);
      const a2 = f64x2.sub(r2, s);
      const a3 = f64x2.sub(r3, s);
      const a4 = f64x2.sub(r4, s);
      const a5 = f64x2.sub(r5, s);
      const a6 = f64x2.sub(r6, s);
      const a7 = f64x2.sub(r7, s);
      const l0 = f64x2.mul(w0, v128.shuffle<f64>(a0, a1, 0, 2));
      const l1 = f64x2.mul(w1, v128.shuffle<f64>(a2, a3, 0, 2));
      const l2 = f64x2.mul(w2, v128.shuffle<f64>(a4, a5, 0, 2));
      const l3 = f64x2.mul(w3, v128.shuffle<f64>(a6, a7, 0, 2));
      v128.store(left, l0);
      v128.store(left, l1, 16);
      v128.store(left, l2, 32);
      v128.store(left, l3, 48);
      const k0 = f64x2.mul(w0, v128.shuffle<f64>(a0, a1, 1, 3));
      const k1 = f64x2.mul(w1, v128.shuffle<f64>(a2, a3, 1, 3));
      const k2 = f64x2.mul(w2, v128.shuffle<f64>(a4, a5, 1, 3));
      const k3 = f64x2.mul(w3, v128.shuffle<f64>(a6, a7, 1, 3));
      v128.store(right, k0);
      v128.store(right, k1, 16);
      v128.store(right, k2, 32);
      v128.store(right, k3, 48);
      const sum = sums + ((<usize>d) << 4);
      v128.store(sum, fma(w3, l3, fma(w2, l2, fma(w1, l1, fma(w0, l0, v128.load(sum))))));
      v128.store(sum, fma(w3, k3, fma(w2, k2, fma(w1, k1, fma(w0, k0, v128.load(sum, 16))))), 16);
      from += 16;
    }
    if (d < cols) {
      const s = load<f64>(shift + ((<usize>d) << 3));
      const left = <usize>load<u32>(lines + ((<usize>d) << 2)) + at;
      const sum = sums + ((<usize>d) << 4);
      let total = load<f64>(sum);
      for (let r = 0; r < 8; r++) {
        const x = load<f64>(from + step * <usize>r);
        const w = load<f64>(roots + at + ((<usize>r) << 3));
        largest = f64x2.pmax(largest, f64x2.splat(abs(x)));
        const y = w * (x - s);
        store<f64>(left + ((<usize>r) << 3), y);
        total += w * y;
      }
      store<f64>(sum, total);
    }
  }
  v128.store(most, largest);
}

/** means ← sums / weight, and the sums are zeros again. */
function means_(sums: usize, cols: i32, weight: usize, means: usize): void {
  const W = load<f64>(weight);
  for (let d = 0; d < cols; d++) {
    const at = sums + ((<usize>d) << 4);
    store<f64>(means + ((<usize>d) << 3), (load<f64>(at) + load<f64>(at, 8)) / W);
    store<f64>(at, 0);
    store<f64>(at, 0, 8);
  }
}

/** target ← Σ w (x − shift) of each column of rows, over Σw: eight rows at a time, as they come. */
function columns_(raw: usize, height: i32, cols: i32, shift: usize, roots: usize, weight: usize, target: usize): void {
  const step = (<usize>cols) << 3;
  memory.fill(target, 0, step);
  for (let b = 0; b < height; b += 8) {
    const at = roots + ((<usize>b) << 3);
    const q0 = v128.load64_splat(at);
    const q1 = v128.load64_splat(at, 8);
    const q2 = v128.load64_splat(at, 16);
    const q3 = v128.load64_splat(at, 24);
    const q4 = v128.load64_splat(at, 32);
    const q5 = v128.load64_splat(at, 40);
    const q6 = v128.load64_splat(at, 48);
    const q7 = v128.load64_splat(at, 56);
    const w0 = f64x2.mul(q0, q0);
    const w1 = f64x2.mul(q1, q1);
    const w2 = f64x2.mul(q2, q2);
    const w3 = f64x2.mul(q3, q3);
    const w4 = f64x2.mul(q4, q4);
    const w5 = f64x2.mul(q5, q5);
    const w6 = f64x2.mul(q6, q6);
    const w7 = f64x2.mul(q7, q7);
    let from = raw + step * <usize>b;
    let d: usize = 0;
    for (; d + 8 < step; d += 16) {
      const s = v128.load(shift + d);
      const a = fma(w1, f64x2.sub(v128.load(from + step), s), f64x2.mul(w0, f64x2.sub(v128.load(from), s)));
      const c = fma(
        w3,
        f64x2.sub(v128.load(from + 3 * step), s),
        f64x2.mul(w2, f64x2.sub(v128.load(from + 2 * step), s)),
      );
      const e = fma(
        w5,
        f64x2.sub(v128.load(from + 5 * step), s),
        f64x2.mul(w4, f64x2.sub(v128.load(from + 4 * step), s)),
      );
      const g = fma(
        w7,
        f64x2.sub(v128.load(from + 7 * step), s),
        f64x2.mul(w6, f64x2.sub(v128.load(from + 6 * step), s)),
      );
      v128.store(target + d, f64x2.add(v128.load(target + d), f64x2.add(f64x2.add(a, c), f64x2.add(e, g))));
      from += 16;
    }
    if (d < step) {
      const s = load<f64>(shift + d);
      let sum = load<f64>(target + d);
      for (let r = 0; r < 8; r++) {
        const root = load<f64>(at + ((<usize>r) << 3));
        sum += root * root * (load<f64>(from + step * <usize>r) - s);
      }
      store<f64>(target + d, sum);
    }
  }
  const W = load<f64>(weight);
  for (let d: usize = 0; d < step; d += 8) store<f64>(target + d, load<f64>(target + d) / W);
}

/**
 * target ← Σ w (x − shift) of each cell of columns of rows: a record of `runs` is where a run of columns of one cell
 * begins and how long it is, and where the cell's number stands in `shift` and `target`, all of them in bytes.
 */
function cells_(raw: usize, height: i32, cols: i32, runs: usize, count: i32, shift: usize, roots: usize, target: usize): void {
  const step = (<usize>cols) << 3;
  const end = runs + 12 * <usize>count;
  for (let p = runs; p < end; p += 12) store<f64>(target + <usize>load<u32>(p, 8), 0);
  for (let b = 0; b < height; b++) {
    const root = load<f64>(roots + ((<usize>b) << 3));
    const w = root * root;
    for (let p = runs; p < end; p += 12) {
      let x = raw + <usize>load<u32>(p);
      const length = <usize>load<u32>(p, 4);
      const cell = <usize>load<u32>(p, 8);
      const s = v128.load64_splat(shift + cell);
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      const most = x + length;
      for (; x + 56 < most; x += 64) {
        const a = f64x2.add(f64x2.sub(v128.load(x), s), f64x2.sub(v128.load(x, 16), s));
        const c = f64x2.add(f64x2.sub(v128.load(x, 32), s), f64x2.sub(v128.load(x, 48), s));
        s0 = f64x2.add(s0, f64x2.add(a, c));
      }
      for (; x + 8 < most; x += 16) s1 = f64x2.add(s1, f64x2.sub(v128.load(x), s));
      let sum = sumOf(f64x2.add(s0, s1));
      if (x < most) sum += load<f64>(x) - f64x2.extract_lane(s, 0);
      store<f64>(target + cell, load<f64>(target + cell) + w * sum);
    }
    raw += step;
  }
}

/** Lines less √w times their means. */
function center_(lines: usize, cols: i32, height: i32, means: usize, roots: usize): void {
  const length = (<usize>height) << 3;
  for (let d = 0; d < cols; d++) {
    const m = f64x2.splat(load<f64>(means + ((<usize>d) << 3)));
    const line = <usize>load<u32>(lines + ((<usize>d) << 2));
    for (let b: usize = 0; b < length; b += 32) {
      v128.store(line + b, f64x2.sub(v128.load(line + b), f64x2.mul(m, v128.load(roots + b))));
      v128.store(line + b, f64x2.sub(v128.load(line + b, 16), f64x2.mul(m, v128.load(roots + b, 16))), 16);
    }
  }
}

/**
 * Four numbers of a line and of the one after it, as real and imaginary parts: a butterfly of two, times the twiddle.
 */
function radix2(a: usize, b: usize, half: usize, c: f64, s: f64): void {
  const vc = f64x2.splat(c);
  const vs = f64x2.splat(s);
  for (let t: usize = 0; t < half; t += 16) {
    const ar = v128.load(a + t);
    const ai = v128.load(a + half + t);
    const br = v128.load(b + t);
    const bi = v128.load(b + half + t);
    v128.store(a + t, f64x2.add(ar, br));
    v128.store(a + half + t, f64x2.add(ai, bi));
    const dr = f64x2.sub(ar, br);
    const di = f64x2.sub(ai, bi);
    v128.store(b + t, f64x2.sub(f64x2.mul(vc, dr), f64x2.mul(vs, di)));
    v128.store(b + half + t, f64x2.add(f64x2.mul(vc, di), f64x2.mul(vs, dr)));
  }
}

/** Of four, without multiplications but by the twiddles at w: w¹, w², w³ as (cos, sin). */
function radix4(a: usize, gap: usize, half: usize, w: usize): void {
  const b = a + gap;
  const c = b + gap;
  const d = c + gap;
  const c1 = v128.load64_splat(w);
  const s1 = v128.load64_splat(w, 8);
  const c2 = v128.load64_splat(w, 16);
  const s2 = v128.load64_splat(w, 24);
  const c3 = v128.load64_splat(w, 32);
  const s3 = v128.load64_splat(w, 40);
  for (let t: usize = 0; t < half; t += 16) {
    const u = t + half;
    const ar = v128.load(a + t);
    const ai = v128.load(a + u);
    const br = v128.load(b + t);
    const bi = v128.load(b + u);
    const cr = v128.load(c + t);
    const ci = v128.load(c + u);
    const dr = v128.load(d + t);
    const di = v128.load(d + u);
    const pr = f64x2.add(ar, cr);
    const pi = f64x2.add(ai, ci);
    const mr = f64x2.sub(ar, cr);
    const mi = f64x2.sub(ai, ci);
    const qr = f64x2.add(br, dr);
    const qi = f64x2.add(bi, di);
    const nr = f64x2.sub(br, dr);
    const ni = f64x2.sub(bi, di);
    v128.store(a + t, f64x2.add(pr, qr));
    v128.store(a + u, f64x2.add(pi, qi));
    // e^{−2πi/4} = −i: a − c − i(b − d)
    const r1 = f64x2.add(mr, ni);
    const i1 = f64x2.sub(mi, nr);
    v128.store(b + t, f64x2.sub(f64x2.mul(c1, r1), f64x2.mul(s1, i1)));
    v128.store(b + u, f64x2.add(f64x2.mul(c1, i1), f64x2.mul(s1, r1)));
    const r2 = f64x2.sub(pr, qr);
    const i2 = f64x2.sub(pi, qi);
    v128.store(c + t, f64x2.sub(f64x2.mul(c2, r2), f64x2.mul(s2, i2)));
    v128.store(c + u, f64x2.add(f64x2.mul(c2, i2), f64x2.mul(s2, r2)));
    const r3 = f64x2.sub(mr, ni);
    const i3 = f64x2.add(mi, nr);
    v128.store(d + t, f64x2.sub(f64x2.mul(c3, r3), f64x2.mul(s3, i3)));
    v128.store(d + u, f64x2.add(f64x2.mul(c3, i3), f64x2.mul(s3, r3)));
  }
}

/**
 * Of any length: sums of `r` products by the table of e^{−2πi jk/r} at w, the twiddles after it; `room` holds 32·r
 * bytes.
 */
function radixAny(a: usize, gap: usize, r: i32, half: usize, table: usize, w: usize, room: usize): void {
  for (let t: usize = 0; t < half; t += 16) {
    for (let j = 0; j < r; j++) {
      const from = a + gap * <usize>j + t;
      v128.store(room + ((<usize>j) << 5), v128.load(from));
      v128.store(room + ((<usize>j) << 5), v128.load(from + half), 16);
    }
    for (let k = 0; k < r; k++) {
      let re = f64x2.splat(0);
      let im = f64x2.splat(0);
      for (let j = 0; j < r; j++) {
        const e = table + ((<usize>((j * k) % r)) << 4);
        const c = v128.load64_splat(e);
        const s = v128.load64_splat(e, 8);
        const xr = v128.load(room + ((<usize>j) << 5));
        const xi = v128.load(room + ((<usize>j) << 5), 16);
        re = f64x2.add(re, f64x2.sub(f64x2.mul(c, xr), f64x2.mul(s, xi)));
        im = f64x2.add(im, f64x2.add(f64x2.mul(c, xi), f64x2.mul(s, xr)));
      }
      const to = a + gap * <usize>k + t;
      const c = v128.load64_splat(w + ((<usize>k) << 4));
      const s = v128.load64_splat(w + ((<usize>k) << 4), 8);
      v128.store(to, f64x2.sub(f64x2.mul(c, re), f64x2.mul(s, im)));
      v128.store(to + half, f64x2.add(f64x2.mul(c, im), f64x2.mul(s, re)));
    }
  }
}

/**
 * One stage of a transform by decimation in frequency, in place: `blocks` blocks of `length` lines `step` bytes apart,
 * cut into `radix` parts. At `table`: e^{−2πi j/radix} for j < radix, then the twiddles e^{−2πi jk/length} of each j,
 * k < radix.
 */
function fourier_(x: usize, step: usize, blocks: i32, length: i32, radix: i32, height: i32, table: usize, room: usize): void {
  const half = (<usize>height) << 2;
  const part = length / radix;
  const gap = step * <usize>part;
  const twiddles = table + ((<usize>radix) << 4);
  for (let g = 0; g < blocks; g++) {
    for (let j = 0; j < part; j++) {
      const a = x + step * <usize>(g * length + j);
      const w = twiddles + ((<usize>(j * radix)) << 4);
      if (radix == 4) radix4(a, gap, half, w + 16);
      else if (radix == 2) radix2(a, a + gap, half, load<f64>(w, 16), load<f64>(w, 24));
      else radixAny(a, gap, radix, half, table, w, room);
    }
  }
}

/**
 * Frequencies ±k of two real signals that were transformed as one complex one, to two real coordinates each: a record
 * is the lines of k, of −k and of two outputs, then four coefficients (of Re and Im, for each output) at an address.
 */
function split_(records: usize, count: i32, height: i32): void {
  const half = (<usize>height) << 2;
  for (let p = 0; p < count; p++) {
    const k = <usize>load<u32>(records);
    const l = <usize>load<u32>(records, 4);
    const o0 = <usize>load<u32>(records, 8);
    const o1 = <usize>load<u32>(records, 12);
    const e = <usize>load<u32>(records, 16);
    const c0 = v128.load64_splat(e);
    const s0 = v128.load64_splat(e, 8);
    const c1 = v128.load64_splat(e, 16);
    const s1 = v128.load64_splat(e, 24);
    for (let t: usize = 0; t < half; t += 16) {
      const a = v128.load(k + t);
      const b = v128.load(k + half + t);
      const c = v128.load(l + t);
      const d = v128.load(l + half + t);
      const r0 = f64x2.add(a, c);
      const i0 = f64x2.sub(b, d);
      const r1 = f64x2.add(b, d);
      const i1 = f64x2.sub(c, a);
      v128.store(o0 + t, f64x2.add(f64x2.mul(c0, r0), f64x2.mul(s0, i0)));
      v128.store(o0 + half + t, f64x2.add(f64x2.mul(c0, r1), f64x2.mul(s0, i1)));
      v128.store(o1 + t, f64x2.add(f64x2.mul(c1, r0), f64x2.mul(s1, i0)));
      v128.store(o1 + half + t, f64x2.add(f64x2.mul(c1, r1), f64x2.mul(s1, i1)));
    }
    records += 20;
  }
}

/** Lines to rows, plus the shift. */
function unload_(lines: usize, cols: i32, height: i32, shift: usize, raw: usize): void {
  const step = (<usize>cols) << 3;
  for (let b = 0; b < height; b += 8) {
    const at = (<usize>b) << 3;
    for (let d = 0; d < cols; d++) {
      const line = <usize>load<u32>(lines + ((<usize>d) << 2)) + at;
      const s = load<f64>(shift + ((<usize>d) << 3));
      let to = raw + step * <usize>b + ((<usize>d) << 3);
      for (let r = 0; r < 8; r++) {
        store<f64>(to, load<f64>(line + ((<usize>r) << 3)) + s);
        to += step;
      }
    }
  }
}

/** out[b] += Σ over `count` lines of their squares, lines one after the other. */
function squares_(z: usize, count: i32, height: i32, out: usize): void {
  const length = (<usize>height) << 3;
  for (let i = 0; i < count; i++) {
    for (let b: usize = 0; b < length; b += 16) {
      const v = v128.load(z + b);
      v128.store(out + b, fma(v, v, v128.load(out + b)));
    }
    z += length;
  }
}

/** The sum and the difference of two lines. */
function signs2(table: usize, length: usize): void {
  const a = <usize>load<u32>(table);
  const b = <usize>load<u32>(table, 4);
  const p = <usize>load<u32>(table, 8);
  const q = <usize>load<u32>(table, 12);
  for (let t: usize = 0; t < length; t += 16) {
    const x = v128.load(a + t);
    const y = v128.load(b + t);
    v128.store(p + t, f64x2.add(x, y));
    v128.store(q + t, f64x2.sub(x, y));
  }
}

/** Of four lines, in two steps. */
function signs4(table: usize, length: usize): void {
  const a = <usize>load<u32>(table);
  const b = <usize>load<u32>(table, 4);
  const c = <usize>load<u32>(table, 8);
  const d = <usize>load<u32>(table, 12);
  const p = <usize>load<u32>(table, 16);
  const q = <usize>load<u32>(table, 20);
  const r = <usize>load<u32>(table, 24);
  const s = <usize>load<u32>(table, 28);
  for (let t: usize = 0; t < length; t += 16) {
    const xa = v128.load(a + t);
    const xb = v128.load(b + t);
    const xc = v128.load(c + t);
    const xd = v128.load(d + t);
    const u0 = f64x2.add(xa, xb);
    const u1 = f64x2.sub(xa, xb);
    const u2 = f64x2.add(xc, xd);
    const u3 = f64x2.sub(xc, xd);
    v128.store(p + t, f64x2.add(u0, u2));
    v128.store(q + t, f64x2.add(u1, u3));
    v128.store(r + t, f64x2.sub(u0, u2));
    v128.store(s + t, f64x2.sub(u1, u3));
  }
}

/** Of eight lines, in three steps. */
function signs8(table: usize, length: usize): void {
  for (let t: usize = 0; t < length; t += 16) {
    const x0 = v128.load(<usize>load<u32>(table) + t);
    const x1 = v128.load(<usize>load<u32>(table, 4) + t);
    const x2 = v128.load(<usize>load<u32>(table, 8) + t);
    const x3 = v128.load(<usize>load<u32>(table, 12) + t);
    const x4 = v128.load(<usize>load<u32>(table, 16) + t);
    const x5 = v128.load(<usize>load<u32>(table, 20) + t);
    const x6 = v128.load(<usize>load<u32>(table, 24) + t);
    const x7 = v128.load(<usize>load<u32>(table, 28) + t);
    const a0 = f64x2.add(x0, x1);
    const a1 = f64x2.sub(x0, x1);
    const a2 = f64x2.add(x2, x3);
    const a3 = f64x2.sub(x2, x3);
    const a4 = f64x2.add(x4, x5);
    const a5 = f64x2.sub(x4, x5);
    const a6 = f64x2.add(x6, x7);
    const a7 = f64x2.sub(x6, x7);
    const b0 = f64x2.add(a0, a2);
    const b1 = f64x2.add(a1, a3);
    const b2 = f64x2.sub(a0, a2);
    const b3 = f64x2.sub(a1, a3);
    const b4 = f64x2.add(a4, a6);
    const b5 = f64x2.add(a5, a7);
    const b6 = f64x2.sub(a4, a6);
    const b7 = f64x2.sub(a5, a7);
    v128.store(<usize>load<u32>(table, 32) + t, f64x2.add(b0, b4));
    v128.store(<usize>load<u32>(table, 36) + t, f64x2.add(b1, b5));
    v128.store(<usize>load<u32>(table, 40) + t, f64x2.add(b2, b6));
    v128.store(<usize>load<u32>(table, 44) + t, f64x2.add(b3, b7));
    v128.store(<usize>load<u32>(table, 48) + t, f64x2.sub(b0, b4));
    v128.store(<usize>load<u32>(table, 52) + t, f64x2.sub(b1, b5));
    v128.store(<usize>load<u32>(table, 56) + t, f64x2.sub(b2, b6));
    v128.store(<usize>load<u32>(table, 60) + t, f64x2.sub(b3, b7));
  }
}

/** Signed sums over orbits of involutions: for each, the addresses of its lines, then of the sums. */
function signs_(table: usize, count: i32, size: i32, height: i32): void {
  const length = (<usize>height) << 3;
  for (let g = 0; g < count; g++) {
    if (size == 4) signs4(table, length);
    else if (size == 2) signs2(table, length);
    else if (size == 8) signs8(table, length);
    else memory.copy(<usize>load<u32>(table, 4), <usize>load<u32>(table), length);
    table += (<usize>size) << 3;
  }
}

/** Runs a program: records of 12 words, the first of which names the operation; 0 ends it. */
export function run(program: usize): void {
  for (let p = program; ; p += 48) {
    const a = <usize>load<u32>(p, 4);
    const b = load<i32>(p, 8);
    const c = load<i32>(p, 12);
    const d = load<i32>(p, 16);
    const e = load<i32>(p, 20);
    const f = load<i32>(p, 24);
    const g = load<i32>(p, 28);
    const h = load<i32>(p, 32);
    const i = load<i32>(p, 36);
    switch (load<i32>(p)) {
      case 1:
        load_(a, b, c, d, e, f, g, h);
        break;
      case 2:
        means_(a, b, c, d);
        break;
      case 3:
        center_(a, b, c, d, e);
        break;
      case 4:
        matrix_(a, b, c, d, e, f, g, h);
        break;
      case 5:
        gram_(a, b, c, d, e, f, g, h, i);
        break;
      case 6:
        fourier_(a, b, c, d, e, f, g, h);
        break;
      case 7:
        split_(a, b, c);
        break;
      case 8:
        unload_(a, b, c, d, e);
        break;
      case 9:
        memory.copy(a, b, c);
        break;
      case 10:
        squares_(a, b, c, d);
        break;
      case 11:
        signs_(a, b, c, d);
        break;
      case 12:
        columns_(a, b, c, d, e, f, g);
        break;
      case 13:
        cells_(a, b, c, d, e, f, g, h);
        break;
      default:
        return;
    }
  }
}
