/** Planted faults of every kind in right tables: each must be found, and only faults. */
import { Cyclotomic } from '@isotypic/algebra';
import {
  type CharacterTable,
  type ClassRepresentative,
  characterTable,
  IrreducibleCharacter,
  verifyCharacterTable,
} from '@isotypic/reps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, readTable } from './table-vectors.js';

const names = [
  'A5',
  'SL_2_3__reg',
  'Dic3_reg',
  'AGL_1_8_',
  'M11',
  'Q16_reg',
  'C7',
  'Oct_full_8',
  'PSL_2_16_',
  'Heis_3__9',
];
const tables = new Map(names.map((name) => [name, characterTable(groupOf(readTable(name)))]));

type Parts = Partial<
  Pick<CharacterTable, 'classes' | 'characters' | 'order' | 'exponent' | 'inverseClass' | 'structure'>
>;

function forged(table: CharacterTable, parts: Parts): CharacterTable {
  return Object.assign(Object.create(Object.getPrototypeOf(table)), table, parts);
}

function withRows(table: CharacterTable, row: (x: IrreducibleCharacter) => readonly Cyclotomic[]): CharacterTable {
  return forged(table, {
    characters: table.characters.map((x) => new IrreducibleCharacter(table.structure, row(x), x.indicator, x.index)),
  });
}

function withClasses(table: CharacterTable, change: (c: ClassRepresentative, i: number) => object): CharacterTable {
  return forged(table, { classes: table.classes.map((c, i) => ({ ...c, ...change(c, i) })) });
}

/** Powers of classes other than they are: `powers[c][i]` is `to`. */
function withPower(table: CharacterTable, c: number, i: number, to: number): CharacterTable {
  const powers = table.structure.powers.map((row, d) => (d === c ? row.map((x, j) => (j === i ? to : x)) : row));
  const structure = Object.assign(Object.create(Object.getPrototypeOf(table.structure)), table.structure, { powers });
  return forged(table, { structure });
}

function swapped<T>(list: readonly T[], i: number, j: number): T[] {
  return list.map((x, k) => (k === i ? list[j] : k === j ? list[i] : x));
}

/** The rows as a set: two tables on the same classes are the same when these are. */
function rowSet(table: CharacterTable): string {
  return table.characters
    .map((x) => `${x.indicator} ${x}`)
    .sort()
    .join();
}

/** A class other than that of the identity, whose values are degrees: `IrreducibleCharacter` refuses other ones. */
function otherClass(table: CharacterTable, i: number): number {
  return 1 + (i % (table.classes.length - 1));
}

