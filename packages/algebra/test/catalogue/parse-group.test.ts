import { catalogueEntries, describeGroup, IsotypicError, PermutationGroup, parseGroup } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

function refused(text: string): IsotypicError {
  try {
    parseGroup(text);
  } catch (error) {
    assert.instance(error, IsotypicError);
    return error as IsotypicError;
  }
  throw new Error(`${text} was read`);
}

test('the expressions of the documentation mean what they say', () => {
  const expected: [string, number, bigint][] = [
    ['dihedral(4)', 4, 8n],
    ['symmetric(5) on pairs', 10, 120n],
    ['cyclic(2) wr symmetric(3)', 6, 48n],
    ['cyclic(3) x dihedral(4)', 7, 24n],
    ['cyclic(2) wr symmetric(3) × cyclic(5)', 11, 240n],
    ['cyclic(2) wr (symmetric(3) x cyclic(5))', 16, 7680n],
    ['wreath(symmetric(3), symmetric(2), product)', 9, 72n],
    ['Icosahedral(full) on faces', 20, 120n],
    ['icosahedral on vertices on pairs', 66, 60n],
    ['symmetric(4) on subsets(3)', 4, 24n],
    ['symmetric(4) on arrangements(2)', 12, 24n],
    ['dihedral(3) on tuples(2)', 9, 6n],
    ['dihedral(3) on regular', 6, 6n],
    ['rubik(2)', 24, 88179840n],
    ['<(0 1 2), (0 1)>', 3, 6n],
    ['<(0,1,2)(3,4)>', 5, 6n],
    ['<(0 1), degree 4>', 4, 2n],
    ['<degree 3>', 3, 1n],
    ['  q8 ', 8, 8n],
    ['grid(3, 4)', 12, 144n],
    ['grid(3, cyclic(4))', 12, 24n],
    ['image(8, 8)', 64, 8n],
    ['image(8, 8) under dihedral(4)', 64, 8n],
    ['image(8, 8) under cyclic(4) on pairs', 2016, 4n],
    ['image(5, 5) under V4 x cyclic(2)', 27, 8n],
    ['image(2, 3)', 6, 4n],
    ['image(2, 3) under <(0 1)(2 3)>', 6, 2n],
    ['S5 on pairs', 10, 120n],
    ['C2 wr A4 x m11', 19, 192n * 7920n],
  ];
  for (const [text, degree, order] of expected) {
    const group = parseGroup(text);
    assert.is(group.degree, degree, text);
    assert.is(group.order, order, text);
  }
});

test('an image turns and is mirrored pixel by pixel', () => {
  // 0 1 2    turned by a quarter, corner 0 to corner 1    2 5 … : pixel 0 goes to 2, 1 to 5, 3 to 1
  // 3 4 5
  // 6 7 8
  assert.is(String(parseGroup('image(3, 3) under cyclic(4)').generators[0]), '(0 2 8 6)(1 5 7 3)');
  assert.is(String(parseGroup('image(2, 3) under <(0 1)(2 3)>').generators[0]), '(0 2)(3 5)');
  assert.is(String(parseGroup('image(2, 3) under <(0 3)(1 2)>').generators[0]), '(0 3)(1 4)(2 5)');
  const square = parseGroup('image(4, 4)');
  for (const g of square.generators) {
    for (let at = 0; at < 16; at++) {
      for (let to = 0; to < at; to++) {
        const apart = (a: number, b: number) => ((a >> 2) - (b >> 2)) ** 2 + ((a & 3) - (b & 3)) ** 2;
        assert.is(apart(g.image(at), g.image(to)), apart(at, to), 'distances are kept');
      }
    }
  }
  for (const [text, says] of [
    ['image(3, 3) under symmetric(4)', /dihedral\(4\)/],
    ['image(2, 3) under cyclic(4)', /kleinFour/],
    ['image(3, 3) under cyclic(3)', /four corners/],
    ['image(1, 3)', /rows/],
    ['cyclic(4) under cyclic(4)', /'under' after image/],
    ['image(3)', /image\(rows, columns\)/],
  ] as const) {
    assert.match(refused(text).message, says);
  }
});

