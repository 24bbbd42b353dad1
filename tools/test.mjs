// `npm test`, `npm run test:slow`: builds and tests every workspace through turbo, then adds their results up into one
// closing line.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const task = process.argv[2] ?? 'test';
const workspaces = [...readdirSync(`${root}packages`).map((name) => `packages/${name}`), 'property-tests'].filter(
  (path) => existsSync(`${root}${path}/package.json`),
);
const summaryName = task === 'test' ? '.test-summary.json' : '.test-summary-slow.json';
for (const path of workspaces) rmSync(`${root}${path}/${summaryName}`, { force: true });

const turbo = `${root}node_modules/.bin/turbo`;
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' };
const run = (...args) => {
  const { status, error } = spawnSync(turbo, ['run', ...args, '--continue', '--log-order=grouped'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  if (error) throw error;
  return status;
};
// Each package's tests spread over all cores themselves: one package at a time, when everything is built.
const built = run('build', '--output-logs=errors-only');
const status = run(task, '--concurrency=1', '--output-logs=full') || built;

let passed = 0;
let failed = 0;
let skipped = 0;
for (const path of workspaces) {
  const file = `${root}${path}/${summaryName}`;
  if (!existsSync(file)) {
    failed++;
    console.log(`${path}: left no test summary (its build or its tests broke off)`);
    continue;
  }
  const summary = JSON.parse(readFileSync(file, 'utf8'));
  console.log(`${path}: ${summary.passed} passed, ${summary.failed} failed`);
  passed += summary.passed;
  failed += summary.failed;
  skipped += summary.skipped;
}
if (status !== 0 && failed === 0) {
  failed++;
  console.log('a task failed outside the tests, most likely a build: its output is above');
}
console.log('');
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
