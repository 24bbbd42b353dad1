import { Cyclotomic } from '@isotypic/algebra';
import { irreps, verifyCharacterTable } from '@isotypic/reps';
import { CRYSTALLOGRAPHIC_POINT_GROUPS, complexWignerD, doublePointGroup, pointGroup } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { asCounts, multiplicitiesByAngles, requireChangeOfBasis, spinCharacterAt } from './branching.js';

const real = (x: unknown): number => (x instanceof Cyclotomic ? x.toNumber() : Number(x));

test('point groups: branching of l ≤ 8, both parities, by characters of angles', () => {
  for (const name of [...CRYSTALLOGRAPHIC_POINT_GROUPS, 'I', 'Ih', 'C5', 'C7', 'C8', 'D5', 'D7', 'D8', 'D4d', 'S8']) {
    const group = pointGroup(name);
    const table = group.characterTable;
    const turns = table.classes.map((c) => {
      const rows = group.vector
        .matrix(c.representative)
        .toRows()
        .map((row) => row.map(real));
      const [[a, b, d], [e, f, g], [h, i, k]] = rows;
      const determinant = Math.round(a * (f * k - g * i) - b * (e * k - g * h) + d * (e * i - f * h));
      return { determinant, θ: Math.acos(Math.max(-1, Math.min(1, (determinant * (a + f + k) - 1) / 2))) };
    });
    for (let l = 0; l <= 8; l++) {
      for (const parity of [1, -1] as const) {
        const values = turns.map(({ determinant, θ }) => (determinant < 0 ? parity : 1) * spinCharacterAt(θ, l));
        const expected = multiplicitiesByAngles(table, values);
        assert.equal(asCounts(group.branching(l, parity), table.characters.length), expected, `${name} ${l} ${parity}`);
      }
      const own = l % 2 === 0 ? 1 : -1;
      assert.equal(group.branching(l), group.branching(l, own));
    }
  }
});

const ROTATIONS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'T', 'O', 'I'];

test('double groups: branching of j ≤ 8, halves included, by characters of angles', () => {
  for (const name of ROTATIONS) {
    const group = doublePointGroup(name);
    const table = group.characterTable;
    assert.is(group.order, 2n * group.pointGroup.order);
    const angles = table.classes.map((c) => {
      const trace = real(group.spinor.matrix(c.representative).trace());
      return 2 * Math.acos(Math.max(-1, Math.min(1, trace / 2)));
    });
    for (let twice = 0; twice <= 16; twice++) {
      const values = angles.map((θ) => spinCharacterAt(θ, twice / 2));
      const counts = asCounts(group.branching(twice / 2), table.characters.length);
      assert.equal(counts, multiplicitiesByAngles(table, values), `${name} ${twice}/2`);
      if (twice % 2 === 0) {
        const labels = (terms: readonly { label: string; multiplicity: number }[]): string[] =>
          terms.map((t) => `${t.multiplicity}${t.label}`).sort();
        assert.equal(labels(group.branching(twice / 2)), labels(group.pointGroup.branching(twice / 2, 1)));
      }
    }
  }
});

const branch = (name: string, j: number): string =>
  doublePointGroup(name)
    .branching(j)
    .map((t) => `${t.multiplicity > 1 ? t.multiplicity : ''}${t.label}`)
    .sort()
    .join(' ');

test('half-integer levels in crystal fields (Bethe 1929; Herzberg 1966, table 59)', () => {
  assert.is(branch('O', 1 / 2), 'E1/2');
  assert.is(branch('O', 3 / 2), 'G3/2');
  assert.is(branch('O', 5 / 2), 'E5/2 G3/2');
  assert.is(branch('O', 7 / 2), 'E1/2 E5/2 G3/2');
  assert.is(branch('O', 9 / 2), '2G3/2 E1/2');
  assert.is(branch('I', 5 / 2), 'I5/2');
  assert.is(branch('I', 7 / 2), 'E7/2 I5/2');
  assert.is(branch('I', 9 / 2), 'G3/2 I5/2');
  assert.is(branch('D4', 3 / 2), 'E1/2 E3/2');
  assert.is(branch('D6', 5 / 2), 'E1/2 E3/2 E5/2');
  assert.is(branch('D3', 3 / 2), 'E1/2 E3/2 E3/2'); // a complex conjugate pair
  assert.is(branch('T', 3 / 2), 'G3/2 G3/2');
  assert.is(branch('D2', 5 / 2), '3E1/2');
  assert.is(branch('C3', 3 / 2), '2B3/2 E1/2 E1/2');
});

