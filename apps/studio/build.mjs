// The page as static files in packages/cli/studio, from the built packages; Vite comes from this folder alone, and is
// installed where it is missing. Beside the page lies `build.json`, which says of what it was made.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const page = join(packages, 'cli/studio');

/** Files below a folder whose names the pattern allows, sorted. */
const filesIn = (folder, names) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** A digest of all that the page is made of: its sources, its builder, and the modules of the packages. */
export function studioDigest() {
  const own = ['index.html', 'package-lock.json', 'vite.config.mjs'].map((name) => join(here, name));
  const modules = readdirSync(packages).flatMap((name) =>
    existsSync(join(packages, name, 'dist')) ? filesIn(join(packages, name, 'dist'), /\.(?:js|wasm)$/) : [],
  );
  const digest = createHash('sha256');
  for (const path of [...own, ...filesIn(join(here, 'src'), /./), ...modules]) digest.update(readFileSync(path));
  return digest.digest('hex');
}

function installBuilder() {
  if (existsSync(join(here, 'node_modules/vite'))) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (status !== 0) throw new Error('the builder of the page could not be installed: npm ci in apps/studio');
}

export async function buildStudio() {
  installBuilder();
  const { build } = await import('vite');
  await build({ root: here, logLevel: 'warn' });
  writeFileSync(join(page, 'build.json'), `${JSON.stringify({ digest: studioDigest() })}\n`);
}

/** What is wrong with a page that lies in `folder`: files that it names and lacks, or that it is of other sources. */
export function faultsOfStudio(folder) {
  if (!existsSync(join(folder, 'index.html')) || !existsSync(join(folder, 'build.json'))) return ['it is not built'];
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...index.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) => path);
  const missing = named.filter((path) => !existsSync(join(folder, path))).map((path) => `${path} is missing`);
  if (named.length === 0) missing.push('its index.html names no script');
  const { digest } = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8'));
  return digest === studioDigest() ? missing : [...missing, 'it was built of other sources'];
}
