// `npm run bench`: every workspace's benchmark in turn; `npm run bench -w packages/algebra` runs one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
let failures = 0;
for (const name of readdirSync(`${root}packages`)) {
  const manifest = `${root}packages/${name}/package.json`;
  if (!existsSync(manifest) || !JSON.parse(readFileSync(manifest, 'utf8')).scripts?.bench) continue;
  console.log(`\n## packages/${name}\n`);
  if (
    spawnSync('npm', ['run', '--silent', 'bench', '-w', `packages/${name}`], { cwd: root, stdio: 'inherit' }).status !==
    0
  )
    failures++;
}
process.exit(failures ? 1 : 0);
