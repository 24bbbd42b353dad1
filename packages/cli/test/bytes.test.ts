/** The analysis of a table at hand as bytes, as the page has it: the files are those that the command line writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { IsotypicError } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  analysisOptionsOf,
  analyzeSource,
  type Call,
  groupAction,
  lineOf,
  openBytesSource,
  renderText,
  reportFiles,
} from '../dist/internal.js';
import { version } from '../dist/version.js';
import { run } from './support/run.js';

const DATA = new URL('../../../data/', import.meta.url); // from packages/cli/dist-test

interface Asked {
  readonly file: string;
  readonly group: string;
  readonly options: Readonly<Record<string, string | true>>;
}

const CASES: readonly Asked[] = [
  { file: 'cork-borings.csv', group: 'dihedral(4)', options: {} },
  {
    file: 'frets-heads.csv',
    group: 'symmetric(2)',
    options: {
      columns: 'length1,length2',
      response: 'breadth1,breadth2',
      mean: 'invariant',
      shrinkage: 'ledoit-wolf',
      scores: true,
      averaged: true,
      predictions: true,
    },
  },
  {
    file: 'orthodont_write_csv.csv',
    group: 'symmetric(4)',
    options: { columns: 'distance.8,distance.10,distance.12,distance.14', by: 'Sex', level: '0.9' },
  },
];

const wordsOf = ({ group, options }: Asked): string[] => [
  ...['--group', group],
  ...Object.entries(options).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value])),
];

async function fromBytes(asked: Asked, bytes: Uint8Array, line: string) {
  const { file, group, options } = asked;
  const given: Readonly<Record<string, string | true>> = { group, ...options };
  const call: Call = {
    line,
    words: [file],
    text: (option) => (typeof given[option] === 'string' ? (given[option] as string) : undefined),
    flag: (option) => given[option] === true,
  };
  const analysis = analysisOptionsOf(call, file);
  const source = await openBytesSource(file, bytes, analysis.reading);
  const stages: string[] = [];
  const analyzed = await analyzeSource(analysis, groupAction(group), source, { stage: (text) => stages.push(text) });
  await source.close();
  assert.ok(stages.includes('estimating'));
  const made = new Date().toISOString().slice(0, 10);
  return { files: await reportFiles(analyzed, { version: version(), made }), text: renderText(analyzed.analysis) };
}

for (const asked of CASES)
  test(`${asked.file}: from bytes, and from gzip, to the byte what the command writes`, async () => {
    const out = mkdtempSync(join(tmpdir(), 'isotypic-bytes-'));
    try {
      const path = new URL(asked.file, DATA).pathname;
      const words = ['analyze', path, ...wordsOf(asked), '--out', out];
      const said = await run(...words);
      assert.is(said.code, 0, said.err);
      const bytes = readFileSync(path);
      const { files, text } = await fromBytes(asked, bytes, lineOf(words));
      assert.equal(Object.keys(files).sort(), readdirSync(out).sort());
      for (const [name, content] of Object.entries(files))
        assert.is(Buffer.compare(Buffer.from(content), readFileSync(join(out, name))), 0, name);
      assert.ok(said.out.startsWith(text));
      const zipped = await fromBytes(asked, gzipSync(bytes), lineOf(words));
      assert.equal(zipped.files['analysis.json'], files['analysis.json']);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

test('damaged gzip is refused, naming the file', async () => {
  const bytes = gzipSync('a,b\n1,2\n3,4\n').subarray(0, 20);
  const error = await openBytesSource('cut.csv.gz', bytes, { options: {}, missing: 'refuse' }).catch((e) => e);
  assert.instance(error, IsotypicError);
  assert.is(error.code, 'PARSE');
  assert.match(error.message, 'cut.csv.gz');
});

test('a table longer than a piece is read in the pieces of a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-bytes-'));
  const path = join(folder, 'long.csv');
  const rows = Array.from({ length: 30_000 }, (_, n) => `${Math.sin(n)},${Math.sin(2 * n)},${Math.cos(n) ** 3}`);
  writeFileSync(path, `a,b,c\n${rows.join('\n')}\n`);
  try {
    const asked: Asked = { file: 'long.csv', group: 'cyclic(3)', options: {} };
    const words = ['analyze', path, ...wordsOf(asked), '--out', join(folder, 'out')];
    assert.is((await run(...words)).code, 0);
    const { files } = await fromBytes(asked, readFileSync(path), lineOf(words));
    assert.is(files['analysis.json'], readFileSync(join(folder, 'out', 'analysis.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
