import { IsotypicError, parseGroup, structureDescription } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareDescriptions } from './descriptions.js';

test('groups that everybody calls by these names', () => {
  const known: [string, string][] = [
    ['cyclic(1)', '1'],
    ['cyclic(12)', 'C12'],
    ['cyclic(6) x cyclic(4)', 'C12 x C2'],
    ['dihedral(3)', 'S3'],
    ['dihedral(7)', 'D14'],
    ['quaternion(16)', 'Q16'],
    ['frobenius(7, 3)', 'C7 : C3'],
    ['PSL(2,7) x cyclic(2)', 'C2 x PSL(2,7)'],
    ['symmetric(4) x dihedral(5) x cyclic(3)', 'C3 x S4 x D10'],
    ['SL(2,3)', 'SL(2,3)'],
    ['GL(2,3)', 'GL(2,3)'],
    ['PGL(2,7)', 'PGL(2,7)'],
    ['SL(2,5)', 'SL(2,5)'],
    ['alternating(5)^2', 'A5 x A5'],
    ['cyclic(2) wr alternating(5)', 'C2 x ((C2 x C2 x C2 x C2) : A5)'],
    ['mathieu(11)', 'M11'],
  ];
  for (const [text, description] of known) assert.is(structureDescription(parseGroup(text)), description, text);
});

test('every group of order up to 31 as GAP describes it, but for what an extension is cut into', () => {
  const { compared, alike } = compareDescriptions((order) => order < 32);
  assert.is(compared, 93);
  assert.ok(alike >= 85, `${alike}`);
});

test('a budget ends it', () => {
  const isBudget = (e: unknown): boolean => e instanceof IsotypicError && e.code === 'BUDGET_EXCEEDED';
  assert.throws(() => structureDescription(parseGroup('symmetric(5) x symmetric(4)'), { budget: 20 }), isBudget);
});

test.run();
