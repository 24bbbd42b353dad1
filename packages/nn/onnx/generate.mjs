// `npm ci && npm run generate`: onnx.proto as ../src/generated/onnx.ts, with the messages' types, and without the
// schema's comments, which stand in onnx.proto. What it makes is committed; a test compares it with the schema.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'onnx-'));
const template = {
  version: 'v2',
  inputs: [{ directory: '.' }],
  plugins: [
    {
      local: 'node_modules/.bin/protoc-gen-es',
      out,
      opt: ['target=ts', 'import_extension=js', 'erasable_syntax=true'],
    },
  ],
};
const { status, error } = spawnSync('node_modules/.bin/buf', ['generate', '--template', JSON.stringify(template)], {
  cwd: here,
  stdio: 'inherit',
});
if (error) throw error;
if (status !== 0) process.exit(1);
const generated = readFileSync(join(out, 'onnx_pb.ts'), 'utf8');
rmSync(out, { recursive: true });

const bare = generated
  .replaceAll(/\/\*\*[\s\S]*?\*\/\n?/g, '')
  .replaceAll(/^\s*\/\/.*\n|^\/\* eslint.*\n/gm, '')
  .replaceAll(/\n\n(?= )/g, '\n');
const target = fileURLToPath(new URL('../src/generated/onnx.ts', import.meta.url));
writeFileSync(
  target,
  `// Generated from onnx/onnx.proto by \`npm run generate\` in that folder: not to be edited.\n${bare}`,
);
const biome = fileURLToPath(new URL('../../../node_modules/.bin/biome', import.meta.url));
process.exit(spawnSync(biome, ['check', '--write', target], { stdio: 'inherit' }).status ?? 1);
