import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analysis } from '@isotypic/cli';
import * as arrow from 'apache-arrow';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-arrow-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'data'));
const at = (name: string): string => join(folder, name);

const COLUMNS = ['a', 'b', 'c', 'd'] as const;
const value = (r: number, j: number) => (r % 50 === 7 && j === 2 ? null : 5 + Math.sin(r * (j + 1.7)) + Math.cos(r));
const site = (r: number) => ['north', 'south', "it's"][r % 3];
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

function write(name: string, format: 'file' | 'stream', from: number, to: number): void {
  const columns = COLUMNS.map((column, j) => [
    column,
    arrow.vectorFromArray(
      rows(from, to).map((r) => value(r, j)),
      new arrow.Float64(),
    ),
  ]);
  const sites = arrow.vectorFromArray(rows(from, to).map(site));
  const table = new arrow.Table(Object.fromEntries([...columns, ['site', sites]]));
  writeFileSync(at(name), arrow.tableToIPC(table, format));
}

write('data/part-0.arrow', 'file', 0, 200);
write('data/part-1.arrow', 'stream', 200, 400);
write('whole.arrow', 'file', 0, 400);
const lines = rows(0, 400).map((r) => [...COLUMNS.map((_, j) => value(r, j) ?? ''), site(r)].join(','));
writeFileSync(at('whole.csv'), `${COLUMNS.join(',')},site\n${lines.join('\n')}\n`);

let outs = 0;
const options = ['--group', 'dihedral(4)', '--columns', COLUMNS.join(','), '--missing', 'drop', '--by', 'site'];

async function analysisOf(...args: string[]): Promise<{ readonly analysis: Analysis; readonly table: Buffer }> {
  const out = at(`out-${outs++}`);
  const { code, out: text, err } = await run('analyze', ...args, ...options, '--json', '--out', out);
  assert.is(code, 0, err);
  return { analysis: JSON.parse(text) as Analysis, table: readFileSync(join(out, 'table.safetensors')) };
}

test('a file of Arrow, several, and a glob are the table of text to the bit', async () => {
  const known = await analysisOf(at('whole.csv'));
  for (const [words, count] of [
    [[at('whole.arrow')], 1],
    [[at('data/part-1.arrow'), at('data/part-0.arrow')], 2],
    [[at('data/*.arrow')], 2],
    [[at('data/part-?.arrow')], 2],
  ] as const) {
    const { analysis, table } = await analysisOf(...words);
    assert.equal(analysis.data.files, { format: 'Arrow', count });
    const counted = ({ samples, rows: all, used, dropped }: Analysis['data']) => [samples, all, used, dropped];
    assert.equal(counted(analysis.data), counted(known.analysis.data));
    assert.equal(analysis.groups, known.analysis.groups);
    assert.equal(table, known.table);
  }
});

test('what cannot be said of files of Arrow is refused in a sentence', async () => {
  const refused = async (words: string[], pattern: RegExp) => {
    const { code, err } = await run('analyze', ...words, '--group', 'dihedral(4)', '--out', at('refused'));
    assert.is(code, 2);
    assert.match(err, pattern);
  };
  const whole = at('whole.arrow');
  await refused([whole, '--columns', 'a,b,c,d'], /"?c"?/);
  await refused([whole, '--columns', 'a,b,c,site', '--missing', 'drop'], /columns of numbers.*site/);
  await refused([whole, '--columns', 'a,b,c,nowhere'], /nowhere/);
  await refused([whole, '--columns', 'a,b,c,d', '--where', 'a > 1'], /--where/);
  await refused([whole, '--columns', 'a,b,c,d', '--delimiter', ';'], /--delimiter/);
});

test.run();
