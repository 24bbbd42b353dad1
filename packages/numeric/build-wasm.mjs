// Compiles assembly/index.ts in four variants (fused or plain multiply–add, shared or private memory) and embeds the
// bytes as base64 in src/kernels/generated/wasm-bytes.ts, so that nothing is fetched at run time.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = `${here}src/kernels/generated/wasm-bytes.ts`;
mkdirSync(`${here}src/kernels/generated`, { recursive: true });

const variants = [];
for (const fused of [false, true]) {
  for (const shared of [false, true]) {
    const output = [];
    const { error, stderr } = await asc.main(
      [
        `${here}assembly/index.ts`,
        ...['--outFile', 'kernels.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
        ...['--importMemory', '--memoryBase', '1024', '--enable', 'simd'],
        ...(fused ? ['--enable', 'relaxed-simd'] : []),
        ...(shared ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'] : []),
      ],
      {
        writeFile: (name, contents) => name.endsWith('.wasm') && output.push(contents),
        readFile: (name) => {
          try {
            return readFileSync(name.startsWith('/') ? name : `${here}${name}`, 'utf8');
          } catch {
            return null;
          }
        },
        listFiles: () => [],
      },
    );
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    const name = `${fused ? 'FUSED' : 'PLAIN'}_${shared ? 'SHARED' : 'PRIVATE'}`;
    variants.push(`export const ${name} =\n  '${Buffer.from(output[0]).toString('base64')}';\n`);
  }
}
const text = `// Written by build-wasm.mjs from assembly/index.ts.\n\n${variants.join('\n')}`;
let before = '';
try {
  before = readFileSync(target, 'utf8');
} catch {}
if (before !== text) writeFileSync(target, text);
