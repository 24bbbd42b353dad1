/** Lexicographic numberings of k-subsets and k-arrangements of {0, …, n−1} (Knuth, TAOCP 4A, §7.2.1.3). */

/** Calls `visit` with every k-subset, ascending, in lexicographic order; the array is reused. */
export function forEachSubset(n: number, k: number, visit: (subset: readonly number[], index: number) => void): void {
  const subset = Array.from({ length: k }, (_, i) => i);
  for (let index = 0; ; index++) {
    visit(subset, index);
    let i = k - 1;
    while (i >= 0 && subset[i] === n - k + i) i--;
    if (i < 0) return;
    for (let next = subset[i] + 1; i < k; i++, next++) subset[i] = next;
  }
}

/** The number of an ascending k-subset: C(n, k) − 1 − Σ C(n−1−cᵢ, k−i), those that come after it left out. */
export function subsetRanking(n: number, k: number): (subset: ArrayLike<number>) => number {
  const binomial = Array.from({ length: n + 1 }, () => new Float64Array(k + 1));
  for (let m = 0; m <= n; m++) {
    binomial[m][0] = 1;
    for (let j = 1; j <= k && m > 0; j++) binomial[m][j] = binomial[m - 1][j - 1] + binomial[m - 1][j];
  }
  return (subset) => {
    let rank = binomial[n][k] - 1;
    for (let i = 0; i < k; i++) rank -= binomial[n - 1 - subset[i]][k - i];
    return rank;
  };
}

/** Calls `visit` with every k-tuple of different points in lexicographic order; the array is reused. */
export function forEachArrangement(
  n: number,
  k: number,
  visit: (tuple: readonly number[], index: number) => void,
): void {
  const tuple: number[] = [];
  const used = new Uint8Array(n);
  let index = 0;
  const extend = (): void => {
    if (tuple.length === k) {
      visit(tuple, index++);
      return;
    }
    for (let x = 0; x < n; x++) {
      if (used[x]) continue;
      used[x] = 1;
      tuple.push(x);
      extend();
      tuple.pop();
      used[x] = 0;
    }
  };
  extend();
}

/** The number of a k-tuple of different points: its Lehmer code read in the bases n, n−1, …. */
export function arrangementRanking(n: number, k: number): (tuple: ArrayLike<number>) => number {
  return (tuple) => {
    let rank = 0;
    for (let i = 0; i < k; i++) {
      let smaller = tuple[i];
      for (let j = 0; j < i; j++) if (tuple[j] < tuple[i]) smaller--;
      rank = rank * (n - i) + smaller;
    }
    return rank;
  };
}
