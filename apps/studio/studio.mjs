// `npm run studio`: installs the page's builder where it is missing, builds the page, and serves it on this machine.
// Words after it go to `isotypic studio`: npm run studio -- --port 0.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildStudio } from './build.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${here}node_modules/vite`)) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await buildStudio();
process.argv.splice(2, 0, 'studio');
await import('../../packages/cli/bin/isotypic.js');
