// Every gpu.js kernel against its float64 twin, entry by entry, within the bound that float32 arithmetic implies. Run
// by kernels.test.ts in Node (cpu, webasm) and by browser/main.mjs in Chromium (webgl2, webgpu).
import { crossGramOf, type EngineName, Float64Matrix, gramOf, openBackend, standardNormals } from '@isotypic/numeric';
import * as assert from 'uvu/assert';
import { UNIT } from '../../dist/gpu/specs.js';

/** |got − want| ≤ bound, where the bound is (terms)·u·Σ|terms| plus the rounding of the inputs, u = 2⁻²⁴. */
function within(got: Float64Matrix, want: Float64Matrix, size: Float64Matrix, terms: number, what: string): void {
  assert.is(got.rows, want.rows);
  assert.is(got.cols, want.cols);
  for (let e = 0; e < want.data.length; e++) {
    // Each factor is rounded to float32 once (2u), each product and sum once (terms·u).
    const bound = (terms + 4) * UNIT * size.data[e] + 1e-37;
    if (!(Math.abs(got.data[e] - want.data[e]) <= bound)) {
      assert.unreachable(`${what}: entry ${e} is ${got.data[e]}, not ${want.data[e]} ± ${bound}`);
    }
  }
}

const absolute = (M: Float64Matrix): Float64Matrix => M.map(Math.abs);

/** A·Bᵀ by its definition. */
function slow(A: Float64Matrix, B: Float64Matrix): Float64Matrix {
  return Float64Matrix.generate(A.rows, B.rows, (i, j) => {
    let sum = 0;
    for (let k = 0; k < A.cols; k++) sum += A.data[i * A.cols + k] * B.data[j * B.cols + k];
    return sum;
  });
}

