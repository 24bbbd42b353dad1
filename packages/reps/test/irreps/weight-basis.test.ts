/** Matrices on reduced bases of weight spaces: proved one by one, and compared with a search through a lattice. */
import {
  Cyclotomic,
  catalogue,
  cyclotomics,
  Matrix,
  type PermutationGroup,
  parseGroup,
  WorkMeter,
} from '@isotypic/algebra';
import { characterTable, checkRepresentation, matrixRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CharacterLift } from '../../dist/characters/lift.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../dist/characters/modulus.js';
import { fixedField, fixingUnits } from '../../dist/irreps/descent/number-field.js';
import { LineSearch } from '../../dist/irreps/searched/line-search.js';
import { shortBasis } from '../../dist/irreps/searched/short-basis.js';
import { sphericalFunction } from '../../dist/irreps/searched/spherical-function.js';
import { spinTranslates } from '../../dist/irreps/searched/translates.js';
import { weightMatrices } from '../../dist/irreps/searched/weight-basis.js';
import { sign, weightGroup } from '../../dist/irreps/searched/weight-group.js';
import { adjoint, overCyclotomics } from '../../dist/matrices/exact-matrices.js';

const meter = new WorkMeter('test');
const number = (text: string): Cyclotomic => Cyclotomic.parse(text);

const groups: readonly [string, PermutationGroup][] = [
  ['PSL(2,7)', parseGroup('PSL(2,7)')],
  ['M11', catalogue.mathieu(11)],
];
for (const [name, group] of groups) {
  test(`${name}: a representation with the right character and form`, () => {
    const table = characterTable(group);
    const { exponent, structure } = table;
    const modulus = new Modulus(splittingPrime(exponent, 2 ** 24));
    const root = rootOfUnityModulo(modulus, exponent);
    const arithmetic = { modulus, root, lift: new CharacterLift(structure, modulus, root) };
    const lines = new LineSearch(table, arithmetic);
    let found = 0;
    for (const χ of table.characters.filter(({ degree }) => degree > 1 && degree < 40)) {
      const line = lines.line(χ, meter);
      if (line === undefined) continue;
      const φ = sphericalFunction(table, χ, line, arithmetic, meter);
      const translates = spinTranslates(φ, [φ.images], χ.degree, modulus, meter);
      assert.ok(translates !== undefined);
      const made = weightMatrices(table, χ, φ, translates, modulus, meter);
      if (made === undefined) continue;
      found++;
      const { gram, matrices } = made;
      checkRepresentation(matrixRepresentation(group, [...matrices], { dimension: χ.degree }));
      matrices.forEach((M, k) => {
        assert.ok(adjoint(M).times(gram).times(M).equals(gram), `${name}, degree ${χ.degree}: form`);
        const trace = overCyclotomics(M).trace();
        assert.ok(
          trace.equals(χ.values[structure.identify(group.generators[k])]),
          `${name}, degree ${χ.degree}: trace`,
        );
      });
    }
    assert.ok(found >= 3, `${found} characters`);
  });
}

test('M22: the normalizer permutes weights as it permutes elements', () => {
  const group = catalogue.mathieu(22);
  const A = weightGroup(group, meter);
  assert.ok(A !== undefined);
  const { elements, orbits } = A;
  assert.is(elements.length, 16);
  assert.equal(
    orbits.flatMap(({ carriers }) => [...carriers.keys()]).sort((a, b) => a - b),
    [...elements.keys()],
  );
  for (const { weight, carriers } of orbits) {
    for (const [image, n] of carriers) {
      elements.forEach((a, mask) => {
        const moved = n.times(a).times(n.inverse());
        const at = elements.findIndex((b) => b.equals(moved));
        assert.ok(at >= 0 && sign(image, at) === sign(weight, mask));
      });
    }
  }
});

test('over ℚ: the shortest vectors of a lattice', () => {
  const K = fixedField(1, [1]);
  const gram = Matrix.identity(cyclotomics, 2);
  for (const [a, b, n] of [
    [1, 3, 7],
    [5, 12, 31],
    [0, 1, 6],
  ]) {
    const over = Cyclotomic.fromRational(n).inverse();
    const scaled = (x: number): Cyclotomic => Cyclotomic.fromRational(x).times(over);
    const basis = shortBasis(K, gram, [[scaled(a), scaled(b)]], meter);
    const [x, y, z, w] = [basis.at(0, 0), basis.at(1, 0), basis.at(0, 1), basis.at(1, 1)].map((c) => n * c.toNumber());
    // n·lattice is {(i, j) : (i, j) ≡ k(a, b) (mod n)}, of index n in ℤ²; b or a is prime to n.
    assert.is(Math.round(Math.abs(x * w - y * z)), n);
    let least = n * n;
    for (let k = 1; k < n; k++) {
      const near = (t: number): number => Math.min(t % n, n - (t % n));
      least = Math.min(least, near(k * a) ** 2 + near(k * b) ** 2);
    }
    assert.is(Math.round(Math.min(x * x + y * y, z * z + w * w)), least);
  }
});

test('over ℚ(√−7): a basis over the integers', () => {
  const b7 = number('E(7)+E(7)^2+E(7)^4');
  const K = fixedField(7, fixingUnits(7, [b7]));
  const gram = Matrix.identity(cyclotomics, 2);
  const third = Cyclotomic.fromRational(5).inverse();
  const more = [
    [b7.times(third), third],
    [third, Cyclotomic.fromRational(2).times(b7).times(third)],
  ];
  const basis = shortBasis(K, gram, more, meter);
  const determinant = basis
    .at(0, 0)
    .times(basis.at(1, 1))
    .minus(basis.at(0, 1).times(basis.at(1, 0)));
  const unit = [Cyclotomic.one, Cyclotomic.zero];
  for (const v of [...more, unit, [...unit].reverse()]) {
    // Cramer's rule: coordinates are integers of K, whose norms and traces are integers.
    const first = v[0]
      .times(basis.at(1, 1))
      .minus(v[1].times(basis.at(0, 1)))
      .dividedBy(determinant);
    const second = basis.at(0, 0).times(v[1]).minus(basis.at(1, 0).times(v[0])).dividedBy(determinant);
    for (const c of [first, second]) assert.ok(K.multiplication(c).trace().d === 1n && c.norm().d === 1n, `${c}`);
  }
});

test.run();
