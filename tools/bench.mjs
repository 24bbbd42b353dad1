// `npm run bench`: every workspace's benchmark in turn; `npm run bench -w packages/algebra` runs one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
let failures = 0;
const folders = [...readdirSync(`${root}packages`).map((name) => `packages/${name}`), 'property-tests'];
for (const folder of folders) {
  const manifest = `${root}${folder}/package.json`;
  if (!existsSync(manifest) || !JSON.parse(readFileSync(manifest, 'utf8')).scripts?.bench) continue;
  console.log(`\n## ${folder}\n`);
  if (spawnSync('npm', ['run', '--silent', 'bench', '-w', folder], { cwd: root, stdio: 'inherit' }).status !== 0)
    failures++;
}
process.exit(failures ? 1 : 0);
