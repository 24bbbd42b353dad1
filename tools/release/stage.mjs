// What is published of each package, laid out in its folder `publish/` (which changesets publishes, `publishConfig` of
// its package.json):
//
// * `dist/`, the modules as compiled, one a source file: what a bundler takes, which leaves unused ones out;
// * `node/`, the same bundled into a few files, under the condition `node`: a process that imports hundreds of small
//   modules spends half a millisecond on each;
// * declarations, sources, LICENSE, README with links that work outside of the repository;
// * of the command line, the page that `isotypic studio` serves, built anew each time.
//
// `node tools/release/stage.mjs` after `npm run build`.
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildStudio, faultsOfStudio } from '../../apps/studio/build.mjs';
import { manifestOf, root, workspaces } from '../import-graph.mjs';

const REPOSITORY = 'https://github.com/isotypic/isotypic';

/** Compiled JavaScript that somebody outside of dist names: entry points, `imports`, bins, and the files of workers. */
function entriesOf(folder) {
  const { exports, imports = {} } = manifestOf(folder);
  const named = JSON.stringify([exports, imports]).match(/\.\/dist\/[^"]*?\.js(?=")/g);
  const bins = existsSync(join(root, folder, 'bin'))
    ? readdirSync(join(root, folder, 'bin')).flatMap((name) =>
        [...readFileSync(join(root, folder, 'bin', name), 'utf8').matchAll(/'\.\.\/(dist\/.*?\.js)'/g)].map(
          ([, path]) => `./${path}`,
        ),
      )
    : [];
  const workers = readdirSync(join(root, folder, 'dist'), { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) =>
      [...readFileSync(join(root, folder, 'dist', name), 'utf8').matchAll(/new URL\('(\.\/.*?\.js)'/g)].map(
        ([, path]) => `./${posix.join('dist', posix.dirname(name), path)}`,
      ),
    );
  return [...new Set([...named, ...bins, ...workers])];
}

const folderIn = (root, path) => posix.relative(root, posix.dirname(path));

/** Bundles the entries of a package into `out`, everything outside of the package left as an import. */
async function bundleForNode(folder, out) {
  const { imports = {} } = manifestOf(folder);
  const { outputFiles, metafile } = await build({
    absWorkingDir: join(root, folder),
    entryPoints: entriesOf(folder),
    outbase: 'dist',
    outdir: out,
    bundle: true,
    splitting: true,
    packages: 'external',
    external: Object.keys(imports),
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'error',
    write: false,
    metafile: true,
  });
  // A module that looks for files beside itself must lie where it did.
  for (const [path, { inputs }] of Object.entries(metafile.outputs))
    for (const input of Object.keys(inputs)) {
      const moved = posix.relative(relative(join(root, folder), out), posix.dirname(path)) !== folderIn('dist', input);
      if (moved && readFileSync(join(root, folder, input), 'utf8').includes('import.meta.url'))
        throw new Error(`${folder}: ${input} looks for files beside itself, and would lie in ${path}`);
    }
  for (const { path, text } of outputFiles) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
}

/** `./dist/x.js` → { node: './node/x.js', default: './dist/x.js' } wherever a target is JavaScript for every host. */
function withNode(targets) {
  if (typeof targets !== 'object') return targets;
  const { types, node, default: anywhere, ...rest } = targets;
  if (anywhere === undefined)
    return Object.fromEntries(Object.entries(targets).map(([key, value]) => [key, withNode(value)]));
  const bundled = (node ?? anywhere).replace('./dist/', './node/');
  return { types, ...rest, node: bundled, default: anywhere };
}

/** The manifest as published: what only the workspace needs is left out. */
function publishedManifest(folder) {
  const { scripts, devDependencies, publishConfig, exports, imports, files, ...manifest } = manifestOf(folder);
  const { directory, ...config } = publishConfig ?? {};
  return {
    ...manifest,
    homepage: `${REPOSITORY}/tree/main/${folder}#readme`,
    bugs: `${REPOSITORY}/issues`,
    exports: withNode(exports),
    ...(imports && { imports: withNode(imports) }),
    files: [...new Set([...files, 'node', 'LICENSE'])],
    publishConfig: config,
  };
}

/** Relative links of a README, from the folder of its package, made absolute. */
export const withAbsoluteLinks = (text, folder) =>
  text.replace(/\]\((?![a-z]+:|#)([^)\s]+)/g, (_, target) => `](${REPOSITORY}/blob/main/${posix.join(folder, target)}`);

/** Lays out what one package publishes; returns the folder. */
export async function stage(folder) {
  const from = join(root, folder);
  const to = join(from, 'publish');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  const { files } = manifestOf(folder);
  // Build records are of no use to others; and the compiler never deletes what it made of a source that has gone.
  const made = (path) => relative(join(from, 'dist'), path).match(/^(\w.*?)\.(?:d\.ts|js)(?:\.map)?$/);
  const keep = (path) =>
    !/\.tsbuildinfo$|__pycache__|\/tsconfig\.json$/.test(path) &&
    (made(path) === null || existsSync(join(from, 'src', `${made(path)[1]}.ts`)));
  for (const name of files) cpSync(join(from, name), join(to, name), { recursive: true, filter: keep });
  await bundleForNode(folder, join(to, 'node'));
  if (existsSync(join(to, 'bin')))
    for (const name of readdirSync(join(to, 'bin'))) {
      const path = join(to, 'bin', name);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll("'../dist/", "'../node/"));
    }
  copyFileSync(join(root, 'LICENSE'), join(to, 'LICENSE'));
  writeFileSync(join(to, 'README.md'), withAbsoluteLinks(readFileSync(join(from, 'README.md'), 'utf8'), folder));
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(publishedManifest(folder), null, 2)}\n`);
  return to;
}

/** All packages, the page of the command line built before; throws where what lies there is not that page. */
export async function stageAll() {
  await buildStudio();
  const folders = [];
  for (const folder of workspaces) folders.push(await stage(folder));
  const faults = faultsOfStudio(join(root, 'packages/cli/publish/studio'));
  if (faults.length > 0) throw new Error(`the page in packages/cli/publish: ${faults.join('; ')}`);
  return folders;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(`${(await stageAll()).length} packages laid out in their publish/`);
