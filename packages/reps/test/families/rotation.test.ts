/** A few groups of every family, others in each run; `ISOTYPIC_SEED` repeats one. */
import { randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import { assertFacts, type Facts, family, isFacts, REGULAR_ORDER } from './families.js';

const seed = Number(process.env.ISOTYPIC_SEED ?? Date.now() % 2 ** 31);
const random = randomSource(seed);

/** Regular representations of orders between take seconds to prove, as do large tables and fields of high degree. */
const isQuick = ({ order, degree, rows }: Facts) =>
  (order <= 100 || (order > REGULAR_ORDER && order <= 5000 && degree <= 30)) && rows.every((row) => row[3] <= 4);

for (const name of ['transitive', 'sample', 'primitive', 'small']) {
  const modest = family(name).filter((x): x is Facts => isFacts(x) && isQuick(x));
  test(`${name}, ISOTYPIC_SEED=${seed}`, () => {
    for (let k = 0; k < 3; k++) assertFacts(modest[random.below(modest.length)]);
  });
}

test.run();
