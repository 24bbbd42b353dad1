/** What of @isotypic/stats is held to a law, and what has none. */
import { effects } from './effects.js';
import { hypotheses, invariants } from './hypotheses.js';
import { axes, gaussians, regression } from './models.js';
import { moments } from './moments.js';
import type { StatisticsLaw } from './stat.js';

const CHAPTERS: Readonly<Record<string, readonly StatisticsLaw[]>> = {
  moments,
  'least squares': regression,
  'correlations, contrasts, effects': effects,
  'normal laws': gaussians,
  'whitening, principal and canonical axes': axes,
  'tests and searches': hypotheses,
  'projectors and invariants': invariants,
};

export const STATISTICS: readonly StatisticsLaw[] = Object.values(CHAPTERS).flat();

/** Random draws: their law is compared, in `draws.slow.test`. */
export const DRAWS = ['EquivariantNormal#sample', 'PredictiveNormal#sample'];

/** Those that take no data to move, and why. */
export const WITHOUT_LAW: Readonly<Record<string, string>> = {
  chiSquaredTail: 'a function of two numbers',
  covarianceParameters: 'a number of the structure',
  csvBatches: 'reads text',
  fisherTail: 'a function of three numbers',
  isotypicStructure: 'takes a basis, no data',
  meanParameters: 'a number of the structure',
  minimumSampleSize: 'a number of the representation',
  momentsOfTable: 'pushes the columns of a table into SymmetricMoments',
  'new EquivariantNormal': 'takes blocks as they are; fit, from and fromMoments make them',
  'new ScatterMatrix': 'the empty one',
  'new SymmetricMoments': 'the empty ones',
  parameters: 'numbers of the representation',
  studentTail: 'a function of two numbers',
  structureOf: 'takes the representation apart, no data',
  symmetriesOfNames: 'reads names',
  timeAsSamples: 'lists the entries of an array in another order',
};

/** The table in docs/property-tests.md. */
export function tableOfLaws(): string {
  const rows = Object.entries(CHAPTERS).map(([chapter, laws]) => {
    return `| ${chapter} | ${laws.length} | ${laws.map((l) => l.name).join('; ')} |`;
  });
  return ['| chapter | laws | which |', '|---|--:|---|', ...rows].join('\n');
}
