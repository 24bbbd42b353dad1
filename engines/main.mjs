// `npm run test:engines`: the texts of @isotypic/sql, run by the engines they are meant for and compared with the same
// rows pushed in memory. $PEER_PYTHON names an interpreter with what requirements.txt lists (default python3); what is
// not installed is named in the last line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { momentsIn, planMoments, planPySpark, scoreExpressions } from '@isotypic/sql';
import { covarianceOf, EquivariantNormal, SymmetricMoments } from '@isotypic/stats';
import { actions } from '../packages/duckdb/dist-test/forms/actions.js';
import { disagreement, momentsOfRows } from '../packages/duckdb/dist-test/forms/moments-of-rows.js';
import { fill } from '../packages/duckdb/dist-test/forms/tables.js';
import { lacking, postgresEngine, pythonEngine } from './engines.mjs';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-engines-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const failures = [];
const skipped = [];
let passed = 0;

async function check(name, work) {
  try {
    await work();
    passed++;
    if (process.env.ISOTYPIC_VERBOSE) console.log(`ok ${name}`);
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
  }
}

function requireSame(found, expected, what) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  }
}

/** Rows of v0 … v(n−1), a weight, a key and a whole number, some of them with holes. */
function tableOf(n, rows, holes, seed) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const names = [...Array.from({ length: n }, (_, i) => `v${i}`), 'weight', 'key', 'number'];
  const list = Array.from({ length: rows }, () => [
    ...Array.from({ length: n }, (_, i) => (random() < holes ? null : 1e4 + (1 + (i % 3)) * (random() + random() - 1))),
    0.25 + random(),
    [null, 'a', "it's", 'b\\'][Math.floor(random() * 4)],
    Math.floor(random() * 10),
  ]);
  return { names, rows: list, texts: [n + 1] };
}

/** Requests of every kind, on the actions at these places. */
function requestsOf(which) {
  return which.flatMap((at) => {
    const { x, y, isPermutation } = actions[at];
    const n = x.dimension + y.dimension;
    const names = Array.from({ length: n }, (_, i) => `v${i}`);
    const plain = { source: { table: ['t'] }, columns: names.slice(0, x.dimension), missing: 'drop' };
    const response = { columns: names.slice(x.dimension), rep: y };
    const where = { column: 'number', operator: '<', value: 7 };
    return [
      { at, request: plain },
      { at, request: { ...plain, weight: 'weight', groupBy: ['key'], where } },
      { at, request: { ...plain, response } },
    ].map((one) => ({ ...one, isPermutation, n }));
  });
}

/** The rows of a request, pushed in memory. */
function known({ at, request, n }, table) {
  const { x, y } = actions[at];
  const isPaired = request.response !== undefined;
  const rows = table.rows.map((row) => [...row.slice(0, x.dimension + (isPaired ? y.dimension : 0)), ...row.slice(n)]);
  const end = x.dimension + (isPaired ? y.dimension : 0);
  return momentsOfRows(rows, {
    x,
    ...(isPaired && { y }),
    dimensions: [x.dimension, isPaired ? y.dimension : 0],
    ...(request.weight && { weight: end }),
    ...(request.groupBy && { key: end + 1 }),
    ...(request.where && { keep: (row) => row.at(-1) < 7 }),
  });
}

async function moments(engine, name, which) {
  for (const one of requestsOf(which)) {
    const table = tableOf(one.n, 300, 0.02, one.at + 1);
    await fill(engine, 't', table);
    const expected = await known(one, table);
    for (const form of one.isPermutation ? ['gram', 'twins', 'isotypic'] : ['gram', 'isotypic']) {
      await check(`${name}, action ${one.at}, ${Object.keys(one.request)}, ${form}`, async () => {
        const found = await momentsIn(engine, actions[one.at].x, one.request, { form });
        const fault = await disagreement(found, expected, 1e-12);
        if (fault !== undefined) throw new Error(fault);
      });
    }
  }
}

