/**
 * Several groups of samples under one symmetry: have they one covariance, and one mean? Both statistics fall apart into
 * determinants of Wishart matrices over ℝ, ℂ and ℍ that are independent of the fit of the hypothesis (Basu 1955), so
 * their laws for the numbers at hand are known by their cumulants.
 */
import { IsotypicError } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { type Float64Layout, logDeterminantOfCholesky } from '@isotypic/numeric/dense';
import { timesPowerOfTwo } from '../data/powers-of-two.js';
import { fisherTail } from '../laws/beta.js';
import { chiSquaredTail } from '../laws/chi-squared.js';
import { SymmetricMoments } from '../moments/symmetric-moments.js';
import { requireSameStructures } from '../structure/fingerprint.js';
import { covarianceParameters, type StructureComponent } from '../structure/isotypic-structure.js';
import { scaledCholesky } from '../structure/scaled-cholesky.js';
import { determinantFactors, expectationOf, type GammaFactor, tailOfDeterminants } from './null-law.js';

/** Options of `equalCovariancesTest`, `equalMeansTest`. */
export interface EqualityOptions {
  /** The mean of each group: estimated in V^G (`invariant`, the default), or without constraint (`free`). */
  readonly mean?: 'invariant' | 'free';
}

const OPTION_KINDS: OptionKinds<EqualityOptions> = { mean: oneOf('invariant', 'free') };

const GROUPS: Kind = {
  expected: 'an array of SymmetricMoments, one for each group, two at least',
  accepts: (v) => Array.isArray(v) && v.length >= 2 && v.every((m) => m instanceof SymmetricMoments),
};

/** A test that several groups of rows have one law. */
export interface EqualityTest {
  /** The numbers of samples of the groups. */
  readonly samples: readonly number[];
  /** Of covariances Box's M, of means −2 log Λ. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** P(χ²_df > statistic), the limit for many samples. */
  readonly pValue: number;
  /** With the expectation of the statistic for these numbers, exact: Bartlett's and Box's correction. */
  readonly bartlettPValue: number;
  /** With its whole law, by the saddlepoint approximation: the one to go by. */
  readonly saddlepointPValue: number;
  /** Of means that differ in one copy of one irreducible: the exact F test, for which there is nothing better. */
  readonly F: FisherTest | undefined;
}

/** An F test: statistic, degrees of freedom, p-value. */
export interface FisherTest {
  readonly statistic: number;
  readonly degreesOfFreedom: readonly [numerator: number, denominator: number];
  readonly pValue: number;
}

/**
 * Tests that all groups have the same invariant covariance, whatever their means: Box's M within the commutant,
 * Σₖ (d/e)·(ν log det C − Σ_g ν_g log det C_g) with ν_g = N_g less one where a mean was estimated.
 *
 * @param groups the moments of each group, under one symmetry and without weights.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for moments of different actions, of pairs, or with weights;
 * `TOO_FEW_SAMPLES` where a group has too few for its covariance; `NOT_POSITIVE_DEFINITE` where one is singular.
 * Source: Box 1949, Biometrika 36; Muirhead 1982, §8.2; Andersson 1975 over ℝ, ℂ, ℍ.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const halves = [borings.slice(0, 14), borings.slice(14)];
 * const groups = await Promise.all(halves.map((X) => new SymmetricMoments(d4).push(X)));
 * equalCovariancesTest(groups).degreesOfFreedom; // 3
 */
export function equalCovariancesTest(groups: readonly SymmetricMoments[], options: EqualityOptions = {}): EqualityTest {
  const where = 'equalCovariancesTest';
  const { parts, samples, components, structure } = readGroups(where, groups, options);
  let statistic = 0;
  const factors: GammaFactor[] = [];
  components.forEach(({ component, lost }, k) => {
    if (component.multiplicity === 0) return;
    const { degree, pooled } = component;
    const term = (own: Float64Layout, n: number, power: 1 | -1, name: string): void => {
      statistic -= power * pooled * n * logDeterminant(where, divided(own, n), component, name);
      factors.push(
        ...determinantFactors({ component, vectors: n * pooled, divisor: n * pooled, rate: degree * n, power }),
      );
    };
    samples.forEach((N, g) => {
      requireEnough(where, N - lost, component, `group ${g}`, N);
      term(parts[g][k], N - lost, 1, `group ${g}`);
    });
    const all = samples.reduce((sum, N) => sum + N - lost, 0);
    term(sumOf(parts.map((blocks) => blocks[k])), all, -1, 'all groups');
  });
  const degreesOfFreedom = (groups.length - 1) * covarianceParameters(structure);
  return { samples, ...pValues(statistic, degreesOfFreedom, factors), F: undefined };
}

/**
 * Tests that all groups have the same mean, given that they have one invariant covariance. Under `mean: 'invariant'`
 * means differ in V^G alone.
 *
 * @param groups the moments of each group, under one symmetry and without weights.
 * @throws {IsotypicError} as {@link equalCovariancesTest}; `INVALID_ARGUMENT` where there is no invariant vector that
 * means could differ by.
 * Source: Wilks 1932; Muirhead 1982, §10.5.
 * @example
 * // borings: the 28 samples of 4 columns in data/cork-borings.csv
 * const d4 = permutationRepresentation(catalogue.dihedral(4));
 * const halves = [borings.slice(0, 14), borings.slice(14)];
 * const groups = await Promise.all(halves.map((X) => new SymmetricMoments(d4).push(X)));
 * equalMeansTest(groups).F?.degreesOfFreedom; // [1, 26]
 */
