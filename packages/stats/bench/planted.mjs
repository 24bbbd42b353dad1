// Planted symmetries: how often the search finds a model at least as probable as the planted one, and how often the
// search of gips does, written out again (test/support/planted.ts), with as many models looked at.
//
//   npm run build && node packages/stats/bench/planted.mjs [RUNS] [NAMES]
//
// N = D samples. A row of the table is a planted group; seeds are fixed, so that the counts come out again.

import { WorkMeter } from '@isotypic/algebra';
import { findSymmetry, ScatterMatrix } from '@isotypic/stats';
import { ModelScorer } from '../dist/search/model-scorer.js';
import { gipsPeer, plant } from '../dist-test/support/planted.js';

const RUNS = Number(process.argv[2] ?? 6);
const wanted = process.argv.slice(3);
const CASES = [
  ['cyclic', ['cyclic(6)', 'cyclic(10)', 'cyclic(12)', 'cyclic(20)', 'cyclic(30)']],
  ['dihedral', ['dihedral(6)', 'dihedral(8)', 'dihedral(12)', 'dihedral(20)', 'dihedral(30)']],
  ['product', ['grid(2, 3)', 'grid(3, 4)', 'grid(4, 5)', 'grid(5, 6)']],
  [
    'block',
    [
      'symmetric(3) wr symmetric(2)',
      'symmetric(3) wr symmetric(4)',
      'symmetric(5) wr symmetric(4)',
      'symmetric(5) wr symmetric(6)',
    ],
  ],
];

async function one(text, run) {
  const { X, group } = plant(text, 100 * run + 7);
  const D = group.degree;
  let models = 0;
  const onProgress = ({ total }) => {
    models = total;
  };
  const { best } = await findSymmetry(X, { score: 'posterior', seed: run, onProgress });
  const scatter = new ScatterMatrix(D).push(X);
  const scorer = ModelScorer.create(scatter, 'covariance', 'posterior', {}, new WorkMeter('planted', {}));
  const planted = scorer.score(group);
  const peer = gipsPeer(D, models, (p) => scorer.score({ generators: [p] }) ?? -Infinity, run + 1);
  // equal but for the rounding of a sum of D log-determinants
  const reaches = (score) => Number(score >= planted - 1e-6);
  return { ours: reaches(best.score), theirs: reaches(peer.score), models, by: best.score - peer.score };
}

console.log(
  '| planted | D | models | found | by the peer | log odds of ours against the peer\u2019s best, median |\n|---|--:|--:|--:|--:|--:|',
);
const sums = new Map();
for (const [kind, texts] of CASES) {
  for (const text of texts) {
    if (wanted.length > 0 && !wanted.includes(text) && !wanted.includes(kind)) continue;
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await one(text, run));
    const sum = (key) => runs.reduce((total, r) => total + r[key], 0);
    const median = runs.map(({ by }) => by).sort((a, b) => a - b)[Math.floor(RUNS / 2)];
    const D = plant(text, 7).group.degree;
    console.log(
      `| ${text} | ${D} | ${runs[0].models} | ${sum('ours')}/${RUNS} | ${sum('theirs')}/${RUNS} | ${median.toFixed(1)} |`,
    );
    const [a, b, of] = sums.get(kind) ?? [0, 0, 0];
    sums.set(kind, [a + sum('ours'), b + sum('theirs'), of + RUNS]);
  }
}
for (const [kind, [a, b, of]] of sums) console.log(`${kind}: ${a} of ${of}, the peer ${b}`);
