// Tarballs of all packages, and their installation in empty folders outside of the repository.
import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageAll } from '../tools/release/stage.mjs';

export const here = fileURLToPath(new URL('.', import.meta.url));

/** Runs a command to its end; throws with its output where it fails. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout.trim();
}

/** Bytes of everything below a folder. */
export function bytesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}

/** Packs every package: { work (a folder outside of the repository), tarballs (name → path) }. */
export async function packAll() {
  const work = mkdtempSync(join(tmpdir(), 'isotypic-consumers-'));
  const tarballs = {};
  for (const folder of await stageAll()) {
    const [{ filename, name, size, files }] = JSON.parse(
      run('npm', ['pack', '--json', '--pack-destination', work], { cwd: folder }),
    );
    for (const wanted of ['LICENSE', 'README.md'])
      if (!files.some(({ path }) => path === wanted)) throw new Error(`${name}: its tarball has no ${wanted}`);
    const relativeLink = readFileSync(join(folder, 'README.md'), 'utf8').match(/\]\((?![a-z]+:|#)[^)]*\)/);
    if (relativeLink) throw new Error(`${name}: its README links to ${relativeLink[0]}, which leads nowhere outside`);
    tarballs[name] = { path: join(work, filename), size };
  }
  return { work, tarballs };
}

/**
 * A folder of its own with these packages installed, those of them that they need among them, and `others`, names of
 * the registry; it is asked for what others made, and only where npm's cache lacks it.
 */
export function install({ work, tarballs }, name, packages, others = []) {
  const folder = join(work, name);
  mkdirSync(folder);
  const dependencies = Object.fromEntries(
    packages.map((short) => [`@isotypic/${short}`, `file:${tarballs[`@isotypic/${short}`].path}`]),
  );
  for (const other of others) dependencies[other] = '*';
  // What they need of each other is not in the registry before the first release.
  const overrides = Object.fromEntries(
    Object.entries(tarballs)
      .filter(([full]) => !(full in dependencies))
      .map(([full, { path }]) => [full, `file:${path}`]),
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies, overrides }));
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
  cpSync(join(here, 'program'), folder, { recursive: true });
  return folder;
}