test('a group is described by an expression that reads back with the same generators', () => {
  const texts = catalogueEntries.flatMap((entry) => entry.examples);
  const nested = [
    '(cyclic(2) x cyclic(3)) wr dihedral(4)',
    'cyclic(2) wr (cyclic(3) wr cyclic(2))',
    'cyclic(2) wr cyclic(3) wr cyclic(2)',
    '(cyclic(2) wr cyclic(3)) on pairs',
    '<(0 1 2), (0 1), degree 5> on subsets(2)',
    '<degree 4>',
  ];
  for (const text of [...texts, ...nested]) {
    const group = parseGroup(text);
    const again = parseGroup(describeGroup(group));
    assert.is(again.degree, group.degree, text);
    assert.equal(again.generators.map(String), group.generators.map(String), text);
    assert.is(describeGroup(again), describeGroup(group));
  }
  assert.is(describeGroup(parseGroup('cyclic( 2 )wr symmetric(3)')), 'cyclic(2) wr symmetric(3)');
  assert.is(describeGroup(new PermutationGroup([[1, 0, 2]])), '<(0 1), degree 3>');
});

test('text that does not follow the grammar is refused where it stops making sense', () => {
  const cases: [string, number][] = [
    ['', 0],
    ['dihedral', 0],
    ['dihedral(', 9],
    ['dihedral(x)', 9],
    ['dihedral(4', 10],
    ['dihedral(4))', 11],
    ['dihedral(4, 5)', 12],
    ['cyclic(2) wr', 12],
    ['cyclic(2) dihedral(4)', 10],
    ['cyclic(2) x x', 12],
    ['cyclic(4) on', 12],
    ['cyclic(4) on subsets', 20],
    ['<(0 1>', 5],
    ['<(0 1)(1 2)>', 7],
    ['<(0 1), degree 1>', 15],
    ['(cyclic(2)', 10],
    ['icosahedral(edges)', -1],
  ];
  for (const [text, position] of cases) {
    const error = refused(text);
    if (text === 'cyclic(2) x x') assert.is(error.code, 'UNKNOWN_NAME');
    else assert.is(error.code, position < 0 ? 'INVALID_ARGUMENT' : 'PARSE', text);
    if (position >= 0) assert.is(error.position, position, text);
  }
});

test('any text gives a group or a refusal, never another failure', () => {
  const pieces = [
    'cyclic',
    '(',
    ')',
    '4',
    ',',
    '<',
    '>',
    '(0 1)',
    ' wr ',
    ' x ',
    ' on ',
    'pairs',
    'degree',
    'S3',
    'é',
    '×',
    '-',
    '0',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      try {
        assert.instance(parseGroup(parts.join('')), PermutationGroup);
      } catch (error) {
        assert.instance(error, IsotypicError);
      }
    }),
    { numRuns: 2000 },
  );
  assert.is(refused('('.repeat(100_000)).code, 'PARSE');
  assert.is(refused('direct('.repeat(100_000)).code, 'PARSE');
  assert.is(refused('cyclic(99999999999999999999)').code, 'PARSE');
});

test("parseGroup('Z4'), parseGroup('S_4'), parseGroup('C4') are the cyclic and symmetric groups", () => {
  for (const [text, order] of [
    ['Z4', 4n],
    ['Z_4', 4n],
    ['C4', 4n],
    ['c_4', 4n],
    ['S_4', 24n],
    ['S4', 24n],
    ['A_5', 60n],
    ['M_11', 7920n],
    ['J_1', 175560n],
  ] as const) {
    assert.is(parseGroup(text).order, order, text);
  }
  assert.equal(refused('D_4').details.nearest, ['dihedral']);
});

test('short texts for enormous groups are refused with the size: <(0 1), degree 4000000000>, thirty nested wr', () => {
  for (const text of [
    '<(0 1), degree 4000000000>',
    '<(0 4000000000)>',
    `C2${' wr C2'.repeat(30)}`,
    `${'C2 wr ('.repeat(30)}C2${')'.repeat(30)}`,
    'S1000000 wr S1000000',
    'grid(S4000, S4000, S2)',
    'wreath(S100, S100, product)',
    'S10000 on pairs',
    'S9 on tuples(9)',
    'S30 on regular',
  ]) {
    const error = refused(text);
    assert.is(error.code, 'OUT_OF_MEMORY', text);
    assert.ok((error.details.size as number) > (error.details.limit as number), text);
  }
  assert.is(refused(`C1${' x C1'.repeat(100_000)}`).code, 'PARSE');
  assert.is(refused(`S5${' on points'.repeat(100_000)}`).code, 'PARSE');
  assert.is(parseGroup(`C2${' x C2'.repeat(900)}`).degree, 1802);
  assert.is(describeGroup(parseGroup(`C1${' wr C1'.repeat(900)}`)).length > 900, true);
});

