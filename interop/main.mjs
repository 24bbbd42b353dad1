// `npm run test:interop`: the tables that the command line writes, read by the frameworks they are meant for, every
// Python snippet of docs/tables.md, layers of PyTorch and JAX checked by `isotypic check`, and the laws under test runners. $PEER_PYTHON names one interpreter or several, separated like $PATH (default
// python3): each case runs in the first one that has what it imports, and what none has is named in the last line.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RUNNERS, tried } from '../property-tests/runners/run.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'isotypic-interop-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const COMMAND = [process.execPath, `${root}packages/cli/bin/isotypic.js`];

/** One call of the command line. */
function isotypic(argv, cwd) {
  const { status, stderr } = spawnSync(COMMAND[0], [COMMAND[1], ...argv], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`isotypic ${argv.join(' ')} ended with ${status}: ${stderr}`);
}

/** The page's manifest and its shell commands as a reader would run them; the Python blocks become cases. */
function followDocumentation() {
  const page = readFileSync(`${root}docs/tables.md`, 'utf8');
  const folder = join(scratch, 'docs');
  mkdirSync(folder);
  const blocks = [...page.matchAll(/^```(json|sh|python)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) => ({
    kind,
    text,
  }));
  writeFileSync(join(folder, 'manifest.json'), blocks.find(({ kind }) => kind === 'json').text);
  for (const { text } of blocks.filter(({ kind }) => kind === 'sh')) {
    for (const line of text.replaceAll('\\\n', ' ').split('\n').filter(Boolean)) {
      const [npx, program, ...argv] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2]);
      if (npx !== 'npx' || program !== 'isotypic') throw new Error(`docs/tables.md: not a command of ours: ${line}`);
      isotypic(argv, folder);
    }
  }
  return blocks
    .filter(({ kind }) => kind === 'python')
    .map(({ text }, i) => {
      const path = join(folder, `docs_tables_${i + 1}.py`);
      writeFileSync(path, text);
      return path;
    });
}

/** Models of @isotypic/nn, and the Python blocks of its page that load them. */
function followLayers() {
  const folder = join(scratch, 'layers');
  mkdirSync(folder);
  const { status, stderr } = spawnSync(process.execPath, [`${here}nn-models.mjs`, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`nn-models.mjs ended with ${status}: ${stderr}`);
  const page = readFileSync(`${root}docs/nn.md`, 'utf8');
  return [...page.matchAll(/^```python\n([\s\S]*?)^```$/gm)].map(([, text], i) => {
    const path = join(folder, `docs_nn_${i + 1}.py`);
    writeFileSync(path, text);
    return path;
  });
}

/** What a file imports at its head, and the programs that it says it calls. */
function needsOf(path) {
  const text = readFileSync(path, 'utf8');
  const modules = [...text.matchAll(/^(?:from|import) (\w+)/gm)].map((m) => m[1]);
  const programs = [...text.matchAll(/^PROGRAM = "(.*)"$/gm)].map((m) => m[1]);
  const shared = modules.includes('support') ? needsOf(`${here}support.py`).modules : [];
  return {
    modules: [...new Set([...modules, ...shared])].filter((name) => name !== 'support' && !STAND_INS.has(name)),
    programs,
  };
}

/** What stands in beside this suite for modules that are hard to install. */
const STAND_INS = new Set(readdirSync(`${here}stand-ins`).map((name) => basename(name, '.py')));

/** What of `modules` and `programs` an interpreter lacks; undefined where there is no such interpreter. */
function lacking(python, { modules, programs }) {
  const code = `
import importlib.util, json, shutil, sys
modules, programs = json.loads(sys.argv[1])
lacking = [m for m in modules if importlib.util.find_spec(m) is None] + [p for p in programs if shutil.which(p) is None]
print(json.dumps(lacking))`;
  const { status, stdout } = spawnSync(python, ['-c', code, JSON.stringify([modules, programs])], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

/** The results of one file's tests, as suite.py prints them, a line each. */
function runCase(python, path) {
  const { stdout, stderr, status, error } = spawnSync(python, [`${here}suite.py`, path, scratch], {
    encoding: 'utf8',
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONWARNINGS: 'ignore',
      ISOTYPIC_COMMAND: JSON.stringify(COMMAND),
    },
    timeout: 600_000,
  });
  const results = (stdout ?? '').split('\n').flatMap((line) => (line.startsWith('{"test"') ? [JSON.parse(line)] : []));
  if (status !== 0 || results.length === 0) {
    results.push({ test: 'the file runs to its end', failure: String(error ?? stderr).trim() });
  }
  return results;
}

const pythons = (process.env.PEER_PYTHON ?? 'python3').split(delimiter).filter(Boolean);
isotypic(['table', `${here}manifest.json`, '--out', join(scratch, 'tables'), '--quiet'], scratch);
const cases = [
  ...readdirSync(`${here}cases`)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => `${here}cases/${name}`),
  ...followDocumentation(),
  ...followLayers(),
].filter((path) => process.argv.length < 3 || process.argv.slice(2).some((word) => path.includes(word)));

let passed = 0;
let failed = 0;
const missing = new Set();
for (const path of cases) {
  const needs = needsOf(path);
  const found = pythons.map((python) => ({ python, lacks: lacking(python, needs) })).filter(({ lacks }) => lacks);
  const right = found.find(({ lacks }) => lacks.length === 0);
  if (right === undefined) {
    const least = found.sort((a, b) => a.lacks.length - b.lacks.length)[0]?.lacks ?? [pythons.join(', ')];
    for (const name of least) missing.add(name);
    console.log(`${basename(path)}: skipped, ${least.join(', ')} not installed`);
    continue;
  }
  const results = runCase(right.python, path);
  const failures = results.filter(({ failure }) => failure !== undefined);
  console.log(`${basename(path)}: ${results.length - failures.length} passed, ${failures.length} failed`);
  for (const { test, failure } of failures) console.log(`  FAIL ${test}\n    ${failure.replaceAll('\n', '\n    ')}`);
  passed += results.length - failures.length;
  failed += failures.length;
}
const words = process.argv.slice(2);
for (const runner of RUNNERS) {
  if (words.length > 0 && !words.some((word) => 'runners'.includes(word))) continue;
  const faults = tried(runner);
  if (faults === undefined) missing.add(runner.name);
  else if (faults.length === 0) passed++;
  else failed++;
  const outcome = faults === undefined ? 'skipped, not installed' : faults.length === 0 ? 'passed' : faults.join('\n');
  console.log(`laws under ${runner.name}: ${outcome}`);
}
const skipped =
  missing.size === 0 ? '' : `, skipped: ${[...missing].map((name) => `${name} (not installed)`).join(', ')}`;
console.log(`\n${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 || passed + missing.size === 0 ? 1 : 0;
