// Estimates under a symmetry against those who ignore it, and against the peers that know it.
//
//   npm run bench -w packages/stats            all cases;  -- D10x16 C64x4  some
//
// Everything in one run, on one thread, CPU milliseconds, the least of several calls; the decomposition is made once and
// shown apart. NumPy, scikit-learn and statsmodels are those of `python3` (or ISOTYPIC_PYTHON=…), symm-learning that of
// $PEER_PYTHON. ISOTYPIC_BLAS=/path/to/libopenblas adds cov and lstsq with large Gram matrices by that library.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { cov, crossCov, lstsq, mean, structureOf, varMean } from '@isotypic/stats';
import { CASES, representationOf } from './cases.mjs';

/** With ISOTYPIC_BLAS=… also on that library of the host. */
const blas = process.env.ISOTYPIC_BLAS;
const ESTIMATORS = ['cov', 'crossCov', 'varMean', 'mean', 'lstsq'];
const asked = process.argv.slice(2);
const cases = CASES.filter(({ name }) => asked.length === 0 || asked.includes(name));

/** The least CPU time of calls: many of the small ones, so that they are compiled. */
async function least(work) {
  let [best, spent] = [Infinity, 0];
  for (let k = 0; k < 7 || (spent < 1500 && k < 200); k++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    best = Math.min(best, ms);
    spent += ms;
  }
  return best;
}

/** Multiply–adds of changes of basis and Gram matrices that a call asks of its backend. */
async function multiplyAdds(work) {
  let terms = 0;
  const count = (more) => {
    terms += more;
  };
  const counting = new Proxy(backend, {
    get: (target, name) =>
      name === 'pooledGrams' ? (request) => target.pooledGrams(request, count) : Reflect.get(target, name),
  });
  await work(counting);
  return terms;
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

const bytes = (data) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
const folder = mkdtempSync(join(tmpdir(), 'isotypic-bench-'));
const backend = await openBackend();
const onSystem = blas === undefined ? undefined : await openBackend({ blas, threads: 1 });
const rows = [];
const described = [];
for (const { name, rows: N, copies, escnn, ...rest } of cases) {
  const rep = representationOf({ copies, ...rest });
  const D = rep.dimension;
  const before = process.cpuUsage();
  const structure = structureOf(rep);
  const once = process.cpuUsage(before);
  const X = standardNormals(N, D, 1);
  const Y = standardNormals(N, D, 2);
  for (let i = 0; i < X.data.length; i++) Y.data[i] += 0.5 * X.data[i];
  const options = { backend };
  const times = {
    cov: await least(() => cov(X, rep, options)),
    crossCov: await least(() => crossCov(X, Y, rep, rep, options)),
    varMean: await least(() => varMean(X, rep, options)),
    mean: await least(() => mean(X, rep, options)),
    lstsq: await least(() => lstsq(X, Y, rep, rep, options)),
  };
  const terms = {
    cov: await multiplyAdds((counting) => cov(X, rep, { backend: counting })),
    crossCov: await multiplyAdds((counting) => crossCov(X, Y, rep, rep, { backend: counting })),
  };
  if (onSystem !== undefined) {
    times.covSystem = await least(() => cov(X, rep, { backend: onSystem }));
    times.lstsqSystem = await least(() => lstsq(X, Y, rep, rep, { backend: onSystem }));
  }
  const results = { cov: await cov(X, rep), lstsq: (await lstsq(X, Y, rep, rep)).coefficients };
  for (const [what, data] of Object.entries({ x: X.data, y: Y.data, q: structure.basis.data })) {
    writeFileSync(join(folder, `${name}.${what}`), bytes(data));
  }
  const components = structure.components.map(({ multiplicity, units, pooled, offset, isTrivial }) => {
    return { multiplicity, units, pooled, offset, isTrivial };
  });
  const images = rep.images.map((g) => Array.from(g.images));
  described.push({ name, rows: N, dimension: D, copies, escnn, components, images, repeats: D * N > 5e6 ? 5 : 15 });
  rows.push({ name, N, D, once: (once.user + once.system) / 1000, times, terms, results, images: rep.images });
}
writeFileSync(join(folder, 'cases.json'), JSON.stringify(described));

const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

function peer(python, script) {
  if (python === undefined) return null;
  const path = fileURLToPath(new URL(script, import.meta.url));
  const run = spawnSync(python, [path, folder], { env, encoding: 'utf8', maxBuffer: 1e8 });
  // the last line: libraries greet on the same stream
  if (run.status === 0) return JSON.parse(run.stdout.trim().split('\n').pop());
  console.error(
    `${script}: ${String(run.stderr ?? run.error)
      .split('\n')
      .slice(-3)
      .join(' ')}`,
  );
  return null;
}

const numpy = peer(process.env.ISOTYPIC_PYTHON ?? 'python3', 'numpy_peer.py');
const symm = peer(process.env.PEER_PYTHON, 'symm_peer.py');

const ms = (v) => (v === undefined ? '–' : v < 10 ? v.toFixed(2) : v < 100 ? v.toFixed(1) : v.toFixed(0));
const ratio = (mine, theirs) => (mine === undefined || theirs === undefined ? '–' : (mine / theirs).toFixed(2));
const version = (found, name) => (found === null ? `${name} not installed` : `${name} ${found.version}`);
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${backend.info().engine}; ${version(numpy, 'NumPy')}, ${version(symm, 'symm-learning')}. CPU ms, one thread.\n`,
);
console.log(
  '| case | N × D | estimate | ours | system BLAS | NumPy, no symmetry | ours / that | system BLAS / that | NumPy by blocks | NumPy by group average | scikit-learn, statsmodels | symm-learning | ours / that |',
);
console.log('|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
for (const { name, N, D, times } of rows) {
  for (const what of ESTIMATORS) {
    const theirs = numpy?.times[name] ?? {};
    const other = symm?.times[name]?.[what];
    const one = theirs[what];
    const plain = theirs[`${what}Plain`];
    const system = times[`${what}System`];
    console.log(
      `| ${name} | ${N} × ${D} | ${what} | ${ms(times[what])} | ${ms(system)} | ${ms(plain)} | ${ratio(times[what], plain)} | ${ratio(system, plain)} | ${ms(one)} | ${ms(theirs[`${what}Averaged`])} | ${ms(theirs[`${what}Library`])} | ${ms(other)} | ${ratio(times[what], other)} |`,
    );
  }
}
console.log(
  '\n| case | decomposition, once | of symm-learning | equivariance error of cov, lstsq | from NumPy by blocks | 10⁶ multiply–adds of cov, transforms as matrices | of crossCov / that | its time / that of cov |',
);
console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
for (const { name, once, times, terms, results, images } of rows) {
  const errors = Object.values(results).map((A) => equivarianceError(A, images).toExponential(1));
  const differences = numpy === null ? ['–'] : Object.entries(results).map(([what, A]) => difference(name, what, A));
  const decomposed = `${ms(once)} | ${ms(symm?.times[name]?.once)}`;
  const counts = `${(terms.cov / 1e6).toFixed(1)} | ${ratio(terms.crossCov, terms.cov)} | ${ratio(times.crossCov, times.cov)}`;
  console.log(`| ${name} | ${decomposed} | ${errors.join(', ')} | ${differences.join(', ')} | ${counts} |`);
}
await onSystem?.close();
await backend.close();
rmSync(folder, { recursive: true });

function difference(name, what, A) {
  const raw = readFileSync(join(folder, `${name}.${what}`));
  const theirs = new Float64Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  return (norm(A.data.map((v, i) => v - theirs[i])) / norm(A.data)).toExponential(1);
}
