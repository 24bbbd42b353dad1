/** Induction from elementary subgroups, against induction by the book, and alone to the end. */
import { PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { type CharacterTable, ClassStructure, characterTable, induceCharacter } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  inducedFromElementary,
  induceFromElementarySubgroups,
  largestElementaryIndex,
} from '../../dist/characters/elementary-induction.js';
import { elementarySubgroups } from '../../dist/characters/elementary-subgroups.js';
import { CharacterLift } from '../../dist/characters/lift.js';
import { ModularCharacters } from '../../dist/characters/modular-characters.js';
import { Modulus, primeDivisors, rootOfUnityModulo, splittingPrime } from '../../dist/characters/modulus.js';
import { TableWork } from '../../dist/characters/table-work.js';
import { VirtualCharacterSieve } from '../../dist/characters/virtual-character-sieve.js';
import { inducedFromCyclic } from '../../dist/characters/virtual-characters.js';
import { groupOf, readTable } from './table-vectors.js';

const names = ['S3', 'A6', 'SL_2_3__reg', 'AGL_2_3_', 'M11', 'Ico_full_12', 'PSL_2_16_', 'Q8xC3', 'S4wrS3', 'W_H3__30'];

/** No irreducible character known, not even a linear one. */
function nothingKnown(group: PermutationGroup): { characters: ModularCharacters; lift: CharacterLift } {
  const structure = new ClassStructure(group);
  const modulus = new Modulus(
    splittingPrime(structure.exponent, Math.max(2 ** 22, 2 * largestElementaryIndex(structure))),
  );
  const root = rootOfUnityModulo(modulus, structure.exponent);
  return {
    characters: new ModularCharacters(structure, modulus, root),
    lift: new CharacterLift(structure, modulus, root),
  };
}

for (const name of names) {
  test(`${name}: elementary subgroups, their orders by centralizers and Sylow subgroups`, () => {
    const group = groupOf(readTable(name));
    const structure = new ClassStructure(group);
    for (const p of primeDivisors(structure.exponent)) {
      const listed = elementarySubgroups(structure, p);
      for (const { cyclicClass, cyclicOrder, sylowOrder } of listed) {
        const x = structure.classes[cyclicClass].representative;
        assert.is(x.order(), BigInt(cyclicOrder));
        assert.is.not(cyclicOrder % p, 0);
        assert.is(group.centralizer(x).sylowSubgroup(p).order, sylowOrder);
      }
      // A Sylow subgroup that is not cyclic is inside one that is listed.
      const sylow = group.sylowSubgroup(p);
      const isCyclic = structure.orders.some((n) => BigInt(n) % sylow.order === 0n);
      assert.ok(isCyclic || listed.some((e) => e.sylowOrder === sylow.order));
    }
  });

  test(`${name}: Ind (λ ⊗ ψ), by the table of the subgroup`, () => {
    const group = groupOf(readTable(name));
    const { characters, lift } = nothingKnown(group);
    const { structure, modulus } = characters;
    const work = new TableWork(new WorkMeter('test'), 1);
    for (const p of primeDivisors(structure.exponent)) {
      for (const subgroup of elementarySubgroups(structure, p)) {
        if (BigInt(subgroup.cyclicOrder) * subgroup.sylowOrder > 200n) continue;
        const x = structure.classes[subgroup.cyclicClass].representative;
        const sylow = group.centralizer(x).sylowSubgroup(p);
        const table: CharacterTable = characterTable(new PermutationGroup([x, ...sylow.generators]));
        const expected = table.characters.map((chi) => induceCharacter(chi, structure));
        const induced = [...inducedFromElementary(characters, subgroup, work)];
        assert.equal(
          new Set(induced.map((f) => f.values.join())),
          new Set(expected.map((f) => lift.residues(f.values).join())),
        );
        for (const f of induced) {
          const norm = characters.inner(f.values, f.values);
          assert.ok(norm >= 1 && norm <= f.normBound);
        }
        assert.ok(induced.length === table.characters.length && modulus.p > 2 * induced[0].normBound);
      }
    }
  });

  test(`${name}: all irreducible characters, with none known and no class matrix`, () => {
    const { characters, lift } = nothingKnown(groupOf(readTable(name)));
    const work = new TableWork(new WorkMeter('test'), 1);
    induceFromElementarySubgroups(new VirtualCharacterSieve(characters, work), work);
    assert.ok(characters.complete);
    const texts = characters.values.map((chi) => lift.lift(chi).join(' ')).sort();
    const table = characterTable(groupOf(readTable(name)), { method: 'class-matrices' });
    assert.equal(texts, table.characters.map((x) => x.values.join(' ')).sort());
  });
}

test('Brauer: characters induced from p-elementary subgroups span a lattice of index prime to p', () => {
  // All cyclic subgroups of A₆ have prime power order, and so are p-elementary for every p.
  const { characters } = nothingKnown(groupOf(readTable('A6')));
  for (const p of [2, 3]) {
    const sieve = new VirtualCharacterSieve(characters, new TableWork(new WorkMeter('test'), 1));
    const insert = (f: { values: Float64Array }): boolean => sieve.lattice.insert(f.values.slice());
    for (const f of inducedFromCyclic(characters, new TableWork(new WorkMeter('test'), 1))) insert(f);
    assert.not.ok(sieve.isCompleteAt(p), 'cyclic subgroups are not enough');
    for (const subgroup of elementarySubgroups(characters.structure, p)) {
      for (const f of inducedFromElementary(characters, subgroup, new TableWork(new WorkMeter('test'), 1))) insert(f);
    }
    assert.ok(sieve.isCompleteAt(p), `${p}`);
    assert.not.ok(sieve.isCompleteAt(5 - p), 'the other prime still divides the index');
  }
});

test.run();
