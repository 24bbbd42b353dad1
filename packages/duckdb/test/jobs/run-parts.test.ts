import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '@isotypic/algebra';
import { openDuckDB, runParts } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import type { GroupedMoments, MomentsRequest } from '@isotypic/sql';
import { covarianceOf } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { names, rowsSelect, temporary, writeParquet, writeParts } from '../support/made-files.js';

const folder = temporary();
const engine = await openDuckDB({ threads: 2 });
test.after(() => engine.close());

const data = join(folder, 'data');
mkdirSync(data);
const files = await writeParts(engine, data, { count: 7, rows: 200, columns: 4 });
const rep = permutationRepresentation(catalogue.dihedral(4));
const request: MomentsRequest = { source: { files: [join(data, '*.parquet')] }, columns: names(4) };

let states = 0;
const newState = (): string => join(folder, `state-${states++}`);

const bytesOf = ({ groups }: GroupedMoments): string =>
  JSON.stringify(groups.map(({ key, read, dropped, moments }) => [key, read, dropped, moments.toJSON()]));
const shaOf = (found: GroupedMoments): string => createHash('sha256').update(bytesOf(found)).digest('hex');

async function sameTo(found: GroupedMoments, whole: GroupedMoments): Promise<void> {
  assert.equal(
    found.groups.map(({ key, read, dropped }) => [key, read, dropped]),
    whole.groups.map(({ key, read, dropped }) => [key, read, dropped]),
  );
  for (const [k, { moments }] of found.groups.entries()) {
    const [ours, theirs] = [await covarianceOf(moments), await covarianceOf(whole.groups[k].moments)];
    ours.data.forEach((v, i) => {
      assert.ok(Math.abs(v - theirs.data[i]) <= 1e-13 * Math.abs(theirs.data[0]), `${k}: ${v} ${theirs.data[i]}`);
    });
  }
}

test('parts by files are the whole, in the same bits whatever was kept and how many threads there are', async () => {
  const single = await openDuckDB({ threads: 1 });
  const one = join(folder, 'all.parquet');
  await writeParquet(engine, one, rowsSelect(4, 0, 1400));
  const grouped = { ...request, groupBy: ['g'], weight: 'w' };
  const whole = await runParts(single, rep, { ...grouped, source: { files: [one] } }, { state: newState() });
  assert.is(whole.groups.length, 3);
  const state = newState();
  const found = await runParts(engine, rep, grouped, { state });
  await sameTo(found, whole);
  const other = await runParts(single, rep, grouped, { state: newState() });
  assert.is(shaOf(other), shaOf(found));
  for (const name of readdirSync(state).slice(0, 3)) rmSync(join(state, name));
  assert.is(shaOf(await runParts(engine, rep, grouped, { state })), shaOf(found));
  await single.close();
});

test('only what is missing or has changed is read again', async () => {
  const state = newState();
  const before = await runParts(engine, rep, request, { state });
  const written = () => new Map(readdirSync(state).map((name) => [name, statSync(join(state, name)).mtimeMs]));
  const first = written();
  assert.is(first.size, 7);
  await runParts(engine, rep, request, { state });
  assert.equal(written(), first);
  // other numbers in one file, of the same size and of the same time
  const { size, atime, mtime } = statSync(files[3]);
  const saved = readFileSync(files[3]);
  await writeParquet(engine, files[3], rowsSelect(4, 10_600, 10_800));
  utimesSync(files[3], atime, mtime);
  const after = await runParts(engine, rep, request, { state });
  const changed = [...written()].filter(([name, time]) => first.get(name) !== time);
  assert.is(changed.length, 1, `size ${size}`);
  assert.is(written().size, 7);
  assert.is.not(shaOf(after), shaOf(before));
  writeFileSync(files[3], saved);
  assert.is(shaOf(await runParts(engine, rep, request, { state })), shaOf(before));
});

