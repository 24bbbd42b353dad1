// Follows a page of documentation from top to bottom in a folder, as a newcomer would: files are saved under the names
// that their blocks have, commands are run, and print what the page says (… stands for anything). What installs is left
// out; so are commands of Python where no interpreter has what the page needs ($PEER_PYTHON names one).
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const python = process.env.PEER_PYTHON ?? 'python3';

const blocksOf = (page) =>
  [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, name, text]) => ({
    language,
    name,
    text,
  }));

/** Whether what is printed is the text, … being anything. */
function prints(said, text) {
  const parts = text.trimEnd().split('…');
  const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^]*?')}\\s*$`).test(said);
}

const imports = (modules) => spawnSync(python, ['-c', modules.map((name) => `import ${name}`).join('\n')]).status === 0;

/** Programs of these names in `folder`, each a line for a shell; those that pages call stand for what is meant. */
export function programsIn(folder, lines = {}) {
  mkdirSync(folder);
  const all = { node: `exec '${process.execPath}' "$@"`, python3: `exec '${python}' "$@"`, ...lines };
  for (const [name, line] of Object.entries(all)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** Follows the page; returns the commands that were run. Throws where one fails, or prints something else. */
export function followPage(page, folder, bin) {
  const blocks = blocksOf(page);
  const modules = blocks
    .filter(({ language }) => language === 'python')
    .flatMap(({ text }) => [...text.matchAll(/^(?:import|from) (torch|numpy|onnxruntime|safetensors)\b/gm)])
    .map(([, name]) => name);
  const hasPython = imports([...new Set(modules)]);
  const ran = [];
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
    if (expected?.language === 'text') {
      if (!prints(stdout, expected.text)) throw new Error(`${text}prints\n${stdout}${stderr}and not\n${expected.text}`);
    } else if (status !== 0) throw new Error(`${text}ends with ${status}\n${stdout}${stderr}`);
  }
  return ran;
}
