import { IsotypicError, type IsotypicErrorCode, randomSource } from '@isotypic/algebra';
import { type EngineName, openBackend } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { findEngine } from '../../dist/gpu/engine.js';
import { KernelCache } from '../../dist/gpu/kernel-cache.js';
import { type KernelSpec, SPARSE } from '../../dist/gpu/specs.js';
import { KERNEL_SUITE } from './suite.js';

for (const engine of ['cpu', 'webasm'] as EngineName[]) {
  for (const [name, run] of KERNEL_SUITE) test(`${engine}: ${name}`, () => run(engine));
}

test('a kernel that computes something else is refused', async () => {
  const { engine } = await findEngine(['cpu']);
  const cache = new KernelCache(engine);
  const wrong: KernelSpec = {
    ...SPARSE,
    name: 'wrong',
    entry: (...args) => ({ ...SPARSE.entry(...args), value: SPARSE.entry(...args).value * (1 + 1e-4) + 1e-4 }),
  };
  const random = randomSource(1);
  const operand = (rows: number, cols: number) => ({
    data: Float32Array.from({ length: rows * cols }, () => random.below(100)),
    rows,
    cols,
  });
  try {
    const index = { data: Float32Array.from({ length: 32 }, (_, e) => e % 8), rows: 4, cols: 8 };
    await cache.run(wrong, 8, [4, 4], [operand(4, 8), index, operand(4, 8)]);
    assert.unreachable('not refused');
  } catch (error) {
    assert.ok(error instanceof IsotypicError, String(error));
    assert.is(error.code, 'KERNEL_REFUSED');
  }
  cache.destroy();
  await engine.close();
});

test('a missing adapter is said, and nothing is chosen silently', async () => {
  const refused = (options: Parameters<typeof openBackend>[0], code: IsotypicErrorCode, ...texts: string[]) =>
    refuses(code, async () => (await openBackend(options)).close(), ...texts);
  await refused({ kind: 'gpu', precision: 'double' }, 'INVALID_ARGUMENT');
  await refused({ kind: 'abacus' as never }, 'INVALID_ARGUMENT');
  await refused({ kind: 'gpu', engine: 'webgl2' }, 'BACKEND_UNAVAILABLE', 'webgl2');
  const automatic = await openBackend({ precision: 'double' });
  assert.is(automatic.info().kind, 'float64');
  await automatic.close();
  const found = await openBackend({ kind: 'gpu' });
  assert.is(found.info().kind, 'gpu');
  assert.ok(found.info().reasons.length > 0);
  await found.close();
  const single = await openBackend({ precision: 'single' });
  if (single.info().kind === 'float64') assert.match(single.info().reasons.join(' '), 'single precision');
  await single.close();
});

test.run();
