// Drop a CSV: the cork borings of Rao (1948) under the symmetry of four compass points; files; a long table.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DISTANCES = 'distance.8,distance.10,distance.12,distance.14';

/** Files of `data/` with options of `isotypic analyze`, and the fields of the page that say the same. */
const FILES = [
  { file: 'cork-borings.csv', options: ['--group', 'dihedral(4)'], fields: { group: 'dihedral(4)' } },
  {
    file: 'frets-heads.csv',
    options: [
      ...['--group', 'symmetric(2)', '--columns', 'length1,length2', '--response', 'breadth1,breadth2'],
      ...['--mean', 'invariant', '--level', '0.9', '--shrinkage', 'ledoit-wolf'],
      ...['--scores', '--averaged', '--predictions'],
    ],
    fields: {
      group: 'symmetric(2)',
      columns: 'length1,length2',
      response: 'breadth1,breadth2',
      mean: 'invariant',
      level: '0.9',
      shrinkage: 'ledoit-wolf',
      scores: 'yes',
      averaged: 'yes',
      predictions: 'yes',
    },
  },
  {
    file: 'orthodont_write_csv.csv',
    options: ['--group', 'symmetric(4)', '--columns', DISTANCES, '--by', 'Sex'],
    fields: { group: 'symmetric(4)', columns: DISTANCES, by: 'Sex' },
  },
];

/** What `isotypic analyze` writes in a folder where the file lies, and, as report.txt, prints. */
function byCommandLine(root, file, options) {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-page-'));
  try {
    copyFileSync(join(root, 'data', file), join(folder, file));
    const program = join(root, 'packages/cli/bin/isotypic.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'analyze', file, ...options], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const report = join(folder, 'report');
    const files = readdirSync(report).map((name) => [name, readFileSync(join(report, name))]);
    const [printed] = stdout.split('\nReport  ');
    return new Map([...files, ['report.txt', Buffer.from(printed)]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Logarithms and powers of two versions of V8 differ in their last digits, and what is made of them in a few more. */
const RELATIVE = 1e-12;
const NUMBER = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;

/** Where two files differ, but in the last digits of numbers; undefined where they do not. */
function difference(name, received, expected) {
  if (received.equals(expected)) return undefined;
  const [a, b] = [received, expected].map((bytes) => bytes.toString());
  const [texts, others] = [a, b].map((text) => text.split(NUMBER));
  const k = texts.findIndex((text, i) => text !== others[i]);
  if (k >= 0 || texts.length !== others.length) return `${texts[k]} where the command line has ${others[k]}`;
  const [numbers, known] = [a, b].map((text) => (text.match(NUMBER) ?? []).map(Number));
  // a table of numbers has one scale, on which a 0 is rounded too
  const size = name.endsWith('.csv') ? known.reduce((most, x) => Math.max(most, Math.abs(x)), 0) : 0;
  const wrong = numbers.findIndex((x, i) => Math.abs(x - known[i]) > RELATIVE * Math.max(size, Math.abs(known[i])));
  return wrong < 0 ? undefined : `${numbers[wrong]} where the command line has ${known[wrong]}`;
}

export async function tests({ test, views, open, done, server, root }) {
  await test('cork borings under dihedral(4): the variance 261.8865', async (page) => {
    await open(page, '#/table?group=dihedral(4)&other=cyclic(4)');
    await page.getByLabel('A file, chosen or dropped here').setInputFiles(join(root, 'data/cork-borings.csv'));
    await page.getByText('28 samples of 4 columns').first().waitFor();
    await done(page);
    const row = page.locator('tr', { hasText: 'north (variance)' }).first();
    assert.deepEqual((await row.locator('td').allInnerTexts()).slice(1, 3), ['4', '261.8865']);
    const compared = page.locator('table', { hasText: 'The symmetries compared' });
    assert.equal(await compared.locator('tbody tr').count(), 2);
    assert.equal(await page.locator('.report').count(), 2);
    // a link of the report leads to the file, which lies in the page
    const waiting = page.waitForEvent('download');
    await page.locator('.report a', { hasText: 'analysis.json' }).first().click();
    assert.equal((await waiting).suggestedFilename(), 'analysis.json');
  });

  await test('the files are those of the command line', async (page) => {
    for (const { file, options, fields } of FILES) {
      const written = byCommandLine(root, file, options);
      await page.goto('about:blank');
      await page.goto(`${server.address}#/table?${new URLSearchParams(fields)}`);
      await page.locator('main[aria-busy=false]').waitFor(); // the example may lack these columns
      await page.getByLabel('A file, chosen or dropped here').setInputFiles(join(root, 'data', file));
      await page.locator('.report h2', { hasText: `${file} under` }).waitFor();
      await done(page);
      const names = (await page.getByRole('button', { name: /^Download / }).allInnerTexts()).map((t) => t.slice(9));
      assert.deepEqual(names.sort(), [...written.keys()].sort());
      for (const [name, expected] of written) {
        const waiting = page.waitForEvent('download');
        await page.getByRole('button', { name: `Download ${name}` }).click();
        const received = readFileSync(await (await waiting).path());
        assert.equal(difference(name, received, expected), undefined, `${name} of ${file}`);
      }
      console.log(`    ${file}: ${[...written.keys()].join(', ')} equal`);
    }
  });

  await test('single precision is asked for, and the report says what came of it', async (page) => {
    await open(page, '#/table?group=dihedral(4)&precision=single');
    const said = page.getByText(/all used; products of rows in (single|double) precision/);
    await said.first().waitFor();
    assert.match(await page.locator('tr', { hasText: 'north (variance)' }).first().innerText(), /261\.88/);
  });

  await test('columns are chosen, in an order', async (page) => {
    await open(page, '#/table?group=symmetric(2)&columns=north,south');
    assert.match(await page.locator('.report .lead').first().innerText(), /28 samples of 2 columns/);
    await page.getByLabel('Symmetry of the columns').fill('cyclic(5)');
    await page.keyboard.press('Enter');
    await page.locator('.problem p').waitFor();
    assert.match(await page.locator('.problem').innerText(), /as many columns as cyclic\(5\) permutes, 5, got 2/);
  });

  await test('ten thousand rows', async (page) => {
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const rows = Array.from({ length: 10_000 }, () => Array.from({ length: 8 }, () => next().toFixed(5)).join(','));
    const text = ['a,b,c,d,e,f,g,h', ...rows, ''].join('\n');
    await open(page, '#/table');
    await page.getByLabel('Symmetry of the columns').fill('cyclic(8)');
    const began = performance.now();
    await page
      .getByLabel('A file, chosen or dropped here')
      .setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('10000 samples of 8 columns').waitFor();
    console.log(`    10⁴ rows of 8 columns ${Math.round(performance.now() - began)} ms after they were chosen`);
  });

  await views('table', '#/table?group=dihedral(4)&other=cyclic(4)');
}
