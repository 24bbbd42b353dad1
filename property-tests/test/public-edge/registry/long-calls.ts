/**
 * Calls that take seconds or never end when nobody stops them, by package and path; the options are left out. Objects
 * are made anew for each call, since they remember what they have found.
 */
import {
  catalogue,
  Fraction,
  Graph,
  Matrix,
  Polynomial,
  parseGroup,
  randomSource,
  rationals,
  regularAction,
} from '@isotypic/algebra';
import { equivariantMaps, parseMatrixGroup, T } from '@isotypic/maps';
import { Float64Matrix, standardNormals } from '@isotypic/numeric';
import { characterTable, matrixRepresentation, permutationRepresentation, regularRepresentation } from '@isotypic/reps';

export interface LongCall {
  readonly receiver?: unknown;
  readonly args: readonly unknown[];
}

/** Entries of 30 bits. */
function randomMatrix(rows: number, cols: number): Matrix<Fraction> {
  const random = randomSource(7);
  return Matrix.build(rationals, rows, cols, () => new Fraction(random.below(1 << 30), 1 + random.below(1 << 10)));
}

/** (x+1)⁴⁰(x²−2)³⁰ plus a constant: nothing divides it, its coefficients are long. */
const longPolynomial = (): Polynomial<Fraction> =>
  Polynomial.of(rationals, [1, 1])
    .power(40)
    .times(Polynomial.of(rationals, [-2, 0, 1]).power(30))
    .plus(Polynomial.of(rationals, [7]));

const rootOfUnity = (n: number): Polynomial<Fraction> =>
  Polynomial.of(rationals, [-1, ...Array.from({ length: n - 1 }, () => 0), 1]);

const cube = () => catalogue.rubiksCube();
const cubeElement = () => cube().generators[0].times(cube().generators[1]).times(cube().generators[2]);
const wreath = () => parseGroup('symmetric(3) wr symmetric(3) wr symmetric(3)');
const large = () => parseGroup('cyclic(2) wr mathieu(12)');

/** A torus of 40×40 squares. */
const torus = () => {
  const n = 40;
  const at = (i: number, j: number) => (i % n) * n + (j % n);
  return Graph.fromEdges(
    n * n,
    Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n]).flatMap(([i, j]) => [
      [at(i, j), at(i + 1, j)],
      [at(i, j), at(i, j + 1)],
    ]),
  );
};

/** A representation of dimension 300 by matrices. */
const dense = () => {
  const rep = regularRepresentation(parseGroup('alternating(5) x cyclic(5)'));
  return matrixRepresentation(rep.group, rep.generatorMatrices);
};

const on = (receiver: unknown, ...args: unknown[]): LongCall => ({ receiver, args });
const call = (...args: unknown[]): LongCall => ({ args });

const samples = (rows: number, cols: number) =>
  Float64Matrix.generate(rows, cols, (i, j) => Math.sin(i * 7 + j * j * 3 + 1));
const noise = (rows: number, cols: number) => standardNormals(rows, cols, 3);
const regular24 = () => regularRepresentation(catalogue.symmetric(4));

