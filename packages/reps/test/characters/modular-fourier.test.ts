/** Fourier transforms modulo a prime and the lift of characters, against their definitions. */
import { Cyclotomic, parseGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ClassStructure } from '../../dist/characters/class-structure.js';
import { cyclicRows } from '../../dist/characters/cyclic-rows.js';
import { CharacterLift } from '../../dist/characters/lift.js';
import { fourierModulo } from '../../dist/characters/modular-fourier.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../dist/characters/modulus.js';

test('fourierModulo is the sum over all terms, for every length up to 60 and primes below and above 2²⁶', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(2 ** 12, 2 ** 22, 2 ** 40),
      fc.infiniteStream(fc.nat()),
      (n, bound, stream) => {
        const modulus = new Modulus(splittingPrime(n, bound));
        const root = rootOfUnityModulo(modulus, n);
        const roots = Float64Array.from({ length: n }, (_, i) => modulus.pow(root, i));
        const values = Float64Array.from({ length: n }, () => stream.next().value % modulus.p);
        const transform = fourierModulo(modulus, values, roots);
        for (let k = 0; k < n; k++) {
          const sum = values.reduce((s, x, l) => modulus.add(s, modulus.mul(x, roots[(k * l) % n])), 0);
          assert.is(transform[k], sum);
        }
      },
    ),
  );
});

const groups = ['SL(2,5)', 'GL(2,7)', 'PSL(2,13)', 'heisenberg(8)', 'AGL(1,16)', 'dicyclic(12)', 'C12xS3'];

for (const name of groups) {
  test(`${name}: rows of cyclic subgroups cover the classes, and residues lift to the values of each class`, () => {
    const structure = new ClassStructure(parseGroup(name));
    const rows = cyclicRows(structure);
    assert.is(new Set(rows.flatMap(({ classes }) => [...classes])).size, structure.count);
    for (const { pattern, classes } of rows) {
      const powers = structure.powers[classes[pattern.index[1 % pattern.order]]];
      assert.equal(
        [...pattern.index].map((j) => classes[j]),
        [...powers],
      );
      assert.equal(
        [...pattern.exponents].map((l) => powers[l]),
        [...classes],
      );
    }
    const modulus = new Modulus(splittingPrime(structure.exponent, 2 ** 22));
    const root = rootOfUnityModulo(modulus, structure.exponent);
    const lift = new CharacterLift(structure, modulus, root);
    for (const { values } of characterTable(structure.group).characters) {
      const chi = lift.residues(values);
      assert.is(lift.lift(chi).join(' '), values.join(' '));
      // the slow way: Fourier inversion on the powers of each class
      const slow = structure.powers.map((powers, c) => {
        const n = powers.length;
        const m = lift.eigenvalueMultiplicities(chi, c);
        return Cyclotomic.fromExponents(
          n,
          Array.from(m, (x, i) => [i, x] as const),
        );
      });
      assert.is(slow.join(' '), values.join(' '));
    }
  });
}

test.run();
