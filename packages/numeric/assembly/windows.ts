// Rows as windows of six places and back, on 128-bit SIMD (AssemblyScript): what short filters are multiplied with at
// the points 0, 1, −1, 2, −2, ∞ (Winograd, Arithmetic Complexity of Computations, 1980, ch. V). The twin is
// src/kernels/plain-windows.ts. Addresses are bytes; two neighboring windows at a time.

// @ts-nocheck

// @ts-ignore: decorator
@inline
function pair(at: usize, step: usize): v128 {
  return v128.load64_lane(at + step, v128.load64_zero(at), 1);
}

// @ts-ignore: decorator
@inline
function put(to: usize, value: v128, both: bool): void {
  if (both) v128.store(to, value);
  else v128.store64_lane(to, value, 0);
}

/** `count` zeros. */
function clear(to: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    store<f64>(to, 0);
    to += 8;
  }
}

/** `count` numbers; in a loop, for a call of the host costs more than rows of this length. */
function copy(from: usize, to: usize, count: i32): void {
  for (; count > 1; count -= 2) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  if (count > 0) store<f64>(to, load<f64>(from));
}

/** The windows of one row that lie `reach` numbers apart, from a row that holds all their places. */
function inputRow(row: usize, reach: i32, count: i32, to: usize, part: usize): void {
  const step = (<usize>reach) << 3;
  const four = f64x2.splat(4);
  for (let t = 0; t < count; t += 2) {
    const both = t + 1 < count;
    const a0 = v128.load(row);
    const a1 = v128.load(row, 16);
    const a2 = v128.load(row, 32);
    const b0 = v128.load(row + step);
    const b1 = v128.load(row + step, 16);
    const b2 = v128.load(row + step, 32);
    const d0 = v128.shuffle<f64>(a0, b0, 0, 2);
    const d1 = v128.shuffle<f64>(a0, b0, 1, 3);
    const d2 = v128.shuffle<f64>(a1, b1, 0, 2);
    const d3 = v128.shuffle<f64>(a1, b1, 1, 3);
    const d4 = v128.shuffle<f64>(a2, b2, 0, 2);
    const d5 = v128.shuffle<f64>(a2, b2, 1, 3);
    const even = f64x2.sub(d4, d2);
    const odd = f64x2.sub(d3, d1);
    const twice = f64x2.add(odd, odd);
    const e = f64x2.sub(d4, f64x2.mul(four, d2));
    const o = f64x2.sub(d3, f64x2.mul(four, d1));
    let at = to;
    put(at, f64x2.sub(even, f64x2.mul(four, f64x2.sub(d2, d0))), both);
    put((at += part), f64x2.add(e, o), both);
    put((at += part), f64x2.sub(e, o), both);
    put((at += part), f64x2.add(even, twice), both);
    put((at += part), f64x2.sub(even, twice), both);
    put((at += part), f64x2.sub(f64x2.sub(d5, d3), f64x2.mul(four, odd)), both);
    row += step << 1;
    to += 16;
  }
}

/** The values at the six points of polynomials whose `reach` coefficients lie in a row. */
function outputRow(row: usize, reach: i32, count: i32, to: usize, part: usize): void {
  const step = (<usize>reach) << 3;
  const two = f64x2.splat(2);
  const four = f64x2.splat(4);
  for (let t = 0; t < count; t += 2) {
    const both = t + 1 < count;
    const y0 = pair(row, step);
    const y1 = pair(row + 8, step);
    let even = y0;
    let odd = y1;
    let far = y0;
    let last = y1;
    let wide = f64x2.mul(two, y1);
    if (reach > 2) {
      const y2 = pair(row + 16, step);
      even = f64x2.add(even, y2);
      far = f64x2.add(far, f64x2.mul(four, y2));
      last = y2;
    }
    if (reach > 3) {
      const y3 = pair(row + 24, step);
      odd = f64x2.add(odd, y3);
      wide = f64x2.add(wide, f64x2.mul(f64x2.splat(8), y3));
      last = y3;
    }
    if (reach > 4) {
      const y4 = pair(row + 32, step);
      even = f64x2.add(even, y4);
      far = f64x2.add(far, f64x2.mul(f64x2.splat(16), y4));
      last = y4;
    }
    let at = to;
    put(at, y0, both);
    put((at += part), f64x2.add(even, odd), both);
    put((at += part), f64x2.sub(even, odd), both);
    put((at += part), f64x2.add(far, wide), both);
    put((at += part), f64x2.sub(far, wide), both);
    put((at += part), last, both);
    row += step << 1;
    to += 16;
  }
}