/** Faults at random places; `a`, `b`, `c` are reduced to what there is. Nothing where the fault does not apply. */
const faults: Record<string, (t: CharacterTable, a: number, b: number, c: number) => CharacterTable | undefined> = {
  'a value off by an integer': (t, a, b, c) => {
    const [row, column] = [a % t.characters.length, b % t.classes.length];
    const by = Cyclotomic.fromRational((c % 60) + 1);
    return withRows(t, (x) => x.values.map((v, i) => (x.index === row && i === column ? v.plus(by) : v)));
  },
  'a value off by a root of unity': (t, a, b, c) => {
    const [row, column] = [a % t.characters.length, otherClass(t, b)];
    const by = Cyclotomic.rootOfUnity(t.structure.orders[column], c);
    return withRows(t, (x) => x.values.map((v, i) => (x.index === row && i === column ? v.plus(by) : v)));
  },
  'a value negated': (t, a, b) => {
    const [row, column] = [a % t.characters.length, b % t.classes.length];
    if (t.characters[row].values[column].isZero()) return undefined;
    return withRows(t, (x) => x.values.map((v, i) => (x.index === row && i === column ? v.negate() : v)));
  },
  'a value conjugated': (t, a, b) => {
    const [row, column] = [a % t.characters.length, b % t.classes.length];
    if (t.characters[row].values[column].isReal()) return undefined;
    return withRows(t, (x) => x.values.map((v, i) => (x.index === row && i === column ? v.conjugate() : v)));
  },
  'a row negated': (t, a) =>
    withRows(t, (x) => (x.index === a % t.characters.length ? x.values.map((v) => v.negate()) : x.values)),
  'two values of a row exchanged': (t, a, b, c) => {
    const row = a % t.characters.length;
    const [i, j] = [otherClass(t, b), otherClass(t, c)];
    const { values } = t.characters[row];
    if (values[i].equals(values[j])) return undefined;
    return withRows(t, (x) => (x.index === row ? swapped(values, i, j) : x.values));
  },
  'two columns exchanged': (t, _, b, c) => {
    const [i, j] = [otherClass(t, b), otherClass(t, c)];
    const wrong = withRows(t, (x) => swapped(x.values, i, j));
    return rowSet(wrong) === rowSet(t) ? undefined : wrong;
  },
  'a row twice': (t, a, b) => {
    const [row, other] = [a % t.characters.length, b % t.characters.length];
    return row === other ? undefined : withRows(t, (x) => t.characters[x.index === row ? other : x.index].values);
  },
  'a row left out': (t, a) =>
    forged(t, { characters: t.characters.filter((x) => x.index !== a % t.characters.length) }),
  'a sum of two rows': (t, a, b) => {
    const [row, other] = [a % t.characters.length, b % t.characters.length];
    return withRows(t, (x) => (x.index === row ? x.plus(t.characters[other]).values : x.values));
  },
  'a wrong indicator': (t, a, b) => {
    const row = a % t.characters.length;
    const wrong = ([1, 0, -1] as const).filter((s) => s !== t.characters[row].indicator)[b % 2];
    return forged(t, {
      characters: t.characters.map((x) =>
        x.index === row ? new IrreducibleCharacter(t.structure, x.values, wrong, row) : x,
      ),
    });
  },
  'a wrong size': (t, a, b) =>
    withClasses(t, (c, i) => (i === a % t.classes.length ? { size: c.size + BigInt(1 + (b % 5)) } : {})),
  'two sizes exchanged': (t, a, b) => {
    const [i, j] = [a % t.classes.length, b % t.classes.length];
    const sizes = swapped(
      t.classes.map((c) => c.size),
      i,
      j,
    );
    return t.classes[i].size === t.classes[j].size ? undefined : withClasses(t, (_, k) => ({ size: sizes[k] }));
  },
  'a wrong element order': (t, a) =>
    withClasses(t, (c, i) => (i === a % t.classes.length ? { elementOrder: c.elementOrder + 1n } : {})),
  'two representatives exchanged': (t, a, b) => {
    const [i, j] = [a % t.classes.length, b % t.classes.length];
    const list = swapped(
      t.classes.map((c) => c.representative),
      i,
      j,
    );
    return i === j ? undefined : withClasses(t, (_, k) => ({ representative: list[k] }));
  },
  'a wrong order': (t, a) => forged(t, { order: t.order * BigInt(2 + (a % 3)) }),
  'a wrong exponent': (t, a) => forged(t, { exponent: t.exponent * (2 + (a % 3)) }),
  'a wrong inverse': (t, a, b) => {
    const [i, to] = [a % t.classes.length, b % t.classes.length];
    return t.inverseClass[i] === to
      ? undefined
      : forged(t, { inverseClass: t.inverseClass.map((c, k) => (k === i ? to : c)) });
  },
  'a wrong power': (t, a, b, c) => {
    const { structure } = t;
    const [i, to] = [a % t.classes.length, c % t.classes.length];
    // a power that the table is asked for: by a prime or by a unit that generates
    const ks = [2, 3, 5, 7, 11, 17].filter((p) => t.exponent % p === 0).concat(structure.unitGenerators);
    const at = ks[b % ks.length] % structure.orders[i];
    return structure.powers[i][at] === to ? undefined : withPower(t, i, at, to);
  },
};

test('right tables pass', () => {
  for (const table of tables.values()) {
    verifyCharacterTable(table);
    verifyCharacterTable(forged(table, {}));
    verifyCharacterTable(withRows(table, (x) => x.values));
    verifyCharacterTable(withClasses(table, () => ({})));
  }
});

for (const [name, plant] of Object.entries(faults)) {
  test(`${name} is found`, () => {
    let planted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(99), fc.nat(99), fc.nat(99), (on, a, b, c) => {
        const wrong = plant(tables.get(on) as CharacterTable, a, b, c);
        fc.pre(wrong !== undefined);
        planted++;
        assert.throws(() => verifyCharacterTable(wrong), /verifyCharacterTable: expected the/);
      }),
      { numRuns: 60 },
    );
    assert.ok(planted >= 60);
  });
}

test('columns that only changed places pass every fact but the last', () => {
  // S₄ × C₂: transpositions t and their products with the central z have classes of one size, and the same powers.
  const table = tables.get('Oct_full_8') as CharacterTable;
  const found = table.classes.flatMap((_, i) =>
    table.classes.flatMap((__, j) => {
      if (i >= j || i === 0) return [];
      const wrong = withRows(table, (x) => swapped(x.values, i, j));
      if (rowSet(wrong) === rowSet(table)) return [];
      try {
        return verifyCharacterTable(wrong, { elementary: false }).proved.length === 10 ? [wrong] : [];
      } catch {
        return [];
      }
    }),
  );
  assert.ok(found.length > 0);
  for (const wrong of found) assert.throws(() => verifyCharacterTable(wrong), /restriction to elementary subgroups/);
});

test.run();
