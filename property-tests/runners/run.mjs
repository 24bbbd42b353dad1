// `node property-tests/runners/run.mjs`: the same laws and assertions under uvu, node:test, Vitest and Jest. Each must
// pass, and with a broken field and a broken function fail, naming the law. Vitest and Jest are looked for here
// (`npm ci` in this folder) and skipped by name where they are not installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const bin = (name) => join(here, 'node_modules', name);

const RUNNERS = [
  { name: 'uvu', args: ['uvu.mjs'] },
  { name: 'node:test', args: ['--test', 'node-test.mjs'] },
  { name: 'Vitest', args: [bin('vitest/vitest.mjs'), 'run', 'vitest.test.mjs'], needs: bin('vitest') },
  {
    name: 'Jest',
    args: ['--experimental-vm-modules', bin('jest/bin/jest.js'), '--runTestsByPath', 'jest.jest.mjs'],
    needs: bin('jest'),
  },
];

/** The outcome of one runner: undefined where it is not installed, else what is wrong, or nothing. */
export function tried({ args, needs }) {
  if (needs !== undefined && !existsSync(needs)) return undefined;
  const run = (BROKEN) => {
    const { NODE_TEST_CONTEXT: _, ...env } = { ...process.env, BROKEN, NO_COLOR: '1', CI: '1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: here, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };
  const [right, wrong] = [run('0'), run('1')];
  const faults = [];
  if (right.status !== 0) faults.push(`fails where all is right:\n${right.output}`);
  if (wrong.status === 0) faults.push('passes where a law is broken');
  for (const text of ['a·a⁻¹ = 1', 'a counterexample: 3', 'tanh is equivariant']) {
    if (!wrong.output.includes(text)) faults.push(`no word of "${text}":\n${wrong.output.slice(0, 3000)}`);
  }
  return faults;
}

export { RUNNERS };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const runner of RUNNERS) {
    const faults = tried(runner);
    if (faults === undefined) console.log(`${runner.name}: skipped, not installed (npm ci in property-tests/runners)`);
    else console.log(`${runner.name}: ${faults.length === 0 ? 'passed' : faults.join('\n')}`);
    if (faults?.length > 0) process.exitCode = 1;
  }
}
