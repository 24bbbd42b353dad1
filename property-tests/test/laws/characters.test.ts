/** Wrong character tables are caught by the law that speaks about it; right ones of every family obey all. */
import { Cyclotomic, catalogue, parseGroup } from '@isotypic/algebra';
import { assertLaws, type CharacterTableImplementation, characterLaws, SMALL_GROUPS } from '@isotypic/property-tests';
import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

for (const name of [...SMALL_GROUPS, 'symmetric(6)', 'mathieu(11)', 'frobenius(7, 3)']) {
  test(`the characters of ${name} obey the laws`, () =>
    assertLaws(characterLaws(characterTable(parseGroup(name)), { runs: 8 })));
}

const table = characterTable(catalogue.alternating(4));
const copy: CharacterTableImplementation = {
  group: table.group,
  classes: table.classes.map(({ representative, size, elementOrder }) => ({ representative, size, elementOrder })),
  characters: table.characters.map(({ values, degree, indicator }) => ({ values, degree, indicator })),
  classOf: (g) => table.classOf(g),
  powerMap: (k) => table.powerMap(k),
};
type Row = CharacterTableImplementation['characters'][number];
const rows = (change: (row: Row, i: number) => Row) => ({ characters: copy.characters.map(change) });
const swapped = (values: readonly Cyclotomic[], a: number, b: number) =>
  values.map((x, c) => (c === a ? values[b] : c === b ? values[a] : x));
const column = (order: bigint) => copy.classes.findIndex(({ elementOrder }) => BigInt(elementOrder) === order);
const threes = copy.classes.flatMap(({ elementOrder }, c) => (Number(elementOrder) === 3 ? [c] : []));

const mutants: readonly (readonly [string, string, Partial<CharacterTableImplementation>])[] = [
  ['a character lost', 'as many characters as classes, of as many values', { characters: copy.characters.slice(1) }],
  ['the trivial character not first', 'the first character is trivial', { characters: [...copy.characters].reverse() }],
  [
    'one sign',
    '⟨χ, χ⟩ = 1',
    rows((row, i) =>
      i === 3 ? { ...row, values: row.values.map((x, c) => (c === 0 ? x.plus(Cyclotomic.one) : x)) } : row,
    ),
  ],
  [
    'two values of a row swapped',
    '⟨χᵢ, χⱼ⟩ = δᵢⱼ',
    rows((row, i) => (i === 3 ? { ...row, values: swapped(row.values, column(2n), threes[0]) } : row)),
  ],
  [
    'a character twice',
    'Σ χ(g)χ(h)* = |C(g)| for conjugate g and h, else 0',
    rows((row, i) => (i === 2 ? copy.characters[1] : row)),
  ],
  ['a degree that is not χ(1)', 'χ(1) is the degree', rows((row, i) => (i === 3 ? { ...row, degree: 2 } : row))],
  ['degrees too large', 'Σ χ(1)² = |G|', rows((row) => ({ ...row, degree: row.degree + 1 }))],
  ['a degree that does not divide', 'degrees divide |G|', rows((row, i) => (i === 3 ? { ...row, degree: 5 } : row))],
  [
    'conjugate classes swapped in one row',
    'Σ χ(g)χ(h)* = |C(g)| for conjugate g and h, else 0',
    rows((row, i) => (i === 1 ? { ...row, values: swapped(row.values, threes[0], threes[1]) } : row)),
  ],
  ['an indicator', 'the indicator is Σ χ(g²)/|G|', rows((row, i) => (i === 1 ? { ...row, indicator: 1 } : row))],
  ['all indicators', 'Σ indicator·χ(1) counts the solutions of g² = 1', rows((row) => ({ ...row, indicator: 1 }))],
  [
    'power maps of the identity',
    'powerMap(k) is where k-th powers lie',
    { powerMap: () => copy.classes.map((_, c) => c) },
  ],
  ['a power map that forgets inversion', 'χ(g⁻¹) = χ(g)*', { powerMap: (k) => table.powerMap(Math.abs(k)) }],
  [
    'a class of the wrong size',
    'class sizes add up to |G|',
    { classes: copy.classes.map((x, c) => (c === 1 ? { ...x, size: x.size + 1n } : x)) },
  ],
  [
    'representatives in other places',
    'a representative is in its class and has its order',
    {
      classes: copy.classes.map((x, c) =>
        threes.includes(c) ? { ...x, representative: copy.classes[threes[0] + threes[1] - c].representative } : x,
      ),
    },
  ],
  ['classes by image', 'conjugates are in one class', { classOf: (g) => g.image(0) }],
];
for (const [title, law, change] of mutants) {
  test(`caught: ${title}`, () => caughtBy(law, characterLaws({ ...copy, ...change }, { seed: 1, runs: 80 })));
}

test('classes of elements swapped against the columns are caught by elements alone', async () => {
  // columns of order 2 and 3 exchanged in all rows and classes, but not where elements lie
  const [a, b] = [column(2n), threes[0]];
  const other = { ...copy, ...rows((row) => ({ ...row, values: swapped(row.values, a, b) })) };
  await caughtBy('⟨χ, χ⟩ = 1', characterLaws(other, { seed: 1, runs: 40 }));
});

test('a table that is orthogonal but of another group of the order is caught', async () => {
  // D₄ and Q₈ have one table of values, and differ in their power maps
  const [d4, q8] = [characterTable(catalogue.dihedral(4)), characterTable(catalogue.quaternion())];
  assert.equal(await brokenLaws(characterLaws(q8, { seed: 1 })), []);
  const mixed: CharacterTableImplementation = {
    group: q8.group,
    classes: q8.classes,
    characters: q8.characters.map(({ values, degree }, i) => ({
      values,
      degree,
      indicator: d4.characters[i].indicator,
    })),
    classOf: (g) => q8.classOf(g),
    powerMap: (k) => q8.powerMap(k),
  };
  await caughtBy('Σ indicator·χ(1) counts the solutions of g² = 1', characterLaws(mixed, { seed: 1 }));
});

test.run();
