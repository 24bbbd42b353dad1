// `npm run bench -w packages/algebra`: runs every suite beside this file, or those named: `node bench/main.mjs
// scalars`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const suites = readdirSync(here)
  .filter((f) => f.endsWith('.mjs') && f !== 'main.mjs' && !f.startsWith('_'))
  .filter((f) => wanted.length === 0 || wanted.includes(f.replace('.mjs', '')));

console.log(`Machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}\n`);
let failures = suites.length === 0 ? 1 : 0;
if (suites.length === 0) console.log(`no suite named ${wanted.join(', ')}`);
for (const suite of suites.sort()) {
  console.log(`### ${suite.replace('.mjs', '')}\n`);
  if (spawnSync(process.execPath, [`${here}${suite}`], { stdio: 'inherit' }).status !== 0) failures++;
  console.log();
}
process.exit(failures ? 1 : 0);
