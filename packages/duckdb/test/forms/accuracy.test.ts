import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { type MomentsRequest, momentsIn, planMoments, type QueryEngine } from '@isotypic/sql';
import { covarianceOf, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { duckdb } from './engines.js';
import { exactCovariance } from './exact-covariance.js';
import { fill } from './tables.js';

let engine: QueryEngine;
test.before(async () => {
  engine = await duckdb();
});
test.after(() => engine.close());

const none = permutationRepresentation(catalogue.symmetric(1));
const request: MomentsRequest = { source: { table: ['t'] }, columns: ['x'] };

/** Sums of three uniform numbers about 1e8, of standard deviation 0.3. */
function farRows(N: number): number[] {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: N }, () => 1e8 + 0.6 * (random() + random() + random() - 1.5));
}

test('mean 1e8, spread 0.3, 10⁵ rows, sorted and not: within 1e-13; without a shift no digit is left', async () => {
  const values = farRows(100_000);
  const exact = exactCovariance(values);
  const variance = async (moments: SymmetricMoments) =>
    (await covarianceOf(moments, { normalization: 'n', center: 'sample-mean' })).at(0, 0);
  for (const list of [values, [...values].sort((a, b) => a - b)]) {
    await fill(engine, 't', { names: ['x'], rows: list.map((v) => [v]) });
    for (const form of ['gram', 'isotypic'] as const) {
      const { groups } = await momentsIn(engine, none, request, { form });
      const off = Math.abs((await variance(groups[0].moments)) / exact - 1);
      assert.ok(off <= 1e-13, `${form}: ${off}`);
    }
  }
  const plan = planMoments(none, request, { form: 'gram' });
  const unshifted = plan.decode(await engine.run(plan.statement([0]))).total();
  assert.ok(Math.abs((await variance(unshifted)) / exact - 1) > 1e-3, 'the mutant without shift fails');
  assert.is(plan.betterShifts(await engine.run(plan.statement([0]))).length, 1);
});

test('a trend, whose first rows are far from the mean, is summed a second time about the mean', async () => {
  const rows = Array.from({ length: 20_000 }, (_, r) => [r < 5000 ? 0.1 * Math.sin(r) : 1e7 + 0.1 * Math.sin(r)]);
  await fill(engine, 't', { names: ['x'], rows: rows.slice(5000).concat(rows.slice(0, 1)) });
  const list = rows
    .slice(5000)
    .concat(rows.slice(0, 1))
    .map(([v]) => v);
  const { groups } = await momentsIn(engine, none, request);
  const found = (await covarianceOf(groups[0].moments, { normalization: 'n', center: 'sample-mean' })).at(0, 0);
  assert.ok(Math.abs(found / exactCovariance(list) - 1) <= 1e-13);
});

test('groups far from each other are summed about their own means', async () => {
  const rows = Array.from({ length: 9000 }, (_, r) => [1e6 * 10 ** (r % 3) + Math.sin(r), `g${r % 3}`]);
  await fill(engine, 't', { names: ['x', 'g'], rows, texts: [1] });
  const { groups } = await momentsIn(engine, none, { ...request, groupBy: ['g'] });
  assert.is(groups.length, 3);
  for (const [k, { moments }] of groups.entries()) {
    const own = rows.filter((_, r) => r % 3 === k).map(([v]) => v as number);
    const found = (await covarianceOf(moments, { normalization: 'n', center: 'sample-mean' })).at(0, 0);
    assert.ok(Math.abs(found / exactCovariance(own) - 1) <= 1e-13);
  }
});

