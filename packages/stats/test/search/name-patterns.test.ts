import { symmetriesOfNames } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const said = (text: string) =>
  symmetriesOfNames(text.split(' ')).map(({ group, because }) => `${group.order} ${because}`);

test('numbered names are permuted freely, in a circle, and mirrored', () => {
  assert.equal(said('a1 a2 a3 a4'), [
    '24 symmetric on 1, 2, 3, 4',
    '8 dihedral on 1, 2, 3, 4',
    '4 cyclic on 1, 2, 3, 4',
    '2 mirrored 1, 2, 3, 4',
  ]);
  assert.equal(said('a1 a2 a4 a9'), ['24 symmetric on 1, 2, 4, 9'], 'no steps, no circle');
});

test('compass points and months have their circle, whatever the order of the columns', () => {
  const [, , cyclic] = symmetriesOfNames(['north', 'south', 'East', 'west']);
  assert.is(cyclic.because, 'cyclic on north, east, south, west');
  assert.is(String(cyclic.group.generators[0]), '(0 2 1 3)');
  assert.ok(said('jan feb mar apr may jun jul aug sep oct nov dec').includes('12 cyclic on jan, feb, mar … dec'));
});

test('tables: subjects and kinds are moved apart, also where letters alone make the table', () => {
  assert.equal(said('x.1 y.1 x.2 y.2'), [
    '4 symmetric on x, y; symmetric on 1, 2',
    '2 symmetric on x, y; 1, 2 fixed',
    '2 x, y fixed; symmetric on 1, 2',
  ]);
  const subjects = symmetriesOfNames(['x.1', 'y.1', 'x.2', 'y.2']).find(
    (s) => s.because === 'x, y fixed; symmetric on 1, 2',
  );
  assert.is(String(subjects?.group.generators[0]), '(0 2)(1 3)');
  assert.ok(said('dp da tp ta').includes('2 d, t fixed; symmetric on a, p'));
  assert.ok(said('dp da tp ta').includes('4 symmetric on d, t; symmetric on a, p'));
});

test('relations i to j have the symmetric group on the actors, an image the square', () => {
  const relations = symmetriesOfNames(['r12', 'r13', 'r21', 'r23', 'r31', 'r32'].map((r) => `${r[1]}>${r[2]}`));
  assert.ok(relations.some((s) => s.group.order === 6n && s.because.endsWith('in both places')));
  assert.ok(relations.some((s) => s.group.order === 12n && s.because.endsWith('the two exchanged')));
  const image = Array.from({ length: 9 }, (_, k) => `p${Math.floor(k / 3)}_${k % 3}`);
  const square = symmetriesOfNames(image).find((s) => s.because === 'mirrored 0, 1, 2; the two exchanged');
  assert.is(square?.group.order, 8n);
});

test('names without a pattern, and those of another form, stay where they are', () => {
  assert.equal(said('weight'), []);
  assert.equal(symmetriesOfNames(['a1', 'a2', 'weight'])[0].group.orbits(), [[0, 1], [2]]);
});

test('every proposal keeps the table of names', () => {
  for (const names of ['a1 a2 b1 b2 b3', 'x.1 x.2 y.2 y.1', '1 2 3']) {
    const list = names.split(' ');
    for (const { group } of symmetriesOfNames(list)) assert.is(group.degree, list.length);
  }
  assert.throws(() => symmetriesOfNames(['a', 'a']), /distinct/);
});

test.run();
