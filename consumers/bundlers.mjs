// Bundles of the program for browsers, by esbuild, webpack and Vite: they build without a warning of ours, they run in a
// folder without node_modules, and what a page loads at once is weighed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { run } from './install.mjs';

async function byEsbuild(folder, entry, outdir) {
  await esbuild({
    absWorkingDir: folder,
    entryPoints: { main: entry },
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
}

async function byWebpack(folder, entry, outdir) {
  const stats = await new Promise((resolve, reject) =>
    webpack(
      {
        mode: 'production',
        context: folder,
        entry: { main: entry },
        target: ['web', 'es2022'],
        output: { path: outdir, filename: '[name].js', module: true, chunkFormat: 'module', chunkLoading: 'import' },
        experiments: { outputModule: true },
        performance: false,
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    ),
  );
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  return stats.toJson({ all: false, warnings: true }).warnings.map(({ message }) => message.split('\n')[0]);
}

async function byVite(folder, entry, outDir) {
  const warnings = [];
  await vite({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: { main: join(folder, entry) },
        output: { entryFileNames: '[name].js' },
        onwarn: ({ message }) => warnings.push(message),
      },
    },
  });
  return warnings;
}

/** The files that load with the entry: what it imports statically, and so on. */
function atOnce(entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(entry, 'utf8');
  // As minifiers write it: import{a as b}from"./x.js";
  for (const [, path] of text.matchAll(/(?:^|[;}\n])import\s*(?:[^"'();]*?from\s*)?["'](\.[^"']+)["']/g))
    atOnce(join(dirname(entry), path), seen);
  return seen;
}

const BUNDLERS = { esbuild: byEsbuild, webpack: byWebpack, Vite: byVite };

/** Builds and runs with each: [{ bundler, bytes, gzip, all, warnings }]. */
export async function bundles(folder, entry = './main.mjs') {
  const results = [];
  for (const [bundler, build] of Object.entries(BUNDLERS)) {
    const outdir = join(folder, '..', `bundle-${bundler}-${results.length}`);
    mkdirSync(outdir);
    writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
    const warnings = (await build(folder, entry, outdir)) ?? [];
    const main = join(outdir, 'main.js');
    const said = run(process.execPath, ['-e', `import('${pathToFileURL(main).href}')`], { cwd: outdir });
    if (said !== 'as expected') throw new Error(`the bundle of ${bundler} said ${said}`);
    const texts = [...atOnce(main)].map((path) => readFileSync(path));
    const all = readdirSync(outdir, { recursive: true }).filter((name) => /\.m?js$/.test(name)).length;
    const bytes = texts.reduce((sum, { length }) => sum + length, 0);
    results.push({ bundler, bytes, gzip: gzipSync(Buffer.concat(texts)).length, files: texts.length, all, warnings });
  }
  return results;
}