test('double groups: character tables proved, degrees of the irreps of half-integer spins', () => {
  for (const name of ['D3', 'T', 'O', 'I']) {
    const group = doublePointGroup(name);
    verifyCharacterTable(group.characterTable);
    assert.is(group.labels.length, irreps(group.group).length);
  }
  // 2T = SL(2,3), 2O, 2I = SL(2,5): degrees of the spin representations
  const degrees = (name: string): number[] => {
    const { labels, characterTable } = doublePointGroup(name);
    return characterTable.characters.flatMap((χ, i) => (labels[i].includes('/') ? [χ.degree] : []));
  };
  assert.equal(degrees('T'), [2, 2, 2]);
  assert.equal(degrees('O'), [2, 2, 4]);
  assert.equal(degrees('I'), [2, 2, 4, 6]);
});

test('spin(j) is complexWignerD in the monomials’ basis', () => {
  for (const [name, j] of [
    ['O', 3 / 2],
    ['I', 5 / 2],
    ['D5', 2],
  ] as const) {
    const group = doublePointGroup(name);
    group.group.generators.forEach((_, k) => {
      const U = group.spinor.generatorMatrices[k]
        .toRows()
        .map((row) => row.map((x) => (x instanceof Cyclotomic ? x.toComplex() : { re: Number(x), im: 0 })));
      // U = [[w + iz, y − ix], [−y − ix, w − iz]]
      const D = complexWignerD(j, { w: U[0][0].re, x: -U[0][1].im, y: U[0][1].re, z: U[0][0].im });
      const n = 2 * j + 1;
      const exact = group.spin(j).generatorMatrices[k].toRows();
      const factorial = (m: number): number => (m <= 1 ? 1 : m * factorial(m - 1));
      const length = (i: number): number => Math.sqrt(factorial(i) * factorial(n - 1 - i));
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) {
          const x = exact[a][b];
          const value = x instanceof Cyclotomic ? x.toComplex() : { re: Number(x), im: 0 };
          const scale = length(a) / length(b);
          assert.ok(Math.abs(value.re * scale - D.re.data[a * n + b]) < 1e-13, `${name} ${a} ${b}`);
          assert.ok(Math.abs(value.im * scale - D.im.data[a * n + b]) < 1e-13, `${name} ${a} ${b}`);
        }
      }
    });
  }
});

test('exact changes of basis to the group’s own irreps: harmonics and spins of small degree', () => {
  for (const name of ['O', 'D3', 'C4', 'S4', 'Td']) {
    for (let l = 0; l <= 4; l++) requireChangeOfBasis(pointGroup(name).harmonics(l), 'real', `${name} ${l}`);
  }
  for (const name of ['O', 'T', 'D3', 'C3']) {
    for (const j of [1 / 2, 3 / 2, 5 / 2])
      requireChangeOfBasis(doublePointGroup(name).spin(j), 'complex', `${name} ${j}`);
  }
});

test('what has no double group of rotations is refused', () => {
  assert.throws(() => doublePointGroup('Oh'), /Td as O/);
  assert.throws(() => doublePointGroup('C3v'), /rotations/);
  assert.throws(() => doublePointGroup('X'), /point group/);
  assert.throws(() => doublePointGroup('O').branching(1 / 3), /spin/);
  assert.throws(() => doublePointGroup('O').spin(41), /at most 40/);
});

test.run();
