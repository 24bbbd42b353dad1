/** Sylow subgroups: of groups where elements of the prime's order are rare, and of every small group. */
import { catalogue, directProduct, parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import { groupOf, smallGroupVectors, withoutSpecialCases } from '../support.js';
import { checkSylow, primesOf } from './sylow-check.js';

test('frobenius(1511, 1510).sylowSubgroup(1511), and p = 2003', () => {
  for (const p of [1511, 2003]) {
    const group = catalogue.frobenius(p, p - 1);
    checkSylow(group, 2n, `frobenius(${p}, ${p - 1})`);
    checkSylow(group, BigInt(p), `frobenius(${p}, ${p - 1})`);
  }
});

const rare: [string, bigint[]][] = [
  ['AGL(1, 2048)', [2n, 23n, 89n]],
  ['heisenberg(12)', [2n, 3n]],
  ['heisenberg(30)', [2n, 3n, 5n]],
  ['frobenius(1511, 1510) x dihedral(503)', [1511n, 503n, 2n]],
  ['PSL(2, 101) x PSL(2, 103)', [101n, 103n, 2n, 17n]],
  ['grid(frobenius(41, 40), dihedral(41))', [41n, 2n, 5n]],
  ['frobenius(101, 25) wr cyclic(3)', [101n, 5n, 3n]],
];

for (const [name, primes] of rare) {
  test(`Sylow subgroups of ${name}`, () => {
    for (const p of primes) checkSylow(parseGroup(name), p, name);
  });
}

test('with special cases off', () => {
  withoutSpecialCases(() => {
    checkSylow(catalogue.frobenius(1511, 1510), 1511n, 'frobenius(1511, 1510)');
    checkSylow(catalogue.dihedral(503), 503n, 'dihedral(503)');
    checkSylow(parseGroup('PSL(2, 101)'), 101n, 'PSL(2, 101)');
    checkSylow(parseGroup('symmetric(9) wr symmetric(3)'), 3n, 'symmetric(9) wr symmetric(3)');
  });
});

test('Sylow subgroups of products of giants, wreath products and primitive groups, for every prime', () => {
  const names = [
    'symmetric(66) x alternating(67)',
    'symmetric(5) wr symmetric(5)',
    'AGL(2, 5)',
    'mathieu(12)',
    'Sp(4, 3)',
  ];
  for (const name of names) {
    const group = parseGroup(name);
    for (const p of primesOf(group.order).filter((q) => q < 30n)) checkSylow(group, p, name);
  }
  const many = directProduct(catalogue.symmetric(6), catalogue.dihedral(9), catalogue.mathieu(11));
  for (const p of primesOf(many.order)) checkSylow(many, p, 'a product');
});

test('Sylow subgroups of every sixteenth small group, for every prime', () => {
  for (const vector of smallGroupVectors.filter((_, i) => i % 16 === 0)) {
    const group = groupOf(vector);
    for (const p of primesOf(group.order)) checkSylow(groupOf(vector), p, JSON.stringify(vector.id));
  }
});

test.run();