test('other requests keep parts of their own under other keys', async () => {
  const state = newState();
  const c4 = permutationRepresentation(catalogue.cyclic(4));
  const [a, b] = [await runParts(engine, rep, request, { state }), await runParts(engine, c4, request, { state })];
  const fresh = await runParts(engine, c4, request, { state: newState() });
  assert.is(shaOf(b), shaOf(fresh));
  assert.is.not(shaOf(a), shaOf(b));
});

test('ranges of a key hold every row once, NULL and the ends too', async () => {
  const path = join(folder, 'keyed.parquet');
  const keyed = `SELECT *, CASE WHEN i % 10 = 0 THEN NULL ELSE i::DOUBLE END AS k FROM (${rowsSelect(4, 0, 1000)})`;
  await writeParquet(engine, path, keyed);
  const one = { ...request, source: { files: [path] } };
  const whole = await runParts(engine, rep, one, { state: newState() });
  const bounds = [100, 300, 301, 5000];
  const stages: number[] = [];
  const found = await runParts(engine, rep, one, {
    state: newState(),
    parts: { column: 'k', bounds },
    onProgress: ({ done, total }) => stages.push(done, total as number),
  });
  await sameTo(found, whole);
  assert.equal(stages, [0, 6, 1, 6, 2, 6, 3, 6, 4, 6, 5, 6, 6, 6]);
  const wrong = { state: newState(), parts: { column: 'k', bounds: [3, 3] } };
  await refuses('INVALID_ARGUMENT', () => runParts(engine, rep, one, wrong), 'ascend');
});

test('a table has parts by ranges only', async () => {
  await engine.run(`CREATE TABLE rows_of AS ${rowsSelect(4, 0, 100)}`);
  const table = { ...request, source: { table: ['rows_of'] } };
  await refuses('INVALID_ARGUMENT', () => runParts(engine, rep, table, { state: newState() }), 'bounds');
  const found = await runParts(engine, rep, table, { state: newState(), parts: { column: 'i', bounds: [50] } });
  assert.is(found.total().count, 100);
});

test('a file in the place of a part that something else wrote is refused by name', async () => {
  const state = newState();
  await runParts(engine, rep, request, { state });
  const [name] = readdirSync(state);
  writeFileSync(join(state, name), '{"format":"isotypic-part"}');
  await refuses('PARSE', () => runParts(engine, rep, request, { state }), state, 'Remove');
  writeFileSync(join(state, name), 'not JSON');
  await refuses('PARSE', () => runParts(engine, rep, request, { state }), state);
});

test('a state that cannot be kept is refused in one sentence', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await refuses('IO', () => runParts(engine, rep, request, { state: file }), 'a-file', 'EEXIST');
  await refuses('IO', () => runParts(engine, rep, request, { state: '/dev/full' }), '/dev/full');
});

test('stopped by a signal or a budget, it goes on from there', async () => {
  const state = newState();
  const controller = new AbortController();
  const error = await refuses('ABORTED', () =>
    runParts(engine, rep, request, {
      state,
      signal: controller.signal,
      onProgress: ({ done }) => done >= 2 && controller.abort(),
    }),
  );
  assert.ok((error.details.known as number) >= 2);
  assert.equal(
    readdirSync(state).filter((name) => !name.endsWith('.json')),
    [],
  );
  const short = await refuses('BUDGET_EXCEEDED', () => runParts(engine, rep, request, { state, budget: 1 }));
  assert.type(short.details.known, 'number');
  const found = await runParts(engine, rep, request, { state });
  assert.is(shaOf(found), shaOf(await runParts(engine, rep, request, { state: newState() })));
});

test('two processes on one folder count nothing twice', async () => {
  const state = newState();
  const script = fileURLToPath(new URL('../support/parts-process.js', import.meta.url));
  const args = [script, join(data, '*.parquet'), state];
  const output = await Promise.all([0, 1, 2].map(() => outputOf(args)));
  const alone = shaOf(await runParts(engine, rep, request, { state: newState() }));
  assert.equal(output, [alone, alone, alone]);
  assert.is(readdirSync(state).length, 7);
});

function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece) => {
    text += piece;
  });
  return new Promise((resolve) => child.on('close', () => resolve(text.trim())));
}

test.run();
