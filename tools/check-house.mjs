// The house's rules that are counted: each count may only go down. `tools/ratchet.json` keeps where each stands;
// `npm run ratchet` writes lower counts down.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entangledFolders, importFaults } from './check-imports.mjs';
import { root, typescriptFiles, workspaces } from './import-graph.mjs';

const RATCHET = join(root, 'tools/ratchet.json');
const MAX_BYTES = 20 * 1024;
const MAX_FUNCTION_LINES = 60;
const MAX_LINE = 120;

/** The workspaces, and the page, which is none: it has a lockfile of its own. */
const counted = [...workspaces, 'apps/studio'];
const sources = counted.flatMap((folder) => typescriptFiles(`${folder}/src`)).filter((f) => !f.includes('/generated/'));
const tests = counted.flatMap((folder) =>
  ['test', 'bench', 'browser'].flatMap((f) => typescriptFiles(`${folder}/${f}`)),
);
const textOf = new Map([...sources, ...tests].map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** Functions of the sources longer than MAX_FUNCTION_LINES from their first line to their last. */
function longFunctions() {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-functions-'));
  // biome counts only lines with code; a function of more than 60 lines in all has well more than 20 of those.
  const rule = { level: 'error', options: { maxLines: 20 } };
  const rules = { preset: 'none', complexity: { noExcessiveLinesPerFunction: rule } };
  try {
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ linter: { rules } }));
    const folders = counted.map((w) => `${w}/src`);
    const args = ['lint', `--config-path=${folder}`, '--max-diagnostics=none', '--reporter=json', ...folders];
    const { stdout } = spawnSync(`${root}node_modules/.bin/biome`, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    return JSON.parse(stdout)
      .diagnostics.filter(({ category }) => category === 'lint/complexity/noExcessiveLinesPerFunction')
      .map(({ location: { path, start, end } }) => ({ path, line: start.line, lines: end.line - start.line + 1 }))
      .filter(({ lines }) => lines > MAX_FUNCTION_LINES)
      .map(({ path, line, lines }) => `${path}:${line}: a function of ${lines} lines`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NOT_CODE = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;
const BRITISH =
  /^(?:(?:un|re|de)?(?:colour|centre|neighbour|behaviour|favour|honour|flavour|vapour)\w*|(?:label|model|cancel|travel|signal)l(?:ed|ing|er)|grey|fulfil|artefact|licence|defence|offence|dialogue|analogue|programme|(?:anal|paral|catal)ys\w+|.*(?:al|an|ar|as|at|av|di|er|et|ic|il|im|in|iv|om|on|or|oth|ot|ov|ph|rm|tt|ur|ut|yp|ym|hes|bol)is(?:e|ed|er|ers|es|ing|able|ation|ations))$/;
/** Words that the pattern takes for British and are not. */
const AMERICAN =
  /^(?:analysis|catalysis|promise[sd]?|otherwise|likewise|noise|disguised|surprise|raised|rising|arise|promising)$/;

/** Names that scripts outside the project call, and those that the files of other systems in `vectors/` give. */
function givenNames() {
  const files = readdirSync(join(root, 'vectors'), { recursive: true }).filter((name) => name.endsWith('.json'));
  const keys = files.flatMap((name) => readFileSync(join(root, 'vectors', name), 'utf8').match(/"\w+"(?=\s*:)/g) ?? []);
  return new Set(['colours', 'biasColours', 'drawColouredMatrix', ...keys.map((key) => key.slice(1, -1))]);
}

/** Words of identifiers of the sources in British spelling; tests write wrong names on purpose. */
function britishIdentifiers() {
  const found = [];
  for (const file of sources)
    for (const identifier of textOf
      .get(file)
      .replace(NOT_CODE, ' ')
      .match(/[A-Za-z_$][\w$]*/g) ?? [])
      for (const part of identifier.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []) {
        const word = part.toLowerCase();
        if (BRITISH.test(word) && !AMERICAN.test(word)) found.push(`${file}: ${identifier}`);
      }
  const given = givenNames();
  return [...new Set(found)].filter((text) => !given.has(text.split(': ')[1]));
}

const longLines = () =>
  [...textOf].flatMap(([file, text]) =>
    text
      .split('\n')
      .flatMap((line, i) => ([...line].length > MAX_LINE ? [`${file}:${i + 1}: ${[...line].length} columns`] : [])),
  );

/** name → what the count counts, one text each. */
export function houseCounts() {
  const { circles, upward, deep } = importFaults();
  return {
    filesInCircles: circles.flatMap((files) => files.map((file) => `${file} (a circle of ${files.length})`)),
    upwardImports: upward,
    importsPastASurface: deep,
    entangledFolders: entangledFolders(),
    filesOver20KB: sources.filter((f) => Buffer.byteLength(textOf.get(f)) > MAX_BYTES),
    functionsOver60Lines: longFunctions(),
    linesOver120: longLines(),
    britishIdentifiers: britishIdentifiers(),
  };
}

/** Prints every count that rose, with what it counts; returns how many rose. `others` come from other checks. */
export function checkHouse(others) {
  const bounds = JSON.parse(readFileSync(RATCHET, 'utf8'));
  let risen = 0;
  for (const [name, items] of Object.entries({ ...houseCounts(), ...others })) {
    const bound = bounds[name] ?? 0;
    const note = items.length < bound ? `, below its bound of ${bound}: write it down with npm run ratchet` : '';
    console.log(`${name}: ${items.length}${items.length > bound ? `, above its bound of ${bound}` : note}`);
    if (items.length <= bound) continue;
    risen++;
    for (const item of items) console.log(`  ${item}`);
  }
  return risen;
}

if (process.argv[1] === import.meta.filename) {
  const { surfaces } = await import('./check-surface.mjs');
  const unnamedTypes = surfaces().flatMap(({ name, unnamed }) => unnamed.map((type) => `${name}: ${type}`));
  const bounds = JSON.parse(readFileSync(RATCHET, 'utf8'));
  const counts = Object.entries({ ...houseCounts(), unnamedTypes });
  if (process.argv.includes('--list')) for (const [name, items] of counts) console.log(name, items);
  const lower = counts.map(([name, items]) => [name, Math.min(items.length, bounds[name] ?? items.length)]);
  writeFileSync(RATCHET, `${JSON.stringify(Object.fromEntries(lower), null, 2)}\n`);
}
