/** Larger groups of which every irrep of degree ≤ 300 is promised, looked at by a sample; and what is refused. */
import { test } from 'uvu';
import { LARGE, REFUSED } from './promised-groups.js';
import { testPromised, testRefused } from './promised-irreps.js';

// Over the fields of PGL(2,101), of degree up to 50, the form takes a minute to check.
const isDear = (id: string) => id === 'PGL(2,101)';
testPromised(
  LARGE.filter((id) => !isDear(id)),
  { sample: 12 },
);
testPromised(LARGE.filter(isDear), { sample: 3 });
testRefused(REFUSED);

test.run();