test('an unknown name is answered with the nearest ones', () => {
  const error = refused('cyclic(2) x dihedrl(4)');
  assert.is(error.code, 'UNKNOWN_NAME');
  assert.is(error.position, 12);
  assert.equal(error.details.nearest, ['dihedral']);
  assert.match(error.message, 'Did you mean dihedral?');
  assert.equal(refused('D8').details.nearest, ['dihedral']);
  assert.match(refused('S5(3)').message, "expected 'x', 'wr', 'on' or the end");
  assert.equal(refused('ruibk(3)').details.nearest, ['rubik']);
  assert.match(refused('cyclic(4) on edges').message, 'Known names: points, pairs');
  assert.equal(refused('icosahedral on verticse').details.nearest, ['vertices']);
});

test('names and notation of other systems are read', () => {
  const expected: [string, number, bigint][] = [
    ['C2xC2', 4, 4n],
    ['S4xC2', 6, 48n],
    ['L2(7)xC3', 11, 504n],
    ['C2^3', 6, 8n],
    ['S_3', 3, 6n],
    ['Z4', 4, 4n],
    ['L2(7)', 8, 168n],
    ['L_2(7)', 8, 168n],
    ['PSL2(7)', 8, 168n],
    ['GL_3(2)', 7, 168n],
    ['AGL_1(5)', 5, 20n],
    ['Sym(5)', 5, 120n],
    ['SymmetricGroup(5)', 5, 120n],
    ['Alt(5) x CyclicGroup(3)', 8, 180n],
    ['MathieuGroup(11)', 11, 7920n],
    ['Group((1,2,3),(1,2))', 3, 6n],
    ['Group([ (1,2,3)(4,5), (1,2) ])', 5, 12n],
    ['Group(())', 0, 1n],
  ];
  for (const [text, degree, order] of expected) {
    const group = parseGroup(text);
    assert.equal([group.degree, group.order], [degree, order], text);
  }
  assert.is(`${parseGroup('Group((1,2,3),(1,2))').generators[0]}`, '(0 1 2)');
});

test('what other systems mean differently, or by geometry, is refused with the spelling that works', () => {
  const expected: [string, string][] = [
    ['D8', 'Write dihedral(8), of order 16, or dihedral(4), of order 8.'],
    ['D_5', 'Write dihedral(5), of order 10.'],
    ['Dih(4)', 'Write dihedral(4), of order 8, or kleinFour, of order 4.'],
    ['DihedralGroup(8)', 'Write dihedral(8), of order 16, or dihedral(4), of order 8.'],
    ['Oh', "As a group Oh is octahedral(full); pointGroup('Oh') of @isotypic/rotations has it in space."],
    ['D4d', "As a group D4d is dihedral(8); pointGroup('D4d') of @isotypic/rotations has it in space."],
    ['C3v', "As a group C3v is dihedral(3); pointGroup('C3v') of @isotypic/rotations has it in space."],
  ];
  for (const [text, remedy] of expected) {
    const error = refused(text);
    assert.is(error.code, 'UNKNOWN_NAME');
    assert.is(error.remedy, remedy, text);
  }
  // The spellings that are suggested are read, with the orders that the symbols have.
  const orders: [string, bigint][] = [
    ['octahedral(full)', 48n],
    ['icosahedral(full)', 120n],
    ['alternating(4) x cyclic(2)', 24n],
    ['kleinFour x cyclic(2)', 8n],
  ];
  for (const [text, order] of orders) assert.is(parseGroup(text).order, order);
  assert.match(refused('PermutationGroup([(1,2,3)])').remedy ?? '', /Group\(\(1,2,3\),\(1,2\)\)/);
  assert.is(refused('Group((1,,2))').position, 9);
  assert.is(refused('Group((0,1))').position, 7);
  assert.is(refused('C2^0').position, 3);
});

test.run();
