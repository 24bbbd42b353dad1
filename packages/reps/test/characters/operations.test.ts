import { Cyclotomic, Permutation, PermutationGroup } from '@isotypic/algebra';
import {
  characterCenter,
  characterKernel,
  characterTable,
  classFusion,
  coefficients,
  cosetCharacter,
  determinantCharacter,
  eigenvalueMultiplicities,
  exteriorPower,
  fieldOfValues,
  frobeniusSchurIndicator,
  galoisOrbits,
  induceCharacter,
  multiplicities,
  permutationCharacter,
  realIrreducibleCharacters,
  restrictCharacter,
  symmetricPower,
  tensorPower,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const p = (...images: number[]): Permutation => Permutation.fromImages(images);
const symmetric4 = new PermutationGroup([p(1, 2, 3, 0), p(1, 0, 2, 3)]);
const alternating5 = new PermutationGroup([p(1, 2, 3, 4, 0), p(1, 2, 0, 3, 4)]);
const quaternion8 = new PermutationGroup([p(1, 2, 3, 0, 5, 6, 7, 4), p(4, 7, 6, 5, 2, 1, 0, 3)]);
const frobenius21 = new PermutationGroup([p(1, 2, 3, 4, 5, 6, 0), p(0, 2, 4, 6, 1, 3, 5)]);
const groups = { symmetric4, alternating5, quaternion8, frobenius21 };

for (const [name, group] of Object.entries(groups)) {
  const table = characterTable(group);
  const { structure, characters } = table;
  const natural = permutationCharacter(structure);

  test(`${name}: powers agree with averaging over all elements`, () => {
    // The slow twin: the trace on Sym² and Λ² from f(g) and f(g²), element by element.
    for (const f of [natural, ...characters]) {
      const [sym, alt] = [symmetricPower(f, 2), exteriorPower(f, 2)];
      for (const g of group.elements()) {
        const square = f.at(g).times(f.at(g));
        const half = Cyclotomic.fromRational(2).inverse();
        assert.ok(sym.at(g).equals(square.plus(f.at(g.times(g))).times(half)));
        assert.ok(alt.at(g).equals(square.minus(f.at(g.times(g))).times(half)));
      }
    }
  });

  test(`${name}: Λᵈ is the determinant and Λᵈ⁺¹ vanishes`, () => {
    for (const x of characters) {
      assert.ok(exteriorPower(x, x.degree).equals(determinantCharacter(x)));
      assert.ok(exteriorPower(x, x.degree + 1).isZero());
    }
  });

  test(`${name}: Σ (−1)ⁱ Λⁱ Symⁿ⁻ⁱ = 0`, () => {
    for (let n = 1; n <= 4; n++) {
      let sum = symmetricPower(natural, n);
      for (let i = 1; i <= n; i++) {
        const term = exteriorPower(natural, i).times(symmetricPower(natural, n - i));
        sum = i % 2 ? sum.minus(term) : sum.plus(term);
      }
      assert.ok(sum.isZero());
    }
  });

  test(`${name}: eigenvalues add up to the value`, () => {
    for (const x of characters) {
      x.values.forEach((value, c) => {
        const m = eigenvalueMultiplicities(x, c);
        const sum = m.reduce(
          (s, k, i) => s.plus(Cyclotomic.rootOfUnity(m.length, i).times(Cyclotomic.fromRational(k))),
          Cyclotomic.zero,
        );
        assert.ok(sum.equals(value));
        assert.is(
          m.reduce((s, k) => s + k, 0),
          x.degree,
        );
      });
    }
  });

  test(`${name}: Σ ν_n(χ) χ(1) counts the solutions of xⁿ = 1`, () => {
    for (let n = 1; n <= 7; n++) {
      const count = [...group.elements()].filter((g) => g.power(n).isIdentity()).length;
      const sum = characters.reduce(
        (s, x) => s.plus(frobeniusSchurIndicator(x, n).times(Cyclotomic.fromRational(x.degree))),
        Cyclotomic.zero,
      );
      assert.ok(sum.equals(Cyclotomic.fromRational(count)));
    }
  });

  test(`${name}: Frobenius reciprocity with a point stabilizer and a cyclic subgroup`, () => {
    for (const subgroup of [group.stabilizer(0), new PermutationGroup([group.generators[0]])]) {
      const small = characterTable(subgroup);
      assert.is(classFusion(small.structure, structure).length, small.classes.length);
      for (const x of characters) {
        for (const y of small.characters) {
          const up = induceCharacter(y, structure).inner(x);
          assert.ok(up.equals(y.inner(restrictCharacter(x, small.structure))));
        }
      }
      assert.ok(cosetCharacter(subgroup, structure).equals(induceCharacter(small.characters[0], structure)));
    }
  });

  test(`${name}: multiplicities rebuild a character, coefficients any class function`, () => {
    for (const f of [natural, tensorPower(natural, 3)]) {
      const m = multiplicities(table, f);
      const sum = characters.map((x, i) => x.scale(m[i])).reduce((s, t) => s.plus(t));
      assert.ok(sum.equals(f));
    }
    const indicator = table.classFunction(table.classes.map((_, c) => Cyclotomic.fromRational(c === 1 ? 1 : 0)));
    const m = coefficients(table, indicator);
    assert.ok(
      characters
        .map((x, i) => x.scale(m[i]))
        .reduce((s, t) => s.plus(t))
        .equals(indicator),
    );
    assert.throws(() => multiplicities(table, indicator), /a difference of characters/);
  });

  test(`${name}: kernels and centers, element by element`, () => {
    for (const x of characters) {
      const kernel = characterKernel(x);
      const center = characterCenter(x);
      for (const g of group.elements()) {
        assert.is(kernel.contains(g), x.at(g).equals(x.values[0]));
        const norm = x.at(g).times(x.at(g).conjugate());
        assert.is(center.contains(g), norm.equals(Cyclotomic.fromRational(x.degree ** 2)));
      }
    }
  });

  test(`${name}: Galois orbits have the degree of the field of values as length`, () => {
    for (const orbit of galoisOrbits(table)) {
      for (const i of orbit) assert.is(fieldOfValues(characters[i]).degree, orbit.length);
    }
  });

  test(`${name}: real irreducible characters are real and have norm 1, 2 or 4`, () => {
    const norms = { real: 1, complex: 2, quaternionic: 4 };
    for (const { character, constituents } of realIrreducibleCharacters(table)) {
      assert.ok(character.values.every((v) => v.isReal()));
      const { type } = characters[constituents[0]];
      assert.ok(character.inner(character).equals(Cyclotomic.fromRational(norms[type])));
    }
  });
}

test('refusals name what is wrong', () => {
  const s4 = characterTable(symmetric4);
  const a5 = characterTable(alternating5);
  assert.throws(() => s4.characters[0].times(a5.characters[0]), /on the same classes/);
  assert.throws(() => induceCharacter(a5.characters[0], s4.structure), /a subgroup/);
  assert.throws(() => symmetricPower(s4.characters[0], -1), /expected k to be an integer from 0 on/);
  assert.throws(() => s4.characters[0].at(alternating5.generators[0]), /an element of the group/);
  assert.throws(() => determinantCharacter(s4.characters[0].minus(s4.characters[1])), /of a representation/);
});

test('class functions are equal on the same classes with all values equal, not with some', () => {
  const { characters } = characterTable(symmetric4);
  for (const f of characters) {
    for (const g of characters) {
      assert.is(f.equals(g), f === g);
      assert.ok(f.plus(g).minus(g).equals(f)); // equal values that are other objects
    }
  }
  assert.not(characters[0].equals(characterTable(alternating5).characters[0]));
});

test.run();
