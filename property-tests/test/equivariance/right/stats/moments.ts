/** Means, covariances and what is derived of them. */
import { parseGroup } from '@isotypic/algebra';
import {
  cov,
  covarianceOf,
  covarianceStandardErrors,
  crossCov,
  crossCovarianceOf,
  type GivenSums,
  mean,
  meanStandardErrors,
  ScatterMatrix,
  SymmetricMoments,
  symmetricSummary,
  symmetricSummaryOf,
  varMean,
} from '@isotypic/stats';
import { beside, C3, D4, heldTwice, law, others, rows, type StatisticsLaw, square, together, twice } from './stat.js';

const S3 = 'permutation of symmetric(3)';
const pairsOf3 = parseGroup('symmetric(3) on tuples(2)');
const threes = (x: Float64Array) => [0, 3, 6, 9].map((k) => [...x.subarray(k, k + 3)]);
const momentsOf = async (x: Float64Array) => new SymmetricMoments(square).push(beside(x));
const jointMoments = async (x: Float64Array, y: Float64Array) =>
  new SymmetricMoments(square, square).push({ x: beside(x), y: beside(y, others) });

/** Sums of rows about the origin, as a query would give them. */
function sumsOf(list: readonly ArrayLike<number>[]): GivenSums {
  const [first] = list;
  const sums = Array.from(first, (_, i) => list.reduce((sum, row) => sum + row[i], 0));
  const products = sums.map((_, i) => sums.map((__, j) => list.reduce((sum, row) => sum + row[i] * row[j], 0)));
  const count = list.length;
  return { count, weight: count, squaredWeight: count, shift: sums.map(() => 0), sums, products };
}

