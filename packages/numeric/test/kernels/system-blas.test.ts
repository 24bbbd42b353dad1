// The BLAS of the system: right where it is there, refused where it is wrong, and said where it is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { IsotypicError } from '@isotypic/algebra';
import { type Backend, Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemBlas } from '../../dist/kernels/system-blas.js';
import { SHAPES, type SpaceShape } from '../pipeline/spaces.js';
import { checkPipeline } from '../pipeline/suite.js';

/** Gram matrices that are worth a call of the library. */
const LARGE: SpaceShape = {
  components: [
    [33, 2],
    [16, 1],
  ],
  summands: [82],
};

/** The host's library, or the one that NumPy brings (64-bit integers, prefixed names). */
const libraries: string[] = ['system'];
const numpy = spawnSync(
  'python3',
  ['-c', 'import numpy, glob; print(*glob.glob(numpy.__path__[0] + ".libs/*openblas*"))'],
  { encoding: 'utf8' },
);
if (numpy.status === 0)
  libraries.push(
    ...numpy.stdout
      .trim()
      .split(' ')
      .filter((path) => existsSync(path)),
  );

for (const blas of libraries) {
  for (const threads of [1, 2]) {
    test(`${blas}, ${threads} threads: operations agree with their definitions, and with themselves`, async () => {
      const backend = await openBackend({ blas, threads });
      const { engine, reasons } = backend.info();
      assert.match(reasons.join(' '), engine === 'system-blas' ? /Gram matrices by/ : /no BLAS of the system/);
      await checkPipeline(backend, [SHAPES[1], LARGE], [3, 130]);
      const X = standardNormals(500, 40, 1);
      assert.equal((await backend.gram(X)).data, (await backend.gram(X)).data, 'the same again');
      await backend.close();
    });
  }
}

test('where no library is known of, WebAssembly does the products and info() says why', async () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  Object.defineProperty(process, 'platform', { ...platform, value: 'aix' });
  try {
    const backend = await openBackend({ blas: 'system' });
    const { engine, reasons } = backend.info();
    assert.is(engine, 'wasm-simd');
    assert.match(
      reasons.join(' '),
      /WebAssembly, because no BLAS of the system can be used: a host where none is known/,
    );
    assert.equal((await backend.gram(Float64Matrix.from([[3]]))).toRows(), [[9]]);
    await backend.close();
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
});

test('a library that is not there, or is no BLAS, is refused with what was tried', async () => {
  for (const blas of ['/nowhere/libblas.so', process.execPath]) {
    let opened: Backend | undefined;
    try {
      opened = await openBackend({ blas });
    } catch (error) {
      assert.ok(error instanceof IsotypicError, String(error));
      assert.is(error.code, 'BACKEND_UNAVAILABLE');
      assert.ok(error.message.includes(blas));
    }
    assert.is(opened, undefined);
  }
});

test('a library that computes something else is refused', () => {
  type Gemm = (
    ...args: [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      Float64Array,
      number,
      Float64Array,
      number,
      number,
      Float64Array,
      number,
    ]
  ) => void;
  const right: Gemm = (_order, ta, tb, m, n, k, alpha, a, lda, b, ldb, _beta, c, ldc) => {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++)
          sum += a[ta === 112 ? p * lda + i : i * lda + p] * b[tb === 112 ? j * ldb + p : p * ldb + j];
        c[i * ldc + j] = alpha * sum;
      }
    }
  };
  const syrk = (
    _o: number,
    _u: number,
    _t: number,
    n: number,
    k: number,
    alpha: number,
    a: Float64Array,
    lda: number,
    _b: number,
    c: Float64Array,
    ldc: number,
  ): void => right(101, 111, 112, n, n, k, alpha, a, lda, a, lda, 0, c, ldc);
  const validate = (gemm: Gemm, gram: typeof syrk): void =>
    Reflect.construct(SystemBlas, ['a trial', gemm, gram, null, 1]).validate();
  validate(right, syrk);
  // Wrong in one entry of large products only, as when a cache block is miscounted.
  const last: Gemm = (...args) => {
    right(...args);
    if (args[5] > 256) args[12][args[12].length - 1] += 1;
  };
  assert.throws(() => validate(last, syrk), /wrong/);
  const untransposed: Gemm = (order, _ta, ...rest) => right(order, 111, ...rest);
  assert.throws(() => validate(untransposed, syrk), /wrong/);
  assert.throws(
    () =>
      validate(right, (...args) => {
        syrk(...args);
        args[9][0] = 0.5;
      }),
    /wrong/,
  );
});

test.run();
