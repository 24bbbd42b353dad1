// Passes over entries on 128-bit SIMD (AssemblyScript). The twin is src/kernels/plain-tensors.ts. Addresses are
// bytes.

// @ts-nocheck

/** y ← x where the mask is above 0, else 0. */
export function keepPositive(n: i32, x: usize, mask: usize, y: usize): void {
  const zero = f64x2.splat(0);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    v128.store(y, v128.and(v128.load(x), f64x2.gt(v128.load(mask), zero)));
    x += 16;
    mask += 16;
    y += 16;
  }
  if (i < n) store<f64>(y, load<f64>(mask) > 0 ? load<f64>(x) : 0);
}

/** y ← y + the rows of x, one after another. */
export function addRows(rows: i32, width: i32, x: usize, y: usize): void {
  const step = (<usize>width) << 3;
  let j = 0;
  for (; j + 7 < width; j += 8) {
    let s0 = v128.load(y);
    let s1 = v128.load(y, 16);
    let s2 = v128.load(y, 32);
    let s3 = v128.load(y, 48);
    let at = x;
    for (let r = 0; r < rows; r++) {
      s0 = f64x2.add(s0, v128.load(at));
      s1 = f64x2.add(s1, v128.load(at, 16));
      s2 = f64x2.add(s2, v128.load(at, 32));
      s3 = f64x2.add(s3, v128.load(at, 48));
      at += step;
    }
    v128.store(y, s0);
    v128.store(y, s1, 16);
    v128.store(y, s2, 32);
    v128.store(y, s3, 48);
    x += 64;
    y += 64;
  }
  for (; j < width; j++) {
    let sum = load<f64>(y);
    let at = x;
    for (let r = 0; r < rows; r++) {
      sum += load<f64>(at);
      at += step;
    }
    store<f64>(y, sum);
    x += 8;
    y += 8;
  }
}
