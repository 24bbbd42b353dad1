/** A few groups of a family, others in each run; `ISOTYPIC_SEED` repeats one. */
import { randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import { assertFacts, type Facts, family, isFacts, REGULAR_ORDER } from './families.js';

const seed = Number(process.env.ISOTYPIC_SEED ?? Date.now() % 2 ** 31);
const random = randomSource(seed);

for (const name of ['transitive']) {
  // Regular representations of larger groups take seconds to prove.
  const modest = family(name).filter((x): x is Facts => isFacts(x) && (x.order <= 100 || x.order > REGULAR_ORDER));
  test(`${name}, ISOTYPIC_SEED=${seed}`, () => {
    for (let k = 0; k < 4; k++) assertFacts(modest[random.below(modest.length)]);
  });
}

test.run();
