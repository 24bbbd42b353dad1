/**
 * Each page of docs/tutorials is followed from top to bottom in an empty folder, as a newcomer would: files are saved
 * under the names that their blocks have, commands are run, and print what the page says (… stands for anything). What
 * installs is left out, the packages being those of this repository; so are commands of Python where no interpreter has
 * what the page needs ($PEER_PYTHON names one).
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url)); // from packages/cli/dist-test
const pages = join(root, 'docs/tutorials');
const python = process.env.PEER_PYTHON ?? 'python3';
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'isotypic-tutorials-')));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

// The commands that pages call, as programs on the path.
const bin = join(scratch, 'bin');
mkdirSync(bin);
for (const [name, line] of [
  ['npx', `shift; exec '${process.execPath}' '${join(root, 'packages/cli/bin/isotypic.js')}' "$@"`],
  ['node', `exec '${process.execPath}' "$@"`],
  ['python3', `exec '${python}' "$@"`],
]) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
  chmodSync(join(bin, name), 0o755);
}

interface Block {
  readonly language: string;
  /** The file that the block is to be saved as. */
  readonly name: string | undefined;
  readonly text: string;
}

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, name, text]) => ({
    language,
    name,
    text,
  }));

/** A pattern for what is printed, … being anything. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .trimEnd()
      .split('…')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^]*?')}\\s*$`,
  );

const imports = (modules: readonly string[]): boolean =>
  spawnSync(python, ['-c', modules.map((name) => `import ${name}`).join('\n')]).status === 0;

/** Follows a page; returns the commands that were run. */
function follow(page: string, folder: string): string[] {
  const blocks = blocksOf(page);
  const modules = blocks
    .filter(({ language }) => language === 'python')
    .flatMap(({ text }) => [...text.matchAll(/^(?:import|from) (torch|numpy|onnxruntime|safetensors)\b/gm)])
    .map(([, name]) => name);
  const hasPython = imports([...new Set(modules)]);
  const ran: string[] = [];
  for (const [k, { language, name, text }] of blocks.entries()) {
    if (name !== undefined) writeFileSync(join(folder, name), text);
    if (language !== 'sh' || /^(?:mkdir|npm|pip) /.test(text)) continue;
    if (/python/.test(text) && !hasPython) continue;
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', text], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, NODE_TEST_CONTEXT: undefined },
    });
    ran.push(text);
    const expected = blocks[k + 1];
    if (expected?.language === 'text')
      assert.match(stdout, patternOf(expected.text), `${text}prints\n${stdout}${stderr}and not\n${expected.text}`);
    else assert.is(status, 0, `${text}${stdout}${stderr}`);
  }
  return ran;
}

const names = readdirSync(pages).filter((name) => name.endsWith('.md'));

test('there are tutorials to follow', () => {
  assert.ok(names.length >= 2);
});

for (const name of names)
  test(`docs/tutorials/${name}, word for word`, () => {
    const folder = join(scratch, name);
    mkdirSync(folder);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    assert.ok(follow(readFileSync(join(pages, name), 'utf8'), folder).length > 1);
  });

test.run();
