import { readFileSync } from 'node:fs';
import { catalogue, IsotypicError, parseGroup } from '@isotypic/algebra';
import { decodeReplabAtlas, encodeReplabAtlas } from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Entries in RepLAB's form that GAP made, with relators, classes, characters and irreps of its own. */
const VECTORS = readFileSync(new URL('../../../../vectors/replab/entries.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

test('entries made by GAP are read and proved', () => {
  assert.is(VECTORS.length, 7);
  for (const line of VECTORS) {
    const { name, group, classes, complexCharacterTable, certificate } = decodeReplabAtlas(line);
    const { characters = [], irreps = [] } = complexCharacterTable ?? {};
    assert.is(characters.length, classes.length, name);
    assert.is(irreps.length, classes.length, name);
    assert.ok(certificate.proved.includes('the relators present the group'), name);
    assert.equal(certificate.notProved, []);
    assert.is(
      irreps.reduce((sum, ρ) => sum + BigInt(ρ.dimension) ** 2n, 0n),
      group.order,
    );
  }
});

for (const name of ['cyclic(1)', 'symmetric(3)', 'quaternion', 'cyclic(7)', 'dihedral(6)', 'alternating(5)']) {
  test(`${name}: what is written is read back, with the same matrices`, () => {
    const group = parseGroup(name);
    const json = encodeReplabAtlas(group, { groupName: name });
    const atlas = decodeReplabAtlas(json);
    assert.equal(
      atlas.group.generators.map((g) => g.toArray()),
      group.generators.map((g) => g.toArray()),
    );
    assert.equal(atlas.certificate.notProved, ['group.generatorNames']);
    const entry = JSON.parse(json);
    for (const field of ['realCharacterTable', 'complexCharacterTable'] as const) {
      assert.equal(
        atlas[field]?.characters.map((row) => row.map(String)),
        entry[field].characters,
      );
    }
    assert.is(encodeReplabAtlas(parseGroup(name), { groupName: name }), json);
    const { realCharacterTable: real } = JSON.parse(encodeReplabAtlas(group, { irreps: false }));
    assert.equal(Object.keys(real), ['characters']);
  });
}

type Json = { [key: string]: Json } & { [index: number]: Json };

const refused = (code: string, says: RegExp, change: (entry: Json) => void): void => {
  const entry = JSON.parse(encodeReplabAtlas(catalogue.symmetric(3), { groupName: 'S3' }));
  change(entry);
  assert.throws(
    () => decodeReplabAtlas(JSON.stringify(entry)),
    (e: unknown) => e instanceof IsotypicError && e.code === code && says.test(e.message),
    `${says}`,
  );
};
const set = (path: string, value: unknown) => (entry: Json) => {
  const keys = path.split('.');
  const last = keys.pop() as string;
  (keys.reduce((at, key) => at[key], entry) as Record<string, unknown>)[last] = value;
};

test('what does not hold is refuted with the place', () => {
  refused('REFUTED', /order 6.*got 12/, set('group.order', '12'));
  refused('REFUTED', /relators\[0\] to be 1/, set('group.relators.0', [1, 2]));
  refused('REFUTED', /classes of 6 elements/, (entry) => {
    for (const table of ['realCharacterTable', 'complexCharacterTable']) delete (entry as object)[table as never];
    (entry.group.classes as unknown as unknown[]).pop();
  });
  refused('REFUTED', /class of its own/, set('group.classes.2', [1, 2, 3]));
  refused('REFUTED', /realCharacterTable.characters\[1\]/, set('realCharacterTable.characters.1.1', '1'));
  refused('REFUTED', /3 characters in complex/, (entry) => {
    set('complexCharacterTable', { characters: [['1', '1', '1']] })(entry);
  });
  refused('REFUTED', /irreps\[2\]/, set('realCharacterTable.irreps.2.0.0.0', '5'));
  refused('REFUTED', /trace of realCharacterTable.irreps\[1\]/, (entry) => {
    const { irreps } = entry.realCharacterTable;
    set('realCharacterTable.irreps.1', irreps[0])(entry);
  });
  refused('REFUTED', /real numbers/, (entry) => {
    // the same representation in a basis that is not real
    const [a, b] = ['E(4)', '-E(4)'];
    const conjugated = (m: Json) => [
      [m[0][0], times(m[0][1], a)],
      [times(m[1][0], b), m[1][1]],
    ];
    const { irreps } = entry.realCharacterTable;
    set('realCharacterTable.irreps.2', [conjugated(irreps[2][0]), conjugated(irreps[2][1])])(entry);
  });
});

const times = (x: Json, unit: string): string => {
  const text = String(x);
  if (text === '0') return '0';
  return text.startsWith('-')
    ? `${unit.startsWith('-') ? '' : '-'}${text.slice(1)}*E(4)`
    : `${text}*${unit}`.replace(/(.*)\*-/, '-$1*');
};

test('damaged and hostile entries are refused before work is done', () => {
  refused('PARSE', /group.order/, set('group.order', 6));
  refused('PARSE', /permutation of 1/, set('group.classes.0', [1, 1, 3]));
  refused('PARSE', /one degree/, set('group.classes.0', [1, 2]));
  refused('PARSE', /relators\[0\]\[0\]/, set('group.relators.0.0', 9));
  refused('PARSE', /fields/, set('group.more', 1));
  refused('PARSE', /2 in realCharacterTable.irreps\[0\]/, set('realCharacterTable.irreps.0', [[['1']]]));
  refused('PARSE', /roots of unity/, set('realCharacterTable.characters.0.0', 'E(999983)+1'));
  refused('PARSE', /roots of unity/, (entry) => {
    set('realCharacterTable.characters.0.0', 'E(97)')(entry);
    set('realCharacterTable.characters.0.1', 'E(89)')(entry);
  });
  refused('PARSE', /number in text/, set('realCharacterTable.characters.0.0', '1'.repeat(2000)));
  refused('PARSE', /2×2/, set('realCharacterTable.irreps.2.0', [['1']]));
  assert.throws(() => decodeReplabAtlas('{'), /JSON/);
  assert.throws(() => decodeReplabAtlas('[]'), /object/);
  assert.throws(() => encodeReplabAtlas(catalogue.symmetric(3), { groupName: 'Σ' }), /ASCII/);
  assert.throws(() => encodeReplabAtlas(catalogue.symmetric(9)), /order at most 50000/);
});

test.run();
