// Actions on 10⁵ points, each in a process of its own: CPU time of the decomposition and of every estimate of 1000
// samples, without that of drawing them, and the largest memory of the process. And how the time of a covariance grows.
//
//   npm run bench:large -w packages/stats            all;  -- pairs images growth copies  some
//   node bench/large.mjs measure cycle lstsq 200     one, of 200 samples
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { actionOnSubsets, catalogue, Permutation } from '@isotypic/algebra';
import { standardNormals } from '@isotypic/numeric';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, lstsq, lstsqOf, mean, SymmetricMoments, structureOf, varMean } from '@isotypic/stats';

const ROWS = 1000;
/** Rows that are in memory at a time where samples are streamed. */
const BATCH = 250;

function onPairs(n) {
  const group = catalogue.symmetric(n);
  return permutationRepresentation(group, actionOnSubsets(group, 2).generators);
}

/** D₄ on the pixels of n×n images: a turn by a quarter, and a reflection. */
function images(n) {
  const turned = new Uint32Array(n * n);
  const reflected = new Uint32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      turned[i * n + j] = j * n + n - 1 - i;
      reflected[i * n + j] = i * n + n - 1 - j;
    }
  }
  const square = catalogue.dihedral(4);
  return permutationRepresentation(square, [Permutation.fromImages(turned), Permutation.fromImages(reflected)]);
}

/** C_T on videos of `pixels` pixels and T frames, pixel by pixel. */
const videos = (pixels, frames) => multiple(pixels, permutationRepresentation(catalogue.cyclic(frames)));

export const LARGE = {
  pairs: { what: 'S₄₄₈ on pairs', representation: () => onPairs(448) },
  cycle: { what: 'C₁₀₀₀₀₀', representation: () => permutationRepresentation(catalogue.cyclic(100_000)) },
  videos: { what: '4×4 videos of 6250 frames, C₆₂₅₀', representation: () => videos(16, 6250) },
  'long-videos': { what: '40×40 videos of 64 frames, C₆₄', representation: () => videos(1600, 64), few: true },
  images: { what: '320×320 images, D₄', representation: () => images(320), few: true },
  'images-512': { what: '512×512 images, D₄, 400 samples', representation: () => images(512), few: true, rows: 400 },
};

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** One estimate of one family, in this process; of `count` samples where that is given. */
async function measure(name, estimate, count) {
  const { representation, few } = LARGE[name];
  const rows = Number(count ?? LARGE[name].rows ?? ROWS);
  const rep = representation();
  const D = rep.dimension;
  const begun = cpu();
  if (estimate !== 'mean') structureOf(rep);
  const decomposed = cpu();
  const X = () => standardNormals(rows, D, 1);
  let draws = 0;
  const drawing = (make) => {
    const before = cpu();
    const made = make();
    draws += cpu() - before;
    return made;
  };
  const batches = function* () {
    for (let from = 0; from < rows; from += BATCH) {
      yield drawing(() => standardNormals(Math.min(BATCH, rows - from), D, 1 + from));
    }
  };
  const doubled = (x) => drawing(() => ({ ...x, data: x.data.map((v, i) => v / 2 + (i % 7)) }));
  const inMemory =
    ['mean', 'variance', 'covariance'].includes(estimate) || (['lstsq', 'logProb'].includes(estimate) && few);
  const data = inMemory ? drawing(X) : undefined;
  const Y = inMemory && estimate === 'lstsq' ? doubled(data) : undefined;
  const before = draws;
  const start = cpu();
  let value;
  if (estimate === 'mean') value = (await mean(data, rep))[0];
  else if (estimate === 'variance') value = (await varMean(data, rep)).variance[0];
  else if (estimate === 'covariance') {
    const sigma = await cov(data, rep, { form: 'structured' });
    value = [sigma.entry(0, 1), sigma.apply(data.data.subarray(0, D))[0], sigma.holds];
  } else if (estimate === 'logProb' && few) {
    const normal = await EquivariantNormal.fit(data, rep, { shrinkage: 'ledoit-wolf' });
    value = (await normal.logProb(data))[0];
  } else if (estimate === 'logProb') {
    const moments = await new SymmetricMoments(rep).pushAll(batches());
    const normal = EquivariantNormal.fromMoments(moments);
    const densities = [];
    for (const batch of batches()) densities.push(...(await normal.logProb(batch)));
    value = densities[0];
  } else if (estimate === 'lstsq' && few) {
    const fit = await lstsq(data, Y, rep, rep, { form: 'structured', intercept: true });
    value = [fit.coefficients.entry(0, 0), fit.coefficients.entry(0, 1), fit.residual, fit.rank];
  } else if (estimate === 'lstsq') {
    const pairs = function* () {
      for (const x of batches()) yield { x, y: doubled(x) };
    };
    const moments = await new SymmetricMoments(rep, rep).pushAll(pairs());
    const fit = await lstsqOf(moments, { form: 'structured', intercept: true });
    value = [fit.coefficients.entry(0, 0), fit.coefficients.entry(0, 1)];
  }
  const seconds = cpu() - start - (draws - before);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ D, decomposition: decomposed - begun, drawn: draws, seconds, megabytes, value }));
}