/**
 * Rows [channels, planes, rows, width] with zeros around them as windows [6, channels, laidPlanes, laidRows, count] that
 * lie `reach` places apart: of `inputs` each six places long, or else the values of their `reach` numbers at the
 * points. `row` is room for (count + 1)·reach + 6 numbers. A call takes neighboring windows in pairs: the second of the
 * last pair may be read, and is not written.
 */
export function windows(
  inputs: bool, channels: i32, planes: i32, rows: i32, width: i32, padPlanes: i32, padRows: i32, pad: i32,
  laidPlanes: i32, laidRows: i32, reach: i32, count: i32, x: usize, u: usize, row: usize,
): void {
  const length = (count + 1) * reach + 6;
  const part = (<usize>(channels * laidPlanes * laidRows * count)) << 3;
  const step = (<usize>width) << 3;
  const within = row + ((<usize>pad) << 3);
  const used = min(width, length - pad);
  clear(row, length);
  for (let c = 0; c < channels; c++) {
    for (let q = 0; q < laidPlanes; q++) {
      const z = q - padPlanes;
      for (let s = 0; s < laidRows; s++) {
        const r = s - padRows;
        if (z < 0 || z >= planes || r < 0 || r >= rows) {
          for (let j = 0; j < 6; j++) clear(u + part * <usize>j, count);
        } else {
          copy(x + step * <usize>((c * planes + z) * rows + r), within, used);
          if (inputs) inputRow(row, reach, count, u, part);
          else outputRow(row, reach, count, u, part);
        }
        u += (<usize>count) << 3;
      }
    }
  }
}

/** The adjoint of the values at the points: windows [6, rows, count] to rows of `width`. */
export function windowSums(rows: i32, width: i32, reach: i32, count: i32, u: usize, y: usize, row: usize): void {
  const part = (<usize>(rows * count)) << 3;
  const step = (<usize>reach) << 3;
  const two = f64x2.splat(2);
  const four = f64x2.splat(4);
  for (let r = 0; r < rows; r++) {
    let to = row;
    for (let t = 0; t < count; t += 2) {
      let at = u + ((<usize>t) << 3);
      const m0 = v128.load(at);
      const m1 = v128.load((at += part));
      const m2 = v128.load((at += part));
      const m3 = v128.load((at += part));
      const m4 = v128.load((at += part));
      const m5 = v128.load((at += part));
      const near = f64x2.add(m1, m2);
      const far = f64x2.add(m3, m4);
      const odd = f64x2.sub(m1, m2);
      const wide = f64x2.mul(two, f64x2.sub(m3, m4));
      const y0 = f64x2.add(m0, f64x2.add(near, far));
      v128.store64_lane(to, y0, 0);
      v128.store64_lane(to + step, y0, 1);
      let last = f64x2.add(odd, wide);
      if (reach > 2) {
        v128.store64_lane(to + 8, last, 0);
        v128.store64_lane(to + step + 8, last, 1);
        last = f64x2.add(near, f64x2.mul(four, far));
      }
      if (reach > 3) {
        v128.store64_lane(to + 16, last, 0);
        v128.store64_lane(to + step + 16, last, 1);
        last = f64x2.add(odd, f64x2.mul(four, wide));
      }
      if (reach > 4) {
        v128.store64_lane(to + 24, last, 0);
        v128.store64_lane(to + step + 24, last, 1);
        last = f64x2.add(near, f64x2.mul(f64x2.splat(16), far));
      }
      last = f64x2.add(last, m5);
      const end = to + step - 8;
      v128.store64_lane(end, last, 0);
      v128.store64_lane(end + step, last, 1);
      to += step << 1;
    }
    copy(row, y, width);
    u += (<usize>count) << 3;
    y += (<usize>width) << 3;
  }
}
