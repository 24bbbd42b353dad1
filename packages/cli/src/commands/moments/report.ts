/** `isotypic analyze moments.json`: estimates and tests of moments alone. */
import { equalCovariancesTest, equalMeansTest, type SymmetricMoments, symmetricSummaryOf } from '@isotypic/stats';
import type { Regression } from '../../analysis/analysis.js';
import { regress } from '../../analysis/regression.js';
import type { Console } from '../../console.js';
import { type ReadMoments, readMoments } from '../../queries/moments-file.js';
import { number, type Row } from '../../report/rows.js';
import { alignTable, regressionSection } from '../../report/text.js';

/** Prints what is known of the rows of a file of moments: for each group, and of all together. */
export async function analyzeMoments(path: string, console: Console, options: { readonly json: boolean }) {
  const read = readMoments(path);
  const { file, grouped, action } = read;
  const total = await symmetricSummaryOf(grouped.total());
  const groups = file.by.length === 0 ? [] : grouped.groups;
  if (options.json) {
    const list = [];
    for (const { key, moments, read: used, dropped } of groups) {
      list.push({ key, read: used, dropped, summary: await symmetricSummaryOf(moments) });
    }
    const regression = await regressionOfTotal(read);
    const result = { group: file.group, columns: file.columns, by: file.by, summary: total, regression, groups: list };
    console.out(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const dropped = grouped.groups.reduce((sum, group) => sum + group.dropped, 0);
  console.out(`${grouped.total().count} rows of ${file.columns.join(', ')} under ${action.name}`);
  console.out(dropped > 0 ? `, ${dropped} left out for what they miss\n` : '\n');
  console.out(`\n${await summaryText(read, grouped.total())}`);
  const regression = await regressionOfTotal(read);
  if (regression !== undefined) console.out(`\n${regressionSection(regression)}\n`);
  if (groups.length > 0) console.out(`\n${alignTable(groupRows(read))}\n`);
  for (const line of equalityLines(groups.map(({ moments }) => moments))) console.out(`${line}\n`);
}

async function summaryText({ file }: ReadMoments, moments: SymmetricMoments): Promise<string> {
  const { mean, covariance, parameters } = await symmetricSummaryOf(moments);
  const names = (list: readonly number[]) => list.map((i) => file.columns[i]).join(', ');
  const means: Row[] = mean.map((m) => [names(m.variables), number(m.value), number(m.standardError)]);
  const pairs: Row[] = covariance.map((c) => {
    const [i, j] = c.pairs[0];
    const others = c.pairs.length === 1 ? '' : ` and ${c.pairs.length - 1} more`;
    return [
      `${file.columns[i]}, ${file.columns[j]}${others}`,
      number(c.value),
      number(c.standardError),
      number(c.correlation),
    ];
  });
  return [
    `Mean (${counted(parameters.mean)})`,
    alignTable([['columns', 'mean', 'standard error'], ...means]),
    '',
    `Covariance (${counted(parameters.covariance)})`,
    alignTable([['pair', 'covariance', 'standard error', 'correlation'], ...pairs]),
    '',
  ].join('\n');
}

/** Of all groups together; undefined where the moments are not of pairs. */
async function regressionOfTotal({ file, action, response, grouped }: ReadMoments): Promise<Regression | undefined> {
  if (response === undefined || file.response === undefined) return undefined;
  const { columns, action: acting } = file.response;
  const gathered = { rows: undefined, pairs: grouped.total(), columns: file.columns, responses: columns };
  return (await regress(gathered, [action.representation, response], acting)).regression;
}

function groupRows({ file, grouped }: ReadMoments): Row[] {
  const head = [...file.by, 'rows', 'left out'];
  return [head, ...grouped.groups.map(({ key, read, dropped }) => [...key.map(String), String(read), String(dropped)])];
}

/** Tests that the groups have one covariance and one mean, where their laws are known. */
function equalityLines(groups: readonly SymmetricMoments[]): string[] {
  const isTestable = groups.length >= 2 && groups.every((m) => m.weight === m.count && m.count > 0);
  if (!isTestable) return [];
  const tests = [
    ['covariances', equalCovariancesTest],
    ['means', equalMeansTest],
  ] as const;
  return tests.map(([name, test]) => {
    try {
      const { statistic, degreesOfFreedom, saddlepointPValue } = test(groups);
      return `Equal ${name}: statistic ${number(statistic)}, ${degreesOfFreedom} df, p = ${number(saddlepointPValue)}`;
    } catch (error) {
      return `Equal ${name}: not tested; ${(error as Error).message}`;
    }
  });
}

const counted = (n: number): string => (n === 1 ? '1 parameter' : `${n} parameters`);
