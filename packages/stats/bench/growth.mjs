// How the time of second moments grows with the rows: CPU milliseconds, the least of several, the slopes of log time
// between the sizes, and the fixed part of a call, which is what eight rows take.
//
//   node bench/growth.mjs [most rows, 10⁶ by default]
import { catalogue } from '@isotypic/algebra';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { multiple, regularRepresentation } from '@isotypic/reps';
import { covarianceOf, SymmetricMoments } from '@isotypic/stats';

const most = Number(process.argv[2] ?? 1e6);
const backend = await openBackend();
const rep = multiple(8, regularRepresentation(catalogue.cyclic(8)));
/** Rows of a batch; a stream gives the same ones again. */
const BATCH = 10_000;
const rows = standardNormals(BATCH, rep.dimension, 1);

function* batches(count) {
  for (let left = count; left > 0; left -= BATCH) {
    const part = Math.min(BATCH, left);
    yield { data: rows.data.subarray(0, part * rows.cols), rows: part, cols: rows.cols };
  }
}

async function least(count) {
  let [best, spent] = [Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < 3 || (spent < 1000 && k < 3000); k++) {
    const before = process.cpuUsage();
    await covarianceOf(await new SymmetricMoments(rep).pushAll(batches(count), { backend }), { backend });
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
    spent += (user + system) / 1000;
  }
  return best;
}

await least(1000);
const fixed = await least(8);
console.log(`D = ${rep.dimension}, batches of ${BATCH}; eight rows: ${fixed.toFixed(3)} ms`);
let before;
const points = [];
for (let count = 1000; count <= most; count *= 10) {
  const ms = await least(count);
  const slope = before === undefined ? '' : `, slope ${Math.log10(ms / before).toFixed(3)}`;
  const without =
    before === undefined ? '' : `, less the fixed part ${Math.log10((ms - fixed) / (before - fixed)).toFixed(3)}`;
  const resident = (process.memoryUsage().rss / 2 ** 20).toFixed(0);
  console.log(`${count} rows: ${ms.toFixed(3)} ms${slope}${without}, ${resident} MB`);
  before = ms;
  points.push([Math.log(count), Math.log(ms)]);
}
const [x, y] = [0, 1].map((axis) => points.reduce((sum, p) => sum + p[axis], 0) / points.length);
const covariance = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
const variance = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
console.log(`slope over all sizes, by least squares: ${(covariance / variance).toFixed(3)}`);
await backend.close();
