// Every operation on gpu.js kernels against its definition in float64. Run by kernels.test.ts in Node (cpu, webasm), by
// dawn.slow.test.ts on webgpu, and by browser/main.mjs in Chromium (webgl2, webgpu).
import { type EngineName, openBackend, standardNormals } from '@isotypic/numeric';
import * as assert from 'uvu/assert';
import { SHAPES } from '../pipeline/spaces.js';
import { checkAverages, checkPipeline } from '../pipeline/suite.js';

async function onEngine(
  engine: EngineName,
  run: (backend: Awaited<ReturnType<typeof openBackend>>) => Promise<void>,
): Promise<void> {
  const backend = await openBackend({ kind: 'gpu', engine });
  await run(backend);
  // Nothing fell back to float64.
  assert.equal(
    backend.info().reasons.filter((r) => /because/.test(r)),
    [],
  );
  await backend.close();
}

/** The suite: each case is run on one engine. */
export const KERNEL_SUITE: readonly (readonly [name: string, run: (engine: EngineName) => Promise<void>])[] = [
  ...SHAPES.map(
    (shape, k) =>
      [
        `all operations on shape ${k}`,
        (engine: EngineName) => onEngine(engine, (backend) => checkPipeline(backend, [shape], [130, 1])),
      ] as const,
  ),
  [
    'rows 1, 65,535, 65,536, 100,003, and smaller ones afterwards',
    (engine) =>
      onEngine(engine, async (backend) => {
        for (const rows of [100_003, 65_536, 65_535, 3, 1, 7]) {
          const X = standardNormals(rows, 3, rows);
          const G = await backend.gram(X);
          const size = X.norm() ** 2;
          // Sums of 64 in float32 as 8 + 8, then float64, of operands rounded once: below 20·2⁻²⁴ of Σ|x||y|.
          for (let i = 0; i < 3; i++) {
            for (let j = 0; j < 3; j++) {
              let exact = 0;
              for (let n = 0; n < rows; n++) exact += X.at(n, i) * X.at(n, j);
              assert.ok(Math.abs(G.at(i, j) - exact) <= 20 * 2 ** -24 * size, `${rows} rows`);
            }
          }
          assert.equal(G.transpose().data, G.data);
        }
        await checkAverages(backend, [65_537, 3]);
      }),
  ],
  [
    'operations started together do not disturb each other',
    (engine) =>
      onEngine(engine, async (backend) => {
        const samples = [1, 2, 3, 4].map((seed) => standardNormals(100, 4, seed));
        const together = await Promise.all(samples.map((X) => backend.gram(X)));
        for (const [k, X] of samples.entries()) assert.equal(together[k].data, (await backend.gram(X)).data);
      }),
  ],
];
