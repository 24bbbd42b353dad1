/** The faults that mutation testing puts into a source, and that a trial with one fails where the source passes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applied } from '../../../tools/mutation/applied.mjs';
import { mutantsOf } from '../../../tools/mutation/operators.mjs';

const SOURCE = `function largest(list, meter) {
  checkArgument('largest', 'list', list, LIST);
  if (list.length === 0) throw new RangeError('no number ' + 1 + ' of ' + list.length);
  let most = list[0];
  for (const x of list.slice()) {
    meter.step(1);
    if (x > most && !Number.isNaN(x)) most = x;
  }
  return most;
}`;

const changes = mutantsOf(SOURCE).map((m) => `${m.operator}: ${SOURCE.slice(m.start, m.end)} → ${m.replacement}`);

test('operators, conditions, literals, calls and statements are changed', () => {
  for (const wanted of [
    'operator: === → !==',
    'condition: list.length === 0 → true',
    'literal: 0 → 1',
    'call removed: list.slice() → list',
    'operator: > → >=',
    'operator: && → ||',
    'negation removed: !Number.isNaN(x) → Number.isNaN(x)',
    'statement removed: most = x; → ;',
  ]) {
    assert.ok(changes.includes(wanted), `${wanted} in ${changes.join('; ')}`);
  }
});

test('errors, checks of arguments and the accounting of work are left alone', () => {
  assert.not.ok(
    changes.some((c) => /no number|checkArgument|meter|LIST/.test(c.split('→')[0].replace(/[{][\s\S]*/, ''))),
  );
});

test('each mutant differs in one place and parses', () => {
  const mutated = mutantsOf(SOURCE).map((m) => applied(SOURCE, m));
  assert.is(new Set(mutated).size, mutated.length);
  for (const text of mutated) {
    assert.is.not(text, SOURCE);
    new Script(text);
  }
});

test('a trial passes the source, and fails with a mutant that its test catches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-trial-'));
  try {
    const source = join(folder, 'sum.mjs');
    const text = 'export const sum = (a, b) => a + b;\n';
    writeFileSync(source, text);
    const file = join(folder, 'sum.test.mjs');
    writeFileSync(
      file,
      "import { test } from 'uvu';\nimport { sum } from './sum.mjs';\n" +
        "test('2 + 3', () => { if (sum(2, 3) !== 5) throw new Error('not 5'); });\ntest.run();\n",
    );
    const tools = fileURLToPath(new URL('../../../tools/mutation/', import.meta.url));
    const trial = (env: object) => {
      const run = spawnSync(process.execPath, [join(tools, 'trial.mjs'), file], {
        encoding: 'utf8',
        env: { ...process.env, ...env },
      });
      return JSON.parse(run.stdout.trim().split('\n').pop() ?? 'null').failure;
    };
    assert.is(trial({}), null);
    const [mutant] = mutantsOf(text);
    const failure = trial({
      NODE_OPTIONS: `--import ${pathToFileURL(join(tools, 'preload.mjs')).href}`,
      ISOTYPIC_MUTANT: JSON.stringify({ url: pathToFileURL(source).href, ...mutant }),
    });
    assert.match(failure.text, /not 5/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
