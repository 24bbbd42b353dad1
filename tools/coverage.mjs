// `npm run coverage [-- algebra stats …]`: the tests of the workspaces named, or of all, each in its own process; c8
// around this one adds up what they covered.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = [...readdirSync(`${root}packages`), 'property-tests'];
const wanted = process.argv.slice(2);
let failures = 0;
for (const name of all.filter((n) => wanted.length === 0 || wanted.includes(n))) {
  const cwd = `${root}${name === 'property-tests' ? name : `packages/${name}`}`;
  if (spawnSync('node', [`${root}tools/run-tests.mjs`, 'dist-test'], { cwd, stdio: 'inherit' }).status !== 0)
    failures++;
}
process.exit(failures ? 1 : 0);
