// Covariance and least squares under a symmetry: ours, NumPy's by the same blocks, NumPy's without symmetry.
//
//   npm run bench -w packages/stats
//
// One thread on both sides; medians; the decomposition is made once and timed apart.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { catalogue } from '@isotypic/algebra';
import { Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import { multiple, regularRepresentation } from '@isotypic/reps';
import { cov, lstsq, structureOf } from '@isotypic/stats';

const CASES = [
  { name: 'C64x4', group: catalogue.cyclic(64), copies: 4, rows: 10_000 },
  { name: 'D10x16', group: catalogue.dihedral(10), copies: 16, rows: 1000 },
  { name: 'Icox4', group: catalogue.icosahedral(), copies: 4, rows: 1000 },
  { name: 'Icox16', group: catalogue.icosahedral(), copies: 16, rows: 1000 },
  { name: 'D10x4', group: catalogue.dihedral(10), copies: 4, rows: 100_000 },
];
const REPEATS = 5;

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function timed(f) {
  const times = [];
  let result;
  for (let k = 0; k < REPEATS + 1; k++) {
    const start = performance.now();
    result = await f();
    if (k > 0) times.push(performance.now() - start); // the first call compiles
  }
  return { ms: median(times), result };
}

const norm = (data) => Math.sqrt(data.reduce((s, v) => s + v * v, 0));

/** max over generators of ‖ρ(g)Aρ(g)ᵀ − A‖/‖A‖: A's rows and columns permuted. */
function equivarianceError(A, images) {
  let worst = 0;
  for (const { images: p } of images) {
    let sum = 0;
    for (let i = 0; i < A.rows; i++) for (let j = 0; j < A.cols; j++) sum += (A.at(p[i], p[j]) - A.at(i, j)) ** 2;
    worst = Math.max(worst, Math.sqrt(sum) / norm(A.data));
  }
  return worst;
}

function bytes(data) {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

const folder = mkdtempSync(join(tmpdir(), 'isotypic-bench-'));
const backend = await openBackend({ kind: 'float64' });
const rows = [];
const described = [];
for (const { name, group, copies, rows: N, elsewhere } of CASES) {
  const rep = multiple(copies, regularRepresentation(group));
  const D = rep.dimension;
  const start = performance.now();
  const structure = structureOf(rep);
  const decomposition = performance.now() - start;
  const X = standardNormals(N, D, 1);
  const Y = standardNormals(N, D, 2);
  for (let i = 0; i < X.data.length; i++) Y.data[i] += 0.5 * X.data[i];
  const ours = {
    cov: await timed(() => cov(X, rep, { backend })),
    lstsq: await timed(() => lstsq(X, Y, rep, rep, { backend })),
  };
  writeFileSync(join(folder, `${name}.x`), bytes(X.data));
  writeFileSync(join(folder, `${name}.y`), bytes(Y.data));
  writeFileSync(join(folder, `${name}.q`), bytes(structure.basis.data));
  described.push({
    name,
    rows: N,
    dimension: D,
    components: structure.components.map(({ multiplicity, units, pooled, offset, isTrivial }) => ({
      multiplicity,
      units,
      pooled,
      offset,
      isTrivial,
    })),
    repeats: REPEATS,
    plainRepeats: D * D * N > 2e9 ? 1 : 3,
  });
  rows.push({
    name,
    N,
    D,
    decomposition,
    elsewhere,
    cov: { ms: ours.cov.ms, matrix: ours.cov.result },
    lstsq: { ms: ours.lstsq.ms, matrix: ours.lstsq.result.coefficients },
    images: rep.images,
  });
}
writeFileSync(join(folder, 'cases.json'), JSON.stringify(described));
const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const script = fileURLToPath(new URL('numpy_peer.py', import.meta.url));
const python = spawnSync('python3', [script, folder], { env, encoding: 'utf8', maxBuffer: 1e8 });
const peer = python.status === 0 ? JSON.parse(python.stdout) : null;

const ms = (v) => (v === undefined ? 'not installed' : v < 10 ? v.toFixed(1) : v.toFixed(0));
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, backend ${backend.info().engine}, one thread;`,
);
console.log(
  peer ? `NumPy ${peer.numpy}, one thread. Milliseconds, medians of ${REPEATS}.\n` : 'NumPy: not installed.\n',
);
console.log(
  '| case | N × D | estimator | ours | NumPy by blocks | NumPy, no symmetry | equivariance error | from NumPy by blocks | decomposition, once |',
);
console.log('|---|---|---|--:|--:|--:|--:|--:|--:|');
for (const row of rows) {
  for (const what of ['lstsq', 'cov']) {
    const { ms: time, matrix } = row[what];
    let difference = '';
    if (peer) {
      const raw = readFileSync(join(folder, `${row.name}.${what}`));
      const theirs = new Float64Matrix(
        row.D,
        row.D,
        new Float64Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength)),
      );
      difference = (norm(matrix.data.map((v, i) => v - theirs.data[i])) / norm(matrix.data)).toExponential(1);
    }
    const plain = peer?.[row.name][what === 'cov' ? 'plainCov' : 'plainLstsq'];
    console.log(
      `| ${row.name} | ${row.N} × ${row.D} | ${what} | ${ms(time)} | ${ms(peer?.[row.name][what])} | ${ms(plain)} | ${equivarianceError(matrix, row.images).toExponential(1)} | ${difference} | ${ms(row.decomposition)} |`,
    );
  }
}
await backend.close();
rmSync(folder, { recursive: true });
if (python.status !== 0) console.error(python.stderr ?? String(python.error));
