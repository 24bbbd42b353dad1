// 500 backends opened, used and closed: memory stays flat.
import { type EngineName, openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainSpace } from './pipeline/spaces.js';

for (const engine of ['webasm', 'cpu'] as EngineName[]) {
  test(`500 open/close cycles with kernels leave resident memory flat (${engine})`, async () => {
    const X = standardNormals(200, 6, 1);
    const cycle = async (): Promise<void> => {
      const backend = await openBackend({ kind: 'gpu', engine });
      await backend.gram(X);
      await backend.groupAverage(X, [[1, 2, 3, 4, 5, 0]]);
      await backend.toCoordinates(plainSpace(X));
      await backend.close();
    };
    const resident: number[] = [];
    // The first cycles load gpu.js, fill its caches and let the heap find its size.
    for (let c = 0; c < 600; c++) {
      await cycle();
      if (c >= 100 && c % 10 === 0) {
        (globalThis as { gc?: () => void }).gc?.();
        resident.push(process.memoryUsage().rss / 2 ** 20);
      }
    }
    // Medians over fifths: single readings follow the garbage collector.
    const median = (part: number[]): number => [...part].sort((a, b) => a - b)[part.length >> 1];
    const growth = median(resident.slice(-10)) - median(resident.slice(0, 10));
    assert.ok(growth < 20, `${growth.toFixed(1)} MB more after 500 cycles`);
  });
}

test('500 open/close cycles with threads leave resident memory flat', async () => {
  const X = standardNormals(20_000, 16, 1);
  const resident: number[] = [];
  for (let c = 0; c < 550; c++) {
    const backend = await openBackend({ threads: 2 });
    await backend.gram(X);
    await backend.close();
    if (c >= 50 && c % 10 === 0) resident.push(process.memoryUsage().rss / 2 ** 20);
  }
  const median = (part: number[]): number => [...part].sort((a, b) => a - b)[part.length >> 1];
  const growth = median(resident.slice(-10)) - median(resident.slice(0, 10));
  assert.ok(growth < 20, `${growth.toFixed(1)} MB more after 500 cycles`);
});

test.run();
