import { IsotypicError } from '@isotypic/algebra';
import {
  customRepresentation,
  multiple,
  parseMatrixGroup,
  parseType,
  Scalar,
  symmetric,
  T,
  TensorType,
  V,
} from '@isotypic/maps';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('10·T(1)+5·T(2), 10·V+5·V² and 5·V·(2+V) are one value', () => {
  const forms = [
    multiple(10, T(1)).plus(multiple(5, T(2))),
    V.times(10).plus(V.power(2).times(5)),
    V.times(5).times(Scalar.times(2).plus(V)),
    V.times(5).times(V.plus(2)),
    parseType('10*T(1) + 5*T(2)'),
    parseType('10*V+5*V^2'),
    parseType('5*V*(2+V)'),
  ];
  for (const form of forms) {
    assert.ok(form.equals(forms[0]));
    assert.is(String(form), '10*T(1) + 5*T(2)');
  }
  assert.not.ok(forms[0].equals(T(1)));
});

test('duals, conjugates, maps and names', () => {
  assert.ok(T(2, 1).dual().equals(T(1, 2)));
  assert.ok(T(2, 1).dual().dual().equals(T(2, 1)));
  assert.ok(V.to(T(2)).equals(T(2, 1)));
  assert.ok(V.conjugate().conjugate().equals(V));
  assert.is(String(V.of('O(3)').times(V.of('S(4)'))), 'T(1)[O(3)]*T(1)[S(4)]');
  assert.ok(
    V.of('S(4)')
      .times(V.of('O(3)'))
      .equals(V.of('O(3)').times(V.of('S(4)'))),
  );
  assert.not.ok(V.of('S(4)').equals(V));
  assert.ok(V.symmetricPower(1).equals(V));
  assert.ok(V.alternatingPower(0).equals(Scalar));
  assert.ok(V.symmetricPower(2).dual().equals(V.dual().symmetricPower(2)));
});

/** Types by a recursive grammar, small enough to be written out. */
const types: fc.Arbitrary<TensorType> = fc.letrec<{ type: TensorType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'type' },
    fc.constantFrom(V, Scalar, V.dual(), V.of('SO(3)'), V.of('Z(3)').dual(), V.conjugate(), TensorType.zero),
    fc.tuple(tie('type'), tie('type')).map(([a, b]) => a.plus(b)),
    fc.tuple(fc.constantFrom(V, V.of('S(3)'), Scalar), tie('type')).map(([a, b]) => a.times(b)),
    fc.tuple(fc.integer({ min: 0, max: 4 }), tie('type')).map(([k, a]) => multiple(k, a)),
    fc.constantFrom(V.symmetricPower(2), V.plus(Scalar).alternatingPower(2)),
  ),
})).type;

test('what is printed is read back', () => {
  fc.assert(fc.property(types, (type) => parseType(String(type)).equals(type)));
});

test('a commutative semiring', () => {
  fc.assert(
    fc.property(types, types, types, (a, b, c) => {
      assert.ok(a.plus(b).equals(b.plus(a)));
      assert.ok(a.times(b).equals(b.times(a)));
      assert.ok(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c))));
      assert.ok(a.times(b).dual().equals(a.dual().times(b.dual())));
      assert.ok(a.times(Scalar).equals(a));
    }),
    { numRuns: 40 },
  );
});

test('the layout: summand, copy, offset, dimension', () => {
  const rep = parseType('2*T(0) + T(2) + 3*T(1)').over(parseMatrixGroup('SO(3)'));
  assert.equal(
    rep.sizes().map((s) => [s.summand, s.copy, s.offset, s.dimension]),
    [
      ['T(0)', 0, 0, 1],
      ['T(0)', 1, 1, 1],
      ['T(1)', 0, 2, 3],
      ['T(1)', 1, 5, 3],
      ['T(1)', 2, 8, 3],
      ['T(2)', 0, 11, 9],
    ],
  );
  assert.is(rep.dimension, 20);
  assert.is(rep.derivations.length, 3);
});

const errors: readonly (readonly [string, number, RegExp])[] = [
  ['10*', 3, /a space/],
  ['T(1', 3, /'\)'/],
  ['T(1,', 4, /q, a number/],
  ['T(1)[O(3)', 9, /'\]'/],
  ['T(1)[]', 5, /name of a group/],
  ['V + + V', 4, /a space/],
  ['V V', 2, /the end/],
  ['V^x', 2, /an exponent/],
  ['Sym(2 V)', 6, /','/],
  ['', 0, /a space/],
];

for (const [text, position, expected] of errors) {
  test(`"${text}" is refused at position ${position}`, () => {
    try {
      parseType(text);
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof IsotypicError)) throw error;
      assert.is(error.code, 'PARSE');
      assert.is(error.position, position);
      assert.match(error.expected, expected);
    }
  });
}

test('unknown spaces and groups are named, with the nearest', () => {
  assert.throws(() => parseType('Sim(2, V)'), /Did you mean Sym/);
  assert.throws(() => parseType('T(1)[Quux(3)]').over(), /a group for every name.*Quux/);
  assert.throws(() => V.over(), /one group for the spaces without a name/);
  assert.throws(() => V.of('a').over({ b: symmetric(3) }), /a group for every name/);
});

test('spaces by name, custom ones among them', () => {
  const S3 = symmetric(3);
  const sign = customRepresentation({
    name: 'sign',
    group: S3,
    generatorMatrices: S3.knowledge.permutations?.generators.map((g) => [[g.sign()]]),
  });
  assert.is(sign.proof, 'proved');
  const leaf = TensorType.of({ kind: 'custom', representation: sign, dual: false, conjugate: false });
  const type = parseType('sign*V + 2*sign', { sign: leaf });
  assert.is(String(type), '2*sign + T(1)*sign');
  assert.is(type.over(S3).dimension, 5);
});

test('names bound to one group act together, unless they are to be independent', () => {
  const type = V.of('a').times(V.of('b'));
  const group = parseMatrixGroup('SO(3)');
  assert.is(type.over({ a: group, b: group }).groups.size, 1);
  assert.is(type.over({ a: group, b: group }, { sharing: 'independent' }).groups.size, 2);
});

test.run();
