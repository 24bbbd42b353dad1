import { IsotypicError } from '@isotypic/algebra';
import { type Backend, Float64Matrix, openBackend } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainSpace } from '../pipeline/spaces.js';

test('rows too wide for a buffer are refused with the estimate and a remedy', async () => {
  const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
  try {
    await backend.groupAverage(new Float64Matrix(1, 200_000), []);
    assert.unreachable('not refused');
  } catch (error) {
    assert.ok(error instanceof IsotypicError, String(error));
    assert.is(error.code, 'OUT_OF_MEMORY');
    assert.match(error.message, 'MiB');
    assert.match(error.message, 'float64');
  }
  await backend.close();
});

test('numbers that float32 cannot hold are left to float64, with the reason recorded', async () => {
  const reference = await openBackend();
  for (const size of [1e40, 1e-40, 1e25, 1e-25]) {
    const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
    const X = Float64Matrix.from([[size], [2 * size], [0]]);
    const space = plainSpace(X);
    const { basis } = space;
    const blocks = [X.rowRange(1, 2)];
    for (const run of [
      (b: Backend) => b.pooledGrams({ spaces: [space], pairs: [[0, 0]], centered: true }),
      (b: Backend) => b.fromCoordinates({ coordinates: X, from: basis, to: basis, blocks }),
      (b: Backend) => b.blockResiduals({ x: space, y: space, blocks }),
      (b: Backend) => b.squaredLengths(space, blocks),
    ]) {
      const before = backend.info().reasons.length;
      assert.equal(await run(backend), await run(reference));
      assert.is(backend.info().reasons.length, before + 1);
    }
    assert.is(backend.info().kernels, 0);
    await backend.close();
  }
  // Zeros and ordinary numbers of very different size are no obstacle.
  const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
  await backend.gram(Float64Matrix.from([[0], [0]]));
  await backend.gram(Float64Matrix.from([[1e12], [1e-30]]));
  assert.ok(backend.info().reasons.every((reason) => !reason.includes('float32')));
  await backend.close();
});

test('empty operands need no kernel', async () => {
  const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
  const empty = new Float64Matrix(0, 3);
  assert.equal((await backend.gram(empty)).toRows(), [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  assert.is((await backend.toCoordinates(plainSpace(empty))).rows, 0);
  assert.is((await backend.squaredLengths(plainSpace(empty), [Float64Matrix.identity(3)])).length, 0);
  assert.is(backend.info().kernels, 0);
  await backend.close();
});

test('kernels are cached by shape, and no more than 64 are held', async () => {
  const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
  const X = Float64Matrix.generate(10, 3, (i, j) => i + j);
  for (let repeat = 0; repeat < 3; repeat++) await backend.toCoordinates(plainSpace(X));
  assert.is(backend.info().kernels, 1);
  for (let cols = 1; cols <= 70; cols++)
    await backend.toCoordinates(plainSpace(new Float64Matrix(3, cols).map(() => 1)));
  assert.is(backend.info().kernels, 64);
  await backend.close();
  assert.is(backend.info().kernels, 0);
});

test('a lost device is replaced by the next engine, with the reason recorded', async () => {
  const backend = await openBackend({ kind: 'gpu', engine: 'webasm' });
  const inside = backend as unknown as { engine: { build: () => never } };
  inside.engine.build = () => {
    throw new Error('device lost');
  };
  const X = Float64Matrix.from([
    [1, 2],
    [3, 4],
  ]);
  const gram = [
    [10, 14],
    [14, 20],
  ];
  assert.equal((await backend.gram(X)).toRows(), gram);
  assert.is(backend.info().engine, 'cpu');
  assert.ok(backend.info().reasons.some((reason) => reason.includes('device lost')));
  assert.equal((await backend.gram(X)).toRows(), gram);
  assert.is(backend.info().kernels, 2);
  await backend.close();
});

test.run();
