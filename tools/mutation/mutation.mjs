// `npm run mutation [-- --sample 200 --seed 1 --minutes 20 --seconds 60 --skip 0 --files classes --out F --again F]`:
// mutation testing of the core.
//
// A sample of all small faults of the core's compiled files (operators.mjs) is drawn; each is put in by a loader, without
// touching the disk, and the test files that run its place, by V8's coverage, run until one fails. --seconds bounds the
// CPU time that these take unchanged, the cheapest first after those named like the file: what is killed only later
// counts as a survivor; --again FILE tries the survivors of an --out FILE again, with more --seconds. --minutes ends the
// run: the mutants tried by then are a random sample too.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ts } from '@ts-morph/bootstrap';
import { applied } from './applied.mjs';
import { mutantsOf } from './operators.mjs';
import { reachOf } from './reach.mjs';
import { runTrial } from './run-trial.mjs';
import { CORE, TESTS } from './scope.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (defaults) => ({ type: 'string', default: defaults });
const { values } = parseArgs({
  options: {
    sample: text('200'),
    skip: text('0'),
    again: text(''),
    seed: text('1'),
    minutes: text('20'),
    seconds: text('60'),
    files: text(''),
    out: text(''),
  },
});
const log = (line) => console.log(line);
const began = performance.now();
const minutes = () => (performance.now() - began) / 60_000;

/** Applies an async function to all items, on as many at once as the machine has cores. */
async function inParallel(items, use) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await use(items[next++]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** Numbers below 2³² by a seed (mulberry32). */
function randomStream(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

function shuffled(items, seed) {
  const random = randomStream(seed);
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random() % (i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

const sources = CORE.flatMap(({ folder, files }) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.js') && files.test(name))
    .sort()
    .map((name) => resolve(root, folder, name))
    .filter(hasSource),
).filter((source) => source.includes(values.files));
const texts = new Map(sources.map((source) => [source, readFileSync(source, 'utf8')]));
const all = sources.flatMap((source) => mutantsOf(texts.get(source), source).map((mutant) => ({ source, ...mutant })));
const parses = ({ source, ...mutant }) =>
  ts.createSourceFile('m.js', applied(texts.get(source), mutant), ts.ScriptTarget.ES2022).parseDiagnostics.length === 0;
const drawn = () => shuffled(all, Number(values.seed)).filter(parses).slice(Number(values.skip), Number(values.sample));
const survivorsOf = (file) =>
  JSON.parse(readFileSync(file, 'utf8'))
    .filter(({ state }) => state === 'survived')
    .map(({ mutant }) => mutant);
const sample = values.again === '' ? drawn() : survivorsOf(values.again);
log(`${sources.length} files, ${all.length} mutants; a sample of ${sample.length}, seed ${values.seed}`);

/** A compiled file whose source has moved or gone: the compiler never deletes. */
function hasSource(path) {
  return existsSync(path.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
}

const tests = TESTS.flatMap(({ folder, isLeftOut }) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.js') && !name.endsWith('.slow.test.js') && !isLeftOut?.test(name))
    .map((name) => ({ file: resolve(root, folder, name), cwd: resolve(root, folder, '..') })),
);
const reach = await reachOf(root, tests, sources, { inParallel, log });
log(`what ${reach.length} test files run is known after ${minutes().toFixed(1)} minutes`);

const packageOf = (file) => relative(root, file).split('/dist')[0];

/** The test files for a mutant: those named like the file, of its folder, of its package; the cheapest first. */
function testsFor({ source, start }) {
  const [own, name] = [packageOf(source), basename(source, '.js')];
  const chapter = relative(join(root, own, 'dist'), dirname(source));
  const far = (file) => {
    if (basename(file).startsWith(`${name}.`)) return 0;
    if (packageOf(file) !== own) return 3;
    return relative(join(root, own, 'dist-test'), file).startsWith(`${chapter}/`) ? 1 : 2;
  };
  return reach
    .filter(({ runs }) => runs(source, start))
    .sort((a, b) => far(a.file) - far(b.file) || a.seconds - b.seconds);
}

async function outcomeOf(mutant) {
  const { source, start, end, replacement } = mutant;
  const candidates = testsFor(mutant);
  let seconds = 0;
  const chosen = candidates.filter((t, i) => {
    seconds += t.seconds;
    return i === 0 || seconds <= Number(values.seconds);
  });
  let tried = 0;
  // Files of one folder share a process, and its start: their tests ask for files relative to it.
  for (const cwd of new Set(chosen.map((t) => t.cwd))) {
    const group = chosen.filter((t) => t.cwd === cwd);
    const unchanged = group.reduce((sum, t) => sum + t.seconds, 0);
    const limits = {
      cwd,
      cpuSeconds: 3 * unchanged + 10,
      mutant: { url: pathToFileURL(source).href, start, end, replacement },
    };
    const { failure, ended } = await runTrial(
      group.map((t) => t.file),
      limits,
    );
    if (failure !== null) {
      return {
        state: ended === 'time' ? 'timed out' : 'killed',
        by: failure.file && relative(root, failure.file),
        text: failure.text,
      };
    }
    tried += group.length;
  }
  return { state: candidates.length === 0 ? 'not run by any test' : 'survived', tried, reaching: candidates.length };
}

/** Where the mutant stands in the TypeScript source. */
function placeOf({ source, line, column }) {
  const map = new SourceMap(JSON.parse(readFileSync(`${source}.map`, 'utf8')));
  const { originalSource, originalLine } = map.findEntry(line, column);
  return `${relative(root, join(dirname(source), originalSource ?? ''))}:${(originalLine ?? 0) + 1}`;
}

const shown = ({ source, start, end, replacement, operator }) => {
  const short = (s) => (s.length > 60 ? `${s.slice(0, 57)}…` : s).replace(/\s+/g, ' ');
  const whole = texts.get(source);
  const lineStart = whole.lastIndexOf('\n', start) + 1;
  const lineEnd = whole.indexOf('\n', start);
  const line = whole.slice(lineStart, lineEnd).trim().slice(0, 110);
  return `${operator}: ${short(whole.slice(start, end))} → ${replacement || 'nothing'}   in   ${line}`;
};

const outcomes = [];
await inParallel(sample, async (mutant) => {
  if (minutes() > Number(values.minutes)) return;
  const outcome = await outcomeOf(mutant);
  outcomes.push({ mutant, place: placeOf(mutant), shown: shown(mutant), ...outcome });
  if (outcome.state.startsWith('s') || outcome.state.startsWith('n')) {
    log(`${outcome.state} ${outcome.tried ?? 0}/${outcome.reaching ?? 0}  ${placeOf(mutant)}  ${shown(mutant)}`);
  }
  if (values.out) writeFileSync(values.out, JSON.stringify(outcomes, undefined, 1));
  if (outcomes.length % 20 === 0) log(`… ${outcomes.length} tried, ${minutes().toFixed(1)} minutes`);
});

const count = (state) => outcomes.filter((o) => o.state === state).length;
const dead = count('killed') + count('timed out');
log(
  `${outcomes.length} of ${all.length} mutants tried (seed ${values.seed}): ${dead} killed ` +
    `(${count('timed out')} by running out of time), ${count('survived')} survived, ${count('not run by any test')} not run by any test; ` +
    `${((100 * dead) / outcomes.length).toFixed(1)} % killed, ${minutes().toFixed(1)} minutes`,
);
