import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { dialect, type MomentsRequest, momentsIn, type QueryEngine } from '@isotypic/sql';
import { covarianceOf } from '@isotypic/stats';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { duckdb, postgres } from './engines.js';
import { exactCovariance } from './exact-covariance.js';

const test = suite('arrays and dates');
const engines: Record<string, QueryEngine> = {};
test.before(async () => {
  engines.duckdb = await duckdb();
  engines.postgres = await postgres();
});
test.after(async () => {
  for (const engine of Object.values(engines)) await engine.close();
});

for (const name of ['duckdb', 'postgres']) {
  test(`${name}: an array of another length is missing, and never cut off`, async () => {
    const rep = permutationRepresentation(catalogue.cyclic(2));
    const engine = engines[name];
    const array = (...values: number[]) => (name === 'duckdb' ? `[${values}]` : `ARRAY[${values}]`);
    await engine.run(`CREATE TABLE arrays (v ${engine.dialect.double}[])`);
    const rows = [array(1, 2), array(3, 7), array(1, 2, 3), array(1), 'NULL', array(4, 4)];
    await engine.run(`INSERT INTO arrays VALUES ${rows.map((row) => `(${row})`).join(', ')}`);
    const request: MomentsRequest = { source: { table: ['arrays'] }, columns: { array: 'v', length: 2 } };
    await refuses('NOT_FINITE', () => momentsIn(engine, rep, request), /3 in v\[0\], 3 in v\[1\]/);
    for (const form of ['gram', 'isotypic', 'twins'] as const) {
      const [group] = (await momentsIn(engine, rep, { ...request, missing: 'drop' }, { form })).groups;
      assert.equal([group.read, group.dropped], [3, 3]);
      assert.equal(Array.from(group.moments.invariantMean()), [3.5, 3.5]);
    }
  });
}

test('groups by a date that are far apart are summed again, with the date as text in Trino', async () => {
  const engine = engines.duckdb;
  const texts: string[] = [];
  // DuckDB reads Trino's text, but for the names of types
  const trino: QueryEngine = {
    ...engine,
    dialect: { ...dialect('trino'), numeric: /^DOUBLE$/ },
    run: (sql, options) => {
      texts.push(sql);
      return engine.run(sql, options);
    },
  };
  const value = (r: number) => 1e6 * 10 ** (r % 3) + Math.sin(r);
  const day = (r: number) => `2024-02-2${7 + (r % 3)}`;
  const values = Array.from({ length: 900 }, (_, r) => `(${value(r)}, '${day(r)}', '${day(r)} 01:02:03.5')`);
  await engine.run('CREATE TABLE dated (x DOUBLE, day DATE, at_time TIMESTAMP_MS)');
  await engine.run(`INSERT INTO dated VALUES ${values.join(', ')}`);
  const none = permutationRepresentation(catalogue.symmetric(1));
  const request: MomentsRequest = { source: { table: ['dated'] }, columns: ['x'], groupBy: ['day'] };
  const { groups } = await momentsIn(trino, none, request);
  assert.equal(
    groups.map(({ key }) => key),
    [[day(0)], [day(1)], [day(2)]],
  );
  for (const [k, { moments }] of groups.entries()) {
    const own = Array.from({ length: 900 }, (_, r) => r).filter((r) => r % 3 === k);
    const found = (await covarianceOf(moments, { normalization: 'n', center: 'sample-mean' })).at(0, 0);
    assert.ok(Math.abs(found / exactCovariance(own.map(value)) - 1) <= 1e-12);
  }
  const again = texts.filter((sql) => sql.includes('(CAST("day" AS VARCHAR) = \'2024-02-'));
  assert.is(again.length, 1, 'summed again, all in one statement');
});

test.run();
