/** The compiled kernels that are committed: they belong to the sources beside them. */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprint } from '../../assembly/fingerprint.mjs';

const generated = new URL('../../src/kernels/generated/', import.meta.url);

test('the embedded kernels were compiled from assembly/ as it is now', () => {
  const remedy = 'compile them anew and commit: cd packages/numeric/assembly && npm ci && npm run build';
  const names = readdirSync(generated);
  assert.equal(names.sort(), ['dense-bytes.ts', 'pipeline-bytes.ts', 'tensors-bytes.ts']);
  for (const name of names) {
    const text = readFileSync(new URL(name, generated), 'utf8');
    const [, compiled] = /^\/\/ fingerprint ([0-9a-f]{64})$/m.exec(text) ?? [];
    assert.is(compiled, fingerprint(), `${name}: ${remedy}`);
  }
});

test.run();
