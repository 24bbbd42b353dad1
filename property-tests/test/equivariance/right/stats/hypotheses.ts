/** Tests and searches of symmetry, projectors and invariants. */
import { catalogue, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import {
  compareSymmetries,
  findSymmetry,
  groupAverages,
  invariantProjector,
  irrepNorms,
  isotypicProjectors,
  type LikelihoodRatio,
  likelihoodRatioOf,
  likelihoodRatioTest,
  quadraticInvariants,
  reynolds,
  ScatterMatrix,
  SymmetricMoments,
} from '@isotypic/stats';
import { linear } from '../../faults/fault.js';
import { beside, C3, D4, law, orbits, type StatisticsLaw, square, twice } from './stat.js';

type V = Float64Array;

/** D4, and subgroups that it keeps: the rotations, the half turn, the reflections that fix points. */
const NESTED = [
  [
    [1, 2, 3, 0],
    [0, 3, 2, 1],
  ],
  [[1, 2, 3, 0]],
  [[2, 3, 0, 1]],
  [
    [2, 1, 0, 3],
    [0, 3, 2, 1],
  ],
].map((images) => permutationRepresentation(new PermutationGroup(images, { degree: 4 })));

const TEST = { statistic: 'trivial', logLikelihood: 'trivial', pValues: 'trivial' } as const;
const testOf = ({ statistic, pValue, bartlettPValue, saddlepointPValue, null: fit }: LikelihoodRatio) => ({
  statistic,
  logLikelihood: fit.logLikelihood,
  pValues: [pValue, bartlettPValue, saddlepointPValue],
});

const S3 = 'permutation of symmetric(3)';
const triples = orbits.map((x) => x.slice(0, 3)).filter((_, k) => k % 2 === 0);
const search = { scores: 'trivial', order: 'trivial' } as const;
const allOf = (x: V) => {
  const points = triples.flatMap((t) =>
    [...catalogue.symmetric(3).elements()].map((g) => t.map((_, i) => t[g.image(i)])),
  );
  return [[...x.subarray(0, 3)], [...x.subarray(3)], ...points];
};

export const hypotheses: readonly StatisticsLaw[] = [
  ...(['mean-and-covariance', 'covariance'] as const).map((hypothesis) =>
    law('likelihoodRatioTest', `likelihoodRatioTest of ${hypothesis}, data moved`, D4, TEST, async (x: V) =>
      testOf(await likelihoodRatioTest(beside(x, orbits), square, { hypothesis })),
    ),
  ),
  law('likelihoodRatioTest', 'likelihoodRatioTest against the half turn, of a scatter matrix', D4, TEST, async (x: V) =>
    testOf(await likelihoodRatioTest(new ScatterMatrix(4).push(beside(x, orbits)), NESTED[0], { against: NESTED[2] })),
  ),
  law('likelihoodRatioOf', 'likelihoodRatioOf moments, data moved', D4, TEST, async (x: V) => {
    const [under, within] = await Promise.all(
      [NESTED[0], NESTED[2]].map((rep) => new SymmetricMoments(rep).push(beside(x, orbits))),
    );
    return testOf(likelihoodRatioOf(under, within));
  }),
  law('compareSymmetries', 'compareSymmetries, data moved', D4, { fits: 'trivial', best: 'trivial' }, async (x: V) => {
    const { rows, bestByBic, bestByAic } = await compareSymmetries(beside(x, orbits), NESTED);
    return { fits: rows.flatMap((r) => [r.statistic, r.fit?.bic, r.fit?.aic]), best: [bestByBic, bestByAic] };
  }),
  ...(['bic', 'posterior'] as const).map((score) =>
    law('findSymmetry', `findSymmetry by ${score}, variables permuted`, `2*${S3}`, search, async (x: V) => {
      const { ranking, group } = await findSymmetry(allOf(x), { score, steps: 6 });
      return { scores: ranking.map((r) => r.score), order: Number(group.order) };
    }),
  ),
];

const P = invariantProjector(square);
const projectors = isotypicProjectors(twice).map((c) => c.projector);

export const invariants: readonly StatisticsLaw[] = [
  law('reynolds', 'reynolds does not move', D4, 'trivial', (x: V) => reynolds(x, square)),
  law('reynolds', 'reynolds moves along', D4, D4, (x: V) => reynolds(x, square)),
  law('groupAverages', 'groupAverages', D4, 'trivial', (x: V) => groupAverages([[...x]], square)),
  law('groupAverages', 'groupAverages moves along', D4, D4, (x: V) => groupAverages([[...x]], square)),
  law(
    'invariantProjector',
    'invariantProjector',
    D4,
    D4,
    linear(4, (i, j) => P.at(i, j)),
  ),
  law(
    'isotypicProjectors',
    'isotypicProjectors of type ℂ',
    twice,
    projectors.map(() => twice),
    (x: V) => projectors.map((M) => linear(6, (i, j) => M.at(i, j))(x)),
  ),
  law('irrepNorms', 'irrepNorms', D4, 'trivial', (x: V) => irrepNorms([[...x]], square)),
  law('irrepNorms', 'irrepNorms of type ℂ', twice, 'trivial', (x: V) => irrepNorms([[...x]], twice)),
  law('quadraticInvariants', 'quadraticInvariants', D4, 'trivial', async (x: V) => {
    return (await quadraticInvariants([[...x]], square)).values;
  }),
  law('quadraticInvariants', 'quadraticInvariants of type ℂ and multiplicity 2', twice, 'trivial', async (x: V) => {
    return (await quadraticInvariants([[...x]], twice)).values;
  }),
  law('reynolds', 'reynolds of a circle', C3, C3, (x: V) => reynolds(x, C3)),
];
