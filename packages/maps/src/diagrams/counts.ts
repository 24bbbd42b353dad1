/**
 * Dimensions of the invariants of classical groups in tensors, by partitions: dim (V^{⊗k})^G is a sum of numbers f^λ of
 * standard tableaux (Weyl 1946; Goodman & Wallach 2009, §§5.3, 10.2), n the dimension of V.
 */

/** The partitions of k into at most `most` parts, parts descending. */
export function* partitions(k: number, most: number, largest = k): Generator<number[]> {
  if (k === 0) {
    yield [];
    return;
  }
  if (most === 0) return;
  for (let part = Math.min(k, largest); part >= 1; part--) {
    for (const rest of partitions(k - part, most - 1, part)) yield [part, ...rest];
  }
}

/** f^λ, the number of standard tableaux of shape λ: k! over the product of the hook lengths. */
export function standardTableaux(shape: readonly number[]): bigint {
  let [above, below] = [1n, 1n];
  let k = 0;
  shape.forEach((row, i) => {
    for (let j = 0; j < row; j++) {
      const leg = shape.filter((r, l) => l > i && r > j).length;
      below *= BigInt(row - j + leg);
      above *= BigInt(++k);
    }
  });
  return above / below;
}

function sumOver(k: number, rows: number, wanted: (shape: readonly number[]) => boolean): bigint {
  let sum = 0n;
  for (const shape of partitions(k, rows)) if (wanted(shape)) sum += standardTableaux(shape);
  return sum;
}

/** O(n): shapes of at most n rows, all even; for SO(n) also those of n rows, all odd. */
export function orthogonalInvariants(n: number, k: number, special: boolean): bigint {
  const even = sumOver(k, n, (shape) => shape.every((r) => r % 2 === 0));
  return special ? even + determinantInvariants(n, k) : even;
}

/** The tensors on which O(n) acts by the determinant: n odd rows. */
export function determinantInvariants(n: number, k: number): bigint {
  return k === 0 ? 0n : sumOver(k, n, (shape) => shape.length === n && shape.every((r) => r % 2 === 1));
}

/** Sp of n = 2m rows: shapes of at most n rows with columns of even length. */
export function symplecticInvariants(n: number, k: number): bigint {
  return sumOver(k, n, (shape) => shape.every((r, i) => i % 2 === 1 || r === (shape[i + 1] ?? 0)));
}

/** GL(n) in V^{⊗p} ⊗ V*^{⊗q}: pairs of equal shapes; for SL(n) of shapes that differ by whole columns of length n. */
export function linearInvariants(n: number, p: number, q: number, special: boolean): bigint {
  if ((p - q) % n !== 0 || (p !== q && !special)) return 0n;
  const columns = (p - q) / n;
  let sum = 0n;
  for (const shape of partitions(p, n)) {
    const other = Array.from({ length: n }, (_, i) => (shape[i] ?? 0) - columns);
    if (other[n - 1] < 0) continue;
    sum += standardTableaux(shape) * standardTableaux(other.filter((r) => r > 0));
  }
  return sum;
}

/** S(n) in V^{⊗k}: set partitions of k into at most n blocks, a sum of Stirling numbers of the second kind. */
export function symmetricInvariants(n: number, k: number): bigint {
  let row = [1n]; // row[b]: partitions of i elements into b blocks
  for (let i = 1; i <= k; i++) {
    row = Array.from({ length: i + 1 }, (_, b) => (row[b - 1] ?? 0n) + BigInt(b) * (row[b] ?? 0n));
  }
  return row.slice(0, n + 1).reduce((a, b) => a + b, 0n);
}
