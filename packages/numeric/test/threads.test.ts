import { spawnSync } from 'node:child_process';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('results are the same to the last bit for any number of threads', async () => {
  const A = standardNormals(301, 190, 1);
  const B = standardNormals(190, 130, 2);
  const X = standardNormals(20_001, 33, 3);
  const Y = standardNormals(20_001, 12, 4);
  const results: Float64Array[][] = [];
  for (const threads of [1, 2, 3, 5]) {
    const backend = await openBackend({ threads });
    assert.is(backend.info().threads, threads);
    // Started together: the pool takes them in turn.
    const [product, transposed, gram, cross] = await Promise.all([
      backend.multiply(A, B),
      backend.multiplyTransposed(A, B.transpose()),
      backend.gram(X),
      backend.crossGram(X, Y),
    ]);
    results.push([product.data, transposed.data, gram.data, cross.data]);
    await backend.close();
    await backend.close();
  }
  for (const other of results.slice(1)) assert.equal(other, results[0]);
});

for (const options of [{ threads: 3 }, { kind: 'gpu', engine: 'webasm' }]) {
  test(`a process with an open backend exits by itself: ${JSON.stringify(options)}`, () => {
    const close = 'kind' in options ? 'await backend.close();' : '';
    const code = `
      import { openBackend, standardNormals } from '@isotypic/numeric';
      const backend = await openBackend(${JSON.stringify(options)});
      await backend.gram(standardNormals(20000, 32, 1));
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
    import { gramOf, standardNormals } from '@isotypic/numeric';
    const X = standardNormals(300, 9, 1);
    const G = gramOf(X);
    let worst = 0;
    for (let i = 0; i < 9; i++) for (let j = 0; j < 9; j++) {
      let sum = 0;
      for (let r = 0; r < 300; r++) sum += X.at(r, i) * X.at(r, j);
      worst = Math.max(worst, Math.abs(sum - G.at(i, j)));
    }
    if (!(worst <= 2 * 300 * Number.EPSILON * X.norm() ** 2)) process.exit(1);
  `;
  const run = (flags: string[]): number | null =>
    spawnSync(process.execPath, [...flags, '--input-type=module', '-e', code], { timeout: 20_000 }).status;
  const flag = '--experimental-wasm-relaxed-simd';
  // Newer hosts have it without the flag, and refuse the flag with status 9.
  assert.ok([0, 9].includes(run([flag]) ?? -1));
  assert.is(run([]), 0);
});

test.run();