const ESTIMATES = ['mean', 'variance', 'covariance', 'logProb', 'lstsq'];

function child(...args) {
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'measure', ...args], { encoding: 'utf8' });
  if (run.status === 0) return JSON.parse(run.stdout.trim().split('\n').pop());
  const said = run.stderr.split('\n').find((line) => /Error/.test(line)) ?? run.stderr;
  return { refused: said.trim().slice(0, 200) };
}

function table(names) {
  console.log('| action | D | estimate | decomposition, s | estimate of 1000 samples, s | peak MB |');
  console.log('|---|--:|---|--:|--:|--:|');
  for (const name of names) {
    for (const estimate of ESTIMATES) {
      const r = child(name, estimate);
      const { what } = LARGE[name];
      console.log(
        r.refused === undefined
          ? `| ${what} | ${r.D} | ${estimate} | ${r.decomposition.toFixed(1)} | ${r.seconds.toFixed(1)} | ${r.megabytes.toFixed(0)} |`
          : `| ${what} | | ${estimate} | | ${r.refused} | |`,
      );
    }
  }
}

/** The least CPU time of a few calls. */
async function least(work) {
  let best = Infinity;
  for (let k = 0; k < 5; k++) {
    const start = cpu();
    await work();
    best = Math.min(best, cpu() - start);
  }
  return best;
}

/** The slope of log time against log size, least squares. */
function slope(points) {
  const [x, y] = [0, 1].map((a) => points.map((p) => Math.log(p[a])));
  const [mx, my] = [x, y].map((v) => v.reduce((s, t) => s + t, 0) / v.length);
  return x.reduce((s, t, i) => s + (t - mx) * (y[i] - my), 0) / x.reduce((s, t) => s + (t - mx) ** 2, 0);
}

async function growth(title, sizes, make) {
  const points = [];
  for (const size of sizes) {
    const { at, rep, rows } = make(size);
    structureOf(rep);
    const X = standardNormals(rows, rep.dimension, 1);
    points.push([at, await least(() => cov(X, rep, { form: 'structured' }))]);
  }
  const list = points.map(([at, s]) => `${at}: ${(1000 * s).toFixed(1)} ms`).join(', ');
  console.log(`\n${title}: ${list}; slope ${slope(points).toFixed(2)}`);
}

async function main(asked) {
  if (asked[0] === 'measure') {
    await measure(asked[1], asked[2], asked[3]);
    return;
  }
  const wants = (name) => asked.length === 0 || asked.includes(name);
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}. CPU seconds, a fresh process a row.\n`,
  );
  const names = Object.keys(LARGE).filter(wants);
  if (names.length > 0) table(names);
  if (wants('growth')) {
    await growth('cov of 100 n×n images under D₄, against D', [16, 32, 64, 128, 256, 512], (n) => {
      return { at: n * n, rep: images(n), rows: 100 };
    });
  }
  if (wants('copies')) {
    await growth('cov of 1000 samples of m times D₁₀ regular, against m', [1, 2, 4, 8, 16, 32, 64], (m) => {
      return { at: m, rep: multiple(m, regularRepresentation(catalogue.dihedral(10))), rows: 1000 };
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
