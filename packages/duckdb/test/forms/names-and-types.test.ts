import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { type MomentsRequest, momentsIn, planMoments, type QueryEngine } from '@isotypic/sql';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { duckdb, postgres } from './engines.js';
import { type Cell, fill } from './tables.js';

const rep = permutationRepresentation(catalogue.cyclic(2));

/** Names that would end a text or an identifier somewhere. */
const NAMES = [
  'a"b',
  "it's",
  'back`tick',
  'a\\',
  'a\nb',
  '";--',
  "'; DROP TABLE sentinel; --",
  'x"); DROP TABLE "sentinel"; --',
  'isotypic_x0',
  'c0',
  'iso_rows',
  'SELECT',
  '{}%s$1',
  'é☃',
];

function names(engine: () => Promise<QueryEngine>, name: string): void {
  const test = suite(name);
  let open: QueryEngine;
  test.before(async () => {
    open = await engine();
    await fill(open, 'sentinel', { names: ['x'], rows: [[42]] });
  });
  test.after(() => open.close());

  test(`${name}: any name of a column, a table or a key, any text of a condition`, async () => {
    const rows: Cell[][] = [
      [1, 2, 1, 'k'],
      [3, 7, 2, 'l'],
      [4, 4, 1, "it's; --"],
    ];
    for (const [i, odd] of NAMES.entries()) {
      const other = NAMES[(i + 1) % NAMES.length];
      const key = NAMES[(i + 2) % NAMES.length];
      await fill(open, odd, { names: [odd, other, 'w', key], rows, texts: [3] });
      const request: MomentsRequest = {
        source: { table: [odd] },
        columns: [odd, other],
        weight: 'w',
        groupBy: [key],
        where: { column: key, operator: '<>', value: `${odd}\\'` },
      };
      const { groups } = await momentsIn(open, rep, request);
      assert.equal(
        groups.map(({ key: [value], read }) => [value, read]),
        [
          ["it's; --", 1],
          ['k', 1],
          ['l', 1],
        ],
      );
      assert.equal(Array.from(groups[2].moments.invariantMean()), [5, 5]);
      await open.run(`DROP TABLE ${open.dialect.quote(odd)}`);
    }
    assert.is(Number((await open.run('SELECT x FROM sentinel'))[0].x), 42);
  });

  test(`${name}: names that no engine has are refused`, async () => {
    for (const bad of ['', 'a\0b', '\ud800', 'x'.repeat(2000)]) {
      const request: MomentsRequest = { source: { table: ['t'] }, columns: [bad, 'b'] };
      await refuses('INVALID_ARGUMENT', () => momentsIn(open, rep, request), /names of 1 to/);
    }
  });

  test(`${name}: types are cast, or refused naming the column`, async () => {
    const types: readonly (readonly [string, readonly string[], boolean])[] = [
      ['smallint', ['1', '2', '4'], true],
      ['bigint', ['9007199254740993', '9007199254740995', '9007199254740999'], true],
      ['decimal(30,10)', ['0.1', '12345678901234.5', '2'], true],
      ['real', ['0.5', '1.5', '2'], true],
      ['boolean', ['TRUE', 'FALSE', 'TRUE'], open.dialect.name === 'duckdb'],
      ...(open.dialect.name === 'duckdb' ? ([['tinyint', ['-128', '127', '5'], true]] as const) : []),
      ['varchar', ["'1'", "'2'", "'x'"], false],
      ['date', ["'2024-01-01'", "'2024-01-02'", "'2024-01-03'"], false],
    ];
    for (const [type, values, isNumber] of types) {
      await open.run('DROP TABLE IF EXISTS typed');
      await open.run(`CREATE TABLE typed (a ${open.dialect.double}, "the b" ${type})`);
      await open.run(`INSERT INTO typed VALUES ${values.map((v) => `(1, ${v})`).join(', ')}`);
      const request: MomentsRequest = { source: { table: ['typed'] }, columns: ['a', 'the b'] };
      if (!isNumber) {
        await refuses('INVALID_ARGUMENT', () => momentsIn(open, rep, request), /the b/);
        continue;
      }
      const numbers = values.map((v) => (v === 'TRUE' ? 1 : v === 'FALSE' ? 0 : Number(v)));
      const mean = (1 + numbers.reduce((a, b) => a + b, 0) / 3) / 2;
      const found = (await momentsIn(open, rep, request)).total().invariantMean()[0];
      assert.ok(Math.abs(found / mean - 1) < 1e-15, type);
    }
    const missing: MomentsRequest = { source: { table: ['typed'] }, columns: ['a', 'nowhere'] };
    await refuses('IO', () => momentsIn(open, rep, missing), /nowhere/);
  });

  test(`${name}: what is missing is refused with names and counts; read + dropped = COUNT(*)`, async () => {
    const rows: Cell[][] = [
      [1, 2],
      [null, 1],
      [Number.NaN, null],
      [2, Number.POSITIVE_INFINITY],
      [5, 5],
    ];
    await fill(open, 'holes', { names: ['a', 'b'], rows });
    const request: MomentsRequest = { source: { table: ['holes'] }, columns: ['a', 'b'] };
    await refuses('NOT_FINITE', () => momentsIn(open, rep, request), /2 in a, 2 in b/);
    await fill(open, 'nan', {
      names: ['a', 'b'],
      rows: [
        [1, 2],
        [Number.NaN, 1],
        [Number.NEGATIVE_INFINITY, 1],
      ],
    });
    await refuses('NOT_FINITE', () => momentsIn(open, rep, { ...request, source: { table: ['nan'] } }), /2 in a/);
    const [group] = (await momentsIn(open, rep, { ...request, missing: 'drop' })).groups;
    assert.equal([group.read, group.dropped], [2, 3]);
    await fill(open, 'weighted', {
      names: ['a', 'b', 'w'],
      rows: [
        [1, 2, 1],
        [3, 4, 0],
      ],
    });
    const weighted: MomentsRequest = { source: { table: ['weighted'] }, columns: ['a', 'b'], weight: 'w' };
    await refuses('INVALID_ARGUMENT', () => momentsIn(open, rep, weighted), /1 weights of column w/);
    await fill(open, 'huge', {
      names: ['a', 'b'],
      rows: [
        [1e200, 0],
        [0, 0],
      ],
    });
    const overflow = () => momentsIn(open, rep, { ...request, source: { table: ['huge'] } });
    await refuses(open.dialect.name === 'postgres' ? 'IO' : 'NOT_FINITE', overflow);
  });

  test(`${name}: rows of another plan are refused`, async () => {
    await fill(open, 't', {
      names: ['a', 'b'],
      rows: [
        [1, 2],
        [3, 5],
      ],
    });
    const request: MomentsRequest = { source: { table: ['t'] }, columns: ['a', 'b'] };
    const { dialect } = open;
    const plan = planMoments(rep, request, { dialect, form: 'gram' });
    const rows = await open.run(plan.statement([0, 0]));
    assert.is(plan.decode(rows).total().count, 2);
    for (const other of [
      planMoments(rep, request, { dialect, form: 'isotypic' }),
      planMoments(rep, { ...request, columns: ['b', 'a'] }, { dialect, form: 'gram' }),
      planMoments(permutationRepresentation(catalogue.cyclic(2), [[0, 1]]), request, { dialect, form: 'gram' }),
    ]) {
      await refuses('INVALID_ARGUMENT', () => other.decode(rows), /another one/);
    }
    await refuses('PARSE', () => plan.decode([{ iso_plan: plan.fingerprint }]), /iso_/);
  });
  test.run();
}

names(duckdb, 'DuckDB');
names(postgres, 'PGlite');
