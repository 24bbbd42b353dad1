/** Moments by groups: what queries are read into. */

import { IsotypicError } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { type StructureSource, SymmetricMoments, type SymmetricMomentsJSON } from '@isotypic/stats';
import { compareKeys, type GroupKey } from './group-keys.js';

/** The moments of the rows with one key. */
export interface MomentsOfGroup {
  /** The values of the keys, in the order of `groupBy`; empty where there are none. */
  readonly key: readonly GroupKey[];
  readonly moments: SymmetricMoments;
  /** Rows that are in the moments. */
  readonly read: number;
  /** Rows left out for what is missing in them: read + dropped = COUNT(*). */
  readonly dropped: number;
}

/** Moments of every group, sorted by key. Without keys there is one group, also of no rows. */
export interface GroupedMoments {
  readonly groups: readonly MomentsOfGroup[];
  /** Of all groups together, merged in the order of their keys. */
  total(): SymmetricMoments;
}

/** What {@link groupedMomentsToJSON} writes. */
export interface GroupedMomentsJSON {
  readonly format: 'isotypic-grouped-moments';
  readonly version: 1;
  readonly groups: readonly {
    readonly key: readonly GroupKey[];
    readonly read: number;
    readonly dropped: number;
    readonly moments: SymmetricMomentsJSON;
  }[];
}

/** Groups as they are read and merged; `empty` makes moments of no rows. */
export function groupedMoments(groups: readonly MomentsOfGroup[], empty: () => SymmetricMoments): GroupedMoments {
  const sorted = [...groups].sort((a, b) => compareKeys(a.key, b.key));
  return {
    groups: sorted,
    total() {
      const all = empty();
      for (const { moments } of sorted) all.merge(moments);
      return all;
    },
  };
}

/**
 * The moments of the rows of all together: groups of equal keys are merged, in the order of the list, so that the same
 * list gives the same numbers to the bit.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for none at all, and for moments of different actions.
 * @example
 * const engine = await openDuckDB({ threads: 1 });
 * await engine.run('CREATE TABLE t AS SELECT i AS a, i * i AS b, i % 2 AS site FROM range(6) AS r(i)');
 * const pair = permutationRepresentation(catalogue.cyclic(2));
 * const grouped = await momentsIn(engine, pair, { source: { table: ['t'] }, columns: ['a', 'b'], groupBy: ['site'] });
 * await engine.close();
 * mergeGroupedMoments([grouped, grouped]).groups.map(({ key, read }) => [...key, read]) // [[0, 6], [1, 6]]
 */
export function mergeGroupedMoments(list: readonly GroupedMoments[]): GroupedMoments {
  const where = 'mergeGroupedMoments';
  if (!Array.isArray(list) || list.length === 0 || !list.every(isGrouped)) {
    throw invalidArgument(where, 'list to be an array of grouped moments, one at least', list, MADE_BY);
  }
  const merged = new Map<
    string,
    { key: readonly GroupKey[]; moments: SymmetricMoments; read: number; dropped: number }
  >();
  const [{ structures } = { structures: [] }] = list.flatMap(({ groups }) => groups.map(({ moments }) => moments));
  for (const { key, moments, read, dropped } of list.flatMap(({ groups }) => groups)) {
    const name = JSON.stringify(key);
    const own = merged.get(name) ?? { key, moments: emptyLike(structures), read: 0, dropped: 0 };
    own.moments.merge(moments);
    own.read += read;
    own.dropped += dropped;
    merged.set(name, own);
  }
  return groupedMoments([...merged.values()], () =>
    structures.length === 0 ? list[0].total() : emptyLike(structures),
  );
}

function emptyLike([x, y]: SymmetricMoments['structures']): SymmetricMoments {
  // the same objects on both sides of a pair are aligned already
  return new SymmetricMoments(x, y);
}

const MADE_BY = 'Pass what momentsIn, a plan or groupedMomentsFromJSON made.';

function isGrouped(v: unknown): v is GroupedMoments {
  return typeof v === 'object' && v !== null && Array.isArray((v as { groups?: unknown }).groups) && 'total' in v;
}

/**
 * Plain numbers, exact to the bit, with fingerprints of the actions in each group.
 * @example
 * const engine = await openDuckDB({ threads: 1 });
 * await engine.run('CREATE TABLE t AS SELECT i AS a, i * i AS b, i % 2 AS site FROM range(6) AS r(i)');
 * const pair = permutationRepresentation(catalogue.cyclic(2));
 * const grouped = await momentsIn(engine, pair, { source: { table: ['t'] }, columns: ['a', 'b'], groupBy: ['site'] });
 * await engine.close();
 * groupedMomentsToJSON(grouped).groups.map(({ key }) => key) // [[0], [1]]
 */
export function groupedMomentsToJSON(grouped: GroupedMoments): GroupedMomentsJSON {
  if (!isGrouped(grouped))
    throw invalidArgument('groupedMomentsToJSON', 'grouped to be grouped moments', grouped, MADE_BY);
  return {
    format: 'isotypic-grouped-moments',
    version: 1,
    groups: grouped.groups.map(({ key, read, dropped, moments }) => ({
      key,
      read,
      dropped,
      moments: moments.toJSON(),
    })),
  };
}

/**
 * What {@link groupedMomentsToJSON} wrote.
 * @throws {IsotypicError} `PARSE` for anything else, `INVALID_ARGUMENT` for moments of other actions.
 * @example
 * const engine = await openDuckDB({ threads: 1 });
 * await engine.run('CREATE TABLE t AS SELECT i AS a, i * i AS b, i % 2 AS site FROM range(6) AS r(i)');
 * const pair = permutationRepresentation(catalogue.cyclic(2));
 * const grouped = await momentsIn(engine, pair, { source: { table: ['t'] }, columns: ['a', 'b'], groupBy: ['site'] });
 * await engine.close();
 * const text = JSON.stringify(groupedMomentsToJSON(grouped));
 * groupedMomentsFromJSON(JSON.parse(text), pair).total().count // 6
 */
export function groupedMomentsFromJSON(
  json: GroupedMomentsJSON,
  x: StructureSource,
  y?: StructureSource,
): GroupedMoments {
  const where = 'groupedMomentsFromJSON';
  const empty = () => new SymmetricMoments(x, y);
  empty();
  if (json?.format !== 'isotypic-grouped-moments' || json.version !== 1 || !Array.isArray(json.groups)) {
    throw new IsotypicError('PARSE', {
      where,
      expected: "json of format 'isotypic-grouped-moments', version 1",
      received: `format ${String(json?.format)}, version ${String(json?.version)}`,
      remedy: 'Pass what groupedMomentsToJSON wrote.',
    });
  }
  const groups = json.groups.map((group, g): MomentsOfGroup => {
    const { key, read, dropped } = group ?? {};
    const moments = SymmetricMoments.fromJSON(group?.moments, x, y);
    const isKey =
      Array.isArray(key) && key.every((v) => v === null || ['string', 'number', 'boolean'].includes(typeof v));
    if (!isKey || read !== moments.count || !(Number.isSafeInteger(dropped) && dropped >= 0)) {
      throw new IsotypicError('PARSE', {
        where,
        expected: `key, read and dropped of group ${g}, read being the count of its moments`,
        received: JSON.stringify({ key, read, dropped }) ?? 'nothing',
      });
    }
    return { key, moments, read, dropped };
  });
  return groupedMoments(groups, empty);
}
