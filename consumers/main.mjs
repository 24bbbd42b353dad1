// `npm run check:consumers`: the packages as others use them. Packs all of them, installs the tarballs in empty folders
// outside of the repository, and there compiles, imports, requires and bundles them. `npm ci` in this folder first.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOfStudio } from '../apps/studio/build.mjs';
import { followPage, programsIn } from '../tools/testing/follow-page.mjs';
import { bundles } from './bundlers.mjs';
import { hosts, importTime, runOn } from './hosts.mjs';
import { bytesIn, here, install, packAll } from './install.mjs';
import { checkTypes } from './types.mjs';

/** Bounds that are promised. */
const MOST = { installBytes: 35e6, bundleGzip: 200 * 1024 };
const IMPORTS = [
  'algebra',
  'algebra/basics',
  'numeric/dense',
  'numeric',
  'reps',
  'sources',
  'stats',
  'maps',
  'rotations',
  'tables',
  'nn',
  'property-tests',
];

const shortNames = ({ tarballs }) => Object.keys(tarballs).map((name) => name.split('/')[1]);

/** What a page installs that is not ours. */
const othersIn = (page) =>
  [...page.matchAll(/^npm install (.*)$/gm)]
    .flatMap(([, words]) => words.split(' '))
    .filter((w) => !/^@isotypic|^-/.test(w));

const failed = [];
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;

/** Prints the lines of one part, or why it failed. */
async function part(title, work) {
  console.log(`\n${title}`);
  try {
    for (const line of await work()) console.log(`  ${line}`);
  } catch (error) {
    failed.push(title);
    console.log(`  FAIL ${error.message}`);
  }
}

if (!existsSync(join(here, 'node_modules'))) {
  console.log('check:consumers needs the tools of its folder: (cd consumers && npm ci)');
  process.exit(1);
}
const packed = await packAll();
let [stats, all] = [null, null];
try {
  await part('tarballs', () =>
    Object.entries(packed.tarballs).map(([name, { size }]) => `${name}: ${kilobytes(size)}`),
  );
  await part('npm install of stats', () => {
    stats = install(packed, 'stats', ['algebra', 'reps', 'stats']);
    const bytes = bytesIn(join(stats, 'node_modules'));
    if (bytes > MOST.installBytes) throw new Error(`${(bytes / 1e6).toFixed(1)} MB`);
    for (const absent of ['gpu.js', 'webgpu', 'koffi'])
      if (existsSync(join(stats, 'node_modules', absent))) throw new Error(`brings ${absent}`);
    return [`${(bytes / 1e6).toFixed(1)} MB in files, without gpu.js, webgpu and koffi`];
  });
  await part('npm install of everything', () => {
    all = install(packed, 'all', shortNames(packed));
    return [`${(bytesIn(join(all, 'node_modules')) / 1e6).toFixed(1)} MB in files`];
  });
  await part('the page in the tarball of cli', () => {
    const page = join(all, 'node_modules/@isotypic/cli/studio');
    const faults = faultsOfStudio(page);
    if (faults.length > 0) throw new Error(faults.join('; '));
    return [`${kilobytes(bytesIn(page))}, built of what is here`];
  });
  await part('types', () => checkTypes(all));
  await part('import', () => hosts().map((host) => runOn(host, stats, 'main.mjs')));
  await part('require', () =>
    hosts()
      .filter(({ host }) => host.startsWith('Node'))
      .map((host) => runOn(host, stats, 'main.cjs')),
  );
  await part('a function checked', () => hosts().map((host) => runOn(host, all, 'equivariance.mjs')));
  await part('tutorials, word for word', () => {
    const pages = join(here, '../docs/tutorials');
    const bin = programsIn(join(packed.work, 'bin'));
    const names = readdirSync(pages).filter((name) => name.endsWith('.md'));
    const others = names.flatMap((name) => othersIn(readFileSync(join(pages, name), 'utf8')));
    const installed = others.length === 0 ? all : install(packed, 'tutorials', shortNames(packed), others);
    return names.map((name) => {
      const folder = join(packed.work, `tutorial-${name}`);
      mkdirSync(folder);
      symlinkSync(join(installed, 'node_modules'), join(folder, 'node_modules'));
      return `${name}: ${followPage(readFileSync(join(pages, name), 'utf8'), folder, bin).length} commands as it says`;
    });
  });
  await part('import times, CPU ms beyond an empty process', () =>
    IMPORTS.map((name) => `@isotypic/${name}: ${importTime(all, `@isotypic/${name}`).toFixed(0)}`),
  );
  await part('bundles for browsers of the program on algebra, reps and stats, at once', async () => {
    const results = await bundles(stats);
    for (const { bundler, gzip } of results)
      if (gzip > MOST.bundleGzip) failed.push(`the bundle of ${bundler}, ${kilobytes(gzip)} gzipped,`);
    return results.map(
      ({ bundler, bytes, gzip, files, all, warnings }) =>
        `${bundler}: ${kilobytes(bytes)}, ${kilobytes(gzip)} gzipped, ${files} of ${all} files${warnings.map((text) => `\n    warns: ${text}`).join('')}`,
    );
  });
} finally {
  if (!process.env.ISOTYPIC_VERBOSE) rmSync(packed.work, { recursive: true, force: true });
  else console.log(`\nleft in ${packed.work}`);
}
console.log(failed.length === 0 ? '\nconsumers: all is well' : `\nconsumers: ${failed.join(', ')} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
