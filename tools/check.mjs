// `npm run check`: everything that holds of the repository besides its tests. Each check prints what is wrong, and the
// process fails when any found something.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { checkBundle } from './check-bundle.mjs';
import { checkDependencies, checkErrorCodes, checkLinks } from './check-docs.mjs';
import { checkHouse } from './check-house.mjs';
import { checkSurface, surfaces } from './check-surface.mjs';
import { checkTypes } from './check-types.mjs';
import { manifestOf, root, workspaces } from './import-graph.mjs';
import { checkRunner } from './testing/check-runner.mjs';

function checkLint() {
  const { status } = spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '.'], { cwd: root, stdio: 'inherit' });
  return status === 0 ? 0 : 1;
}

/** What each package would publish. */
async function checkPackaging() {
  let faults = 0;
  for (const folder of workspaces) {
    const manifest = manifestOf(folder);
    const { messages } = await publint({ pkgDir: join(root, folder), strict: true, pack: 'npm' });
    for (const message of messages) console.log(`${folder}: ${formatMessage(message, manifest)}`);
    faults += messages.filter((message) => message.type !== 'suggestion').length;
  }
  console.log(`publint: ${workspaces.length} packages, ${faults} faults`);
  return faults;
}

const found = surfaces();
const unnamed = found.flatMap(({ name, unnamed }) => unnamed.map((type) => `${name}: ${type}`));
const checks = {
  'format and lint': checkLint,
  'the rules of the house': () => checkHouse({ unnamedTypes: unnamed }),
  packaging: checkPackaging,
  'public surface': () => checkSurface(found),
  'types of the surface': checkTypes,
  'browser bundle': checkBundle,
  documentation: checkLinks,
  'error codes': checkErrorCodes,
  dependencies: checkDependencies,
  'test runner': checkRunner,
};
const failed = [];
for (const [name, check] of Object.entries(checks)) if ((await check()) > 0) failed.push(name);
console.log(failed.length === 0 ? 'check: all is well' : `check: ${failed.join(', ')} failed`);
process.exit(failed.length === 0 ? 0 : 1);
