/** Characters that Clifford's correspondence leaves: reduced from cyclic subgroups, against the character table. */
import { type PermutationGroup, parseGroup, WorkMeter } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cliffordCorrespondence } from '../../dist/irreps/clifford/clifford.js';
import { ElementTable } from '../../dist/irreps/elements/element-table.js';
import { primeArithmetic } from '../../dist/irreps/elements/prime-arithmetic.js';
import { inducedCharacter, type TableCharacter } from '../../dist/irreps/elements/table-character.js';
import { charactersFromCyclicSubgroups, charactersOfTable } from '../../dist/irreps/listed/remaining-characters.js';

/** The characters that the correspondence finds, the others by reduction and by the table. */
function found(group: PermutationGroup) {
  const meter = new WorkMeter('test', {}, 1e8);
  const table = new ElementTable(group, meter);
  const field = primeArithmetic(table.order);
  const { monomial, complete } = cliffordCorrespondence(table, meter);
  const known = monomial.map((λ) => inducedCharacter(table, λ, field, meter));
  return {
    table,
    complete,
    known,
    reduced: charactersFromCyclicSubgroups(table, field, known, meter),
    rows: charactersOfTable(table, field, known, meter),
  };
}

function textOf({ table }: { table: ElementTable }, χ: TableCharacter): string {
  return `${χ.degree} ${χ.indicator} ${table.classes.map((_, c) => χ.value(c)).join()} ${χ.residues.join()}`;
}

for (const [name, degrees] of [
  ['SL(2,3)', [2, 2, 2]],
  ['GL(2,3)', [2, 2, 4]],
] as const) {
  test(`${name}: the characters of faithful irreps are the rows of the table, in its order`, () => {
    const result = found(parseGroup(name));
    assert.not.ok(result.complete);
    assert.ok(result.reduced);
    assert.equal(
      result.reduced?.map((χ) => χ.degree),
      degrees,
    );
    assert.equal(
      result.reduced?.map((χ) => textOf(result, χ)),
      result.rows.map((χ) => textOf(result, χ)),
    );
  });
}

test('characters trivial on the center are found modulo the center', () => {
  assert.equal(
    found(parseGroup('SL(2,3)'))
      .known.map((χ) => χ.degree)
      .sort(),
    [1, 1, 1, 3],
  );
});

test('what cyclic subgroups do not separate is left to the table', () => {
  const product = found(parseGroup('SL(2,3) x C2'));
  assert.is(product.reduced, undefined);
  assert.is(product.known.length + product.rows.length, product.table.classes.length);
  assert.is(found(parseGroup('alternating(5)')).reduced, undefined);
});

test.run();
