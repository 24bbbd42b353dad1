// Runs the compiled uvu files below one folder and prints one closing line.
//
//   node tools/run-tests.mjs dist-test [--slow] [filter ...]
//
// uvu itself exits 0 when no file matches and when `test.run()` is forgotten; here a file
// that registers or runs no test is a failure. Files named *.slow.test.js run only with --slow.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(2);
const slow = args.includes('--slow');
const [folder, ...filters] = args.filter((a) => !a.startsWith('--'));
const root = resolve(folder ?? 'dist-test');

function testFiles(dir) {
  const found = [];
  for (const entry of readdirSync(dir).sort()) {
    const path = join(dir, entry);
    if (statSync(path).isDirectory()) found.push(...testFiles(path));
    else if (entry.endsWith('.test.js') && entry.endsWith('.slow.test.js') === slow) found.push(path);
  }
  return found;
}

const files = testFiles(root).filter((f) => filters.length === 0 || filters.some((s) => f.includes(s)));
globalThis.UVU_DEFER = 1;
await import('uvu'); // after UVU_DEFER: it then queues suites instead of running them

// uvu prints error.details.split('\n'); an IsotypicError's details are data, on which that would throw inside uvu and
// break the suite off without a word. Only uvu's own formatter sees this property.
Object.defineProperty(Object.prototype, 'split', {
  configurable: true,
  get() {
    const caller = new Error().stack?.split('\n')[2] ?? '';
    if (!caller.includes('/uvu/dist/')) return undefined;
    return () => [JSON.stringify(this, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))];
  },
  set(value) {
    Object.defineProperty(this, 'split', { value, writable: true, enumerable: true, configurable: true });
  },
});

let passed = 0;
let failed = 0;
let skipped = 0;
const queue = globalThis.UVU_QUEUE;
for (const file of files) {
  const name = relative(root, file).replace(/\.js$/, '');
  const start = performance.now();
  globalThis.UVU_INDEX = queue.length;
  const group = [name];
  queue.push(group);
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    failed++;
    console.log(`${name}: failed to load\n${error?.stack ?? error}`);
    continue;
  }
  let ran = 0;
  for (const suite of group.slice(1)) {
    const [errors, done, skips, total] = await suite();
    ran += total;
    passed += done;
    skipped += skips;
    failed += total - done;
    if (errors !== true) console.log(`${name}${errors}`);
    else if (done < total) console.log(`${name}: broke off after ${done} of ${total} tests, without a printable error`);
  }
  if (ran === 0) {
    failed++;
    console.log(`${name}: ran no test (is test.run() missing?)`);
  }
  const ms = performance.now() - start;
  if (ms > 1000 || process.env.ISOTYPIC_VERBOSE) console.log(`${name}: ${ran} tests, ${(ms / 1000).toFixed(1)} s`);
}
if (files.length === 0 && !slow) {
  failed++;
  console.log(`no test file below ${root}${filters.length ? ` matches ${filters.join(' ')}` : ''}`);
}
if (filters.length === 0) {
  const summary = slow ? '.test-summary-slow.json' : '.test-summary.json';
  writeFileSync(summary, JSON.stringify({ passed, failed, skipped }));
}
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed ? 1 : 0;
