/** Symmetric statistics against orbit augmentation, over random groups, representations, bases and data. */
import { catalogue, type Float64Layout, type PermutationGroup, toFloat64 } from '@isotypic/algebra';
import { Float64Matrix, leastSquares, logDeterminant, qr, randomStream } from '@isotypic/numeric';
import {
  actionOf,
  assertEquivariant,
  assertInvariant,
  assertInvariantEstimator,
  equivarianceError,
  type FloatAction,
  largestDeviation,
} from '@isotypic/property-tests';
import {
  directSum,
  type ExactRepresentation,
  multiple,
  numericRepresentation,
  permutationRepresentation,
  regularRepresentation,
  tensorProduct,
  trivialRepresentation,
} from '@isotypic/reps';
import {
  cov,
  crossCov,
  EquivariantNormal,
  irrepNorms,
  lstsq,
  mean,
  quadraticInvariants,
  reynolds,
  type StructureSource,
  SymmetricPCA,
  whitening,
} from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';

const GROUPS: readonly (() => PermutationGroup)[] = [
  () => catalogue.cyclic(1),
  () => catalogue.cyclic(2),
  () => catalogue.cyclic(3),
  () => catalogue.cyclic(4),
  () => catalogue.cyclic(5),
  () => catalogue.cyclic(6),
  () => catalogue.dihedral(3),
  () => catalogue.dihedral(4),
  () => catalogue.dihedral(5),
  () => catalogue.symmetric(4),
  () => catalogue.alternating(4),
  () => catalogue.quaternion(),
];

const KINDS: readonly ((G: PermutationGroup) => ExactRepresentation)[] = [
  (G) => permutationRepresentation(G),
  (G) => regularRepresentation(G),
  (G) => multiple(2, permutationRepresentation(G)),
  (G) => directSum(trivialRepresentation(G), permutationRepresentation(G)),
  (G) => tensorProduct(permutationRepresentation(G), permutationRepresentation(G)),
];

/** One case: an action in a basis, its structure, and all of its matrices. */
interface Case {
  readonly source: StructureSource;
  readonly action: FloatAction;
  readonly elements: readonly Float64Layout[];
}

const LARGEST = 16;

const cases = fc
  .record({
    group: fc.nat(GROUPS.length - 1),
    kinds: fc.tuple(fc.nat(KINDS.length - 1), fc.nat(KINDS.length - 1)),
    rotated: fc.boolean(),
    seed: fc.nat(1_000_000),
  })
  .map(({ group, kinds, rotated, seed }) => {
    const G = GROUPS[group]();
    const fit = (kind: number) => {
      const rep = KINDS[kind](G);
      return rep.dimension <= LARGEST ? rep : permutationRepresentation(G);
    };
    const reps = kinds.map(fit);
    return { text: `${reps.join(' | ')} rotated ${rotated} seed ${seed}`, reps, rotated, seed };
  });

/** The representation itself, or the same in a random orthonormal basis, then known by its float matrices only. */
function makeCase(rep: ExactRepresentation, rotated: boolean, seed: number): Case {
  const elements = [...rep.group.elements()].map((g) => toFloat64(rep.matrix(g)));
  const action = actionOf(rep);
  // Without generators there are no matrices to know it by.
  if (!rotated || rep.group.generators.length === 0) return { source: rep, action, elements };
  const D = rep.dimension;
  const stream = randomStream(seed, [7]);
  const { Q } = qr(
    Float64Matrix.generate(D, D, () => stream.normal()),
    { pivot: false },
  );
  const turn = (M: Float64Layout) => multiply(multiply(Q, M), Q.transpose());
  const generators = action.generators.map(turn);
  return {
    source: numericRepresentation(rep.group, generators),
    action: { dimension: D, generators },
    elements: elements.map(turn),
  };
}

function multiply(A: Float64Layout, B: Float64Layout): Float64Matrix {
  return Float64Matrix.generate(A.rows, B.cols, (i, j) => {
    let sum = 0;
    for (let k = 0; k < A.cols; k++) sum += A.data[i * A.cols + k] * B.data[k * B.cols + j];
    return sum;
  });
}

function samples(N: number, D: number, seed: number, stream: number): Float64Matrix {
  const random = randomStream(seed, [stream]);
  return Float64Matrix.generate(N, D, (_, j) => random.normal() + j / D);
}

/** Every row under every group element. */
function augment(X: Float64Matrix, elements: readonly Float64Layout[]): Float64Matrix {
  const rows = elements.flatMap((M) => multiply(X, Float64Matrix.from(M).transpose()).toRows());
  return Float64Matrix.from(rows);
}

const plainMean = (X: Float64Matrix) =>
  Array.from({ length: X.cols }, (_, j) => X.column(j).reduce((a, b) => a + b, 0) / X.rows);

function plainCross(X: Float64Matrix, Y: Float64Matrix): Float64Matrix {
  const [mx, my] = [plainMean(X), plainMean(Y)];
  return Float64Matrix.generate(Y.cols, X.cols, (i, j) => {
    let sum = 0;
    for (let n = 0; n < X.rows; n++) sum += (Y.at(n, i) - my[i]) * (X.at(n, j) - mx[j]);
    return sum / X.rows;
  });
}

/** Fails with the numbers. */
function near(deviation: number, bound: number, what: string): void {
  if (!(deviation <= bound)) throw new Error(`${what}: ${deviation.toExponential(2)} > ${bound}`);
}

