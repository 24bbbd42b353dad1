// `npm run bench -w packages/numeric`: float64 kernels and factorizations against NumPy, plain JavaScript, ml-matrix
// and gpu.js, in one run. Prints a markdown table of medians in milliseconds: CPU time where one thread works, so that
// a busy machine tells nearly the same, and wall time where several do. "System BLAS" is `openBackend({ blas })` on the
// library that NumPy itself brings, where NumPy is there (another one: ISOTYPIC_BLAS=/path/to/lib.so), and the host's
// otherwise.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { cholesky, gramOf, openBackend, product, qr, standardNormals, svd, symmetricEigen } from '@isotypic/numeric';
import {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  Matrix,
  QrDecomposition,
  SingularValueDecomposition,
} from 'ml-matrix';
import { withBlas } from '../dist/kernels/arena.js';
import { PlainBlas } from '../dist/kernels/plain-blas.js';

// Both sides choose their kernels by the processor: settings for the machine's other programs would hold one of them
// back. They are taken away together, before any library is loaded.
for (const name of ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']) delete process.env[name];

const quick = process.argv.includes('--quick');

/** [kind, shape, repeats]; small work is repeated more often. */
const cases = [
  ...[256, 512, 1024, 2048].map((n) => ['gemm', [n], n > 1024 ? 3 : n > 512 ? 5 : 9]),
  ['gram', [100_000, 64], 5],
  ['gram', [100_000, 512], 3],
  ...['cholesky', 'qr', 'eigh', 'svd'].flatMap((kind) => [64, 256, 512].map((n) => [kind, [n], n > 256 ? 7 : 31])),
].filter(([, shape]) => !quick || shape[0] * (shape[1] ?? shape[0]) <= 1e7);

const wall = () => performance.now();
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function median(repeats, work, clock = cpu) {
  // Small work is warmed up until the host has compiled it: what a program that does it often sees.
  const start = performance.now();
  if (repeats > 1) {
    do await work();
    while (performance.now() - start < 1000 && repeats > 5);
  }
  const times = [];
  for (let r = 0; r < repeats; r++) {
    const start = clock();
    await work();
    times.push(clock() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function numpy(env, clock) {
  const run = spawnSync(
    'python3',
    [fileURLToPath(new URL('time_numpy.py', import.meta.url)), JSON.stringify(cases), clock],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 2 ** 24,
    },
  );
  return run.status === 0 ? JSON.parse(run.stdout) : null;
}

/** The library inside NumPy's wheel. */
function numpysOwnBlas() {
  const code = 'import numpy, glob; print(*glob.glob(numpy.__path__[0] + ".libs/*openblas*"))';
  const { status, stdout } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  const [path] = status === 0 ? stdout.trim().split(' ') : [];
  return path || undefined;
}

let last = { key: '', data: null };
/** The same seeded samples for everyone; large ones are made once. */
function samples(rows, cols) {
  const key = `${rows}×${cols}`;
  if (last.key !== key) last = { key, data: standardNormals(rows, cols, 1) };
  return last.data;
}

const symmetric = (A) => {
  const S = gramOf(A);
  for (let i = 0; i < S.rows; i++) S.data[i * (S.rows + 1)] += 1;
  return S;
};

/** Our work on the shared kernels, synchronous; the plain twin runs the same. */
function ours(kind, shape) {
  if (kind === 'gram') {
    const X = samples(...shape);
    return () => gramOf(X);
  }
  const A = samples(shape[0], shape[0]);
  if (kind === 'gemm') return () => product(A, A);
  const S = symmetric(A);
  return {
    cholesky: () => cholesky(S),
    qr: () => qr(A, { pivot: false }),
    eigh: () => symmetricEigen(S),
    svd: () => svd(A),
  }[kind];
}

function mlMatrix(kind, shape) {
  if (kind === 'gram' || shape[0] > 1024) return null;
  const A = new Matrix(samples(shape[0], shape[0]).toRows());
  const S = new Matrix(symmetric(samples(shape[0], shape[0])).toRows());
  return {
    gemm: () => A.mmul(A),
    cholesky: () => new CholeskyDecomposition(S).lowerTriangularMatrix,
    qr: () => {
      const f = new QrDecomposition(A);
      return [f.orthogonalMatrix, f.upperTriangularMatrix];
    },
    eigh: () => new EigenvalueDecomposition(S, { assumeSymmetric: true }).eigenvectorMatrix,
    svd: () => new SingularValueDecomposition(A).diagonal,
  }[kind];
}

/** Gram matrices by a backend. */
function byBackend(backend, kind, shape) {
  if (kind !== 'gram') return null;
  const X = samples(...shape);
  return () => backend.gram(X);
}

const webasm = (backend, kind, shape) => (shape[1] <= 64 ? byBackend(backend, kind, shape) : null);

function bySystem(backend, kind, shape) {
  return backend.info().engine === 'system-blas' ? byBackend(backend, kind, shape) : null;
}

const one = numpy({ OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }, 'cpu');
// The same library held to 128-bit vectors without fused multiply–add: what WebAssembly SIMD can express.
const narrow = numpy({ OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', OPENBLAS_CORETYPE: 'Nehalem' }, 'cpu');
const all = numpy({}, 'wall');
const gpu = await openBackend({ kind: 'gpu', engine: 'webasm' });
const two = await openBackend({ threads: 2 });
const system = await openBackend({ blas: process.env.ISOTYPIC_BLAS ?? numpysOwnBlas() ?? 'system' });

const ms = (x) =>
  x === null || x === undefined ? '–' : x >= 100 ? x.toFixed(0) : x >= 1 ? x.toFixed(1) : x.toFixed(3);
const timed = async (repeats, work, clock = cpu) => (work ? median(repeats, work, clock) : null);
const peer = (run, c) => (run === null ? 'not installed' : ms(run.times[c]));
const ratio = (mine, run, c) => (run === null || mine === null ? '–' : (mine / run.times[c]).toFixed(2));

console.log(
  `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; NumPy ${one?.version ?? 'not installed'}${one?.blas ? ` with ${one.blas}` : ''}; system BLAS: ${system.info().device}. Seeded normal samples; medians in ms of CPU time unless said, small work warmed up.\n`,
);
console.log(
  '| work | ours (CPU) | ours (wall) | 2 threads (wall) | system BLAS | NumPy, 1 thread | ours / NumPy | system BLAS / NumPy | NumPy, 1 thread, 128-bit | ours / that | NumPy, all threads (wall) | plain JS | ml-matrix | gpu.js webasm, float32 (wall) |',
);
console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
for (const [c, [kind, shape, repeats]] of cases.entries()) {
  const mine = await median(repeats, ours(kind, shape));
  const alone = byBackend(two, kind, shape) && (await timed(repeats, ours(kind, shape), wall));
  const shared = await timed(repeats, byBackend(two, kind, shape), wall);
  const library = await timed(repeats, bySystem(system, kind, shape));
  const few = Math.min(2, repeats);
  const slowShape = shape[0] > 1024 && kind === 'gemm' ? true : kind === 'gram' && shape[1] > 64;
  const plain = slowShape ? null : await withPlain(few, kind, shape);
  const ml = await timed(1, mlMatrix(kind, shape));
  const wasm = await timed(few, webasm(gpu, kind, shape), wall);
  console.log(
    `| ${kind} ${shape.join('×')} | ${ms(mine)} | ${ms(alone)} | ${ms(shared)} | ${ms(library)} | ${peer(one, c)} | ${ratio(mine, one, c)} | ${ratio(library, one, c)} | ${peer(narrow, c)} | ${ratio(mine, narrow, c)} | ${peer(all, c)} | ${ms(plain)} | ${ms(ml)} | ${ms(wasm)} |`,
  );
}
await gpu.close();
await two.close();
await system.close();

async function withPlain(repeats, kind, shape) {
  const work = ours(kind, shape);
  const blas = new PlainBlas();
  return median(repeats, () => withBlas(blas, work));
}
