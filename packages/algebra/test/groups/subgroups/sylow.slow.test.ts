/** Sylow subgroups of groups of large degree, and of every fourth small group. */
import { catalogue, parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import { groupOf, smallGroupVectors, withoutSpecialCases } from '../support.js';
import { checkSylow, primesOf } from './sylow-check.js';

test('frobenius(p, p − 1).sylowSubgroup(p), p = 2003 … 5003', () => {
  for (const p of [2003, 2503, 3001, 4001, 5003]) {
    const group = catalogue.frobenius(p, p - 1);
    for (const q of [...primesOf(BigInt(p - 1)), BigInt(p)]) checkSylow(group, q, `frobenius(${p}, ${p - 1})`);
  }
});

const large: [string, bigint[]][] = [
  ['dihedral(10007)', [2n, 10007n]],
  ['dihedral(30030)', [2n, 3n, 5n, 7n, 11n, 13n]],
  ['AGL(1, 2187)', [2n, 3n, 1093n]],
  ['AGL(1, 3481)', [59n, 29n, 2n]],
  ['PSL(2, 1009)', [2n, 3n, 7n, 1009n]],
];

for (const [name, primes] of large) {
  test(`Sylow subgroups of ${name}`, () => {
    for (const p of primes) checkSylow(parseGroup(name), p, name);
    withoutSpecialCases(() => checkSylow(parseGroup(name), primes[primes.length - 1], name));
  });
}

test('Sylow subgroups of every fourth small group, for every prime', () => {
  for (const vector of smallGroupVectors.filter((_, i) => i % 4 === 0)) {
    for (const p of primesOf(groupOf(vector).order)) checkSylow(groupOf(vector), p, JSON.stringify(vector.id));
  }
});

test.run();
