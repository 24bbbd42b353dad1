/**
 * Every command, as the help lists them, refuses options that there are not, options given twice, and too many words.
 */
import { main } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(argv, {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    isTerminal: false,
  });
  return { code, out, err };
}

const { out: help } = await run('--help');
const commands = [...help.matchAll(/^ {2}isotypic ([a-z]+)\b/gm)].map(([, name]) => name);

test('the help lists commands, so that this cannot pass by finding none', () => {
  for (const name of ['analyze', 'groups', 'characters', 'table']) assert.ok(commands.includes(name), name);
});

for (const command of commands) {
  test(`${command}: one sentence and exit code 2`, async () => {
    const words = Array.from({ length: 12 }, () => 'symmetric(3)');
    for (const argv of [['--no-such-option'], ['-Z'], ['--help=yes'], ['--no-such-option', 'x'], words]) {
      const { code, out, err } = await run(command, ...argv);
      assert.is(code, 2, `${command} ${argv.join(' ')}: ${err}`);
      assert.is(err.trimEnd().split('\n').length, 1, err);
      assert.match(err, /^isotypic\b.*: expected .*, got /);
      assert.not.match(err, / {4}at /);
      assert.is(out, '');
    }
  });
}

test.run();
