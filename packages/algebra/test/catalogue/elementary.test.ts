import { catalogue, groupName, IsotypicError, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

function expectGroup(group: PermutationGroup, degree: number, order: bigint): void {
  assert.is(group.degree, degree, groupName(group));
  assert.is(group.order, order, groupName(group));
}

test('elementary families have the orders of their closed formulas', () => {
  for (let n = 1; n <= 9; n++) {
    expectGroup(catalogue.cyclic(n), n, BigInt(n));
    expectGroup(catalogue.symmetric(n), n, factorial(n));
    expectGroup(catalogue.alternating(n), n, n < 2 ? 1n : factorial(n) / 2n);
    if (n >= 3) expectGroup(catalogue.dihedral(n), n, BigInt(2 * n));
    if (n >= 2) expectGroup(catalogue.dicyclic(n), 4 * n, BigInt(4 * n));
  }
  expectGroup(catalogue.quaternion(), 8, 8n);
  expectGroup(catalogue.quaternion(32), 32, 32n);
  expectGroup(catalogue.kleinFour(), 4, 4n);
});

test('dihedral(4) turns and reflects the square 0 1 2 3', () => {
  const [rotation, reflection] = catalogue.dihedral(4).generators;
  assert.is(rotation.toString(), '(0 1 2 3)');
  assert.is(reflection.toString(), '(1 3)');
});

test('dicyclic groups satisfy their presentation and have one involution', () => {
  for (const n of [2, 3, 5, 8]) {
    const group = catalogue.dicyclic(n);
    const [a, x] = group.generators;
    assert.is(a.order(), BigInt(2 * n));
    assert.ok(x.power(2).equals(a.power(n)));
    assert.ok(a.conjugateBy(x).equals(a.inverse()));
    assert.ok(group.isTransitive());
  }
});

test('polyhedral groups act on as many vertices, edges, faces and flags as the solids have', () => {
  const solids = [
    { group: catalogue.tetrahedral, rotations: 12, cells: { vertices: 4, edges: 6, faces: 4 } },
    { group: catalogue.octahedral, rotations: 24, cells: { vertices: 6, edges: 12, faces: 8 } },
    { group: catalogue.icosahedral, rotations: 60, cells: { vertices: 12, edges: 30, faces: 20 } },
  ];
  for (const { group, rotations, cells } of solids) {
    for (const on of ['vertices', 'edges', 'faces'] as const) {
      expectGroup(group({ on }), cells[on], BigInt(rotations));
      expectGroup(group({ on, full: true }), cells[on], BigInt(2 * rotations));
      assert.ok(group({ on }).isTransitive());
    }
    expectGroup(group({ on: 'regular' }), rotations, BigInt(rotations));
    expectGroup(group({ on: 'regular', full: true }), 2 * rotations, BigInt(2 * rotations));
  }
});

test('Mathieu groups have the published orders', () => {
  const orders: [number, bigint][] = [
    [11, 7920n],
    [12, 95040n],
    [22, 443520n],
    [23, 10200960n],
    [24, 244823040n],
  ];
  for (const [n, order] of orders) expectGroup(catalogue.mathieu(n), n, order);
});

test('the cube turns as GAP’s manual prints it, and the group has the published order', () => {
  const cube = catalogue.rubiksCube();
  expectGroup(cube, 48, 43252003274489856000n);
  // GAP tutorial, "An example": the top turn, points from 1.
  const top = '(1,3,8,6)(2,5,7,4)(9,33,25,17)(10,34,26,18)(11,35,27,19)';
  const expected = parseGroup(`<${top.replace(/\d+/g, (x) => String(Number(x) - 1))}, degree 48>`).generators[0];
  assert.ok(cube.generators[0].equals(expected));
  expectGroup(catalogue.rubiksCube(2), 24, 88179840n);
});

test('refusals name the function and what would have been right', () => {
  const refusals: [() => unknown, string][] = [
    [() => catalogue.dihedral(2), 'catalogue.dihedral: expected n to be an integer from 3'],
    [() => catalogue.cyclic(0), 'catalogue.cyclic: expected n'],
    [() => catalogue.symmetric(2.5), 'catalogue.symmetric: expected n'],
    [() => catalogue.mathieu(13), '11, 12, 22, 23 or 24'],
    [() => catalogue.quaternion(12), 'catalogue.quaternion'],
    [() => catalogue.rubiksCube(1), 'catalogue.rubiksCube'],
    [() => catalogue.icosahedral({ on: 'corners' as 'faces' }), "'vertices', 'edges', 'faces', 'regular'"],
  ];
  for (const [call, text] of refusals) {
    assert.throws(
      call,
      (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT' && e.message.includes(text),
    );
  }
});

test('octahedral({ ful: true }) and its like are refused with the valid names', () => {
  const misspelled: readonly [run: () => unknown, text: RegExp][] = [
    [() => catalogue.octahedral({ ful: true } as object), /the options are on, full, got "ful"\. Did you mean full\?/],
    [
      () => catalogue.tetrahedral({ one: 'edges' } as object),
      /the options are on, full, got "one"\. Did you mean on\?/,
    ],
    [
      () => catalogue.icosahedral({ Full: true } as object),
      /the options are on, full, got "Full"\. Did you mean full\?/,
    ],
    [
      () => catalogue.octahedral({ on: 'edge' } as object),
      /option on to be one of 'vertices', 'edges', 'faces', 'regular', got "edge"\. Did you mean 'edges'\?/,
    ],
    [() => catalogue.octahedral({ full: 1 } as object), /option full to be true or false, got 1/],
  ];
  for (const [run, text] of misspelled) {
    assert.throws(
      run,
      (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT' && text.test(e.message),
    );
  }
});

test.run();
