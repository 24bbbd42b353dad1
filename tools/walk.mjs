// The reader's walks of docs/architecture.md: how many source files a piece of data crosses from one end to the other.
// A file counts when one of its functions runs on the way (V8's call counts), not when it is merely loaded.
//
//   node tools/walk.mjs            the numbers
//   node tools/walk.mjs --list     and the files, sorted
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** name → loads what it needs and gives the walk itself, which is all that is counted. */
const WALKS = {
  'a CSV cell to the covariance in the report': async () => {
    const { main } = await import('@isotypic/cli');
    const out = mkdtempSync(join(tmpdir(), 'isotypic-walk-'));
    return async () => {
      const silent = { out: () => {}, err: () => {}, isTerminal: false };
      const data = join(root, 'data/cork-borings.csv');
      const code = await main(['analyze', data, '--group', 'dihedral(4)', '--out', out], silent);
      if (code !== 0) throw new Error(`isotypic analyze ended with ${code}`);
      rmSync(out, { recursive: true });
    };
  },
  'a generator text to a verified chain': async () => {
    const { Permutation, PermutationGroup } = await import('@isotypic/algebra');
    return () => {
      // The Mathieu group M₁₁, which no special case recognizes.
      const texts = ['(0 1 2 3 4 5 6 7 8 9 10)', '(2 6 10 7)(3 9 4 5)'];
      const group = new PermutationGroup(texts.map((text) => Permutation.fromCycles(text, 11)));
      if (group.order !== 7920n) throw new Error(`M11 has order ${group.order}`);
    };
  },
  'a representation to its basis': async () => {
    const { catalogue } = await import('@isotypic/algebra');
    const { isotypicDecomposition, permutationRepresentation } = await import('@isotypic/reps');
    return () => {
      isotypicDecomposition(permutationRepresentation(catalogue.dihedral(4))).orthonormalBasis();
    };
  },
  "samples through a gpu backend's lstsq": async () => {
    const { catalogue } = await import('@isotypic/algebra');
    const { openBackend } = await import('@isotypic/numeric');
    const { permutationRepresentation } = await import('@isotypic/reps');
    const { lstsq } = await import('@isotypic/stats');
    return async () => {
      const backend = await openBackend({ kind: 'gpu' });
      const rep = permutationRepresentation(catalogue.dihedral(4));
      const X = Array.from({ length: 40 }, (_, i) => [0, 1, 2, 3].map((j) => Math.sin(7 * i + 3 * j + i * j)));
      await lstsq(X, X, rep, rep, { backend });
      await backend.close();
    };
  },
};

/** The files of the packages of which a function ran, as paths of sources. */
async function filesCrossed(name) {
  const walk = await WALKS[name]();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await walk();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ functions }) => functions.some(({ ranges: [{ startOffset, count }] }) => count > 0 && startOffset > 0))
    .map(({ url }) => url.match(/\/(packages\/[\w-]+|property-tests)\/dist\/(.*)\.js$/))
    .filter((match) => match !== null)
    .map(([, folder, file]) => `${folder}/src/${file}.ts`)
    .sort();
}

const [, , only] = process.argv;
if (only !== undefined && only in WALKS) {
  console.log(JSON.stringify(await filesCrossed(only)));
  process.exit(0);
}
for (const name of Object.keys(WALKS)) {
  // Each in a process of its own: what one has cached the next would not cross.
  const { stdout, status, stderr } = spawnSync('node', [fileURLToPath(import.meta.url), name], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  const files = JSON.parse(stdout.trim().split('\n').at(-1));
  console.log(`${name}: ${files.length} files`);
  if (only === '--list') for (const file of files) console.log(`  ${file}`);
}
