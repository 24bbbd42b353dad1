import { readFileSync } from 'node:fs';
import { Cyclotomic } from '@isotypic/algebra';
import { isotypicDecomposition, verifyCharacterTable } from '@isotypic/reps';
import {
  CRYSTALLOGRAPHIC_POINT_GROUPS,
  type PointGroup,
  pointGroup,
  sphericalHarmonics,
  wignerD,
} from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const phonopy = (
  JSON.parse(readFileSync(new URL('../../../../vectors/rotations/point-groups.json', import.meta.url), 'utf8')) as {
    groups: Record<string, Record<string, [number, number, number, number][]>>;
  }
).groups;

/** Of each symbol, the characters over all elements as sorted [determinant, trace, value]; a complex pair added up. */
function rowsOf(group: PointGroup): Map<string, string> {
  const { characters, classes } = group.characterTable;
  const sums = new Map<string, Cyclotomic[]>();
  characters.forEach((χ, i) => {
    const known = sums.get(group.labels[i]);
    sums.set(group.labels[i], known === undefined ? [...χ.values] : known.map((x, c) => x.plus(χ.values[c])));
  });
  const vectors = group.harmonicCharacter(1);
  return new Map(
    [...sums].map(([label, values]) => {
      const entries = classes.flatMap((c, k) => {
        const trace = vectors.values[k];
        const determinant = isImproper(group, k) ? -1 : 1;
        return Array.from({ length: Number(c.size) }, () => `${determinant} ${trace} ${values[k]}`);
      });
      return [label, entries.sort().join('; ')];
    }),
  );
}

function isImproper(group: PointGroup, classIndex: number): boolean {
  return /[iσS]/.test(group.classLabels[classIndex]);
}