export const moments: readonly StatisticsLaw[] = [
  law('mean', 'mean, samples moved together', together, 'trivial', (x: Float64Array) => mean(rows(x), square)),
  law('mean', 'mean, one sample moved', D4, 'trivial', (x: Float64Array) => mean(beside(x), square)),
  law('mean', 'mean of circles moved by a reflection, which permutes them', `4*${S3}`, S3, (x: Float64Array) =>
    mean(threes(x), C3),
  ),
  law('varMean', 'varMean', together, { mean: 'trivial', variance: 'trivial' }, (x: Float64Array) =>
    varMean(rows(x), square),
  ),
  law('cov', 'cov, one sample moved', D4, 'trivial', (x: Float64Array) => cov(beside(x), square)),
  law('cov', 'cov, samples moved together', together, 'trivial', (x: Float64Array) => cov(rows(x), square)),
  law('cov', 'cov of type ℂ and multiplicity 2, one sample moved', twice, 'trivial', (x: Float64Array) =>
    cov(beside(x, heldTwice), twice, { normalization: 'n' }),
  ),
  law('crossCov', 'crossCov, one pair moved', [D4, D4], 'trivial', (x: Float64Array, y: Float64Array) =>
    crossCov(beside(x), beside(y, others), square, square),
  ),
  law(
    'crossCov',
    'crossCov of circles moved by a reflection, which turns them round',
    [`4*${S3}`, `4*${S3}`],
    pairsOf3,
    (x: Float64Array, y: Float64Array) => crossCov(threes(x), threes(y), C3, C3),
  ),
  law(
    'StructuredMap#apply StructuredMap#entry StructuredMap#toMatrix StructuredCovariance#apply ' +
      'StructuredCovariance#entry StructuredCovariance#toMatrix StructuredCovariance#diagonal ' +
      'StructuredCovariance#logDeterminant StructuredCovariance#solve',
    'a covariance as blocks, one sample moved',
    D4,
    { applied: 'trivial', solved: 'trivial', entry: 'trivial', diagonal: 'trivial', log: 'trivial', matrix: 'trivial' },
    async (x: Float64Array) => {
      const S = await cov(beside(x), square, { form: 'structured' });
      const v = [1, 2, 4, 8];
      const matrix = await S.toMatrix();
      const [applied, solved, diagonal] = [S.apply(v), S.solve(v), S.diagonal()];
      return { applied, solved, entry: S.entry(0, 1), diagonal, log: S.logDeterminant(), matrix };
    },
  ),
  law(
    'StructuredMap#apply StructuredCovariance#solve',
    'a covariance applied and solved',
    D4,
    [D4, D4],
    async (x: Float64Array) => [(await fixed).apply(x), (await fixed).solve(x)],
  ),
  law(
    'SymmetricMoments#push SymmetricMoments#invariantMean SymmetricMoments#block',
    'moments, one sample moved',
    D4,
    { mean: 'trivial', blocks: 'trivial' },
    async (x: Float64Array) => {
      const sums = await momentsOf(x);
      return { mean: sums.invariantMean(), blocks: [0, 1, 2].map((k) => sums.block(k, 0, 0, 'zero')) };
    },
  ),
  law(
    'SymmetricMoments#block',
    'moments about the mean of the samples, samples moved together',
    together,
    'trivial',
    async (x: Float64Array) => {
      const sums = await new SymmetricMoments(square).push(rows(x));
      return [0, 1, 2].map((k) => sums.block(k, 0, 0, 'sample-mean'));
    },
  ),
  law(
    'SymmetricMoments#merge SymmetricMoments#pushAll SymmetricMoments#toJSON SymmetricMoments.fromJSON covarianceOf',
    'covarianceOf moments that were streamed, written, read and merged; samples moved together',
    together,
    'trivial',
    async (x: Float64Array) => {
      const [first, ...rest] = rows(x);
      const a = await new SymmetricMoments(square).pushAll([[first], rest]);
      const b = SymmetricMoments.fromJSON((await momentsOf(Float64Array.from(first))).toJSON(), square);
      return covarianceOf(a.merge(b));
    },
  ),
  law(
    'SymmetricMoments.fromSums',
    'moments of sums taken elsewhere, samples moved together',
    together,
    'trivial',
    (x: Float64Array) => covarianceOf(SymmetricMoments.fromSums(square, sumsOf(rows(x)))),
  ),
  law(
    'crossCovarianceOf',
    'crossCovarianceOf, one pair moved',
    [D4, D4],
    'trivial',
    async (x: Float64Array, y: Float64Array) => crossCovarianceOf(await jointMoments(x, y)),
  ),
  law('meanStandardErrors', 'meanStandardErrors, one sample moved', D4, 'trivial', (x: Float64Array) =>
    meanStandardErrors(beside(x), square),
  ),
  law(
    'covarianceStandardErrors',
    'covarianceStandardErrors, one sample moved',
    D4,
    'trivial',
    async (x: Float64Array) => {
      const error = await covarianceStandardErrors(await cov(beside(x), square), square, 6);
      return [error(0, 0), error(0, 1), error(0, 2), error(1, 2)];
    },
  ),
  law('symmetricSummary', 'symmetricSummary, one sample moved', D4, 'trivial', async (x: Float64Array) =>
    summaryOf(await symmetricSummary(beside(x), square)),
  ),
  law('symmetricSummaryOf', 'symmetricSummaryOf, one sample moved', D4, 'trivial', async (x: Float64Array) =>
    summaryOf(await symmetricSummaryOf(await momentsOf(x))),
  ),
  law(
    'ScatterMatrix#push ScatterMatrix#merge ScatterMatrix#mean ScatterMatrix#covariance ' +
      'ScatterMatrix#toJSON ScatterMatrix.fromJSON',
    'a scatter matrix, written, read and merged: variables permuted',
    `4*${S3}`,
    { mean: S3, covariance: pairsOf3, count: 'trivial' },
    (x: Float64Array) => {
      const [a, ...rest] = threes(x);
      const other = ScatterMatrix.fromJSON(new ScatterMatrix(3).push([a]).toJSON(), 3);
      const all = new ScatterMatrix(3).push(rest).merge(other);
      return { mean: all.mean(), covariance: all.covariance(), count: all.count };
    },
  ),
];

const fixed = cov(beside(Float64Array.of(0.5, -1, 2, 0.25)), square, { form: 'structured' });

const summaryOf = ({ mean: means, covariance }: Awaited<ReturnType<typeof symmetricSummary>>): number[] => [
  ...means.flatMap((m) => [m.value, m.standardError]),
  ...covariance.flatMap((c) => [c.value, c.standardError, c.correlation]),
];
