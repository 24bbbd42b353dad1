/** Closed forms against the general method, which knows nothing of families. */
import { catalogue, directProduct, Permutation, type PermutationGroup, wreathProduct } from '@isotypic/algebra';
import { type CharacterTable, characterTable, verifyCharacterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, readTable } from './table-vectors.js';

const { cyclic, dihedral, symmetric, alternating, quaternion, icosahedral } = catalogue;

const families: Record<string, PermutationGroup> = {
  'C₁': cyclic(1),
  'C₁₂': cyclic(12),
  'C₂ × C₆': directProduct(cyclic(2), cyclic(6)),
  'regular C₈ × C₈': groupOf(readTable('C8xC8_reg')),
  'D₃': dihedral(3),
  'D₁₀': dihedral(10),
  'D₁₁': dihedral(11),
  'regular dihedral': groupOf(readTable('D12_reg')),
  'dicyclic, not dihedral': groupOf(readTable('Dic3_reg')),
  'S₅': symmetric(5),
  'S₇': symmetric(7),
  'A₄': alternating(4),
  'A₅': alternating(5),
  'A₆': alternating(6),
  'A₇': alternating(7),
  'A₈': alternating(8),
  'A₅ on 12 points': groupOf(readTable('A5_on_12')),
  'A₅ × A₅': groupOf(readTable('A5xA5')),
  'Q₈ × C₃': groupOf(readTable('Q8xC3')),
  'S₃ × D₄ × C₂': directProduct(directProduct(symmetric(3), dihedral(4)), cyclic(2)),
  'full icosahedral group': icosahedral(),
  'S₅ on 5 + 10 points': groupOf(readTable('S5_diag_5+10')),
  'C₂ ≀ S₄': groupOf(readTable('C2wrS4')),
  'S₃ ≀ S₂': groupOf(readTable('S3wrS2')),
  'C₃ ≀ S₃': wreathProduct(cyclic(3), symmetric(3)),
  'Q₈ ≀ S₂': wreathProduct(quaternion(), symmetric(2)),
  'C₂ ≀ C₃': wreathProduct(cyclic(2), cyclic(3)),
  'S₃ ≀ S₂ in product action': groupOf(readTable('S5wrS2_prod')),
};

function text(table: CharacterTable): string[] {
  return table.characters.map((x) => `${x.indicator} ${x}`);
}

for (const [name, group] of Object.entries(families)) {
  test(`${name}: closed form = class matrices`, () => {
    const table = characterTable(group);
    assert.equal(text(table), text(characterTable(group, { method: 'class-matrices' })));
    verifyCharacterTable(table);
  });
}

test('the switch leaves closed forms out and changes nothing', () => {
  const before = process.env.ISOTYPIC_NO_SPECIAL_CASES;
  process.env.ISOTYPIC_NO_SPECIAL_CASES = '1';
  try {
    assert.equal(
      text(characterTable(symmetric(6))),
      text(characterTable(catalogue.symmetric(6), { method: 'class-matrices' })),
    );
  } finally {
    if (before === undefined) delete process.env.ISOTYPIC_NO_SPECIAL_CASES;
    else process.env.ISOTYPIC_NO_SPECIAL_CASES = before;
  }
});

test('S₈ by Murnaghan–Nakayama has the fixed points minus one as a character', () => {
  const table = characterTable(symmetric(8));
  const standard = table.characters.find((x) =>
    x.values.every((v, c) => {
      const fixed = 8 - table.classes[c].representative.cycles().flat().length;
      return v.isRational() && v.toNumber() === fixed - 1;
    }),
  );
  assert.is(standard?.degree, 7);
  assert.ok(table.classOf(Permutation.identity(8)) === 0);
});

test.run();
