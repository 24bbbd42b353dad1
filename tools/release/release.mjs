// `npm run release [-- --dry-run]`: tests, checks, lays out what each package publishes, and publishes through changesets
// what the registry does not have yet. A dry run goes all the way and sends nothing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from '../import-graph.mjs';
import { stageAll } from './stage.mjs';

const unknown = process.argv.slice(2).filter((argument) => argument !== '--dry-run');
if (unknown.length > 0) {
  console.log(`release: unknown argument ${unknown[0]}; --dry-run is the only one`);
  process.exit(2);
}
const dryRun = process.argv.includes('--dry-run');

/** Runs a step; the release ends where one fails. */
function step(command, args, cwd = root) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) {
    console.log(`release: ${command} ${args.join(' ')} failed in ${cwd}; nothing was published`);
    process.exit(1);
  }
}

step('npm', ['test']);
step('npm', ['run', 'check']);
const folders = await stageAll();
for (const folder of folders) {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: 'npm' });
  const faults = messages.filter(({ type }) => type !== 'suggestion');
  for (const message of faults) console.log(`${folder}: ${formatMessage(message, pkg)}`);
  if (faults.length > 0) process.exit(1);
}
if (dryRun) {
  // Provenance is signed where a release is really made, by the continuous integration that it then names.
  for (const folder of folders)
    step('npm', ['publish', '--dry-run', '--provenance=false', '--access=public', '--silent'], folder);
  console.log(`release: ${folders.length} packages would be published; nothing was sent`);
} else step(join(root, 'node_modules/.bin/changeset'), ['publish']);
