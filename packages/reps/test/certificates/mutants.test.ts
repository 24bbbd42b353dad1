/**
 * Objects with one lie in them: every field of a representation and of a decomposition is changed, the fields being
 * listed from the objects, and each mutant is refused.
 */
import { Cyclotomic, catalogue, Fraction, Matrix, Permutation, randomSource, rationals } from '@isotypic/algebra';
import {
  checkRepresentation,
  directSum,
  exteriorPower,
  type IsotypicDecomposition,
  isotypicDecomposition,
  matrixRepresentation,
  monomialRepresentation,
  permutationRepresentation,
  RealIrrep,
  regularRepresentation,
  symmetricPower,
  tensorProduct,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type MutantOptions, mutants } from '../../../../tools/mutants.mjs';
import { inBasis, randomBasis } from '../decomposition/random-bases.js';
import { refusal } from '../refusal.js';

/** What numbers that are objects, and permutations, are changed to. */
function leaf(value: unknown): readonly unknown[] | undefined {
  if (value instanceof Fraction) return [value.add(1), value.sub(1, 2)];
  if (value instanceof Cyclotomic) return [value.plus(Cyclotomic.one), value.minus(Cyclotomic.rootOfUnity(3))];
  if (value instanceof Permutation) {
    const n = value.degree;
    if (n < 2) return [Permutation.identity(n + 1)];
    const swap = Permutation.fromImages([1, 0, ...Array.from({ length: n - 2 }, (_, i) => i + 2)]);
    return [value.times(swap), Permutation.identity(n + 1)];
  }
  if (typeof value === 'object' && value !== null && 'isZero' in value && 'mul' in value) return []; // a field
  return undefined;
}

const words = {
  kind: ['permutation', 'monomial', 'matrix', 'numeric'],
  type: ['real', 'complex', 'quaternionic'],
  field: ['real', 'rational', 'complex'],
};

/** The rotation and reflections of a pentagon over ℚ(ζ₅), for the catalogue's generators of D5. */
function dihedralMatrices() {
  const turn = [
    ['E(5)', 0],
    [0, 'E(5)^4'],
  ];
  const flip = [
    [0, 1],
    [1, 0],
  ];
  return catalogue.dihedral(5).generators.map((g) => (g.order() === 5n ? turn : flip));
}

const S4 = catalogue.symmetric(4);
const natural = permutationRepresentation(S4);

const REPRESENTATIONS = {
  'points of S4': natural,
  'pairs of S4': symmetricPower(natural, 2),
  'the exterior square': exteriorPower(natural, 2),
  'a monomial one': monomialRepresentation(
    S4,
    S4.generators,
    S4.generators.map((g) => [1, 1, 1, 1].map(() => g.sign())),
  ),
  'one over a cyclotomic field': matrixRepresentation(catalogue.dihedral(5), dihedralMatrices()),
};

for (const [name, rep] of Object.entries(REPRESENTATIONS)) {
  test(`every lie about ${name} is refused`, () => {
    checkRepresentation(rep);
    let count = 0;
    const accepted: string[] = [];
    // a label is a name; the group's own insides are the business of the verification of chains
    const options: MutantOptions = {
      leaf,
      words,
      skip: ['label'],
      depth: 4,
      others: [catalogue.dihedral(4), catalogue.cyclic(5)],
    };
    for (const { path, change, value } of mutants(rep, options)) {
      if (path.startsWith('.group.')) continue;
      if (change === "'matrix'" && rep.kind === 'monomial') continue; // true: a monomial matrix is a matrix
      count++;
      try {
        checkRepresentation(value as typeof rep);
        accepted.push(`${path} ${change}`);
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (code !== 'REFUTED' && code !== 'INVALID_ARGUMENT') accepted.push(`${path} ${change}: ${error}`);
      }
    }
    assert.equal(accepted, []);
    assert.ok(count >= 8, `${count} mutants`);
  });
}

const random = randomSource(11);
const DECOMPOSITIONS: Record<string, () => IsotypicDecomposition> = {
  'points and pairs of S4': () => isotypicDecomposition(directSum(natural, tensorProduct(natural, natural))),
  'the regular representation of Q8': () => isotypicDecomposition(regularRepresentation(catalogue.quaternion())),
  'orthogonal matrices': () => isotypicDecomposition(exteriorPower(natural, 2)),
  'matrices that are not orthogonal': () =>
    isotypicDecomposition(inBasis(permutationRepresentation(catalogue.cyclic(5)), randomBasis(5, 'rational', random))),
  'an action with projectors by orbitals': () =>
    isotypicDecomposition(permutationRepresentation(catalogue.rubiksCube())),
};

/**
 * Fields that no answer of a decomposition is read from: memos that are empty or made of others, what an irrep was made
 * with and has copied, what steers how a vector is multiplied and not by what.
 */
const UNREAD = [
  'lazyBasis',
  'lazyCopies',
  'lazyProjector',
  'lazyOrthogonal',
  'lazyEvaluate',
  'parts',
  'group',
  'representation',
];

for (const [name, make] of Object.entries(DECOMPOSITIONS)) {
  test(`every lie about the decomposition of ${name} is refused`, () => {
    const decomposition = make();
    verifyDecomposition(decomposition);
    const [other] = make().components;
    let count = 0;
    const accepted: string[] = [];
    const options: MutantOptions = { leaf, words, skip: UNREAD, depth: 4, others: [other.irrep, natural] };
    for (const { path, change, value } of mutants(decomposition, options)) {
      count++;
      try {
        verifyDecomposition(value);
        accepted.push(`${path} ${change}`);
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (code !== 'REFUTED' && code !== 'INVALID_ARGUMENT') accepted.push(`${path} ${change}: ${error}`);
      }
    }
    assert.equal(accepted, []);
    assert.ok(count >= 20, `${count} mutants`);
  });
}

test('another representation in the place of the one decomposed is refused', () => {
  const decomposition = isotypicDecomposition(permutationRepresentation(catalogue.dihedral(4)));
  const turned = permutationRepresentation(
    catalogue.dihedral(4),
    catalogue.dihedral(4).generators.map((g) => {
      const s = Permutation.fromImages([1, 0, 2, 3]);
      return s.times(g).times(s);
    }),
  );
  for (const [field, value] of Object.entries({ representation: turned })) {
    const fields = Object.getOwnPropertyDescriptors(decomposition);
    const mutant = Object.create(Object.getPrototypeOf(decomposition), {
      ...fields,
      [field]: { value, enumerable: true },
    });
    assert.is(refusal(() => verifyDecomposition(mutant)).code, 'REFUTED');
  }
});

test('a reducible irrep, and one counted twice, are refused', () => {
  const C2 = catalogue.cyclic(2);
  const swap = Matrix.build(rationals, 2, 2, (i, j) => (i === j ? rationals.zero : rationals.one));
  const one = Matrix.identity(rationals, 2);
  const irrep = new RealIrrep({ group: C2, degree: 2, type: 'real', generatorMatrices: () => [swap], gram: () => one });
  const rep = permutationRepresentation(C2);
  const error = refusal(() => verifyDecomposition(isotypicDecomposition(rep, { irreps: [irrep] })));
  assert.ok(error.code === 'REFUTED' || error.code === 'INVALID_ARGUMENT');
});

test.run();