async function programs(engine) {
  for (const one of requestsOf([4, 14])) {
    const table = tableOf(one.n, 300, 0.02, one.at + 1);
    await fill(engine, 't', table);
    const expected = await known(one, table);
    await check(`mapInArrow, action ${one.at}, ${Object.keys(one.request)}`, async () => {
      const plan = planPySpark(actions[one.at].x, one.request);
      const shift = plan.readShift(await engine.program(plan.probe));
      const fault = await disagreement(plan.decode(await engine.program(plan.statement(shift))), expected, 1e-12);
      if (fault !== undefined) throw new Error(fault);
    });
  }
}

const NAMES = [
  'a"b',
  "it's",
  'back`tick',
  'a\\',
  'a\nb',
  '";--',
  "'; DROP TABLE sentinel; --",
  'isotypic_x0',
  'c0',
  'é☃',
];

async function names(engine, name) {
  const rep = permutationRepresentation(catalogue.cyclic(2));
  await fill(engine, 'sentinel', { names: ['x'], rows: [[42]] });
  for (const [i, odd] of NAMES.entries()) {
    const other = NAMES[(i + 1) % NAMES.length];
    await check(`${name}, a column ${JSON.stringify(odd)}`, async () => {
      try {
        await fill(engine, 't', {
          names: [odd, other, 'k'],
          rows: [
            [1, 2, "it's; --"],
            [3, 7, '\\'],
          ],
          texts: [2],
        });
      } catch {
        return; // the engine itself has no such name
      }
      const where = { column: 'k', operator: '<>', value: `${odd}\\'` };
      const request = { source: { table: ['t'] }, columns: [odd, other], groupBy: ['k'], where };
      const { groups } = await momentsIn(engine, rep, request).catch((error) => {
        if (error.code === 'INVALID_ARGUMENT' && engine.dialect.seesAliases) return { groups: undefined };
        throw error;
      });
      if (groups === undefined) return; // refused
      requireSame(
        groups.map(({ key, read }) => [...key, read]),
        [
          ['\\', 1],
          ["it's; --", 1],
        ],
        'groups',
      );
      requireSame(Array.from(groups[0].moments.invariantMean()), [5, 5], 'mean');
    });
  }
  await check(`${name}, sentinel`, async () => {
    requireSame(Number((await engine.run('SELECT x FROM sentinel'))[0].x), 42, 'sentinel');
  });
}

async function scores(engine, name) {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const X = Array.from({ length: 30 }, (_, r) => [0, 1, 2, 3].map((i) => Math.sin(7 * r + i * i) + i));
  await fill(engine, 't', { names: ['a', 'b', 'c', 'd', 'id'], rows: X.map((row, r) => [...row, r]) });
  await check(`${name}, scores`, async () => {
    const normal = await EquivariantNormal.fit(X, rep);
    const distances = await normal.mahalanobis(X);
    const plan = scoreExpressions(normal, ['a', 'b', 'c', 'd'], { dialect: engine.dialect, keep: ['id'] });
    const rows = await engine.run(plan.statement({ table: ['t'] }));
    requireSame(rows.length, 30, 'rows');
    for (const row of rows) {
      const exact = distances[Number(row.id)] ** 2;
      if (!(Math.abs(Number(row.squared_distance) - exact) <= 1e-13 * Math.max(20, exact))) {
        throw new Error(`${row.squared_distance}, not ${exact}`);
      }
    }
  });
}