test('many groups far from each other, by two keys, NULL among them: 64 of them in one statement', async () => {
  const key = (g: number) => (g % 7 === 3 ? null : `k${g}`);
  const rows = Array.from({ length: 2700 }, (_, r) => {
    const g = r % 150;
    const level = 1e7 * (g + 1);
    return [level + Math.sin(r), level - Math.cos(3 * r), 1 + (r % 2), g, key(g)];
  });
  await fill(engine, 't', { names: ['a', 'b', 'w', 'g', 'k'], rows, texts: [4] });
  const texts: string[] = [];
  const told: QueryEngine = {
    ...engine,
    run: (sql, options) => {
      texts.push(sql);
      return engine.run(sql, options);
    },
  };
  const rep = permutationRepresentation(catalogue.cyclic(2));
  const pairs: MomentsRequest = {
    source: { table: ['t'] },
    columns: ['a', 'b'],
    weight: 'w',
    groupBy: ['k', 'g'],
    where: { column: 'g', operator: '<>', value: 5 },
    missing: 'drop',
  };
  const { groups } = await momentsIn(told, rep, pairs);
  assert.is(groups.length, 149);
  // types, probe, the sums, and the groups in halves of no more than 64
  assert.is(texts.length, 3 + 4);
  for (const { key: found, moments, read } of groups) {
    const own = rows.filter(([, , , g]) => g === found[1]);
    assert.equal([found[0], read], [key(found[1] as number), own.length]);
    const level = 1e7 * ((found[1] as number) + 1);
    // differences of the level are exact, and so is the twin about it
    const near = own.map(([a, b]) => [(a as number) - level, (b as number) - level]);
    const weights = own.map(([, , w]) => w as number);
    const twin = await new SymmetricMoments(rep).push(near, { weights });
    const options = { normalization: 'n', center: 'sample-mean' } as const;
    const [mine, theirs] = [await covarianceOf(moments, options), await covarianceOf(twin, options)];
    mine.data.forEach((v, i) => {
      assert.ok(Math.abs(v - theirs.data[i]) <= 1e-12 * theirs.data[0], `${found}: ${v}, not ${theirs.data[i]}`);
    });
  }
});

test('a component 1e-9 times the trivial one: the isotypic form is taken by itself, and right to 1e-12', async () => {
  const rep = permutationRepresentation(catalogue.symmetric(4));
  // integers, so that rows hold both components exactly
  const rows = Array.from({ length: 3000 }, (_, r) => {
    const large = 2 ** 31 * ((r * 7919) % 1000);
    return [0, 1, 2, 3].map((i) => large + ((r * (i + 3) * 31 + i) % 101));
  });
  await fill(engine, 't', { names: ['a', 'b', 'c', 'd'], rows });
  const wide: MomentsRequest = { source: { table: ['t'] }, columns: ['a', 'b', 'c', 'd'] };
  const { groups } = await momentsIn(engine, rep, wide);
  const small = groups[0].moments.block(1, 0, 0, 'invariant-mean').data[0];
  const exact =
    rows.reduce((sum, row) => {
      const rest = row.map((v) => v - row[0]);
      const mean = rest.reduce((a, b) => a + b, 0) / 4;
      return sum + rest.reduce((s, v) => s + (v - mean) ** 2, 0);
    }, 0) / 3;
  const large = groups[0].moments.block(0, 0, 0, 'sample-mean').data[0];
  assert.ok(large / small > 1e9);
  assert.ok(Math.abs(small / exact - 1) < 1e-12, `${small / exact - 1}`);
  for (const form of ['gram', 'twins'] as const) {
    const asked = await momentsIn(engine, rep, wide, { form });
    assert.ok(Math.abs(asked.groups[0].moments.block(1, 0, 0, 'invariant-mean').data[0] / exact - 1) > 1e-9, form);
  }
});

test('no rows, and constant ones', async () => {
  await fill(engine, 't', { names: ['x'], rows: [] });
  const [empty] = (await momentsIn(engine, none, request)).groups;
  assert.is(empty.read, 0);
  assert.is(empty.moments.count, 0);
  await fill(engine, 't', { names: ['x'], rows: Array.from({ length: 3000 }, () => [0.1]) });
  const [constant] = (await momentsIn(engine, none, request)).groups;
  assert.is(constant.moments.block(0, 0, 0, 'sample-mean').data[0] >= 0, true);
  assert.ok(constant.moments.block(0, 0, 0, 'sample-mean').data[0] < 1e-28);
});

test.run();
