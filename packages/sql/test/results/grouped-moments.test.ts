import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  type GroupedMoments,
  type GroupedMomentsJSON,
  groupedMomentsFromJSON,
  groupedMomentsToJSON,
  mergeGroupedMoments,
  planMoments,
} from '@isotypic/sql';
import { type StructureSource, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

const x = permutationRepresentation(catalogue.dihedral(4));
const y = permutationRepresentation(catalogue.dihedral(4), [[0], [0]]);

/** Rows by key, pushed where a query would have summed them. */
async function momentsOf(rep: StructureSource, groups: Record<string, number[][]>): Promise<GroupedMoments> {
  const list = [];
  for (const [key, rows] of Object.entries(groups)) {
    const moments = await new SymmetricMoments(rep).push(rows);
    list.push({ key: [key], read: rows.length, dropped: 1, moments: moments.toJSON() });
  }
  return groupedMomentsFromJSON({ format: 'isotypic-grouped-moments', version: 1, groups: list }, rep);
}

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, r) => [0, 1, 2, 3].map((j) => Math.sin((from + r) * (j + 1.5))));

test('to JSON and back is the same to the bit; merged parts are the whole', async () => {
  const [a, b] = [await momentsOf(x, { p: rows(0, 10), q: rows(10, 15) }), await momentsOf(x, { q: rows(15, 40) })];
  for (const grouped of [a, b]) {
    const json = JSON.parse(JSON.stringify(groupedMomentsToJSON(grouped))) as GroupedMomentsJSON;
    assert.equal(JSON.parse(JSON.stringify(groupedMomentsToJSON(groupedMomentsFromJSON(json, x)))), json);
  }
  const merged = mergeGroupedMoments([a, b]);
  assert.equal(
    merged.groups.map(({ key, read, dropped }) => [...key, read, dropped]),
    [
      ['p', 10, 1],
      ['q', 30, 2],
    ],
  );
  const whole = (await momentsOf(x, { all: rows(0, 40) })).total();
  const blocks = (m: SymmetricMoments) => {
    const unit = 2 ** (m.scales.weightExponent + 2 * m.scales.exponents[0]);
    return m.structures[0].components.flatMap((_, k) =>
      Array.from(m.block(k, 0, 0, 'sample-mean').data, (v) => v * unit),
    );
  };
  const own = blocks(whole);
  blocks(merged.total()).forEach((v, i) => {
    assert.ok(Math.abs(v - own[i]) <= 1e-13 * Math.max(...own), `${i}: ${v}, not ${own[i]}`);
  });
});

/** Actions on four columns that are not that of D₄ on its corners, or not on those in this order. */
const FOREIGN = [
  permutationRepresentation(catalogue.cyclic(4)),
  permutationRepresentation(catalogue.symmetric(4)),
  permutationRepresentation(catalogue.alternating(4)),
];

test('moments of other actions are refused when they are read', async () => {
  const json = groupedMomentsToJSON(await momentsOf(x, { p: rows(0, 10) }));
  assert.is(groupedMomentsFromJSON(json, x).total().count, 10);
  for (const other of FOREIGN) await refuses('INVALID_ARGUMENT', () => groupedMomentsFromJSON(json, other));
  // of x alone, and not of pairs
  await refuses('PARSE', () => groupedMomentsFromJSON(json, x, y), /2 spaces/);
});

test('moments of other actions are refused when they are merged, whatever their keys', async () => {
  const own = await momentsOf(x, { p: rows(0, 10) });
  for (const other of FOREIGN) {
    for (const key of ['p', 'q']) {
      const foreign = await momentsOf(other, { [key]: rows(0, 10) });
      await refuses('INVALID_ARGUMENT', () => mergeGroupedMoments([own, foreign]));
    }
  }
  await refuses('INVALID_ARGUMENT', () => mergeGroupedMoments([]));
  await refuses('INVALID_ARGUMENT', () => mergeGroupedMoments([own.total() as never]));
});

test('rows of another plan are refused when they are decoded', async () => {
  const request = { source: { table: ['t'] }, columns: ['a', 'b', 'c', 'd'] };
  const plans = [
    planMoments(x, request, { form: 'gram' }),
    planMoments(x, request, { form: 'isotypic' }),
    planMoments(x, { ...request, columns: ['b', 'a', 'c', 'd'] }, { form: 'gram' }),
    planMoments(x, { ...request, missing: 'drop' }, { form: 'gram' }),
    planMoments(x, request, { form: 'gram', dialect: 'postgres' }),
    ...FOREIGN.map((rep) => planMoments(rep, request, { form: 'gram' })),
  ];
  assert.is(new Set(plans.map(({ fingerprint }) => fingerprint)).size, plans.length);
  for (const plan of plans) {
    for (const other of plans) {
      const foreign = [{ iso_plan: other.fingerprint, iso_rows: 1 }];
      if (plan === other) await refuses('PARSE', () => plan.decode(foreign), /iso_/);
      else await refuses('INVALID_ARGUMENT', () => plan.decode(foreign), /another/);
      await refuses(plan === other ? 'PARSE' : 'INVALID_ARGUMENT', () => plan.readShift(foreign));
    }
  }
});

test('JSON that was changed is refused', async () => {
  const json = groupedMomentsToJSON(await momentsOf(x, { p: rows(0, 10) }));
  const [group] = json.groups;
  for (const changed of [
    { ...json, version: 2 },
    { ...json, format: 'isotypic-moments' },
    { ...json, groups: [{ ...group, read: 9 }] },
    { ...json, groups: [{ ...group, dropped: -1 }] },
    { ...json, groups: [{ ...group, key: [{}] }] },
    { ...json, groups: [null] },
  ]) {
    await refuses('PARSE', () => groupedMomentsFromJSON(changed as never, x));
  }
});

test.run();
