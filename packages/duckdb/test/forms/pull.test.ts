import { openDuckDB } from '@isotypic/duckdb';
import { type MomentsRequest, momentsIn, type QueryEngine } from '@isotypic/sql';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { actions } from './actions.js';
import { duckdb } from './engines.js';
import { disagreement, momentsOfRows } from './moments-of-rows.js';
import { fill } from './tables.js';

let engine: QueryEngine;
test.before(async () => {
  engine = await openDuckDB();
});
test.after(() => engine.close());

test('rows pulled give what rows pushed in memory give: by groups, weighted, in pairs, with rows dropped', async () => {
  const { x, y } = actions[4];
  const n = x.dimension + y.dimension;
  const names = Array.from({ length: n }, (_, i) => `v${i}`);
  const rows = Array.from({ length: 20_000 }, (_, r) => [
    ...names.map((_, i) => (r % 97 === i ? null : 5 + Math.sin(r * (i + 2)))),
    0.5 + (r % 5),
    ['a', null, "it's"][r % 3],
  ]);
  await fill(engine, 't', { names: [...names, 'w', 'k'], rows, texts: [n + 1] });
  const request: MomentsRequest = {
    source: { table: ['t'] },
    columns: names.slice(0, x.dimension),
    response: { columns: names.slice(x.dimension), rep: y },
    weight: 'w',
    groupBy: ['k'],
    missing: 'drop',
  };
  const reading = { x, y, dimensions: [x.dimension, y.dimension] as const, weight: n, key: n + 1 };
  const known = await momentsOfRows(rows, reading);
  const stages: string[] = [];
  const found = await momentsIn(engine, x, request, { path: 'pull', onProgress: ({ stage }) => stages.push(stage) });
  assert.is(await disagreement(found, known, 1e-12), undefined);
  assert.ok(stages.includes('rows'));
  await refuses('NOT_FINITE', () => momentsIn(engine, x, { ...request, missing: 'error' }, { path: 'pull' }), /in v0/);
});

test('a pull is refused of an engine without batches, and stops when it is told to', async () => {
  const plain = await duckdb();
  const { x } = actions[0];
  const request: MomentsRequest = { source: { table: ['t'] }, columns: ['v0', 'v1', 'v2', 'v3'], missing: 'drop' };
  await refuses('INVALID_ARGUMENT', () => momentsIn(plain, x, request, { path: 'pull' }), /batches/);
  await plain.close();
  const stop = new AbortController();
  const running = momentsIn(engine, x, request, { path: 'pull', signal: stop.signal, onProgress: () => stop.abort() });
  await refuses('ABORTED', () => running);
  assert.is((await engine.run('SELECT 1 AS one')).length, 1);
});

test.run();
