/** What verifyDecomposition proves, and that it notices every kind of planted fault. */
import {
  actionOnSubsets,
  catalogue,
  type ExactMatrix,
  type ExactScalar,
  Matrix,
  PermutationGroup,
  rationals,
} from '@isotypic/algebra';
import {
  directSum,
  exteriorPower,
  type IsotypicDecomposition,
  isotypicDecomposition,
  type PermutationRepresentation,
  permutationRepresentation,
  RealIrrep,
  regularRepresentation,
  signRepresentation,
  tensorProduct,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Copies } from '../../dist/bases/copies.js';
import type { ExactMultiplicitySpace } from '../../dist/bases/multiplicity-space.js';
import { type OrbitCopies, PermutationCopies } from '../../dist/bases/permutation-copies.js';
import { RealDecomposition } from '../../dist/decomposition/real-decomposition.js';

const onSubsets = (n: number, k: number) => {
  const G = catalogue.symmetric(n);
  return permutationRepresentation(G, actionOnSubsets(G, k).generators);
};
const S8 = catalogue.symmetric(8);
const sum = directSum(
  permutationRepresentation(S8),
  permutationRepresentation(S8, actionOnSubsets(S8, 2).generators),
) as PermutationRepresentation;

test('both methods prove the same', () => {
  for (const rep of [onSubsets(8, 2), onSubsets(9, 3), sum, permutationRepresentation(catalogue.rubiksCube())]) {
    const decomposition = isotypicDecomposition(rep);
    const columns = verifyDecomposition(decomposition, { method: 'columns' });
    const idempotents = verifyDecomposition(decomposition, { method: 'idempotents' });
    const facts = ({ dimension, endomorphismDimension, irreducibilityProved }: typeof columns) => [
      dimension,
      endomorphismDimension,
      irreducibilityProved,
    ];
    assert.equal(facts(idempotents), facts(columns));
    assert.equal(columns.notProved, []);
    assert.ok(columns.irreducibilityProved);
  }
});

test('matrices: irreducibility is proved by commuting algebras', () => {
  const rep = tensorProduct(
    exteriorPower(permutationRepresentation(catalogue.symmetric(4)), 2),
    signRepresentation(catalogue.symmetric(4)),
  );
  assert.ok(verifyDecomposition(isotypicDecomposition(rep)).irreducibilityProved);
});

test('S100 on pairs, 4950 points, is proved in the algebra of rank 3', () => {
  const certificate = verifyDecomposition(isotypicDecomposition(onSubsets(100, 2)));
  assert.is(certificate.dimension, 4950);
  assert.is(certificate.endomorphismDimension, 3);
  assert.ok(certificate.irreducibilityProved);
  assert.is(certificate.method, 'idempotents');
  assert.equal(certificate.notProved, [
    'the columns of the copies',
    'the invariant forms of irreps of degree above 64',
  ]);
});

test('idempotents are refused where projectors are not known by orbitals', () => {
  const decomposition = isotypicDecomposition(regularRepresentation(catalogue.symmetric(3)));
  assert.throws(() => verifyDecomposition(decomposition, { method: 'idempotents' }), /known by orbitals/);
});

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'nothing thrown';
};