/** The suite: each case is run on one engine. */
export const KERNEL_SUITE: readonly (readonly [name: string, run: (engine: EngineName) => Promise<void>])[] = [
  [
    'rows 1, 3, 65,535, 65,536, 100,003, and smaller ones afterwards',
    async (engine) => {
      const backend = await openBackend({ kind: 'gpu', engine });
      const reference = await openBackend();
      const Q = standardNormals(3, 3, 1);
      for (const rows of [100_003, 65_536, 65_535, 3, 1, 7]) {
        const X = standardNormals(rows, 3, rows);
        const size = slow(absolute(X), absolute(Q));
        within(await backend.multiplyTransposed(X, Q), slow(X, Q), size, 3, `basis change of ${rows} rows`);
        const G = await backend.gram(X);
        // Sums of 64 in float32 as 8 + 8, then float64: 16 roundings whatever the number of rows; below 1e-6 relative.
        within(G, gramOf(X), gramOf(absolute(X)), 16, `Gram of ${rows} rows`);
        assert.equal(G.transpose().data, G.data);
        const average = await backend.groupAverage(X, [[1, 0, 2]]);
        within(
          average,
          await reference.groupAverage(X, [[1, 0, 2]]),
          absolute(X).map((_, i) => Math.abs(X.at(i, 0)) + Math.abs(X.at(i, 1)) + Math.abs(X.at(i, 2))),
          3,
          `average of ${rows} rows`,
        );
        const Y = standardNormals(rows, 2, rows + 1);
        within(await backend.crossGram(X, Y), crossGramOf(X, Y), crossGramOf(absolute(X), absolute(Y)), 16, 'cross');
        const blocks = [
          { inStart: 0, outStart: 1, matrix: Q.rowRange(0, 1).columnRange(0, 2) },
          { inStart: 2, outStart: 0, matrix: Q.rowRange(1, 2).columnRange(2, 3) },
        ];
        const sizes = blocks.map((b) => ({ ...b, matrix: absolute(b.matrix) }));
        const images = await reference.applyBlocks(absolute(X), sizes, 2);
        within(await backend.applyBlocks(X, blocks, 2), await reference.applyBlocks(X, blocks, 2), images, 2, 'blocks');
        within(
          await backend.blockResidual(X, blocks, Y),
          await reference.blockResidual(X, blocks, Y),
          images.map((x, i, j) => x + Math.abs(Y.at(i, j))),
          3,
          `block residual of ${rows} rows`,
        );
        // Three sums of 3, 2 and 2 terms, one after the other, over four rounded operands.
        const out = standardNormals(4, 2, 5);
        within(
          await backend.applyInBasis(X, Q, blocks, out),
          await reference.applyInBasis(X, Q, blocks, out),
          await reference.applyInBasis(absolute(X), absolute(Q), sizes, absolute(out)),
          3 + 2 + 2 + 6,
          `map in a basis of ${rows} rows`,
        );
        const L = Float64Matrix.from([
          [2, 0, 0],
          [0.5, 1, 0],
          [-1, 0.25, 3],
        ]);
        const densities = await backend.logDensity(X, [1, 2, 3], L);
        const exact = await reference.logDensity(X, [1, 2, 3], L);
        within(
          await backend.transformNormals(X, [1, 2, 3], L),
          await reference.transformNormals(X, [1, 2, 3], L),
          slow(absolute(X), absolute(L)).map((x, _, j) => x + j + 1),
          4,
          `Gaussian transform of ${rows} rows`,
        );
        for (let i = 0; i < rows; i++) {
          // ‖L⁻¹‖_∞ ≤ 2 and two nested sums of three: 14 roundings of at most (2·Σ|x − μ|)² each.
          let span = 0;
          for (let j = 0; j < 3; j++) span += Math.abs(X.at(i, j) - j - 1);
          assert.ok(Math.abs(densities[i] - exact[i]) <= 14 * UNIT * (2 * span) ** 2);
        }
      }
      assert.equal(
        backend.info().reasons.filter((r) => /because/.test(r)),
        [],
      );
      await backend.close();
    },
  ],

  [
    'the other kernels and shapes',
    async (engine) => {
      const backend = await openBackend({ kind: 'gpu', engine });
      const reference = await openBackend();
      for (const [n, d, k] of [
        [5, 1, 1],
        [70, 17, 9],
        [130, 8, 40],
        [3, 1500, 4],
      ]) {
        const X = standardNormals(n, d, n);
        const B = standardNormals(k, d, k);
        const Y = standardNormals(n, k, d);
        const size = slow(absolute(X), absolute(B));
        within(await backend.multiply(X, B.transpose()), slow(X, B), size, d, 'multiply');
        within(
          await backend.crossGram(X, Y),
          slow(X.transpose(), Y.transpose()),
          slow(absolute(X).transpose(), absolute(Y).transpose()),
          16,
          'cross-Gram',
        );
        const mean = Float64Array.from({ length: k }, (_, j) => j);
        const L = Float64Matrix.generate(k, k, (i, j) => (j > i ? 0 : 1 / (1 + i + j)));
        within(
          await backend.transformNormals(Y, mean, L),
          await reference.transformNormals(Y, mean, L),
          slow(absolute(Y), L).map((x, _, j) => x + j),
          k + 1,
          'Gaussian transform',
        );
      }
      // Non-contiguous views: rows of a larger array, and M ⊗ I blocks at odd offsets.
      const X = standardNormals(200, 12, 3).rowRange(17, 150);
      const M = standardNormals(2, 3, 8);
      const blocks = [
        { inStart: 1, outStart: 0, matrix: M, stride: 2 },
        { inStart: 7, outStart: 4, matrix: M },
        { inStart: 9, outStart: 0, matrix: M },
      ];
      const sizes = await reference.applyBlocks(
        absolute(X),
        blocks.map((b) => ({ ...b, matrix: absolute(M) })),
        7,
      );
      const applied = await backend.applyBlocks(X, blocks, 7);
      within(applied, await reference.applyBlocks(X, blocks, 7), sizes, 6, 'blocks');
      for (let i = 0; i < applied.rows; i++) assert.is(applied.at(i, 6), 0);
      assert.equal(
        backend.info().reasons.filter((r) => /because/.test(r)),
        [],
      );
      await backend.close();
    },
  ],

  [
    'operations started together do not disturb each other',
    async (engine) => {
      const backend = await openBackend({ kind: 'gpu', engine });
      const Q = standardNormals(4, 4, 1);
      const samples = [1, 2, 3, 4].map((seed) => standardNormals(100, 4, seed));
      const together = await Promise.all(samples.map((X) => backend.multiplyTransposed(X, Q)));
      for (const [k, X] of samples.entries()) {
        within(together[k], slow(X, Q), slow(absolute(X), absolute(Q)), 4, `product ${k}`);
      }
      await backend.close();
    },
  ],
];
