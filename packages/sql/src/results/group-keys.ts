/** Values of the keys that rows are grouped by. */

/** One value of a key: bigints beyond float64 and times are text. */
export type GroupKey = string | number | boolean | null;

/** A value of a key: what JSON has, and everything else as text. */
export function keyOf(value: unknown): GroupKey {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : String(value);
  }
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '').replace(' 00:00:00.000', '');
  return String(value);
}

/** NULL first, then false and true, numbers, texts by their code units: the same order on every engine. */
export function compareKeys(a: readonly GroupKey[], b: readonly GroupKey[]): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i], b[i]];
    if (x === y) continue;
    const [p, q] = [rank(x), rank(y)];
    if (p !== q) return p - q;
    return (x as number) < (y as number) ? -1 : 1;
  }
  return 0;
}

function rank(key: GroupKey): number {
  return key === null ? 0 : typeof key === 'boolean' ? 1 : typeof key === 'number' ? 2 : 3;
}
