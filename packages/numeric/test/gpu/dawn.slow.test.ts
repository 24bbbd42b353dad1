// The kernel suite on webgpu in Node, and its memory over many openings.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withDawn } from './dawn.js';

test('every kernel agrees with its float64 twin on webgpu in Node', () => {
  const suite = new URL('./suite.js', import.meta.url).href;
  const { status, output, result } = withDawn(
    `
    await backend.close();
    const { KERNEL_SUITE } = await import('${suite}');
    const failed = [];
    for (const [name, run] of KERNEL_SUITE) {
      try { await run('webgpu'); } catch (error) { failed.push(name + ': ' + error.message); }
    }
    result = { cases: KERNEL_SUITE.length, failed };
  `,
    300_000,
  );
  assert.is(status, 0, output);
  if (!result.found) return; // dawn.test.ts holds that the reason is said
  assert.equal(result.failed, []);
  assert.ok(Number(result.cases) > 0);
});

test('500 open/close cycles on webgpu in Node leave resident memory flat', () => {
  const { status, output, result } = withDawn(
    `
    await backend.close();
    const X = standardNormals(200, 6, 1);
    const resident = [];
    for (let c = 0; c < 600; c++) {
      const cycle = await openBackend({ kind: 'gpu', engine: 'webgpu' });
      await cycle.gram(X);
      await cycle.groupAverage(X, [[1, 2, 3, 4, 5, 0]]);
      await cycle.close();
      if (c >= 100 && c % 10 === 0) { gc(); resident.push(process.memoryUsage().rss / 2 ** 20); }
    }
    const median = (part) => [...part].sort((a, b) => a - b)[part.length >> 1];
    result = { growth: median(resident.slice(-10)) - median(resident.slice(0, 10)) };
  `,
    580_000,
  );
  assert.is(status, 0, output);
  if (!result.found) return;
  assert.ok(Number(result.growth) < 20, `${result.growth} MB more after 500 cycles`);
});

test.run();
