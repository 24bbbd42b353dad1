// Compiles each module of MODULES with fused and with plain multiply–add and embeds its bytes in a file of its own in
// ../src/kernels/generated/, which is committed: nothing is fetched or compiled where the package is built or used.
// `npm ci && npm run build` in this folder makes the same bytes again.
//
// Modules of their own, because a bundle then loads the kernels of what it does: 2.5 KB gzipped for dense matrices,
// while those of a pipeline come with the backend that runs it, those of tensors with what has tensors.
//
// As hexadecimal digits, which a bundle's compression sees through where base64 hides that the two builds of a module
// are mostly the same. A module over shared memory differs from the one over private memory in the declaration of its
// import alone, which is kept once.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { fingerprint } from './fingerprint.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const generated = fileURLToPath(new URL('../src/kernels/generated/', import.meta.url));

/** Sources by the names of what they become; `isShared`: several threads run it over one memory. */
const MODULES = {
  dense: { isShared: false },
  pipeline: { isShared: true },
  tensors: { isShared: false },
};

/** Steps between two looks at whether the host wants the thread back. */
const STEPS = 8;

/**
 * Loops `for (;;) { … }` behind a line `// @unroll`, which leave by `break`: their steps written out several times,
 * each a block of its own. V8 looks for interrupts at the head of a loop, an eighth of the time of a step of a product;
 * with the way out between them, steps are not mixed, and all sums stay in registers. 1.1 to 1.2 times as fast.
 */
function unrolled(text) {
  const loop = /^( *)\/\/ @unroll\n\1for \(;;\) \{\n([\s\S]*?)^\1\}$/gm;
  return text.replace(loop, (_, pad, body) => `${pad}for (;;) {\n${`{\n${body}}\n`.repeat(STEPS)}${pad}}`);
}

/** The module of these options. */
async function compile(name, { fused, shared }) {
  const output = [];
  const { error, stderr } = await asc.main(
    [
      `${name}.ts`,
      ...['--outFile', 'kernels.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
      ...['--importMemory', '--memoryBase', '1024', '--enable', 'simd'],
      ...(fused ? ['--enable', 'relaxed-simd'] : []),
      ...(shared ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'] : []),
    ],
    {
      writeFile: (path, contents) => path.endsWith('.wasm') && output.push(contents),
      readFile: (path) => {
        try {
          return unrolled(readFileSync(`${here}${path}`, 'utf8'));
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

/** The digits of a build, and what gives it a shared memory, as source text. */
async function embedded(name, fused, isShared) {
  const own = hex(await compile(name, { fused, shared: false }));
  if (!isShared) return `{\n  digits:\n    '${own}',\n}`;
  const shared = hex(await compile(name, { fused, shared: true }));
  const import_ = difference(own, shared);
  // The import stands before all code: a difference of a few bytes, or the compiler no longer works as assumed.
  if (splice(own, import_) !== shared || import_.digits.length > 80)
    throw new Error('the modules differ in their code');
  const { at, skip, digits } = import_;
  return `{\n  digits:\n    '${own}',\n  sharing: { at: ${at}, skip: ${skip}, digits: '${digits}' },\n}`;
}

mkdirSync(generated, { recursive: true });
for (const [name, { isShared }] of Object.entries(MODULES)) {
  let text = `// Written by assembly/build.mjs; do not edit.\n// fingerprint ${fingerprint()}\n`;
  for (const [build, fused] of Object.entries({ PLAIN: false, FUSED: true }))
    text += `\nexport const ${build} = ${await embedded(name, fused, isShared)};\n`;
  writeFileSync(`${generated}${name}-bytes.ts`, text);
}