/** The same space of copies, some of whose methods answer something else. */
function changed(space: ExactMultiplicitySpace, change: Partial<ExactMultiplicitySpace>): ExactMultiplicitySpace {
  return new Proxy(space, {
    get: (target, key) => {
      if (key in change) return change[key as keyof ExactMultiplicitySpace];
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const plusOne = (M: ExactMatrix, at: number): ExactMatrix =>
  new Matrix(
    M.field,
    M.rows,
    M.cols,
    M.entries.map((x, k) => (k === at ? M.field.add(x, M.field.one) : x)),
  );

const spacesOf = (d: IsotypicDecomposition): readonly ExactMultiplicitySpace[] =>
  (d as RealDecomposition).exactSpaces('a test');

const columnFaults: Record<string, (spaces: readonly ExactMultiplicitySpace[]) => readonly ExactMultiplicitySpace[]> = {
  'an entry of an intertwiner': ([a, b, ...rest]) => [
    a,
    changed(b, { intertwiner: (i) => (i === 0 ? plusOne(b.intertwiner(0), 2) : b.intertwiner(i)) }),
    ...rest,
  ],
  'a copy listed twice': ([a, b, ...rest]) => [a, changed(b, { intertwiner: () => b.intertwiner(0) }), ...rest],
  'a wrong length': ([a, b, ...rest]) => [
    a,
    changed(b, { norm: (i) => b.intertwiner(i).field.add(b.norm(i), b.intertwiner(i).field.one) }),
    ...rest,
  ],
  'a copy left out': ([a, b, ...rest]) => [a, changed(b, { multiplicity: b.multiplicity - 1 }), ...rest],
  'a component left out': ([a, , ...rest]) => [a, ...rest],
  'two copies that are not orthogonal': ([a, b, ...rest]) => [
    a,
    changed(b, { intertwiner: (i) => (i === 0 ? b.intertwiner(0) : b.intertwiner(0).plus(b.intertwiner(1))) }),
    ...rest,
  ],
  'the left inverses of two copies exchanged': ([a, b, ...rest]) => [
    a,
    changed(b, { leftInverse: (i) => b.leftInverse(1 - i) }),
    ...rest,
  ],
  'one irrep counted as two': ([a, b, ...rest]) => [
    a,
    changed(b, { multiplicity: 1 }),
    changed(b, { multiplicity: 1, intertwiner: () => b.intertwiner(1), norm: () => b.norm(1) }),
    ...rest,
  ],
};

for (const [name, plant] of Object.entries(columnFaults)) {
  test(`columns with ${name} are refused`, () => {
    const decomposition = isotypicDecomposition(sum); // trivial ×2, degree 7 ×2, degree 20
    verifyDecomposition(decomposition, { method: 'columns' });
    const faulty = new RealDecomposition(sum, plant(spacesOf(decomposition)) as readonly Copies[]);
    assert.is(
      codeOf(() => verifyDecomposition(faulty, { method: 'columns' })),
      'REFUTED',
    );
  });
}

test('a reducible representation called an irrep is refused', () => {
  const G = new PermutationGroup([[1, 0]]);
  const two = Matrix.identity(rationals, 2);
  const swap = Matrix.build(rationals, 2, 2, (i, j) => (i === j ? rationals.zero : rationals.one));
  const irrep = new RealIrrep({ group: G, degree: 2, type: 'real', generatorMatrices: () => [swap], gram: () => two });
  const rep = permutationRepresentation(G);
  const space = {
    kind: 'matrix',
    irrep,
    multiplicity: 1,
    orthogonal: true,
    intertwiner: () => two,
    leftInverse: () => two,
    norm: () => rationals.one,
    projector: () => two,
    writeOrthonormal: () => undefined,
  } as unknown as Copies;
  assert.is(
    codeOf(() => verifyDecomposition(new RealDecomposition(rep, [space]))),
    'REFUTED',
  );
});

/** The same copies, with another claim about those on every orbit. */
function claimed(
  space: ExactMultiplicitySpace,
  change: (copies: OrbitCopies) => Partial<OrbitCopies>,
): PermutationCopies {
  const { irrep, pieces } = space as PermutationCopies;
  return new PermutationCopies(
    irrep,
    36,
    pieces.map((copies) => ({ ...copies, ...change(copies) })),
  );
}

const coefficients = (change: (c: readonly ExactScalar[]) => readonly ExactScalar[]) => (copies: OrbitCopies) => {
  const { projector } = copies;
  assert.ok(projector);
  return { projector: { ...projector, coefficients: change(projector.coefficients) } };
};

const idempotentFaults: Record<
  string,
  (spaces: readonly ExactMultiplicitySpace[]) => readonly ExactMultiplicitySpace[]
> = {
  'a changed coefficient': ([a, b, ...rest]) => [
    a,
    claimed(
      b,
      coefficients((c) => c.map((x, k) => (k === c.length - 1 ? rationals.add(x as never, rationals.one) : x))),
    ),
    ...rest,
  ],
  'the projectors of two components exchanged': ([a, b, c]) => {
    const [p, q] = [b, c].map((space) => (space as PermutationCopies).pieces);
    return [
      a,
      claimed(b, (x) => (x === p[1] ? { projector: q[0].projector } : {})),
      claimed(c, () => ({ projector: p[1].projector })),
    ] as ExactMultiplicitySpace[];
  },
  'a component left out': ([a, , ...rest]) => [a, ...rest],
  'a wrong multiplicity': ([a, b, ...rest]) => [a, claimed(b, () => ({ multiplicity: 2 })), ...rest],
  'suborbits that are not': ([a, b, ...rest]) => [
    a,
    claimed(b, ({ projector }) => ({
      projector: projector && { ...projector, label: projector.label.map((k, y) => (y === 3 ? (k + 1) % 2 : k)) },
    })),
    ...rest,
  ],
};

for (const [name, plant] of Object.entries(idempotentFaults)) {
  test(`idempotents with ${name} are refused`, () => {
    const decomposition = isotypicDecomposition(sum);
    const faulty = new RealDecomposition(sum, plant(spacesOf(decomposition)) as readonly Copies[]);
    assert.is(
      codeOf(() => verifyDecomposition(faulty, { method: 'idempotents' })),
      'REFUTED',
    );
  });
}

test('idempotents of one component that say another type are refused', () => {
  const rep = permutationRepresentation(catalogue.rubiksCube());
  const spaces = spacesOf(isotypicDecomposition(rep)) as readonly PermutationCopies[];
  const faulty = spaces.map((space) => {
    const { irrep } = space;
    if (irrep.type !== 'complex') return space;
    const other = new RealIrrep({
      group: irrep.group,
      degree: irrep.degree,
      label: irrep.label,
      isTrivial: false,
      type: 'real',
      generatorMatrices: () => irrep.generatorMatrices,
    });
    return new PermutationCopies(other, rep.dimension, space.pieces);
  });
  assert.is(
    codeOf(() => verifyDecomposition(new RealDecomposition(rep, faulty), { method: 'idempotents' })),
    'REFUTED',
  );
});

test.run();