test('mean, covariance, least squares and log-density are those of orbit-augmented data, and equivariant', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ reps, rotated, seed }) => {
      const [x, y] = reps.map((rep, k) => makeCase(rep, rotated, seed + k));
      const N = 2 * x.action.dimension + 3;
      const X = samples(N, x.action.dimension, seed, 0);
      const Y = samples(N, y.action.dimension, seed, 1);
      const [AX, AY] = [augment(X, x.elements), augment(Y, y.elements)];
      // the plain sum of m terms is within m·ε·max|x| of its value
      const largest = AX.data.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      near(largestDeviation(await mean(X, x.source), plainMean(AX)), AX.rows * Number.EPSILON * largest, 'mean');
      const S = await cov(X, x.source, { normalization: 'n' });
      near(largestDeviation(S.data, plainCross(AX, AX).data), 1e-12, 'cov');
      near(equivarianceError(S, x.action, x.action), 1e-12, 'cov, equivariance');
      const C = await crossCov(X, Y, x.source, y.source, { normalization: 'n' });
      near(largestDeviation(C.data, plainCross(AX, AY).data), 1e-12, 'crossCov');
      const { coefficients } = await lstsq(X, Y, x.source, y.source);
      const plain = leastSquares(AX, AY, { relativeTolerance: 1e-11 }).solution.transpose();
      near(largestDeviation(coefficients.data, plain.data), 1e-10, 'lstsq');
      // Where Hom_G is 0 both are rounding, and have no equivariance error of a size.
      if (Math.hypot(...coefficients.data) > 1e-8) {
        near(equivarianceError(coefficients, x.action, y.action), 1e-12, 'lstsq, equivariance');
      }
      const normal = await EquivariantNormal.fit(X, x.source);
      near(largestDeviation(await normal.logProb(X), denseLogDensity(X, AX)), 1e-10, 'logProb');
    }),
    { numRuns: 40 },
  );
});

/** log N(x; mean, cov) of the augmented data's plain estimates, through one dense system. */
function denseLogDensity(X: Float64Matrix, augmented: Float64Matrix): Float64Array {
  const mu = plainMean(augmented);
  const S = plainCross(augmented, augmented);
  const centered = Float64Matrix.generate(X.rows, X.cols, (n, j) => X.at(n, j) - mu[j]);
  const solved = leastSquares(S, centered.transpose()).solution;
  return Float64Array.from({ length: X.rows }, (_, n) => {
    let q = 0;
    for (let j = 0; j < X.cols; j++) q += centered.at(n, j) * solved.at(j, n);
    return -(X.cols * Math.log(2 * Math.PI) + logDeterminant(S) + q) / 2;
  });
}

test('least squares on too few samples is the solution of minimum norm of orbit-augmented data', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.integer({ min: 1, max: 3 }), async ({ reps, rotated, seed }, N) => {
      const [x, y] = reps.map((rep, k) => makeCase(rep, rotated, seed + k));
      const X = samples(N, x.action.dimension, seed, 0);
      const Y = samples(N, y.action.dimension, seed, 1);
      const plain = leastSquares(augment(X, x.elements), augment(Y, y.elements), { relativeTolerance: 1e-10 }).solution;
      const { coefficients } = await lstsq(X, Y, x.source, y.source);
      // A few random samples may be ill-conditioned: 1e-7 leaves room for condition numbers of 1e6 in both solvers.
      near(largestDeviation(coefficients.data, plain.transpose().data), 1e-7, 'lstsq');
    }),
    { numRuns: 40 },
  );
});

test('maps that statistics derive are equivariant, and invariants are invariant', async () => {
  for (const G of [catalogue.dihedral(4), catalogue.quaternion(), catalogue.alternating(4)]) {
    const rep = multiple(2, permutationRepresentation(G));
    const D = rep.dimension;
    const X = samples(3 * D, D, 5, 0);
    await assertEquivariant((x) => reynolds(x, rep), rep, rep, { runs: 30 });
    await assertInvariant((x) => reynolds(x, rep), rep, { runs: 30 });
    await assertInvariant(async (x) => (await irrepNorms([Array.from(x)], rep)).data, rep, { runs: 30 });
    await assertInvariant(async (x) => (await quadraticInvariants([Array.from(x)], rep)).values.data, rep, {
      runs: 30,
    });
    const { matrix, mean: mu } = await whitening(X, rep);
    const whiten = (x: Float64Array) => multiply(matrix, { data: x.map((v, i) => v - mu[i]), rows: D, cols: 1 }).data;
    await assertEquivariant(whiten, rep, rep, { runs: 30 });
    const pca = await SymmetricPCA.fit(X, rep);
    const project = async (x: Float64Array) => {
      const { scores } = await pca.transform([Array.from(x)], { axes: 2 });
      return (await pca.inverseTransform(scores, { axes: 2 })).data;
    };
    await assertEquivariant(project, rep, rep, { runs: 30 });
    const options = { runs: 20, individually: true };
    await assertInvariantEstimator(
      (rows) =>
        mean(
          rows.map((r) => [...r]),
          rep,
        ),
      rep,
      options,
    );
    const second = async (rows: Float64Array[]) =>
      (
        await cov(
          rows.map((r) => [...r]),
          rep,
          { normalization: 'n' },
        )
      ).data;
    await assertInvariantEstimator(second, rep, { ...options, individually: false });
  }
});

test.run();
