/** Exact changes of basis of harmonics l ≤ 8 and spins j ≤ 15/2 to the irreps of each group. */
import { doublePointGroup, pointGroup } from '@isotypic/rotations';
import { test } from 'uvu';
import { requireChangeOfBasis } from './branching.js';

for (const name of ['O', 'Oh', 'T', 'I', 'Ih', 'D3', 'D4', 'D5', 'D6', 'C3', 'C5']) {
  test(`${name}: harmonics l ≤ 8`, () => {
    for (let l = 0; l <= 8; l++) requireChangeOfBasis(pointGroup(name).harmonics(l), 'real', `${name} ${l}`);
  });
}

for (const name of ['O', 'T', 'I', 'D3', 'D4', 'D6', 'C3', 'C4']) {
  test(`double ${name}: spins j ≤ 15/2`, () => {
    for (let twice = 1; twice <= 15; twice += 2) {
      requireChangeOfBasis(doublePointGroup(name).spin(twice / 2), 'complex', `${name} ${twice}/2`);
    }
  });
}

test.run();
