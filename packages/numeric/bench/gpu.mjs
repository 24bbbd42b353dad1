// `npm run bench:gpu -w packages/numeric`: the gpu.js kernels on this machine's GPU, through Dawn in Node, each checked
// against float64 before it is timed. Prints a markdown table: wall time with transfers, and what that is in GFLOP/s
// and in GB/s between host and device.
//
//   --gflops=N --gbs=N   the device's limits as its maker states them; their share is then printed too
//   --rows=N             samples (default 1,000,000)
//   --engine=NAME        webgpu (default), webgl2, webasm, cpu
//   --software           take a software adapter (SwiftShader, llvmpipe) as well: shows that it runs, not how fast
import { cpus } from 'node:os';
import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';

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

const reference = await openBackend();
/** D variables in orbits of `size` that are regular under a cyclic group, as the pipeline takes them. */
function cyclicSpace(rows, D, size) {
  const copies = D / size;
  const matrix = Float64Matrix.generate(size, size, (t, j) => {
    const k = Math.ceil(j / 2);
    const angle = (2 * Math.PI * k * t) / size;
    const real = k === 0 || 2 * k === size;
    return Math.sqrt((real ? 1 : 2) / size) * (j % 2 === 1 || real ? Math.cos(angle) : Math.sin(angle));
  });
  const components = [];
  const at = [];
  let offset = 0;
  for (let k = 0; 2 * k <= size; k++) {
    const lines = k === 0 || 2 * k === size ? 1 : 2;
    components.push({ offset, width: lines * copies, pooled: 1 });
    for (let i = 0; i < lines; i++) at.push((copy) => components[k].offset + copy * lines + i);
    offset += lines * copies;
  }
  const summands = Array.from({ length: copies }, (_, copy) => ({
    points: Int32Array.from({ length: size }, (_, t) => copy * size + t),
    coordinates: Int32Array.from(at, (place) => place(copy)),
    matrix,
    cycles: [size],
  }));
  return { rows, basis: { dimension: D, components, summands } };
}

const bytes = (...matrices) => 4 * matrices.reduce((sum, M) => sum + M.data.length, 0);
/** The largest difference from float64 over the largest entry. */
function relativeError(got, want) {
  let [worst, size] = [0, 0];
  for (let e = 0; e < want.length; e++) {
    worst = Math.max(worst, Math.abs(got[e] - want[e]));
    size = Math.max(size, Math.abs(want[e]));
  }
  return worst / size;
}
const joined = (blocks) => blocks.flatMap(({ data }) => Array.from(data));

const space = cyclicSpace(standardNormals(N, 64, 1), 64, 8);
const other = cyclicSpace(standardNormals(N, 64, 2), 64, 8);
const { basis } = space;
const blocks = basis.components.map(({ width }, k) => standardNormals(width, width, k + 1));
const nonZeros = 64 * 8;
const blockTerms = basis.components.reduce((sum, { width }) => sum + width * width, 0);
const shape = `${N}×64, 8 copies of C₈`;
const moved = bytes(space.rows);
const rows = [
  {
    name: 'toCoordinates',
    work: (b) => b.toCoordinates(space),
    flops: 2 * N * nonZeros,
    moved: 2 * moved,
    numbers: (result) => result.data,
  },
  {
    name: 'pooledGrams',
    work: (b) => b.pooledGrams({ spaces: [space], pairs: [[0, 0]], centered: true }),
    flops: 2 * N * (nonZeros + blockTerms),
    moved,
    numbers: (result) => joined(result.grams[0]),
  },
  {
    name: 'blockResiduals',
    work: (b) => b.blockResiduals({ x: space, y: other, blocks }),
    flops: 2 * N * (2 * nonZeros + 2 * blockTerms),
    moved: 2 * moved,
    numbers: (result) => joined(result.cross),
  },
  {
    name: 'fromCoordinates',
    work: (b) => b.fromCoordinates({ coordinates: space.rows, from: basis, to: basis, blocks }),
    flops: 2 * N * (nonZeros + blockTerms),
    moved: 2 * moved,
    numbers: (result) => result.data,
  },
  {
    name: 'squaredLengths',
    work: (b) => b.squaredLengths(space, blocks),
    flops: 2 * N * (nonZeros + blockTerms),
    moved,
    numbers: (result) => result,
  },
  {
    name: 'groupAverage',
    work: (b) => b.groupAverage(space.rows, [Array.from({ length: 64 }, (_, j) => (j + 8) % 64)]),
    flops: 2 * N * 64,
    moved: 2 * moved,
    numbers: (result) => result.data,
  },
];

console.log(
  `${device}; ${cpus()[0].model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; engine ${engine}, seeded normal samples, float32, transfers included, median of 5 wall times.\n`,
);
console.log('| operation | shape | ms | GFLOP/s | GB/s moved | of the limits | largest error, relative |');
console.log('|---|---|--:|--:|--:|--:|--:|');
for (const { name, work, flops, moved: traffic, numbers } of rows) {
  const error = relativeError(numbers(await work(backend)), numbers(await work(reference)));
  const times = [];
  for (let r = 0; r < 5; r++) {
    const start = performance.now();
    await work(backend);
    times.push(performance.now() - start);
  }
  const ms = times.sort((a, b) => a - b)[2];
  const [gflops, gbs] = [flops / ms / 1e6, traffic / ms / 1e6];
  const share = Math.max(gflops / limits.gflops || 0, gbs / limits.gbs || 0);
  console.log(
    `| ${name} | ${shape} | ${ms.toFixed(1)} | ${flops ? gflops.toFixed(1) : '–'} | ${gbs.toFixed(2)} | ${share ? `${(100 * share).toFixed(1)} %` : '–'} | ${error.toExponential(1)} |`,
  );
}
for (const reason of backend.info().reasons.filter((r) => r.includes('because'))) console.log(`\n* ${reason}`);
await backend.close();
await reference.close();
