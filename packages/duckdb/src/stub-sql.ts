import { createHash } from 'node:crypto';
import type {
  Condition,
  Dialect,
  GroupedMoments,
  GroupKey,
  MomentsOfGroup,
  MomentsRequest,
  QueryEngine,
} from '@isotypic/sql';
import { type StructureSource, SymmetricMoments } from '@isotypic/stats';

export function groupedMoments(groups: readonly MomentsOfGroup[]): GroupedMoments {
  return {
    groups,
    total: () => {
      const [first, ...rest] = groups;
      const t = first.moments;
      for (const g of rest) t.merge(g.moments);
      return t;
    },
  };
}
export function mergeGroupedMoments(list: readonly GroupedMoments[]): GroupedMoments {
  const by = new Map<string, MomentsOfGroup>();
  for (const { groups } of list)
    for (const g of groups) {
      const k = JSON.stringify(g.key);
      const o = by.get(k);
      by.set(
        k,
        o === undefined
          ? g
          : { key: g.key, moments: o.moments.merge(g.moments), read: o.read + g.read, dropped: o.dropped + g.dropped },
      );
    }
  return groupedMoments([...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, g]) => g));
}
export function planMoments(rep: StructureSource, request: MomentsRequest, _o: { dialect: Dialect }) {
  return {
    fingerprint: createHash('sha256')
      .update(JSON.stringify([request, new SymmetricMoments(rep).toJSON().fingerprints]))
      .digest('hex'),
    probe: '',
  };
}
function sqlOf(d: Dialect, c: Condition): string {
  if ('and' in c) return `(${c.and.map((x) => sqlOf(d, x)).join(' AND ')})`;
  if ('or' in c) return `(${c.or.map((x) => sqlOf(d, x)).join(' OR ')})`;
  if ('not' in c) return `NOT (${sqlOf(d, c.not)})`;
  if ('trustedSql' in c) return c.trustedSql;
  const v = (x: unknown) => (typeof x === 'string' ? d.text(x) : String(x));
  if ('values' in c) return `${d.quote(c.column)} IN (${c.values.map(v)})`;
  if ('value' in c) return `${d.quote(c.column)} ${c.operator} ${v(c.value)}`;
  return `${d.quote(c.column)} ${c.operator}`;
}
export async function momentsIn(
  engine: QueryEngine,
  rep: StructureSource,
  r: MomentsRequest,
  { signal }: { signal?: AbortSignal },
): Promise<GroupedMoments> {
  const d = engine.dialect;
  const src =
    'files' in r.source
      ? d.files?.(r.source.files, r.source.format ?? 'parquet')
      : 'table' in r.source
        ? r.source.table.map(d.quote).join('.')
        : `(${r.source.trustedSql})`;
  const cols = r.columns as string[];
  const ys = (r.response?.columns ?? []) as string[];
  const all = [...cols, ...ys, ...(r.weight ? [r.weight] : [])];
  const keys = (r.groupBy ?? []).map(
    (g, k) =>
      (typeof g === 'string' ? d.quote(g) : `CAST(${d.window(d.quote(g.column), g.window)} AS VARCHAR)`) + ` AS k${k}`,
  );
  const rows = await engine.run(
    `SELECT ${[...all.map((c, j) => `CAST(${d.quote(c)} AS DOUBLE) AS c${j}`), ...keys].join(', ')} FROM ${src}${r.where ? ` WHERE ${sqlOf(d, r.where)}` : ''}`,
    { signal },
  );
  const by = new Map<string, { key: GroupKey[]; x: number[][]; y: number[][]; w: number[]; dropped: number }>();
  for (const row of rows) {
    const key = keys.map((_, k) => row[`k${k}`] as GroupKey);
    const id = JSON.stringify(key);
    if (!by.has(id)) by.set(id, { key, x: [], y: [], w: [], dropped: 0 });
    const g = by.get(id)!;
    const n = all.map((_, j) => row[`c${j}`] as number);
    if (!n.every((v) => v !== null && Number.isFinite(v))) {
      if (r.missing !== 'drop') throw new Error('missing');
      g.dropped++;
      continue;
    }
    g.x.push(n.slice(0, cols.length));
    g.y.push(n.slice(cols.length, cols.length + ys.length));
    g.w.push(r.weight ? n[n.length - 1] : 1);
  }
  const groups: MomentsOfGroup[] = [];
  for (const { key, x, y, w, dropped } of by.values()) {
    const m = new SymmetricMoments(rep, r.response?.rep);
    await m.push(r.response ? { x, y } : x, r.weight ? { weights: Float64Array.from(w) } : {});
    groups.push({ key, moments: m, read: x.length, dropped });
  }
  return groupedMoments(groups.sort((a, b) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1)));
}
