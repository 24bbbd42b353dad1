/** Larger groups of which every irrep of degree ≤ 300 is promised, looked at by a sample; and what is refused. */
import { test } from 'uvu';
import { LARGE, REFUSED } from './promised-groups.js';
import { testPromised, testRefused } from './promised-irreps.js';

// Over the fields of these, of degree up to 50, the form takes a minute to check, or one for each of 15 generators.
const isDear = (id: string) => id === 'PGL(2,101)' || id === 'PSL(2,101)_15gens';
testPromised(
  LARGE.filter((id) => !isDear(id)),
  { sample: 12 },
);
testPromised(LARGE.filter(isDear), { sample: 3 });
testRefused(REFUSED);

test.run();
