import { catalogue, IsotypicError, Permutation } from '@isotypic/algebra';
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

test('signed permutations: a wind that turns and is mirrored, and pairs of joints that change sign', () => {
  const wind = parseRepresentation('signed <-(0 1), (0 1)>');
  assert.is(wind.group.order, 8n);
  assert.is(`${wind.generatorMatrices[0]}`, '0 -1\n1 0', 'e0 goes to e1, and e1 to −e0');
  assert.ok(checkRepresentation(wind).proved.length > 0);
  const robot = parseRepresentation('signed <(0 1)(2 -3)-(4), degree 6>');
  assert.is(robot.dimension, 6);
  const g = robot.matrix(robot.group.generators[0]);
  const columns = [0, 1, 2, 3, 4, 5].map((j) => [0, 1, 2, 3, 4, 5].map((i) => `${g.at(i, j)}`).join(' '));
  assert.equal(columns, ['0 1 0 0 0 0', '1 0 0 0 0 0', '0 0 0 -1 0 0', '0 0 -1 0 0 0', '0 0 0 0 -1 0', '0 0 0 0 0 1']);
  // the hyperoctahedral group, and a negative cycle of length 3, of order 6 whose cube is −1
  assert.is(parseRepresentation('signed <(0 1), (0 1 2), -(0)>').group.order, 48n);
  const negative = parseRepresentation('signed <-(0 1 2)>');
  assert.is(negative.group.order, 6n);
  assert.is(`${negative.matrix(negative.group.generators[0].power(3)).at(0, 0)}`, '-1');
});

test('exact matrices are the group that they generate, and are its action', () => {
  for (const [text, order, degree] of [
    ['<[[0, -1], [1, 0]], [[1, 0], [0, -1]]>', 8n, 4],
    ['[[1/2, -sqrt(3)/2], [√3/2, 0.5]]', 6n, 12],
    ['[[0, 0, 1], [1, 0, 0], [0, 1, 0]]', 3n, 3],
    ['[[0, -1], [1, -1]]', 3n, 3],
    ['[[1, 0], [0, 1]]', 1n, 2],
    ['[[-1]]', 2n, 2],
    // the symmetries of an icosahedron: a turn by a fifth with (1 ± √5)/4, and the turns of the axes
    [
      '[[1/2, -(1+sqrt(5))/4, (sqrt(5)-1)/4], [(1+sqrt(5))/4, (sqrt(5)-1)/4, -1/2],' +
        ' [(sqrt(5)-1)/4, 1/2, (1+sqrt(5))/4]],' +
        '[[0, 0, 1], [1, 0, 0], [0, 1, 0]]',
      60n,
      30,
    ],
  ] as const) {
    const rep = parseRepresentation(text);
    assert.equal([rep.group.order, rep.group.degree], [order, degree], text);
    assert.ok(checkRepresentation(rep).proved.length > 0);
    // faithful: only the identity acts as one
    const identity = `${rep.matrix(Permutation.identity(degree))}`;
    const same = [...rep.group.elements()].filter((g) => `${rep.matrix(g)}` === identity);
    assert.is(same.length, 1, text);
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
  refused('signed <(0 1)(1 2)>', 'PARSE', /each coordinate once.*position 14/);
  refused('signed <0 1>', 'PARSE', /a signed cycle such as \(0 1\) or -\(2\)/);
  refused('signed <(0 1), degree 1>', 'PARSE', /at least 2/);
  refused('signed <(0 9999)>', 'PARSE', /from 0 to 1023/);
  refused('signed <(0 1)', 'PARSE', /',' or '>'/);
  refused('signed (0 1)', 'PARSE', /'<'/);
  refused('[[0, 1], [1]]', 'PARSE', /a row of 2 entries, as there are rows.*position 10/);
  refused('[[1, x], [0, 1]]', 'PARSE', /an exact number such as.*position 5/);
  refused('<[[1]]', 'PARSE', /'>'/);
  refused('[[1]] [[1]]', 'PARSE', /',' or the end/);
  refused('[[]]', 'PARSE', /an entry/);
  refused('[[1, 0], [0, 1]], [[1]]', 'SHAPE_MISMATCH', /2×2 matrices, as the first one.*1×1 for generator 1/);
  refused('[[1, 2], [2, 4]]', 'SINGULAR', /rank 1 for generator 0/);
  refused('[[3/5, -4/5], [4/5, 3/5]]', 'INVALID_ARGUMENT', /a finite group, got an infinite one/);
  refused('[[1, 1], [0, 1]]', 'INVALID_ARGUMENT', /a finite group, got an infinite one/);
  refused('[[2, 0], [0, 1/2]], [[0, 1], [1, 0]]', 'INVALID_ARGUMENT', /a finite group, got an infinite one/);
  refused('regular of dihedra(4)', 'UNKNOWN_NAME', /dihedral/);
});

test.run();
