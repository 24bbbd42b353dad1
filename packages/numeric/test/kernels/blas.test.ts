import { standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Blas } from '../../dist/kernels/blas.js';
import { PlainBlas } from '../../dist/kernels/plain-blas.js';
import { WasmBlas } from '../../dist/kernels/wasm-blas.js';

const wasm = WasmBlas.open();
const implementations: Blas[] = wasm ? [new PlainBlas(), wasm] : [new PlainBlas()];
const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 33, 97, 130];

test('WebAssembly SIMD is there on every supported Node', () => {
  assert.ok(wasm);
});

test('gemm agrees with its definition for every transposition, stride and remainder', () => {
  const normals = standardNormals(1, 400_000, 5).data;
  let at = 0;
  for (const blas of implementations) {
    for (const [m, n, k] of [
      [1, 1, 1],
      [4, 4, 4],
      [5, 3, 7],
      [3, 5, 0],
      [0, 4, 2],
      [33, 18, 300],
      [101, 19, 8],
      [6, 530, 3],
      [97, 41, 257],
    ]) {
      for (const transA of [false, true]) {
        for (const transB of [false, true]) {
          const lda = (transA ? m : k) + 3;
          const ldb = (transB ? k : n) + 1;
          const ldc = n + 2;
          const sizeA = (transA ? k : m) * lda;
          const sizeB = (transB ? n : k) * ldb;
          const total = sizeA + sizeB + m * ldc;
          const heap = blas.reserve(total);
          at = at + total > normals.length ? 0 : at;
          heap.set(normals.subarray(at, at + total));
          at += total;
          const before = heap.slice(0, total);
          blas.gemm(transA, transB, m, n, k, -1.5, 0, lda, sizeA, ldb, sizeA + sizeB, ldc);
          for (let i = 0; i < m; i++) {
            for (let j = 0; j < ldc; j++) {
              const c = sizeA + sizeB + i * ldc + j;
              let sum = before[c];
              let size = Math.abs(sum);
              if (j < n) {
                for (let p = 0; p < k; p++) {
                  const x =
                    -1.5 *
                    before[transA ? p * lda + i : i * lda + p] *
                    before[sizeA + (transB ? j * ldb + p : p * ldb + j)];
                  sum += x;
                  size += Math.abs(x);
                }
              }
              // Both sides add k + 1 terms, each rounded at most three times: (k + 3)·ε·Σ|terms| on either side.
              assert.ok(Math.abs(heap[c] - sum) <= 2 * (k + 3) * Number.EPSILON * size, `${blas.kind} ${m} ${n} ${k}`);
            }
          }
        }
      }
    }
  }
});

test('gemm restricted to the lower triangle is right there', () => {
  for (const blas of implementations) {
    for (const n of SIZES) {
      const k = 20;
      const X = standardNormals(k, n, n);
      const heap = blas.reserve(k * n + 2 * n * n);
      heap.fill(0, 0, k * n + 2 * n * n);
      heap.set(X.data);
      blas.gemm(true, false, n, n, k, 1, 0, n, 0, n, k * n, n, true);
      blas.gemm(true, false, n, n, k, 1, 0, n, 0, n, k * n + n * n, n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) assert.is(heap[k * n + i * n + j], heap[k * n + n * n + i * n + j]);
      }
    }
  }
});

test('vector kernels of both implementations agree', () => {
  if (!wasm) return;
  const plain = implementations[0];
  for (const m of SIZES) {
    for (const n of SIZES) {
      const lda = n + 1;
      const total = m * lda + 2 * (m + n);
      const start = standardNormals(1, total, 7 * m + n).data;
      const run = (blas: Blas): Float64Array => {
        const heap = blas.reserve(total);
        heap.set(start);
        const x = m * lda;
        const y = x + n;
        blas.gemv(m, n, 0.5, 0, lda, x, y);
        blas.gemvTransposed(m, n, -0.25, 0, lda, y, x);
        blas.ger(m, n, 0.125, y, x, 0, lda);
        blas.axpy(n, 0.1, x, 0);
        blas.rotate(Math.min(n, m * lda), 0, x, 0.6, 0.8);
        heap[total - 1] = blas.dot(n, 0, x);
        return heap.slice(0, total);
      };
      const a = run(plain);
      const b = run(wasm);
      // Three chained sums of at most m + n terms of size |A|·|x|·|y|: each entry of the results is bounded by the
      // product of the norms involved, and its error by (m + n + 10)·ε times that.
      let norm = 1;
      for (const x of a) norm += x * x;
      for (const x of start) norm += x * x;
      const bound = (m + n + 10) * Number.EPSILON * norm * norm;
      a.forEach((x, e) => {
        assert.ok(Math.abs(x - b[e]) <= bound);
      });
    }
  }
});

test.run();
