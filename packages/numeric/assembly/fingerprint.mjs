// What the compiled kernels depend on, as one hash: the sources, this folder's manifest (which pins the compiler) and
// the script with the compiler's options. It stands in the first lines of what is compiled.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** SHA-256 over names and texts, line ends as Git keeps them. */
export function fingerprint() {
  const hash = createHash('sha256');
  const sources = readdirSync(here).filter((name) => name.endsWith('.ts'));
  for (const name of [...sources, 'build.mjs', 'package.json'].sort())
    hash.update(`${name}\n${readFileSync(`${here}${name}`, 'utf8').replaceAll('\r\n', '\n')}\n`);
  return hash.digest('hex');
}