export function equalMeansTest(groups: readonly SymmetricMoments[], options: EqualityOptions = {}): EqualityTest {
  const where = 'equalMeansTest';
  const { parts, samples, components, totals } = readGroups(where, groups, options);
  const [N, G] = [samples.reduce((a, b) => a + b, 0), groups.length];
  const tested = components.flatMap(({ component, lost }, k) => (lost === 1 && component.multiplicity > 0 ? [k] : []));
  if (tested.length === 0) {
    const expected = 'a group action with invariant vectors, by which means can differ';
    throw invalidArgument(where, expected, 'one without', "With { mean: 'free' } means differ by any vector.");
  }
  let [statistic, dimensions] = [0, 0];
  const factors = tested.flatMap((k) => {
    const { component } = components[k];
    const { degree, pooled, multiplicity } = component;
    requireEnough(where, N - G, component, 'all groups', N);
    const within = sumOf(parts.map((blocks) => blocks[k]));
    const logWithin = logDeterminant(where, within, component, 'all groups');
    statistic += N * pooled * (logDeterminant(where, totals[k], component, 'all groups') - logWithin);
    dimensions += degree * multiplicity;
    const term = { component, divisor: 1, rate: N * degree };
    return [
      ...determinantFactors({ ...term, vectors: (N - G) * pooled, power: 1 }),
      ...determinantFactors({ ...term, vectors: (N - 1) * pooled, power: -1 }),
    ];
  });
  const [only] = tested;
  const isF = tested.length === 1 && components[only].component.multiplicity === 1;
  return {
    samples,
    ...pValues(statistic, (G - 1) * dimensions, factors),
    F: isF
      ? fisher(sumOf(parts.map((blocks) => blocks[only])), totals[only], (N - G) * dimensions, (G - 1) * dimensions)
      : undefined,
  };
}

function fisher(within: Float64Layout, total: Float64Layout, denominator: number, numerator: number): FisherTest {
  const statistic = ((Math.max(0, total.data[0] - within.data[0]) / within.data[0]) * denominator) / numerator;
  return {
    statistic,
    degreesOfFreedom: [numerator, denominator],
    pValue: fisherTail(statistic, numerator, denominator),
  };
}

function pValues(value: number, degreesOfFreedom: number, factors: readonly GammaFactor[]) {
  // Both statistics are ≥ 0 but for rounding, by the concavity of log det.
  const statistic = Math.max(0, value);
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquaredTail(statistic, degreesOfFreedom),
    bartlettPValue: chiSquaredTail((statistic * degreesOfFreedom) / expectationOf(factors), degreesOfFreedom),
    saddlepointPValue: tailOfDeterminants(statistic, degreesOfFreedom, factors),
  };
}

/** The blocks of Σ (x − mean)(x − mean)ᵀ of every group about its own mean, and of all about a common one. */
function readGroups(where: string, groups: readonly SymmetricMoments[], options: EqualityOptions) {
  checkArgument(where, 'groups', groups, GROUPS);
  checkOptions(where, options, OPTION_KINDS);
  const { mean = 'invariant' } = options;
  const center = mean === 'free' ? 'sample-mean' : 'invariant-mean';
  const { structures } = groups[0];
  if (structures.length !== 1) throw invalidArgument(where, 'moments of x only', 'moments of pairs (x, y)');
  for (const other of groups) {
    requireSameStructures(where, structures, other.structures);
    if (other.weight !== other.count) {
      throw invalidArgument(where, 'rows without weights', 'weighted ones', 'Of weighted rows the law is not known.');
    }
  }
  const all = new SymmetricMoments(structures[0]);
  for (const group of groups) all.merge(group);
  const exponent = all.scales.exponents[0];
  const blocksOf = (moments: SymmetricMoments) => {
    const by = 2 * (moments.scales.exponents[0] - exponent);
    return moments.blocks(0, 0, center).map((C) => ({ ...C, data: C.data.map((v) => timesPowerOfTwo(v, by)) }));
  };
  return {
    structure: structures[0],
    parts: groups.map(blocksOf),
    totals: blocksOf(all),
    samples: groups.map(({ count }) => count),
    components: structures[0].components.map((component) => ({
      component,
      lost: mean === 'free' || component.isTrivial ? 1 : 0,
    })),
  };
}

function requireEnough(
  where: string,
  n: number,
  { multiplicity, pooled, label }: StructureComponent,
  name: string,
  N: number,
) {
  if (n * pooled >= multiplicity) return;
  throw new IsotypicError('TOO_FEW_SAMPLES', {
    where,
    expected: `samples for a covariance of ${multiplicity} copies of component ${label}, in ${name}`,
    received: `${N}`,
    remedy: 'Take more samples, or a larger symmetry.',
    details: { samples: N },
  });
}

function logDeterminant(where: string, M: Float64Layout, { label }: StructureComponent, name: string): number {
  const factor = scaledCholesky(M);
  if (factor === undefined) {
    throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
      where,
      expected: `a covariance whose determinant is not 0, to half the digits, on component ${label} of ${name}`,
      received: 'a singular one: not testable',
      remedy: 'Remove variables that are linear functions of others.',
    });
  }
  return logDeterminantOfCholesky(factor.L) + factor.scale.reduce((sum, v) => sum + 2 * Math.log(v), 0);
}

function divided(M: Float64Layout, n: number): Float64Layout {
  return { ...M, data: M.data.map((v) => v / n) };
}

function sumOf(list: readonly Float64Layout[]): Float64Layout {
  const data = new Float64Array(list[0].data.length);
  for (const M of list) for (let at = 0; at < data.length; at++) data[at] += M.data[at];
  return { ...list[0], data };
}
