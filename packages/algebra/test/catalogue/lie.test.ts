import { catalogue, IsotypicError, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function orderOfGL(n: number, q: number): bigint {
  let order = 1n;
  for (let i = 0; i < n; i++) order *= BigInt(q) ** BigInt(n) - BigInt(q) ** BigInt(i);
  return order;
}

function orderOfSp(m: number, q: number): bigint {
  const n = BigInt(m) / 2n;
  let order = BigInt(q) ** (n * n);
  for (let i = 1n; i <= n; i++) order *= BigInt(q) ** (2n * i) - 1n;
  return order;
}

function expectGroup(group: PermutationGroup, degree: number, order: bigint, what: string): void {
  assert.is(group.degree, degree, what);
  assert.is(group.order, order, what);
  assert.ok(group.isTransitive() || what.startsWith('weyl'), `${what} is transitive`);
}

const spaces = [
  [2, 2],
  [2, 3],
  [2, 4],
  [2, 5],
  [2, 7],
  [2, 8],
  [2, 9],
  [2, 13],
  [2, 16],
  [2, 25],
  [3, 2],
  [3, 3],
  [3, 4],
  [3, 5],
  [3, 7],
  [3, 8],
  [4, 2],
  [4, 3],
  [4, 4],
  [5, 2],
  [6, 2],
  [5, 3],
];

test('linear groups have the orders of their formulas', () => {
  for (const [n, q] of spaces) {
    const vectors = q ** n - 1;
    const lines = vectors / (q - 1);
    const gl = orderOfGL(n, q);
    const sl = gl / BigInt(q - 1);
    const what = `(${n}, ${q})`;
    expectGroup(catalogue.projectiveGeneralLinear(n, q), lines, sl, `PGL${what}`);
    expectGroup(catalogue.projectiveSpecialLinear(n, q), lines, sl / BigInt(gcd(n, q - 1)), `PSL${what}`);
    if (vectors > 260) continue;
    expectGroup(catalogue.generalLinear(n, q), vectors, gl, `GL${what}`);
    expectGroup(catalogue.specialLinear(n, q), vectors, sl, `SL${what}`);
    expectGroup(catalogue.affineGeneralLinear(n, q), vectors + 1, BigInt(q ** n) * gl, `AGL${what}`);
  }
  expectGroup(catalogue.affineGeneralLinear(1, 64), 64, 64n * 63n, 'AGL(1, 64)');
  expectGroup(catalogue.generalLinear(1, 9), 8, 8n, 'GL(1, 9)');
});

test('symplectic groups have the orders of their formulas, on forms too', () => {
  for (const [m, q] of [
    [2, 2],
    [2, 5],
    [2, 9],
    [4, 2],
    [4, 3],
    [4, 4],
    [6, 2],
    [6, 3],
    [8, 2],
  ]) {
    const order = orderOfSp(m, q);
    const center = q % 2 === 0 ? 1n : 2n;
    if (q ** m < 300) expectGroup(catalogue.symplectic(m, q), q ** m - 1, order, `Sp(${m}, ${q})`);
    expectGroup(catalogue.symplectic(m, q, { on: 'lines' }), (q ** m - 1) / (q - 1), order / center, `PSp(${m}, ${q})`);
  }
  for (const m of [4, 6, 8]) {
    const half = 2 ** (m / 2 - 1);
    const plus = catalogue.symplectic(m, 2, { on: 'plusForms' });
    const minus = catalogue.symplectic(m, 2, { on: 'minusForms' });
    expectGroup(plus, half * (2 * half + 1), orderOfSp(m, 2), 'plus forms');
    expectGroup(minus, half * (2 * half - 1), orderOfSp(m, 2), 'minus forms');
    // doubly transitive: a point stabilizer has two orbits
    assert.is(plus.stabilizer(0).orbits().length, 2);
    assert.is(minus.stabilizer(0).orbits().length, 2);
  }
});

test('reflection groups have the products of their degrees as orders, and their roots', () => {
  const types: [string, number, bigint][] = [
    ['E6', 72, 51840n],
    ['E7', 126, 2903040n],
    ['E8', 240, 696729600n],
    ['F4', 48, 1152n],
    ['G2', 12, 12n],
    ['H3', 30, 120n],
    ['H4', 120, 14400n],
  ];
  for (let n = 1; n <= 6; n++) {
    types.push([`A${n}`, n * (n + 1), factorial(n + 1)]);
    if (n >= 2)
      types.push(
        [`B${n}`, 2 * n * n, 2n ** BigInt(n) * factorial(n)],
        [`C${n}`, 2 * n * n, 2n ** BigInt(n) * factorial(n)],
      );
    if (n >= 4) types.push([`D${n}`, 2 * n * (n - 1), 2n ** BigInt(n - 1) * factorial(n)]);
    expectGroup(catalogue.hyperoctahedral(n), 2 * n, 2n ** BigInt(n) * factorial(n), 'hyperoctahedral');
  }
  for (const [type, roots, order] of types) expectGroup(catalogue.weyl(type), roots, order, `weyl(${type})`);
  assert.is(catalogue.weyl('E8', { on: 'lines' }).degree, 120);
  assert.is(catalogue.weyl('E8', { on: 'lines' }).order, 348364800n);
  expectGroup(catalogue.weyl('E6', { node: 1 }), 27, 51840n, '27 lines');
  expectGroup(catalogue.weyl('A5', { node: 1 }), 6, 720n, 'S6 on points');
  expectGroup(catalogue.weyl('H4', { node: 1 }), 120, 14400n, '600-cell');
});

test('Heisenberg, extraspecial and Frobenius groups', () => {
  for (const m of [2, 3, 4, 6, 7]) expectGroup(catalogue.heisenberg(m), m * m, BigInt(m ** 3), 'Heisenberg');
  for (const [p, n] of [
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 1],
    [3, 2],
    [5, 1],
    [7, 1],
  ]) {
    for (const type of ['plus', 'minus'] as const) {
      const group = catalogue.extraspecial(p, n, type);
      expectGroup(group, p ** (1 + 2 * n), BigInt(p ** (1 + 2 * n)), 'extraspecial');
      const elements = [...group.elements()];
      const central = elements.filter((z) => group.generators.every((g) => g.times(z).equals(z.times(g))));
      assert.is(central.length, p);
      const involutions = elements.filter((g) => g.times(g).isIdentity()).length;
      // p = 2: x² is a quadratic form of the type on the 2n-space, with 2^{n−1}(2ⁿ ± 1) zeros, each two elements
      if (p === 2) assert.is(involutions, 2 * 2 ** (n - 1) * (2 ** n + (type === 'plus' ? 1 : -1)));
      else
        assert.is(
          elements.every((g) => g.power(p).isIdentity()),
          type === 'plus',
        );
    }
  }
  for (const [q, k] of [
    [7, 3],
    [11, 5],
    [9, 8],
    [16, 5],
    [27, 13],
  ]) {
    const group = catalogue.frobenius(q, k);
    expectGroup(group, q, BigInt(q * k), 'Frobenius');
    assert.is(group.stabilizer(0).order, BigInt(k));
    assert.is(group.stabilizer([0, 1]).order, 1n);
  }
});

