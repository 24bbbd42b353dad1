import { catalogue, IsotypicError } from '@isotypic/algebra';
import {
  checkRepresentation,
  directSum,
  parseRepresentation,
  realIrreps,
  regularRepresentation,
  signRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const D4 = catalogue.dihedral(4);

test('kinds, copies and sums are the constructions that they name', () => {
  const parsed = parseRepresentation('2*regular + sign of dihedral(4)');
  const made = directSum(regularRepresentation(D4), regularRepresentation(D4), signRepresentation(D4));
  assert.is(parsed.dimension, made.dimension);
  for (const g of D4.elements()) assert.is(`${parsed.matrix(g)}`, `${made.matrix(g)}`);
  assert.is(parseRepresentation('2*(trivial + permutation) of dihedral(4)').dimension, 10);
  assert.is(parseRepresentation('natural of symmetric(5) on pairs').dimension, 10);
});

test('irreps are numbered as realIrreps lists them', () => {
  for (const [k, irrep] of realIrreps(D4).entries()) {
    const rep = parseRepresentation(`irrep(${k})`, D4);
    assert.is(rep.dimension, irrep.degree);
    assert.ok(checkRepresentation(rep).proved.length > 0);
  }
});

test('what does not follow the grammar is refused with its position or the nearest name', () => {
  const refused = (text: string, code: string, says: RegExp) => {
    try {
      parseRepresentation(text);
      assert.unreachable(text);
    } catch (error) {
      assert.instance(error, IsotypicError);
      assert.is((error as IsotypicError).code, code);
      assert.match((error as IsotypicError).message, says);
    }
  };
  refused('regular', 'PARSE', /' of '/);
  refused('reglar of dihedral(4)', 'UNKNOWN_NAME', /Did you mean regular/);
  refused('2regular of dihedral(4)', 'PARSE', /position 1/);
  refused('irrep(9) of dihedral(4)', 'PARSE', /irrep from 0 to 4/);
  refused('regular + of dihedral(4)', 'PARSE', /kind/);
  refused('regular of dihedra(4)', 'UNKNOWN_NAME', /dihedral/);
});

test.run();
