import { spawnSync } from 'node:child_process';
import { openBackend } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { alignedShape, blocksFor, SHAPES, space } from './pipeline/spaces.js';
import { checkPipeline } from './pipeline/suite.js';

test('results are the same to the last bit for any number of threads', async () => {
  // rows enough for several lanes
  const x = space(SHAPES[3], 40_001, 1);
  const y = space(alignedShape(SHAPES[3]), 40_001, 2);
  const blocks = blocksFor(y.basis, x.basis);
  const own = blocksFor(x.basis, x.basis);
  const map = { coordinates: x.rows, from: x.basis, to: y.basis, blocks };
  const pairs = [
    [0, 0],
    [1, 0],
  ] as const;
  const results: unknown[] = [];
  for (const threads of [1, 2, 3, 5]) {
    const backend = await openBackend({ threads });
    assert.is(backend.info().threads, threads);
    // Started together: the pool takes them in turn.
    const found = await Promise.all([
      backend.pooledGrams({ spaces: [x, y], pairs, centered: true }),
      backend.blockResiduals({ x, y, blocks }),
      backend.toCoordinates(x),
      backend.fromCoordinates(map),
      backend.squaredLengths(x, own),
    ]);
    results.push(found);
    await backend.close();
    await backend.close();
  }
  for (const other of results.slice(1)) assert.equal(other, results[0]);
});

test('operations on several threads agree with their definitions', async () => {
  const backend = await openBackend({ threads: 2 });
  await checkPipeline(backend, SHAPES.slice(2, 4), [1, 5003]);
  await backend.close();
});

const GRAM = `pooledGrams({
  spaces: [{
    rows: standardNormals(20000, 2, 1),
    basis: {
      dimension: 2,
      components: [{ offset: 0, width: 2, pooled: 1 }],
      summands: [{ points: Int32Array.of(0, 1), coordinates: Int32Array.of(0, 1), matrix: Float64Matrix.identity(2) }],
    },
  }],
  pairs: [[0, 0]],
  centered: true,
})`;

for (const options of [{ threads: 3 }, { kind: 'gpu', engine: 'webasm' }]) {
  test(`a process with an open backend exits by itself: ${JSON.stringify(options)}`, () => {
    const close = 'kind' in options ? 'await backend.close();' : '';
    const code = `
      import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
      const backend = await openBackend(${JSON.stringify(options)});
      await backend.${GRAM};
      ${close}
      const start = performance.now();
      process.on('exit', () => { if (performance.now() - start > 1000) process.exitCode = 9; });
    `;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      timeout: 20_000,
      encoding: 'utf8',
    });
    assert.is(status, 0, stderr);
  });
}

test('the fused build of the kernels runs where the host has relaxed SIMD, and agrees', () => {
  const code = `
    import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
    const backend = await openBackend();
    const { grams, means } = await backend.${GRAM};
    const X = standardNormals(20000, 2, 1);
    for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) {
      let sum = 0;
      for (let r = 0; r < 20000; r++) sum += (X.at(r, i) - means[0][i]) * (X.at(r, j) - means[0][j]);
      if (!(Math.abs(sum - grams[0][0].data[2 * i + j]) <= 2 * 20000 * Number.EPSILON * X.norm() ** 2)) process.exit(1);
    }
  `;
  const run = (flags: string[]): number | null =>
    spawnSync(process.execPath, [...flags, '--input-type=module', '-e', code], { timeout: 20_000 }).status;
  const flag = '--experimental-wasm-relaxed-simd';
  // Newer hosts have it without the flag, and refuse the flag with status 9.
  assert.ok([0, 9].includes(run([flag]) ?? -1));
  assert.is(run([]), 0);
});

test.run();
