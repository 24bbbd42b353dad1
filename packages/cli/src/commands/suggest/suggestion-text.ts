/** The ranking as text, and its rows for the page. */
import { listColumns } from '../../output/list-columns.js';
import type { Row } from '../../report/rows.js';
import { alignTable } from '../../report/text.js';
import type { Suggestion, Suggestions } from './suggestion.js';

/** A ratio as people say it: three digits, powers of ten where there are many. */
export function odds(logarithm: number | null): string {
  if (logarithm === null) return '–';
  const ten = logarithm / Math.LN10;
  if (Math.abs(ten) < 5) return Number(Math.exp(logarithm).toPrecision(4)).toString();
  return `10^${ten.toFixed(1)}`;
}

export const nameOf = ({ generators }: Suggestion): string =>
  generators.length === 0 ? 'none' : `<${listColumns(generators, 3)}>`;

const fixed = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

/** Odds for the posterior, differences of the criterion for the others. */
export function rankingRows({ score, ranking, none }: Suggestions): Row[] {
  const isPosterior = score === 'posterior';
  const criterion = score.toUpperCase();
  const head = isPosterior ? ['symmetry', 'order', 'df', 'odds', 'log posterior', 'AIC', 'BIC'] : undefined;
  const all = none === null || ranking.some((s) => s.generators.length === 0) ? ranking : [...ranking, none];
  return [
    head ?? ['symmetry', 'order', 'df', `${criterion} below none`, criterion, 'AIC', 'BIC'],
    ...all.map((s) => [
      nameOf(s),
      s.order,
      String(s.degreesOfFreedom),
      isPosterior ? odds(s.above) : fixed(s.above === null ? null : 2 * s.above),
      fixed(isPosterior ? s.score : -2 * s.score),
      fixed(s.aic),
      fixed(s.bic),
    ]),
  ];
}

/** What the columns of the ranking mean. */
export function explanation({ score, exhaustive, visited, mean, seed }: Suggestions): string {
  const what =
    score === 'posterior'
      ? 'odds: how many times as probable as no symmetry, after the data, if both were as probable before.'
      : `${score.toUpperCase()}: ${mean === 'free' ? '' : 'mean and '}covariance invariant; less is better.`;
  const how = exhaustive ? 'all permutations of the columns among them' : `by random search, seed ${seed}`;
  return `${what} df: parameters that the symmetry saves. ${visited} models were compared, ${how}.`;
}

export function suggestionText(suggestions: Suggestions, report: string | undefined): string {
  const { source, columns, rows, dropped, read, names, ranking } = suggestions;
  const [best] = ranking;
  const isNone = best.generators.length === 0;
  const lost = dropped > 0 ? ` (${dropped} dropped)` : '';
  const lines = [
    `Data    ${source}: ${rows} rows${lost} of ${columns.length} columns (${listColumns(columns, 8)})`,
    `Read    ${read}`,
    ...(names.length > 0
      ? [`Names   ${names.slice(0, 3).join('\n        ')}${names.length > 3 ? `\n        … (${names.length})` : ''}`]
      : []),
    '',
    alignTable(rankingRows(suggestions)),
    '',
    explanation(suggestions),
    isNone
      ? 'No symmetry is better than none.'
      : `Best    ${nameOf(best)}${best.because === undefined ? '' : `, as the names suggest: ${best.because}`}`,
    ...(isNone ? [] : [`Next    npx isotypic analyze DATA --group "${best.group}", on data that were not searched`]),
    ...(report === undefined ? [] : [`Report  ${report}`]),
  ];
  return `${lines.join('\n')}\n`;
}