test('sporadic groups and puzzles have the published orders', () => {
  const expected: [string, number, bigint][] = [
    ['janko(1)', 266, 175560n],
    ['J(2)', 100, 604800n],
    ['HS', 100, 44352000n],
    ['McL', 275, 898128000n],
    ['Co3', 276, 495766656000n],
    ['Suz', 1782, 448345497600n],
    ['megaminx', 120, 100669616553523347122516032313645505168688116411019768627200000000000n],
  ];
  for (const [text, degree, order] of expected) {
    const group = parseGroup(text.replace(/^J\(/, 'janko('));
    assert.is(group.degree, degree, text);
    assert.is(group.order, order, text);
  }
});

test('arguments outside the families are refused', () => {
  const calls = [
    () => catalogue.generalLinear(2, 6),
    () => catalogue.generalLinear(30, 2),
    () => catalogue.specialLinear(1, 5),
    () => catalogue.symplectic(5, 2),
    () => catalogue.symplectic(4, 3, { on: 'plusForms' }),
    () => catalogue.frobenius(7, 4),
    () => catalogue.heisenberg(1),
    () => catalogue.extraspecial(4, 1),
    () => catalogue.extraspecial(3, 1, 'both' as 'plus'),
    () => catalogue.weyl('E9'),
    () => catalogue.weyl('D3'),
    () => catalogue.weyl('A3', { node: 4 }),
    () => catalogue.janko(3),
  ];
  for (const call of calls) {
    assert.throws(call, (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT', String(call));
  }
});

test.run();
