/** The report: components in the columns' own names, readable at 4, 12, 60 and 200 columns. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contrastsOf } from '../dist/analysis/contrasts.js';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-report-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** N rows of n numbers that no two columns share. */
function csv(n: number, N: number): string {
  const path = join(folder, `c${n}.csv`);
  const cell = (r: number, c: number) => ((r * 7919 + c * 104_729 + r * c * 31) % 1009) / 100;
  const rows = Array.from({ length: N }, (_, r) => Array.from({ length: n }, (_, c) => cell(r, c)).join(','));
  writeFileSync(path, [Array.from({ length: n }, (_, c) => `column${c}`).join(','), ...rows, ''].join('\n'));
  return path;
}

async function reportOf(n: number, N: number): Promise<string> {
  const out = join(folder, `report${n}`);
  const { code, err } = await run('analyze', csv(n, N), '--group', `cyclic(${n})`, '--out', out, '--quiet');
  assert.is(code, 0, err);
  return readFileSync(join(out, 'report.html'), 'utf8');
}

test('contrasts as one would write them', () => {
  const cases = [
    [catalogue.dihedral(4), ['n', 'e', 's', 'w'], [['n + e + s + w'], ['(n + s) − (e + w)'], ['n − s', 'e − w']]],
    [catalogue.symmetric(3), ['a', 'b', 'c'], [['a + b + c'], ['(a + b) − 2·c', 'a − b']]],
  ] as const;
  for (const [group, names, expected] of cases) {
    assert.equal(contrastsOf(isotypicDecomposition(permutationRepresentation(group)), names), expected);
  }
  const fifth = contrastsOf(isotypicDecomposition(permutationRepresentation(catalogue.cyclic(5))), [
    'a',
    'b',
    'c',
    'd',
    'e',
  ]);
  assert.match(fifth[1][0], /0\.618·/);
  const many = permutationRepresentation(catalogue.cyclic(20));
  const names = Array.from({ length: 20 }, (_, i) => `x${i}`);
  assert.ok(contrastsOf(isotypicDecomposition(many), names).every((list) => list.length === 0));
});

test('four columns: the meaning of each label, links, the call', async () => {
  const html = await reportOf(4, 30);
  assert.match(html, /<dt>trivial<\/dt><dd>a one-dimensional component: <code>column0 \+ column1/);
  assert.match(html, /A label names an irreducible representation/);
  assert.match(html, /href="table.safetensors"/);
  assert.match(html, /Made on \d{4}-\d\d-\d\d by isotypic [\d.]+ with <code>/);
  assert.match(html, /prefers-color-scheme: dark[\s\S]*@media print/);
  assert.not.match(html, /<script|src="http/);
});

test('a day of one’s own makes the same page again', async () => {
  const before = process.env.SOURCE_DATE_EPOCH;
  process.env.SOURCE_DATE_EPOCH = '86400';
  try {
    const [a, b] = [await reportOf(4, 30), await reportOf(4, 30)];
    assert.ok(a === b, 'the same bytes');
    assert.match(a, /Made on 1970-01-02/);
  } finally {
    if (before === undefined) delete process.env.SOURCE_DATE_EPOCH;
    else process.env.SOURCE_DATE_EPOCH = before;
  }
});

test('twelve columns have labels and no numbers in the cells, two hundred are pictures of pixels', async () => {
  const twelve = await reportOf(12, 40);
  assert.ok(twelve.includes('>column11<') && !twelve.includes('data:image/png'));
  const many = await reportOf(200, 230);
  assert.ok(many.includes('data:image/png;base64,'));
  assert.ok(many.length < 2e6, `${many.length} bytes`);
  assert.not.match(many, />column199</);
});

test.run();
