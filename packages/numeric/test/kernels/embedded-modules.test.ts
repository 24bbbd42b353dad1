/** The compiled kernels that are committed: they belong to the sources beside them. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprint } from '../../assembly/fingerprint.mjs';

const generated = new URL('../../src/kernels/generated/wasm-bytes.ts', import.meta.url);

test('the embedded kernels were compiled from assembly/ as it is now', () => {
  const [, compiled] = /^\/\/ fingerprint ([0-9a-f]{64})$/m.exec(readFileSync(generated, 'utf8')) ?? [];
  const remedy = 'compile them anew and commit: cd packages/numeric/assembly && npm ci && npm run build';
  assert.is(compiled, fingerprint(), remedy);
});

test.run();