/** Groups whose means are far apart are summed again in one statement, about the mean of each. */
async function farGroups(engine, name) {
  const rep = permutationRepresentation(catalogue.cyclic(2));
  const key = (g) => (g === 3 ? null : `k${g}`);
  const rows = Array.from({ length: 700 }, (_, r) => {
    const level = 1e7 * ((r % 7) + 1);
    // few digits: SQLite 3.40 does not round longer decimals to the nearest double
    const [a, b] = [Math.sin(r), -Math.cos(3 * r)].map((v) => level + Math.round(64 * v) / 64);
    return [a, b, r % 7, key(r % 7)];
  });
  await fill(engine, 't', { names: ['a', 'b', 'g', 'k'], rows, texts: [3] });
  for (const form of ['gram', 'isotypic']) {
    await check(`${name}, groups far apart, ${form}`, async () => {
      const texts = [];
      const run = (sql, options) => {
        texts.push(sql);
        return engine.run(sql, options);
      };
      const told = { dialect: engine.dialect, run, close: () => engine.close() };
      const request = { source: { table: ['t'] }, columns: ['a', 'b'], groupBy: ['k', 'g'] };
      const { groups } = await momentsIn(told, rep, request, { form });
      requireSame([groups.length, texts.length], [7, 4], 'groups and statements');
      for (const { key: found, moments } of groups) {
        const g = Number(found[1]);
        requireSame(found[0], key(g), 'key');
        const level = 1e7 * (g + 1);
        const near = rows.filter((row) => row[2] === g).map(([a, b]) => [a - level, b - level]);
        const twin = await new SymmetricMoments(rep).push(near);
        const options = { normalization: 'n', center: 'sample-mean' };
        const [mine, theirs] = [await covarianceOf(moments, options), await covarianceOf(twin, options)];
        const off = Math.max(...theirs.data.map((v, i) => Math.abs(v - mine.data[i]))) / theirs.data[0];
        if (!(off <= 1e-12)) throw new Error(`${found}: off by ${off}`);
      }
    });
  }
}

/** How arrays of numbers are written, where there are any. */
const ARRAYS = {
  clickhouse: { type: 'Array(Float64)', of: (values) => `[${values}]` },
  postgres: { type: 'double precision[]', of: (values) => `ARRAY[${values}]` },
  spark: { type: 'ARRAY<DOUBLE>', of: (values) => `ARRAY(${values})` },
};

/** An array of another length is missing, and never cut off or filled up. */
async function arrays(engine, name) {
  const words = ARRAYS[engine.dialect.name];
  await engine.run('DROP TABLE IF EXISTS t');
  await engine.run(`CREATE TABLE t (v ${words.type})`);
  const rows = [[1, 2], [3, 7], [1, 2, 3], [1], [4, 4]].map((values) => `(${words.of(values)})`);
  await engine.run(`INSERT INTO t VALUES ${rows.join(', ')}`);
  await check(`${name}, arrays`, async () => {
    const request = { source: { table: ['t'] }, columns: { array: 'v', length: 2 }, missing: 'drop' };
    const [group] = (await momentsIn(engine, permutationRepresentation(catalogue.cyclic(2)), request)).groups;
    requireSame([group.read, group.dropped, ...group.moments.invariantMean()], [3, 2, 3.5, 3.5], 'rows and mean');
  });
}

/** Words of the type of times. */
const TIMES = { clickhouse: 'DateTime', sqlite: 'TEXT' };

async function windows(engine, name) {
  const { dialect } = engine;
  const rep = permutationRepresentation(catalogue.symmetric(1));
  const times = ['2024-05-01 12:30:45', '2024-05-01 12:59:00', '2024-05-05 23:00:00', '2023-12-31 00:00:00'];
  await engine.run('DROP TABLE IF EXISTS t');
  await engine.run(`CREATE TABLE t (x ${dialect.double}, at ${TIMES[dialect.name] ?? 'timestamp'})`);
  const type = TIMES[dialect.name] === undefined ? 'timestamp ' : '';
  await engine.run(`INSERT INTO t VALUES ${times.map((at, i) => `(${i}, ${type}'${at}')`).join(', ')}`);
  const expected = {
    minute: [
      ['2023-12-31 00:00', 1],
      ['2024-05-01 12:30', 1],
      ['2024-05-01 12:59', 1],
      ['2024-05-05 23:00', 1],
    ],
    hour: [
      ['2023-12-31 00:00', 1],
      ['2024-05-01 12:00', 2],
      ['2024-05-05 23:00', 1],
    ],
    day: [
      ['2023-12-31', 1],
      ['2024-05-01', 2],
      ['2024-05-05', 1],
    ],
    week: [
      ['2023-12-25', 1],
      ['2024-04-29', 3],
    ],
    month: [
      ['2023-12', 1],
      ['2024-05', 3],
    ],
    year: [
      ['2023', 1],
      ['2024', 3],
    ],
  };
  for (const [window, groups] of Object.entries(expected)) {
    await check(`${name}, by ${window}`, async () => {
      const request = { source: { table: ['t'] }, columns: ['x'], groupBy: [{ column: 'at', window }] };
      const found = await momentsIn(engine, rep, request);
      requireSame(
        found.groups.map(({ key, read }) => [...key, read]),
        groups,
        'groups',
      );
    });
  }
}

