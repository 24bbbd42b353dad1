/** Spaces, their irreducibles and the elements that keep the grid. */
import { catalogue } from '@isotypic/algebra';
import { fieldType, type GSpace, geometricTensor, gspaces, noBaseSpace, restrictedType, tensor } from '@isotypic/nn';
import { isotypicDecomposition, type Representation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';
import { largestDifference } from '../helpers/matrices.js';

test('the nineteen spaces of the walk-through have their names here', () => {
  const { gspaces: names } = escnnVectors<{ gspaces: string[] }>('walkthrough');
  assert.is(names.length, 19);
  for (const name of names) assert.ok(name === 'no_base_space' || name in gspaces, name);
  assert.is(noBaseSpace(catalogue.symmetric(3)).baseDimension, 0);
});

test('orders, and how many elements keep a grid', () => {
  const cases: readonly (readonly [GSpace, bigint | undefined, number])[] = [
    [gspaces.trivialOnR2(), 1n, 1],
    [gspaces.rot2dOnR2(8), 8n, 4],
    [gspaces.flipRot2dOnR2(6), 12n, 4],
    [gspaces.rot2dOnR2(), undefined, 4],
    [gspaces.flipRot2dOnR2(), undefined, 8],
    [gspaces.flip2dOnR2(), 2n, 2],
    [gspaces.mirOnR3(), 2n, 2],
    [gspaces.invOnR3(), 2n, 2],
    [gspaces.conicalOnR3(4), 8n, 8],
    [gspaces.dihedralOnR3(3), 6n, 2],
    [gspaces.cylindricalOnR3(4), 8n, 8],
    [gspaces.fullCylindricalOnR3(), undefined, 16],
    [gspaces.octaOnR3(), 24n, 24],
    [gspaces.fullOctaOnR3(), 48n, 48],
    [gspaces.icoOnR3(), 60n, 12],
    [gspaces.fullIcoOnR3(), 120n, 24],
    [gspaces.rot3dOnR3(), undefined, 24],
    [gspaces.flipRot3dOnR3(), undefined, 48],
  ];
  for (const [space, order, symmetries] of cases) {
    assert.is(space.order, order, space.name);
    assert.is(space.gridSymmetries.length, symmetries, space.name);
  }
});

test("escnn's irreducibles: matrices of the cyclic and dihedral groups, element by element", () => {
  const { cases } = escnnVectors<{
    cases: { kind: string; group: string; id: number[]; size: number; matrices?: number[][]; elements?: string[] }[];
  }>('representations');
  let compared = 0;
  for (const { kind, group, id, size, matrices } of cases) {
    if (kind !== 'irrep' || matrices === undefined || !/^[CD]\d$/.test(group)) continue;
    const n = Number(group.slice(1));
    const space = group[0] === 'C' ? gspaces.rot2dOnR2(n) : gspaces.flipRot2dOnR2(n);
    const rep = space.irrep(...id);
    assert.is(rep.dimension, size);
    matrices.forEach((expected, e) => {
      // elements stand in escnn's order: the one that takes the identity, point 0, to point e
      const g = space.group.transversal(0).elementTo(e);
      // written with 12 decimals
      assert.ok(largestDifference(space.matrix(rep, g), expected) <= 5e-13);
      compared++;
    });
  }
  assert.ok(compared > 50);
});

test('the regular representations fall into the irreducibles that escnn counts', () => {
  const { cases } = escnnVectors<{ cases: { kind: string; group: string; irreps: Record<string, number> }[] }>(
    'representations',
  );
  for (const { kind, group, irreps } of cases) {
    if (kind !== 'regular' || !(group in { C8: 1, D4: 1, Octa: 1 })) continue;
    const space = spaceNamed(group);
    const own = isotypicDecomposition(space.regular as Representation).components;
    const degrees = Object.entries(irreps).map(([id, m]) => [representationNamed(space, `irrep:${id}`).dimension, m]);
    assert.equal(
      own.map((c) => `${c.degree}×${c.multiplicity}`).sort(),
      degrees.map(([d, m]) => `${d}×${m}`).sort(),
      group,
    );
  }
});

test('numbers that name no irreducible are refused', () => {
  assert.throws(() => gspaces.rot2dOnR2(4).irrep(3), /k from 0 to 2/);
  assert.throws(() => gspaces.flipRot2dOnR2().irrep(0, 1), /j \(1 where k > 0\)/);
  assert.throws(() => gspaces.rot2dOnR2().regular, /finite group/);
  const [C4, D4] = [gspaces.rot2dOnR2(4), gspaces.flipRot2dOnR2(4)];
  assert.throws(() => fieldType(C4, [D4.regular]), /on the same generators/);
});

test("escnn's GeometricTensor.transform", () => {
  const { cases } = escnnVectors<{
    cases: { layer: string; fields: string[]; size: number; input: number[]; outputs: number[][] }[];
  }>('more-forward');
  const space = gspaces.rot2dOnR2(4);
  let seen = 0;
  for (const { layer, fields, size, input, outputs } of cases) {
    if (layer !== 'GeometricTensor.transform') continue;
    const type = fieldType(
      space,
      fields.map((name) => representationNamed(space, name)),
    );
    const x = geometricTensor(tensor(input, [1, type.size, size, size]), type);
    outputs.forEach((expected, e) => {
      const moved = x.transform(space.group.transversal(0).elementTo(e));
      assert.ok(largestDifference(moved.tensor.data, expected) <= 4 * 2 ** -52);
      seen++;
    });
  }
  assert.is(seen, 8);
});

test('turning by g and then by h is turning by hg, to the bit on permuted fields; others are refused', () => {
  for (const space of [gspaces.flipRot2dOnR2(4), gspaces.fullOctaOnR3(), gspaces.mirOnR3()]) {
    const type = fieldType(space, [space.regular, space.trivial]);
    const extents = new Array(space.baseDimension).fill(4);
    const count = type.size * 4 ** space.baseDimension;
    const x = geometricTensor(
      tensor(
        Float64Array.from({ length: count }, (_, i) => Math.sin(i)),
        [1, type.size, ...extents],
      ),
      type,
    );
    const [g, h] = [space.elements[1], space.elements[space.elements.length - 1]];
    assert.equal(x.transform(g).transform(h).tensor.data, x.transform(h.times(g)).tensor.data);
  }
  const C8 = gspaces.rot2dOnR2(8);
  const image = geometricTensor(tensor(new Float64Array(9), [1, 1, 3, 3]), fieldType(C8, [C8.trivial]));
  assert.throws(() => image.transform(C8.elements.find((g) => !C8.gridSymmetries.includes(g)) as never), /off it/);
});

test('restriction keeps what the elements of the subgroup do', () => {
  const cases: readonly (readonly [GSpace, ReturnType<typeof gspaces.octaOnR3>])[] = [
    [gspaces.flipRot2dOnR2(8), gspaces.rot2dOnR2(4)],
    [gspaces.rot2dOnR2(), gspaces.rot2dOnR2(6)],
    [gspaces.fullOctaOnR3(), gspaces.invOnR3()],
  ];
  for (const [space, subspace] of cases) {
    const fields = space.order === undefined ? [space.irrep(1), space.irrep(3)] : [space.regular, space.irrep(1, 1)];
    const type = fieldType(space, fields);
    const restricted = restrictedType(type, subspace);
    assert.is(restricted.size, type.size);
    for (const g of subspace.group.generators) {
      const same =
        'elements' in space
          ? (space as typeof subspace).elements.find(
              (h) => largestDifference(space.pointMatrix(h).data, subspace.pointMatrix(g).data) === 0,
            )
          : subspace.pointMatrix(g);
      assert.ok(largestDifference(restricted.matrix(g), type.matrix(same as never)) <= 1e-14);
    }
  }
  assert.throws(() => restrictedType(fieldType(gspaces.rot2dOnR2(4), []), gspaces.flip2dOnR2()), /a subgroup/);
});

test('the fibre is printed with its channels', () => {
  const C4 = gspaces.rot2dOnR2(4);
  assert.is(
    String(fieldType(C4, [C4.trivial, C4.regular, C4.irrep(1)])),
    'C4 on R2: trivial [0], perm[4] [1–4], irrep(1) [5–6]',
  );
  const cube = gspaces.fullOctaOnR3();
  assert.match(
    String(fieldType(cube, [cube.irrep(0, 0), cube.irrep(1, 1), cube.irrep(0, 2)])),
    /: trivial \[0\], irrep\(1,1\) \[1–3\], irrep\(0,2\) \[4–5\]$/,
  );
  const Q8 = noBaseSpace(catalogue.quaternion());
  assert.match(String(fieldType(Q8, [Q8.irrep(1), Q8.irrep(4)])), /: irrep\(1\) \[0\], irrep\(4\) \[1–4\]$/);
});

test.run();