test('the 32 crystallographic point groups: Mulliken’s symbols and characters are those that phonopy prints', () => {
  assert.is(CRYSTALLOGRAPHIC_POINT_GROUPS.length, 32);
  for (const name of CRYSTALLOGRAPHIC_POINT_GROUPS) {
    const group = pointGroup(name);
    const published = phonopy[group.hermannMauguin ?? ''];
    const rows = rowsOf(group);
    const expected = new Map(
      Object.entries(published).map(([label, entries]) => [
        label.replace(/''|"/, '″').replace("'", '′'),
        entries
          .flatMap(([d, t, count, value]) => Array.from({ length: count }, () => `${d} ${t} ${value}`))
          .sort()
          .join('; '),
      ]),
    );
    assert.equal([...rows.keys()].sort(), [...expected.keys()].sort(), name);
    for (const [label, entries] of expected) assert.is(rows.get(label), entries, `${name} ${label}`);
  }
});

test('icosahedral: A, T₁, T₂, G, H with τ = (1+√5)/2 at 12C₅ for T₁ (Altmann & Herzig 1994, table 74)', () => {
  const { characterTable, labels, classLabels } = pointGroup('I');
  const τ = Cyclotomic.parse('-E(5)^2-E(5)^3');
  const σ = Cyclotomic.one.minus(τ);
  const published: Record<string, (number | Cyclotomic)[]> = {
    A: [1, 1, 1, 1, 1],
    T1: [3, τ, σ, 0, -1],
    T2: [3, σ, τ, 0, -1],
    G: [4, -1, -1, 1, 0],
    H: [5, 0, 0, -1, 1],
  };
  const columns = ['E', '12C5', '12C5²', '20C3', '15C2'].map((c) => classLabels.indexOf(c));
  assert.not.ok(columns.includes(-1));
  labels.forEach((label, i) => {
    const values = columns.map((c) => characterTable.characters[i].values[c]);
    values.forEach((v, k) => {
      const p = published[label][k];
      assert.ok(v.equals(p instanceof Cyclotomic ? p : Cyclotomic.fromRational(p)), `${label} ${k}`);
    });
  });
  assert.equal([...pointGroup('Ih').labels].sort(), ['Ag', 'Au', 'Gg', 'Gu', 'Hg', 'Hu', 'T1g', 'T1u', 'T2g', 'T2u']);
});

test('I_h = I × {1, −1}: S₁₀³, S₁₀, S₆ and σ are −C₅, −C₅², −C₃ and −C₂ (Altmann & Herzig 1994, table 75)', () => {
  const [proper, full] = [pointGroup('I'), pointGroup('Ih')];
  const at = (group: PointGroup, label: string, symbol: string): string => {
    const column = group.classLabels.indexOf(symbol);
    assert.is.not(column, -1, symbol);
    return String(group.characterTable.characters[group.labels.indexOf(label)].values[column]);
  };
  for (const label of proper.labels) {
    for (const [rotation, improper] of [
      ['E', 'i'],
      ['12C5', '12S10³'],
      ['12C5²', '12S10'],
      ['20C3', '20S6'],
      ['15C2', '15σ'],
    ]) {
      const value = at(proper, label, rotation);
      assert.is(at(full, `${label}g`, rotation), value);
      assert.is(at(full, `${label}u`, rotation), value);
      assert.is(at(full, `${label}g`, improper), value);
      assert.is(at(full, `${label}u`, improper), String(Cyclotomic.parse(value).negate()));
    }
  }
});

const branch = (group: string, l: number, parity?: 1 | -1): string =>
  pointGroup(group)
    .branching(l, parity)
    .map((t) => `${t.multiplicity > 1 ? t.multiplicity : ''}${t.label}`)
    .sort()
    .join(' ');

test('crystal-field splittings (Altmann & Herzig 1994; Bethe 1929): d, f and g levels', () => {
  assert.is(branch('O', 2), 'E T2');
  assert.is(branch('Oh', 2), 'Eg T2g');
  assert.is(branch('Oh', 3), 'A2u T1u T2u');
  assert.is(branch('Oh', 4), 'A1g Eg T1g T2g');
  assert.is(branch('Oh', 1), 'T1u');
  assert.is(branch('Oh', 1, 1), 'T1g'); // axial vectors
  assert.is(branch('Td', 1), 'T2');
  assert.is(branch('Td', 1, 1), 'T1');
  assert.is(branch('Td', 3), 'A1 T1 T2');
  assert.is(branch('I', 3), 'G T2');
  assert.is(branch('Ih', 6), 'Ag Gg Hg T1g');
  assert.is(branch('D4', 2), 'A1 B1 B2 E');
  assert.is(branch('C3v', 3), '2A1 2E A2');
  assert.is(branch('D3h', 1), 'A2″ E′');
});

test('harmonics as exact representations: characters are traces, decomposition by the branching rule, l ≤ 8', () => {
  for (const name of ['O', 'Oh', 'I', 'D3', 'D4h', 'S4', 'Td']) {
    const group = pointGroup(name);
    for (let l = 0; l <= (name === 'I' ? 4 : 8); l += name === 'I' ? 2 : 1) {
      const rep = group.harmonics(l);
      const χ = group.harmonicCharacter(l);
      group.characterTable.classes.forEach((c, k) => {
        assert.is(String(rep.matrix(c.representative).trace()), String(χ.values[k]), `${name} ${l}`);
      });
      if (l > 3) continue;
      const dimension = group
        .branching(l)
        .reduce((d, t) => d + t.multiplicity * group.characterTable.characters[t.character].degree, 0);
      assert.is(dimension, 2 * l + 1);
      const parts = isotypicDecomposition(rep).components.reduce((d, c) => d + c.degree * c.multiplicity, 0);
      assert.is(parts, 2 * l + 1);
    }
  }
});

test('harmonics as exact representations are wignerD in the polynomials’ basis', () => {
  const group = pointGroup('I');
  const l = 3;
  const { data: point } = sphericalHarmonics(l, [[0.3, -0.5, 0.8]], { convention: 'wikipedia' });
  assert.is(point.length, 7);
  group.vector.generatorMatrices.forEach((R, k) => {
    const floats = R.toRows().map((row) => row.map((x) => Number(x instanceof Cyclotomic ? x.toNumber() : x)));
    const D = wignerD(l, floats, { convention: 'wikipedia' });
    // traces agree, and so do squares of entries times mirrored ones, which the scaling of the basis leaves alone
    const exact = group
      .harmonics(l)
      .generatorMatrices[k].toRows()
      .map((row) => row.map((x) => Number(x instanceof Cyclotomic ? x.toNumber() : x)));
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 7; j++) {
        assert.ok(Math.abs(exact[i][j] * exact[j][i] - D.data[i * 7 + j] * D.data[j * 7 + i]) < 1e-13);
      }
    }
  });
});

test('axial groups of any order: tables verified, order and number of symbols', () => {
  for (const [name, order, labels] of [
    ['C5v', 10, 'A1 A2 E1 E2'],
    ['D4d', 16, 'A1 A2 B1 B2 E1 E2 E3'],
    ['S8', 8, 'A B E1 E1 E2 E2 E3 E3'],
    ['D5h', 20, 'A1′ A1″ A2′ A2″ E1′ E1″ E2′ E2″'],
    ['C7', 7, 'A E1 E1 E2 E2 E3 E3'],
  ] as const) {
    const group = pointGroup(name);
    assert.is(group.order, BigInt(order));
    assert.is([...group.labels].sort().join(' '), labels);
    verifyCharacterTable(group.characterTable);
  }
  assert.match(String(pointGroup('C3v')), /^C3v +E +3σv +2C3\n/);
});

test('names that are none are refused with the nearest', () => {
  for (const name of ['C0', 'D1', 'S3', 'Dv', 'oh', 'D4v', 'C61', 'S122', '', 'm3m']) {
    assert.throws(() => pointGroup(name), /name to be a point group/, name);
  }
  assert.throws(() => pointGroup('m3m'), /Did you mean/);
  assert.throws(() => pointGroup(3 as never), /name to be text/);
});

test.run();
