// Holds tools/run-tests.mjs to its promises on files made for it: what must fail does, with a text, and never silently.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const head = "import { test } from 'uvu';\nimport * as assert from 'uvu/assert';\n";

/** Each: name, the files, the closing line, and what the output must hold. */
const CASES = [
  ['tests that pass', { a: "test('x', () => {}); test.skip('z'); test.run();" }, '1 passed, 0 failed, 1 skipped', []],
  [
    'a failing assertion',
    { a: "test('x', () => assert.is(1, 2)); test.run();" },
    '0 passed, 1 failed',
    ['"x"', '++2', '--1'],
  ],
  [
    'an error whose details are data',
    {
      a: "test('x', () => { throw Object.assign(new Error('m'), { details: { at: 5n } }); }); test('y', () => {}); test.run();",
    },
    '1 passed, 1 failed',
    ['Error: m', 'at: 5n'],
  ],
  [
    'a thrown value that is no error',
    { a: "test('x', () => { throw 'text'; }); test.run();" },
    '0 passed, 1 failed',
    ["'text'"],
  ],
  ['test.run() forgotten', { a: "test('x', () => {});" }, '0 passed, 1 failed', ['is test.run() missing?']],
  [
    'a file that does not load',
    { a: "import './none.js';", b: "test('x', () => {}); test.run();" },
    '1 passed, 1 failed',
    ['none.js'],
  ],
  [
    'a hook that throws',
    { a: "test.before(() => { throw new Error('h'); }); test('x', () => {}); test.run();" },
    '0 passed, 1 failed',
    ['Error: h'],
  ],
  [
    'a process that ends in the middle',
    {
      a: "test('x', () => process.exit(0)); test.run();",
      b: "test('x', () => {}); test.run();",
      c: "test('x', () => {}); test.run();",
    },
    '2 passed, 1 failed',
    ['a.test\n', 'ended in the middle'],
  ],
  [
    'a test that waits for ever',
    { a: "test('x', () => new Promise(() => {})); test.run();" },
    '0 passed, 1 failed',
    ['ended in the middle'],
  ],
  [
    'a compiled file whose source is gone',
    { a: "test('x', () => {}); test.run();", gone: '' },
    '1 passed, 0 failed',
    [],
  ],
  ['no file at all', {}, '0 passed, 1 failed', ['no test file']],
];

/** Prints what does not hold; returns how many cases do not. */
export function checkRunner() {
  const folder = mkdtempSync(join(root, 'node_modules', '.runner-'));
  let faults = 0;
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    CASES.forEach(([name, files, closing, parts], i) => {
      const at = join(folder, `case-${i}`);
      for (const folder of ['dist-test', 'test']) mkdirSync(join(at, folder), { recursive: true });
      for (const [file, body] of Object.entries(files)) {
        writeFileSync(join(at, 'dist-test', `${file}.test.js`), head + body);
        if (!file.startsWith('gone')) writeFileSync(join(at, 'test', `${file}.test.ts`), '');
      }
      const { stdout, status } = spawnSync('node', [`${root}tools/run-tests.mjs`, join(at, 'dist-test')], {
        cwd: folder,
        encoding: 'utf8',
      });
      const missing = [`\n${closing}\n`, ...parts].filter((part) => !`\n${stdout}`.includes(part));
      if (missing.length === 0 && (status === 0) === closing.includes(' 0 failed')) return;
      faults++;
      console.log(
        `the test runner, ${name}: exit status ${status}, its output lacks ${JSON.stringify(missing)}\n${stdout}`,
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`test runner: ${CASES.length - faults} of ${CASES.length} promises kept`);
  return faults;
}
