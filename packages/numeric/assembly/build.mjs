// Compiles index.ts with fused and with plain multiply–add and embeds the bytes in
// ../src/kernels/generated/wasm-bytes.ts, which is committed: nothing is fetched or compiled where the package is built
// or used. `npm ci && npm run build` in this folder makes the same bytes again.
//
// As hexadecimal digits, which a bundle's compression sees through where base64 hides that the two modules are mostly
// the same: 6.0 KB gzipped, as base64 10.7. A module over shared memory differs from the one over private memory in the
// declaration of its import alone, which is kept once.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { fingerprint } from './fingerprint.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const generated = fileURLToPath(new URL('../src/kernels/generated/', import.meta.url));

/** The module of these options. */
async function compile({ fused, shared }) {
  const output = [];
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      ...['--outFile', 'kernels.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ...['--importMemory', '--memoryBase', '1024', '--enable', 'simd'],
      ...(fused ? ['--enable', 'relaxed-simd'] : []),
      ...(shared ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'] : []),
    ],
    {
      writeFile: (name, contents) => name.endsWith('.wasm') && output.push(contents),
      readFile: (name) => {
        try {
          return readFileSync(`${here}${name}`, 'utf8');
        } catch {
          return null;
        }
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return output[0];
}

const hex = (bytes) => Buffer.from(bytes).toString('hex');

/** What makes `shared` of `own`: the digits from `at` on, `skip` of them, give way to `digits`. */
function difference(own, shared) {
  let at = 0;
  while (own[at] === shared[at]) at++;
  at -= at % 2;
  let rest = 0;
  while (own.at(-1 - rest) === shared.at(-1 - rest) && rest < own.length - at) rest++;
  rest -= rest % 2;
  return { at, skip: own.length - rest - at, digits: shared.slice(at, shared.length - rest) };
}

const splice = (own, { at, skip, digits }) => own.slice(0, at) + digits + own.slice(at + skip);

let text = `// Written by assembly/build.mjs; do not edit.\n// fingerprint ${fingerprint()}\n`;
for (const [name, fused] of Object.entries({ PLAIN: false, FUSED: true })) {
  const own = hex(await compile({ fused, shared: false }));
  const shared = hex(await compile({ fused, shared: true }));
  const import_ = difference(own, shared);
  // The import stands before all code: a difference of a few bytes, or the compiler no longer works as assumed.
  if (splice(own, import_) !== shared || import_.digits.length > 80)
    throw new Error('the modules differ in their code');
  const { at, skip, digits } = import_;
  const sharing = `{ at: ${at}, skip: ${skip}, digits: '${digits}' }`;
  text += `\nexport const ${name} = {\n  digits:\n    '${own}',\n  sharing: ${sharing},\n};\n`;
}
mkdirSync(generated, { recursive: true });
writeFileSync(`${generated}wasm-bytes.ts`, text);
