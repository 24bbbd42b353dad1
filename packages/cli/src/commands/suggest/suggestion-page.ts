/** The ranking as a page: scores as bars, and the covariance beside the pattern of the best symmetry. */
import type { Float64Layout, Permutation } from '@isotypic/algebra';
import { bars, heatMaps } from '../../report/figures.js';
import { escapeText, figure, htmlPage, table } from '../../report/page.js';
import type { Suggestions } from './suggestion.js';
import { explanation, nameOf, rankingRows } from './suggestion-text.js';

/** `best` are the generators of the best symmetry; the covariance is averaged over them for the picture. */
export async function suggestionPage(
  suggestions: Suggestions,
  covariance: Float64Layout,
  best: readonly Permutation[],
): Promise<string> {
  const { source, columns, rows, names, ranking, none, command, score } = suggestions;
  const isPosterior = score === 'posterior';
  const title = `Symmetries of ${source}`;
  const zero = none?.score ?? Math.min(...ranking.map((s) => s.score));
  const scores = ranking.map((s) => ({ label: nameOf(s), value: s.score - zero }));
  const { values, classes } = patternOf(columns.length, covariance, best);
  const labels = [...columns];
  return htmlPage(title, [
    `<h1>${escapeText(title)}</h1>`,
    `<p class="lead">${rows} rows of ${columns.length} columns; <code>${escapeText(command)}</code></p>`,
    '<h2>Ranking</h2>',
    table(rankingRows(suggestions)),
    `<p>${escapeText(explanation(suggestions))}</p>`,
    figure(
      await bars(scores, isPosterior ? 'log odds against no symmetry' : 'half the criterion below no symmetry'),
      `The ten best models. A difference of ${isPosterior ? '2.3 is ten to one' : '1 is one in the log-likelihood'}.`,
    ),
    '<h2>The best pattern</h2>',
    figure(
      await heatMaps([
        { title: 'covariance as sampled', labels, values: covariance.data },
        { title: titleOf(`under ${nameOf(ranking[0])}`), labels, values },
      ]),
      'Entries that the symmetry makes equal are averaged.',
    ),
    figure(
      await heatMaps([{ title: 'classes of equal entries', labels, values: classes }]),
      'Entries of one number must be equal: the parameters of the covariance.',
    ),
    ...(names.length > 0
      ? ['<h2>What the names suggest</h2>', `<ul>${names.map((n) => `<li>${escapeText(n)}</li>`).join('')}</ul>`]
      : []),
    '<p>These suggestions were found on the data; a test of them on the same data is too favorable.</p>',
  ]);
}

/** As long as a title over a picture may be. */
const MOST_LETTERS = 40;

const titleOf = (name: string): string => (name.length <= MOST_LETTERS ? name : `${name.slice(0, MOST_LETTERS - 1)}…`);

/** The covariance averaged over the classes of pairs, and the number of each pair's class from 1 on. */
function patternOf(D: number, { data }: Float64Layout, generators: readonly Permutation[]) {
  const classes = new Float64Array(D * D);
  const values = new Float64Array(D * D);
  let count = 0;
  for (let start = 0; start < D * D; start++) {
    if (classes[start] !== 0) continue;
    classes[start] = ++count;
    const members = [start];
    for (const at of members) {
      const [i, j] = [Math.floor(at / D), at % D];
      for (const to of [j * D + i, ...generators.map((g) => g.image(i) * D + g.image(j))]) {
        if (classes[to] !== 0) continue;
        classes[to] = count;
        members.push(to);
      }
    }
    const mean = members.reduce((sum, at) => sum + data[at], 0) / members.length;
    for (const at of members) values[at] = mean;
  }
  return { values, classes };
}
