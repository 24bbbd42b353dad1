/** The obvious twin of every query: rows filtered and pushed in memory. */
import type { GroupedMoments, GroupKey } from '@isotypic/sql';
import { covarianceOf, crossCovarianceOf, type StructureSource, SymmetricMoments } from '@isotypic/stats';
import type { Cell } from './tables.js';

export interface RowReading {
  readonly x: StructureSource;
  readonly y?: StructureSource;
  /** Where the variables begin: x at 0, y after it; then the weight, then the key. */
  readonly dimensions: readonly [x: number, y: number];
  readonly weight?: number;
  readonly key?: number;
  readonly keep?: (row: readonly Cell[]) => boolean;
}

/** Moments by key as text of JSON, of the rows all of whose numbers are finite. */
export async function momentsOfRows(rows: readonly (readonly Cell[])[], reading: RowReading) {
  const { x, y, dimensions, weight, key, keep = () => true } = reading;
  const [dx, dy] = dimensions;
  const groups = new Map<string, { rows: (readonly number[])[]; dropped: number }>();
  for (const row of rows) {
    if (!keep(row)) continue;
    const name = JSON.stringify(key === undefined ? [] : [row[key]]);
    const group = groups.get(name) ?? { rows: [], dropped: 0 };
    groups.set(name, group);
    const numbers = [...row.slice(0, dx + dy), ...(weight === undefined ? [] : [row[weight]])];
    if (numbers.every((v) => typeof v === 'number' && Number.isFinite(v))) group.rows.push(numbers as number[]);
    else group.dropped++;
  }
  const made = new Map<string, { moments: SymmetricMoments; read: number; dropped: number }>();
  for (const [name, group] of groups) {
    const moments = new SymmetricMoments(x, y);
    if (group.rows.length > 0) {
      const X = group.rows.map((row) => row.slice(0, dx));
      const Y = group.rows.map((row) => row.slice(dx, dx + dy));
      const weights = weight === undefined ? undefined : group.rows.map((row) => row[dx + dy]);
      await moments.push(y === undefined ? X : { x: X, y: Y }, weights === undefined ? {} : { weights });
    }
    made.set(name, { moments, read: group.rows.length, dropped: group.dropped });
  }
  return made;
}

/**
 * The largest difference of what two sets of moments say, in units of the spread: covariances about the sample mean by
 * the largest variance, means by the largest deviation or mean.
 */
export async function difference(a: SymmetricMoments, b: SymmetricMoments): Promise<number> {
  if (a.count !== b.count) return Number.POSITIVE_INFINITY;
  if (a.count === 0) return 0;
  let worst = Math.abs(a.weight / b.weight - 1);
  worst = Math.max(worst, Math.abs(a.effectiveCount / b.effectiveCount - 1));
  const options = { normalization: 'n', center: 'sample-mean' } as const;
  const relative = (p: ArrayLike<number>, q: ArrayLike<number>, scale: number) => {
    for (let i = 0; i < q.length; i++) worst = Math.max(worst, Math.abs(p[i] - q[i]) / scale);
  };
  const sizes = b.structures.map((_, which) => Math.sqrt(largest(b, which as 0 | 1)));
  if (a.structures.length === 1) {
    relative((await covarianceOf(a, options)).data, (await covarianceOf(b, options)).data, sizes[0] ** 2 || 1);
  } else {
    const [p, q] = [await crossCovarianceOf(a, options), await crossCovarianceOf(b, options)];
    relative(p.data, q.data, sizes[0] * sizes[1] || 1);
  }
  b.structures.forEach((_, which) => {
    const mean = b.invariantMean(which as 0 | 1);
    const scale = Math.max(sizes[which], ...mean.map(Math.abs)) || 1;
    relative(a.invariantMean(which as 0 | 1), mean, scale);
  });
  return worst;
}

/** The largest mean square of an isotypic coordinate. */
function largest(moments: SymmetricMoments, which: 0 | 1): number {
  let most = 0;
  moments.structures[which].components.forEach((_, k) => {
    const { data, rows } = moments.block(k, which, which, 'sample-mean');
    for (let i = 0; i < rows; i++) most = Math.max(most, data[i * (rows + 1)]);
  });
  // of equal rows nothing but rounding is left, which is no spread: half the digits of the mean
  const mean = Math.max(...moments.invariantMean(which).map(Math.abs));
  return Math.max(most / moments.scales.weight, (2 ** -26 * mean) ** 2);
}

/** What is wrong with what a query gave, or undefined. */
export async function disagreement(
  found: GroupedMoments,
  known: Awaited<ReturnType<typeof momentsOfRows>>,
  bound: number,
): Promise<string | undefined> {
  const names = found.groups.map(({ key }) => JSON.stringify(key satisfies readonly GroupKey[]));
  if (names.length !== known.size && known.size > 0) return `groups ${names} and ${[...known.keys()]}`;
  for (const { key, moments, read, dropped } of found.groups) {
    const own = known.get(JSON.stringify(key)) ?? { moments, read: 0, dropped: 0 };
    if (own.read !== read || own.dropped !== dropped) {
      return `${JSON.stringify(key)}: read ${read} and dropped ${dropped}, not ${own.read} and ${own.dropped}`;
    }
    const off = await difference(moments, own.moments);
    if (!(off <= bound)) return `${JSON.stringify(key)}: off by ${off}`;
  }
  return undefined;
}
