// Bundles for browsers of algebra, reps and stats, and of the analysis of the command line, which the page runs: they
// build, what a page loads at once holds neither gpu.js nor webgpu nor a module of Node, and their size is printed.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './import-graph.mjs';

const PACKAGES = ['@isotypic/algebra', '@isotypic/reps', '@isotypic/stats'];
const NOT_AT_ONCE = /(^|\/)node_modules\/(gpu\.js|webgpu|koffi)\/|^node:/;

/** Bundles the whole of `packages`, split where imports are dynamic: { files (path → text), outputs (esbuild's) }. */
async function bundleOf(packages) {
  const contents = packages.map((name, i) => `export * as m${i} from '${name}';`).join('\n');
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    write: false,
    outdir: 'bundle',
    metafile: true,
    logLevel: 'error',
  });
  return { texts: outputFiles, outputs: metafile.outputs };
}

/** The outputs that load with the entry: it, and what it imports statically. */
function atOnce(outputs, path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const next of outputs[path].imports)
    if (next.kind === 'import-statement' && !next.external) atOnce(outputs, next.path, seen);
  return seen;
}

/** Prints sizes and what should not be there; returns how many such modules there are (1 when it does not build). */
export async function checkBundle() {
  let faults = 0;
  const together = PACKAGES.map((_, i) => PACKAGES.slice(0, i + 1));
  for (const packages of [...together, ['@isotypic/cli/internal']]) {
    let bundle;
    try {
      bundle = await bundleOf(packages);
    } catch {
      console.log(`browser bundle of ${packages.join(', ')}: esbuild cannot build it (above)`);
      return faults + 1;
    }
    const { texts, outputs } = bundle;
    const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint === '<stdin>');
    const loaded = [...atOnce(outputs, entry)];
    const unwanted = loaded
      .flatMap((path) => [...Object.keys(outputs[path].inputs), ...outputs[path].imports.map((next) => next.path)])
      .filter((module) => NOT_AT_ONCE.test(module));
    for (const module of unwanted) console.log(`  ${module} is loaded at once`);
    faults += unwanted.length;
    const bytes = texts
      .filter(({ path }) => loaded.some((name) => path.endsWith(`/${name}`)))
      .map(({ contents }) => contents);
    const size = bytes.reduce((sum, { length }) => sum + length, 0);
    const zipped = gzipSync(Buffer.concat(bytes)).length;
    console.log(
      `browser bundle of ${packages.join(', ')}: ${(size / 1024).toFixed(0)} KB, ${(zipped / 1024).toFixed(0)} KB gzipped`,
    );
  }
  return faults;
}