/** Every text of a plan, of every dialect, is SQL to a parser that none of them is. */
async function parsed(parser) {
  for (const words of ['duckdb', 'clickhouse', 'postgres', 'sqlite', 'spark', 'trino']) {
    for (const one of requestsOf([0, 5, 12])) {
      await check(`sqlglot, ${words}, action ${one.at}, ${Object.keys(one.request)}`, async () => {
        const plan = planMoments(actions[one.at].x, one.request, { dialect: words });
        for (const text of [
          plan.types,
          plan.probe,
          plan.statement(new Float64Array(one.request.response ? one.n : actions[one.at].x.dimension).fill(0.1)),
        ]) {
          await parser.parse(text, words);
        }
      });
    }
  }
}

const RUNS = {
  sqlite: async () => {
    const engine = await pythonEngine('sqlite', 'sqlite', join(folder, 'sqlite'));
    await moments(engine, 'SQLite', [0, 1, 4, 7, 12, 13]);
    await names(engine, 'SQLite');
    await scores(engine, 'SQLite');
    await windows(engine, 'SQLite');
    await farGroups(engine, 'SQLite');
    await engine.close();
  },
  chdb: async () => {
    const engine = await pythonEngine('chdb', 'clickhouse', join(folder, 'chdb'));
    await moments(engine, 'ClickHouse', [0, 1, 4, 7, 12, 13]);
    await names(engine, 'ClickHouse');
    await scores(engine, 'ClickHouse');
    await windows(engine, 'ClickHouse');
    await farGroups(engine, 'ClickHouse');
    await arrays(engine, 'ClickHouse');
    await engine.close();
  },
  postgres: async () => {
    const engine = await postgresEngine();
    await moments(engine, 'PostgreSQL', [0, 1, 4, 7, 12, 13]);
    await names(engine, 'PostgreSQL');
    await scores(engine, 'PostgreSQL');
    await windows(engine, 'PostgreSQL');
    await farGroups(engine, 'PostgreSQL');
    await arrays(engine, 'PostgreSQL');
    await engine.close();
  },
  spark: async () => {
    const engine = await pythonEngine('spark', 'spark', join(folder, 'spark'));
    await moments(engine, 'Spark', [0, 4]); // a query takes seconds to compile
    await programs(engine);
    await names(engine, 'Spark');
    await scores(engine, 'Spark');
    await windows(engine, 'Spark');
    await farGroups(engine, 'Spark');
    await arrays(engine, 'Spark');
    await engine.close();
  },
  sqlglot: async () => {
    const parser = await pythonEngine('sqlglot', undefined, join(folder, 'sqlglot'));
    await parsed(parser);
    await parser.close();
  },
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(RUNS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const missing = lacking(name);
  if (missing !== undefined) {
    skipped.push(`${name} (no ${missing})`);
    continue;
  }
  const before = passed;
  const failed = failures.length;
  await run().catch((error) => failures.push(`${name}: ${error.stack}`));
  console.log(`${name}: ${passed - before} passed, ${failures.length - failed} failed`);
}
for (const failure of failures) console.log(`FAIL ${failure}`);
const rest = skipped.length === 0 ? '' : `; not installed, and skipped: ${skipped.join(', ')}`;
console.log(`${passed} passed, ${failures.length} failed${rest}`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