export const LONG_CALLS: Readonly<Record<string, () => LongCall>> = {
  'algebra automorphismGroup': () => call(torus()),
  'algebra graphAutomorphisms': () => call(torus()),
  'algebra suborbits': () => call(parseGroup('symmetric(40) on subsets(3)')),
  'algebra verifyStabilizerChain': () => call(large()),
  'algebra PermutationGroup#prepare': () => on(large()),
  'algebra PermutationGroup#setwiseStabilizer': () => on(cube(), [0, 5, 9, 14, 23, 30, 41]),
  'algebra PermutationGroup#centralizer': () => on(cube(), cubeElement()),
  'algebra PermutationGroup#conjugatingElement': () => on(cube(), cubeElement(), cubeElement().inverse()),
  'algebra PermutationGroup#normalizerOfCyclic': () =>
    on(parseGroup('symmetric(31)'), catalogue.cyclic(31).generators[0]),
  'algebra PermutationGroup#intersection': () => on(cube(), wreathOfDegree48()),
  'algebra PermutationGroup#sylowSubgroup': () => on(cube(), 2),
  'algebra PermutationGroup#blockSystems': () => on(regularAction(elementaryAbelian(6))),
  'algebra PermutationGroup#derivedSeries': () => on(large()),
  'algebra PermutationGroup#lowerCentralSeries': () => on(large()),
  'algebra PermutationGroup#conjugacyClasses': () => on(wreath()),
  'algebra characteristicPolynomial': () => call(randomMatrix(60, 60)),
  'algebra minimalPolynomial': () => call(integers(60)),
  'algebra lllReducedGram': () => call(gram(40)),
  'algebra hermiteForm': () => call(integers(60)),
  'algebra invariantFactors': () => call(integers(60)),
  'algebra smithForm': () => call(integers(60)),
  'algebra determinant': () => call(randomMatrix(120, 120), { method: 'plain' }),
  'algebra inverse': () => call(randomMatrix(80, 80), { method: 'plain' }),
  'algebra nullspace': () => call(randomMatrix(120, 130), { method: 'plain' }),
  'algebra rank': () => call(randomMatrix(120, 120), { method: 'fraction-free' }),
  'algebra rref': () => call(randomMatrix(60, 60), { method: 'fraction-free' }),
  'algebra solve': () => call(randomMatrix(120, 120), randomMatrix(120, 3)),
  'algebra factorPolynomial': () => call(rootOfUnity(1260)),
  'algebra isIrreducible': () => call(longPolynomial()),
  'algebra polynomialGcd': () => call(longPolynomial(), rootOfUnity(60)),
  'algebra isolateRealRoots': () => call(longPolynomial()),
  'algebra discriminant': () => call(longPolynomial()),
  'algebra resultant': () => call(longPolynomial(), rootOfUnity(300)),
  'algebra squareFreePart': () => call(longPolynomial()),
  'reps characterTable': () => call(catalogue.cyclic(3000)),
  'reps verifyCharacterTable': () => call(characterTable(parseGroup('symmetric(9)'))),
  'reps isotypicDecomposition': () => call(dense()),
  'reps isotypicDecompositions': () => call([dense()]),
  'reps intertwiners': () => call(dense(), dense()),
  'reps checkRepresentation': () => call(dense()),
  'reps symmetricPower': () => call(permutationRepresentation(catalogue.symmetric(10)), 6),
  'reps exteriorPower': () => call(permutationRepresentation(catalogue.symmetric(20)), 3),
  'reps regularRepresentation': () => call(catalogue.symmetric(7)),
  'maps equivariantMaps': () => call(T(3).over(parseMatrixGroup('S(6)')), T(3).over(parseMatrixGroup('S(6)'))),
  'maps invariants': () => call(T(5).over(parseMatrixGroup('S(5)'))),
  'maps verifyEquivariantMaps': () =>
    call(equivariantMaps(T(2).over(parseMatrixGroup('O(4)')), T(2).over(parseMatrixGroup('O(4)')))),
  'stats findSymmetry': () => call(samples(200, 12)),
  'stats likelihoodRatioTest': () => call(noise(3000, 24), regular24()),
  'stats symmetricSummary': () => call(samples(3000, 24), regular24()),
  'stats lstsq': () => call(samples(3000, 24), samples(3000, 24), regular24(), regular24()),
  'stats cov': () => call(samples(3000, 24), regular24()),
};

const elementaryAbelian = (n: number) => parseGroup(Array.from({ length: n }, () => 'cyclic(2)').join(' x '));

/** Degree 48, as the cube. */
const wreathOfDegree48 = () => parseGroup('symmetric(4) wr symmetric(12)');

const integers = (n: number): Matrix<Fraction> => {
  const random = randomSource(11);
  return Matrix.build(rationals, n, n, () => new Fraction(random.below(2001) - 1000));
};

const gram = (n: number): Matrix<Fraction> => {
  const m = integers(n);
  return m.times(m.transpose());
};
