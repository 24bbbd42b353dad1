/**
 * Planted symmetries under hidden labelings, N = D samples: how often the search finds a model at least as probable as
 * the planted one, and how often the search of gips does, written out again (gips itself runs in R, which the tests do
 * not have). Which of two models is the more probable is the data's affair: from N = D samples the planted pattern
 * itself is seldom the best. The table of all sizes: `node packages/stats/bench/planted.mjs`.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../support/planted.js';

const RUNS = 3;
const PEER_STEPS = 20_000;

const CASES = [
  ['cyclic(6)', 'cyclic'],
  ['cyclic(10)', 'cyclic'],
  ['dihedral(8)', 'cyclic'],
  ['grid(2, 3)', 'other'],
  ['grid(3, 4)', 'other'],
  ['grid(4, 5)', 'other'],
  ['symmetric(3) wr symmetric(4)', 'other'],
  ['symmetric(5) wr symmetric(4)', 'other'],
  ['symmetric(5) wr symmetric(6)', 'other'],
] as const;

test('planted groups at D = 6 … 30, N = D: as often as the peer, other than cyclic ones twice as often', async () => {
  const rates = { cyclic: [0, 0, 0], other: [0, 0, 0] };
  for (const [text, kind] of CASES) {
    for (let run = 0; run < RUNS; run++) {
      const { ours, theirs } = await compare(text, run, PEER_STEPS);
      [ours, theirs, true].forEach((found, k) => {
        rates[kind][k] += Number(found);
      });
    }
  }
  const said = JSON.stringify(rates);
  assert.ok(rates.cyclic[0] >= rates.cyclic[1] && rates.cyclic[0] >= 0.8 * rates.cyclic[2], said);
  assert.ok(rates.other[0] >= 2 * rates.other[1] && rates.other[0] >= 0.7 * rates.other[2], said);
});

test.run();
