// Runs the compiled test files below one folder, over all cores, and prints one closing line.
//
//   node tools/run-tests.mjs dist-test [--slow] [filter ...]
//
// A file that registers or runs no test is a failure, and so is a process that ends in the middle of one. Files named
// *.slow.test.js run only with --slow. Reports come in the order of the files, whichever process ran them.
import { fork } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const slow = args.includes('--slow');
const [folder, ...filters] = args.filter((a) => !a.startsWith('--'));
const root = resolve(folder ?? 'dist-test');

const files = readdirSync(root, { recursive: true })
  .map((name) => join(root, name))
  .filter((path) => path.endsWith('.test.js') && path.endsWith('.slow.test.js') === slow)
  .filter((path) => filters.length === 0 || filters.some((s) => path.includes(s)))
  .filter(hasSource)
  .sort();

/** A compiled test whose source has moved or gone: the compiler never deletes, and a cached build may bring it back. */
function hasSource(path) {
  const source = join(root, '..', 'test', relative(root, path)).replace(/\.js$/, '.ts');
  return existsSync(source);
}

const results = new Array(files.length);
let started = 0;
let reported = 0;
const total = { passed: 0, failed: 0, skipped: 0 };

function report() {
  for (; results[reported] !== undefined; reported++) {
    const { passed, failed, skipped, text, seconds } = results[reported];
    const name = relative(root, files[reported]).replace(/\.js$/, '');
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    if (text !== '') console.log(`${name}\n${text}`);
    if (seconds > 1 || process.env.ISOTYPIC_VERBOSE)
      console.log(`${name}: ${passed + failed} tests, ${seconds.toFixed(1)} s`);
  }
}

/** One process: takes the next file until none is left; resolves when it has ended. A new one follows a broken one. */
function work() {
  return new Promise((done) => {
    const worker = fork(fileURLToPath(new URL('./testing/worker.mjs', import.meta.url)));
    let running = -1;
    const settle = (result) => {
      if (running >= 0) results[running] = result;
      running = -1;
      report();
    };
    worker.on('message', (result) => {
      settle(result);
      if (started === files.length) {
        worker.disconnect();
        return;
      }
      running = started++;
      worker.send(files[running]);
    });
    worker.on('exit', (code, signal) => {
      const broken = running >= 0;
      const text = `  FAIL the process ended in the middle of the file (${signal ?? `exit code ${code}`})\n`;
      settle({ passed: 0, failed: 1, skipped: 0, text, seconds: 0 });
      if (!broken && code !== 0) {
        total.failed++;
        console.log(`a process of tests ended with ${signal ?? `exit code ${code}`} after its last file`);
      }
      done(broken && started < files.length ? work() : undefined);
    });
  });
}

await Promise.all(Array.from({ length: Math.min(files.length, availableParallelism()) }, work));

if (files.length === 0 && !slow) {
  total.failed++;
  console.log(`no test file below ${root}${filters.length ? ` matches ${filters.join(' ')}` : ''}`);
}
if (filters.length === 0) writeFileSync(slow ? '.test-summary-slow.json' : '.test-summary.json', JSON.stringify(total));
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed ? 1 : 0;
