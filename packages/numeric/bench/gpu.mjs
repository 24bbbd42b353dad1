// `npm run bench:gpu -w packages/numeric`: the gpu.js kernels on this machine's GPU, through Dawn in Node, each checked
// against float64 before it is timed. Prints a markdown table: wall time with transfers, and what that is in GFLOP/s
// and in GB/s between host and device.
//
//   --gflops=N --gbs=N   the device's limits as its maker states them; their share is then printed too
//   --rows=N             samples (default 1,000,000)
//   --engine=NAME        webgpu (default), webgl2, webasm, cpu
//   --software           take a software adapter (SwiftShader, llvmpipe) as well: shows that it runs, not how fast
import { cpus } from 'node:os';
import { crossGramOf, Float64Matrix, openBackend, product, standardNormals } from '@isotypic/numeric';

const option = (name) => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
const limits = { gflops: Number(option('gflops')), gbs: Number(option('gbs')) };
const N = Number(option('rows') ?? 1_000_000);
const engine = option('engine') ?? 'webgpu';

let backend;
try {
  backend = await openBackend({ kind: 'gpu', engine });
} catch (error) {
  console.log(`no GPU: ${error.message}`);
  process.exit(1);
}
const { device } = backend.info();
if (/swiftshader|llvmpipe|lavapipe/i.test(device) && !process.argv.includes('--software')) {
  console.log(`no GPU: ${device} runs on the processor (--software takes it all the same)`);
  await backend.close();
  process.exit(1);
}

const UNIT = 2 ** -24;
const absolute = (M) => M.map(Math.abs);
const bytes = (...matrices) => 4 * matrices.reduce((sum, M) => sum + M.data.length, 0);
/** The largest error over (terms + 4)·u·Σ|terms|, on the first rows; 1 is what float32 may do. */
function errorShare(got, want, size, terms) {
  let worst = 0;
  for (let e = 0; e < want.data.length; e++) {
    const bound = (terms + 4) * UNIT * size.data[e] + 1e-37;
    worst = Math.max(worst, Math.abs(got.data[e] - want.data[e]) / bound);
  }
  return worst;
}
const head = (M) => M.rowRange(0, Math.min(M.rows, 1000));

const X64 = standardNormals(N, 64, 1);
const X512 = standardNormals(Math.max(64, Math.round(N / 10)), 512, 2);
const Q = standardNormals(512, 512, 3);
const L = Float64Matrix.generate(64, 64, (i, j) => (j > i ? 0 : 1 / (1 + i + j)));
const mean = new Float64Array(64);
const rows = [
  {
    name: 'affine (products)',
    shape: `${X512.rows}×512 by 512×512`,
    work: () => backend.multiplyTransposed(X512, Q),
    flops: 2 * X512.rows * 512 * 512,
    moved: 2 * bytes(X512),
    check: (got) =>
      errorShare(
        head(got),
        product(head(X512), Q, { transposeRight: true }),
        product(absolute(head(X512)), absolute(Q), { transposeRight: true }),
        512,
      ),
  },
  {
    name: 'gramTile',
    shape: `${N}×64`,
    work: () => backend.crossGram(X64, X64),
    flops: 2 * N * 64 * 64,
    moved: 2 * bytes(X64) + (4 * N * 64 * 64) / 64,
    check: (got) => errorShare(got, crossGramOf(X64, X64), crossGramOf(absolute(X64), absolute(X64)), 16),
  },
  {
    name: 'affine (Gaussian transform)',
    shape: `${N}×64`,
    work: () => backend.transformNormals(X64, mean, L),
    flops: 2 * N * 64 * 64,
    moved: 2 * bytes(X64),
    check: (got) =>
      errorShare(
        head(got),
        product(head(X64), L, { transposeRight: true }),
        product(absolute(head(X64)), L, { transposeRight: true }),
        65,
      ),
  },
];

console.log(
  `${device}; ${cpus()[0].model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; engine ${engine}, seeded normal samples, float32, transfers included, median of 5 wall times.\n`,
);
console.log('| kernel | shape | ms | GFLOP/s | GB/s moved | of the limits | error / bound |');
console.log('|---|---|--:|--:|--:|--:|--:|');
for (const { name, shape, work, flops, moved, check } of rows) {
  const error = check(await work());
  const times = [];
  for (let r = 0; r < 5; r++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const ms = times.sort((a, b) => a - b)[2];
  const [gflops, gbs] = [flops / ms / 1e6, moved / ms / 1e6];
  const share = Math.max(gflops / limits.gflops || 0, gbs / limits.gbs || 0);
  console.log(
    `| ${name} | ${shape} | ${ms.toFixed(1)} | ${flops ? gflops.toFixed(1) : '–'} | ${gbs.toFixed(2)} | ${share ? `${(100 * share).toFixed(1)} %` : '–'} | ${error.toFixed(3)} |`,
  );
}
for (const reason of backend.info().reasons.filter((r) => r.includes('because'))) console.log(`\n* ${reason}`);
await backend.close();
