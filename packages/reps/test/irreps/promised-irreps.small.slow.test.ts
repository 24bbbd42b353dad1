/** The catalogue's groups of order up to 20 000, which are listed: every irrep of degree ≤ 300 is promised. */
import { test } from 'uvu';
import { catalogueIds, testPromised } from './promised-irreps.js';

testPromised(
  catalogueIds((order) => order <= 20_000n),
  { sample: 60 },
);

test.run();
