// Where operations ran, as `info().steps` tells.
import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';
import { Float64Pipeline } from '../dist/backend/float64-pipeline.js';
import { StepCounts } from '../dist/backend/steps.js';
import type { SystemBlas } from '../dist/kernels/system-blas.js';
import { openRunner } from '../dist/pipeline/runner.js';
import { withSystemBlas } from '../dist/pipeline/system-runner.js';
import { plainSpace } from './pipeline/spaces.js';

type Steps = readonly { operation: string; place: string; reason: string; count: number }[];

/** [operation, place, count] of each line. */
const places = (steps: Steps) => steps.map(({ operation, place, count }) => [operation, place, count]);

test('a gpu backend tells what it did itself, and why float64 did the rest', async () => {
  const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
  assert.equal(backend.info().steps, []);
  const space = plainSpace(standardNormals(20, 3, 1));
  for (let repeat = 0; repeat < 2; repeat++) await backend.toCoordinates(space);
  await backend.toCoordinates(plainSpace(Float64Matrix.from([[1e60]])));
  await backend.toCoordinates(plainSpace(new Float64Matrix(0, 3)));
  await backend.pooledGrams({ spaces: [space, space], pairs: [[0, 1]], centered: true });
  await backend.inFloat64('a reason of mine').toCoordinates(space);
  const { steps } = backend.info();
  assert.equal(places(steps), [
    ['toCoordinates', 'cpu', 2],
    ['toCoordinates', 'wasm-simd', 1],
    ['toCoordinates', 'wasm-simd', 1],
    ['means', 'javascript', 1],
    ['crossGrams', 'cpu', 1],
    ['toCoordinates', 'wasm-simd', 1],
  ]);
  const reasons = steps.map(({ reason }) => reason);
  assert.is(reasons[0], 'single precision on engine cpu asked for');
  assert.match(reasons[1], 'float32');
  assert.is(reasons[2], 'an operand has no entries');
  assert.is(reasons[5], 'a reason of mine');
  await backend.close();
  await refuses('INVALID_ARGUMENT', async () => backend.inFloat64('too late'), 'closed');
});

test('an operation that fails is not counted', async () => {
  for (const options of [{}, { kind: 'gpu', engine: 'cpu' }] as const) {
    const backend = await openBackend(options);
    const stopped = backend.toCoordinates(plainSpace(standardNormals(20, 3, 1)), () => {
      throw new Error('stopped');
    });
    // on gpu.js the work of an unknown failure is done again in float64, which tells the watch as well
    const failed = await stopped.then(
      () => false,
      () => true,
    );
    assert.ok(failed);
    assert.equal(backend.info().steps, []);
    await backend.close();
  }
});

test("Gram matrices that the system's BLAS makes are told from those too small for it", async () => {
  const calls: number[] = [];
  const blas = { addGram: (Y: { count: number }) => calls.push(Y.count) } as unknown as SystemBlas;
  const steps = new StepCounts();
  const pipeline = new Float64Pipeline(withSystemBlas(openRunner(), blas), steps, 'asked for');
  const [large, small] = [40, 4].map((D) => plainSpace(standardNormals(300, D, D)));
  await pipeline.pooledGrams({ spaces: [large], pairs: [[0, 0]], centered: false });
  await pipeline.pooledGrams({ spaces: [small], pairs: [[0, 0]], centered: false });
  await pipeline.pooledGrams({
    spaces: [large, small],
    pairs: [
      [0, 0],
      [1, 0],
    ],
    centered: false,
  }); // prettier-ignore
  await pipeline.toCoordinates(small);
  assert.ok(calls.length > 0 && calls.every((count) => count === 40));
  assert.equal(places(steps.list()), [
    ['pooledGrams', 'system-blas', 2],
    ['pooledGrams', 'wasm-simd', 1],
    ['crossGrams', 'wasm-simd', 1],
    ['toCoordinates', 'wasm-simd', 1],
  ]);
  const told = (operation: string, place: string) =>
    steps.list().find((step) => step.operation === operation && step.place === place)?.reason ?? '';
  assert.is(told('pooledGrams', 'system-blas'), 'asked for');
  assert.match(told('pooledGrams', 'wasm-simd'), 'too small');
  assert.match(told('toCoordinates', 'wasm-simd'), 'Gram matrices alone');
});

test('counts take bounded memory, whatever the reasons are', () => {
  const steps = new StepCounts();
  for (let k = 0; k < 10_000; k++) steps.add('toCoordinates', 'cpu', `reason ${k}`);
  steps.add('toCoordinates', 'cpu', 'reason 0');
  const lines = steps.list();
  assert.ok(lines.length < 200, `${lines.length} lines`);
  assert.is(
    lines.reduce((sum, { count }) => sum + count, 0),
    10_001,
  );
  assert.is(lines[0].count, 2);
  assert.is(lines[lines.length - 1].reason, 'other reasons');
});

test.run();
