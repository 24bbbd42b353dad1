// Which parts of which sources each test file runs, by V8's block coverage, and how long it takes; kept between runs for
// test files and packages that are the same.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTrial } from './run-trial.mjs';

const CPU_SECONDS = 300; // of one quick test file with coverage on: the longest takes 30

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => join(folder, name));

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * For each test file: { file, cwd, seconds, runs(source, offset) }. Files whose tests fail unchanged are named and left
 * out: they would kill everything.
 */
export async function reachOf(root, tests, sources, { inParallel, log }) {
  const store = join(root, 'node_modules/.cache/isotypic-mutation.json');
  const kept = existsSync(store) ? JSON.parse(readFileSync(store, 'utf8')) : {};
  const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'dist'));
  const all = fingerprint([...packages, join(root, 'property-tests/dist')].filter(existsSync).flatMap(filesBelow));
  const entries = {};
  let measured = 0;
  await inParallel(tests, async ({ file, cwd }) => {
    const key = `${all}:${fingerprint([file])}:${sources.length}`;
    const name = relative(root, file);
    if (kept[name]?.key === key) entries[name] = kept[name];
    else {
      entries[name] = { key, ...(await measure(file, cwd, sources)) };
      measured++;
      if (measured % 20 === 0) log(`${measured} test files measured`);
    }
  });
  mkdirSync(dirname(store), { recursive: true });
  writeFileSync(store, JSON.stringify({ ...kept, ...entries }));
  return tests.flatMap(({ file, cwd }) => {
    const { failure, seconds, executed } = entries[relative(root, file)];
    if (failure !== null) log(`left out, it fails without any mutant: ${relative(root, file)}\n${failure.text}`);
    const runs = (source, offset) => {
      const segments = executed[source] ?? [];
      return segments.some((start, i) => i % 2 === 0 && start <= offset && offset < segments[i + 1]);
    };
    return failure === null ? [{ file, cwd, seconds, runs }] : [];
  });
}

async function measure(file, cwd, sources) {
  const coverage = mkdtempSync(join(tmpdir(), 'isotypic-mutation-'));
  const { failure, seconds } = await runTrial([file], { cwd, cpuSeconds: CPU_SECONDS, coverage });
  const executed = {};
  const byUrl = new Map(sources.map((source) => [pathToFileURL(source).href, source]));
  for (const report of readdirSync(coverage)) {
    for (const { url, functions } of JSON.parse(readFileSync(join(coverage, report), 'utf8')).result) {
      const source = byUrl.get(url);
      if (source !== undefined) executed[source] = segmentsOf(functions, executed[source]);
    }
  }
  rmSync(coverage, { recursive: true });
  return { failure, seconds, executed };
}

/** What ran, as [start, end, start, end, …]: of nested ranges the innermost says whether. */
function segmentsOf(functions, before = []) {
  const ranges = functions
    .flatMap((f) => f.ranges)
    .sort((a, b) => b.endOffset - b.startOffset - a.endOffset + a.startOffset);
  const length = Math.max(0, ...ranges.map((r) => r.endOffset), ...before);
  const ran = new Uint8Array(length + 1);
  for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  for (let i = 0; i < before.length; i += 2) ran.fill(1, before[i], before[i + 1]);
  const segments = [];
  for (let at = 0; at <= length; at++) if (ran[at] !== (at === 0 ? 0 : ran[at - 1])) segments.push(at);
  return segments;
}
