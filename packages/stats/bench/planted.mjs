// Planted symmetries: how often the search finds a model at least as probable as the planted one, and how often the
// search of gips does, written out again from its description (test/support/planted.ts; gips itself runs in R).
//
//   npm run build && node packages/stats/bench/planted.mjs [RUNS] [NAMES]
//
// N = D samples. A row of the table is a planted group; seeds are fixed, so that the counts come out again.

import { parseGroup } from '@isotypic/algebra';
import { compare } from '../dist-test/support/planted.js';

const RUNS = Number(process.argv[2] ?? 3);
/** Each is scored exactly; the search here scores about 4000 models so, and looks at 76 000 roughly. */
const PEER_STEPS = 20_000;
const wanted = process.argv.slice(3);
const CASES = [
  ['cyclic', ['cyclic(6)', 'cyclic(10)', 'cyclic(12)', 'cyclic(20)', 'cyclic(30)']],
  ['dihedral', ['dihedral(6)', 'dihedral(8)', 'dihedral(15)']],
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

console.log('| planted | D | found | by the peer | log odds against the peer’s best, median | CPU s | of the peer |');
console.log('|---|--:|--:|--:|--:|--:|--:|');
const sums = new Map();
for (const [kind, texts] of CASES) {
  for (const text of texts) {
    if (wanted.length > 0 && !wanted.includes(text) && !wanted.includes(kind)) continue;
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await compare(text, run, PEER_STEPS));
    const sum = (key) => runs.reduce((total, r) => total + Number(r[key]), 0);
    const median = runs.map(({ by }) => by).sort((a, b) => a - b)[Math.floor(RUNS / 2)];
    const { degree: D } = parseGroup(text);
    const found = [sum('ours'), sum('theirs')].map((n) => `${n} of ${RUNS}`).join(' | ');
    const times = ['seconds', 'peerSeconds'].map((key) => (sum(key) / RUNS).toFixed(1)).join(' | ');
    console.log(`| ${text} | ${D} | ${found} | ${median.toFixed(1)} | ${times} |`);
    const [a, b, of] = sums.get(kind) ?? [0, 0, 0];
    sums.set(kind, [a + sum('ours'), b + sum('theirs'), of + RUNS]);
  }
}
for (const [kind, [a, b, of]] of sums) console.log(`${kind}: ${a} of ${of}, the peer ${b}`);
