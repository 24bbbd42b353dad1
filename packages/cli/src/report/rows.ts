/** The tables of a report, row by row: the text and the page show the same ones. */
import { describeDialect } from '@isotypic/sources';
import type { Analysis, Hypothesis, Regression, TestRow } from '../analysis/analysis.js';
import { listColumns } from '../output/list-columns.js';

export type Row = readonly string[];

/** A value to four decimals, or to six significant digits where that says more. */
export function number(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return size !== 0 && (size < 0.01 || size >= 1e7) ? value.toExponential(4) : value.toFixed(4);
}

export const probability = (p: number | null): string =>
  p === null ? '–' : p < 1e-300 ? '< 1e-300' : p < 1e-4 ? p.toExponential(1) : p.toFixed(4);

/** The dialect of the table, and what became of its rows. */
export function readingOf(data: Analysis['data']): string {
  const { rows, used: count, dropped, rowsKept, effective, products } = data;
  const weighted = effective === undefined ? '' : `, worth ${Number(effective.toPrecision(6))} of equal weight`;
  const used = (dropped === 0 ? 'all used' : `${count} used, ${dropped} dropped for missing values`) + weighted;
  const kept = rowsKept ? '' : '; too many to be kept, so a regression is made of the moments';
  return `${howWritten(data)}; ${rows} rows, ${used}${kept}${products === undefined ? '' : `; ${products}`}`;
}

const howWritten = ({ dialect, files }: Analysis['data']): string =>
  dialect !== undefined
    ? describeDialect(dialect)
    : `${files?.count} ${files?.count === 1 ? 'file' : 'files'} of ${files?.format}`;

/** Summands, and letters of generators, that are read. */
const MOST_SUMMANDS = 16;
const MOST_LETTERS = 160;

/** `trivial ⊕ 2·[2,1]`; of many the first, and how many there are. */
export function structureOf({ components }: Analysis): string {
  const summands = components.map((c) => `${c.multiplicity > 1 ? `${c.multiplicity}·` : ''}${c.label}`);
  if (summands.length <= MOST_SUMMANDS) return summands.join(' ⊕ ');
  return `${summands.slice(0, MOST_SUMMANDS - 1).join(' ⊕ ')} ⊕ … (${summands.length} components)`;
}

/** Up to four generators, of long cycles the beginning. */
export function generatorsOf({ generators }: Analysis['group']): string {
  const text = listColumns(generators, 4);
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS).replace(/\s*\S*$/, '')} …`;
}

export const meanRows = ({ mean }: Analysis): Row[] => [
  ['columns', 'mean', 'std. error'],
  ...mean.map(({ columns, estimate }) => [
    listColumns(columns),
    number(estimate.value),
    number(estimate.standardError),
  ]),
];

export const covarianceRows = ({ covariance, level }: Analysis): Row[] => [
  [
    'pair',
    'pairs alike',
    'covariance',
    'std. error',
    'correlation',
    `${Number((100 * level).toPrecision(6))} % interval`,
  ],
  ...covariance.map(({ pair, count, estimate, correlation, correlationInterval: range }) => [
    pair[0] === pair[1] ? `${pair[0]} (variance)` : pair.join(', '),
    String(count),
    number(estimate.value),
    number(estimate.standardError),
    pair[0] === pair[1] ? '' : number(correlation),
    pair[0] === pair[1] || range === null ? '' : `${number(range[0])} to ${number(range[1])}`,
  ]),
];

export const testRows = ({ tests }: Analysis): Row[] => hypothesisRows('−2 log Λ', tests, verdict);

/** A row for each hypothesis: its statistic, its p-values, and what `said` says. */
export const hypothesisRows = <T extends Hypothesis>(
  statistic: string,
  tests: readonly T[],
  said: (test: T) => string,
): Row[] => [
  ['hypothesis', statistic, 'df', 'p (χ²)', 'p (Bartlett)', 'p (saddlepoint)', ''],
  ...tests.map((test) => [
    test.hypothesis,
    number(test.statistic),
    String(test.degreesOfFreedom ?? '–'),
    probability(test.pValue),
    probability(test.bartlettPValue),
    probability(test.saddlepointPValue),
    said(test),
  ]),
];

export const coefficientRows = ({ predictors, responses, intercept, coefficients }: Regression): Row[] => [
  ['response', 'intercept', ...predictors],
  ...responses.map((name, i) => [name, number(intercept[i]), ...coefficients[i].map(number)]),
];

/** Which p-value to go by, where they disagree: each sentence once. */
export const adviceLines = ({ tests }: Analysis): string[] => [
  ...new Set(tests.flatMap(({ advice, saddlepointPValue }) => (advice && saddlepointPValue !== null ? [advice] : []))),
];

/** In words: what the p-value says about the symmetry at the usual level. */
function verdict(test: TestRow): string {
  if (test.saddlepointPValue === null) return test.unavailable ?? test.advice ?? '';
  return test.saddlepointPValue < 0.05
    ? 'the data speak against this symmetry'
    : 'the data do not contradict this symmetry';
}

/** Rows a reader can take in; what is left out is said, and stands in analysis.json. */
const MOST_ROWS = 24;

/** A head and the first rows of a long table, and a last row that says how many are missing. */
export function cut([head, ...rows]: readonly Row[]): readonly Row[] {
  if (rows.length <= MOST_ROWS) return [head, ...rows];
  const left = rows.length - MOST_ROWS + 1;
  const blanks = head.slice(1).map(() => '');
  return [head, ...rows.slice(0, MOST_ROWS - 1), [`… ${left} more in analysis.json`, ...blanks]];
}
