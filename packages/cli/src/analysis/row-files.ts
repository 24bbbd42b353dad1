/** Files with a line for every row that was used: scores, rows averaged over the group, predicted responses. */
import type { Float64Layout } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import { type EquivariantRegression, groupAverages, SymmetricPCA } from '@isotypic/stats';
import { misuse } from '../command.js';
import type { Gathered, KeptTable } from '../data/gather.js';
import type { Analysis } from './analysis.js';
import { centerOf, type EstimateOptions } from './estimates.js';

/** Which were asked for. */
export interface RowFiles {
  readonly scores: boolean;
  readonly averaged: boolean;
  readonly predictions: boolean;
}

/** Of what they are made. */
interface Source {
  readonly gathered: Gathered;
  readonly representation: ExactRepresentation;
  readonly found: EquivariantRegression | undefined;
}

export interface MadeFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly axes: Analysis['axes'];
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` where the rows were too many to be kept */
export async function rowFiles(
  { gathered, representation, found }: Source,
  { scores, averaged, predictions }: RowFiles,
  options: EstimateOptions,
): Promise<MadeFiles> {
  const files: Record<string, string> = {};
  let axes: Analysis['axes'];
  if (scores) {
    const { samples } = kept(gathered, '--scores');
    const pca = SymmetricPCA.fromMoments(gathered.moments, { normalization: 'n', center: centerOf(options.center) });
    const { scores: table } = await pca.transform(samples);
    axes = pca.axes.map(({ label, variance, explained, dimension }, k) => ({
      columns: Array.from({ length: dimension }, (_, j) =>
        dimension === 1 ? `axis${k + 1}` : `axis${k + 1}.${j + 1}`,
      ),
      label,
      variance,
      explained,
    }));
    files['scores.csv'] = csvOf(
      axes.flatMap(({ columns }) => columns),
      table,
    );
  }
  if (averaged) {
    const { samples } = kept(gathered, '--averaged');
    files['averaged.csv'] = csvOf(gathered.columns, await groupAverages(samples, representation));
  }
  if (predictions) files['predictions.csv'] = predictionsOf(gathered, found, options.level);
  return { files, axes };
}

/** Each response as it is predicted at the row, and the interval in which a new one would lie. */
function predictionsOf(gathered: Gathered, found: EquivariantRegression | undefined, level: number): string {
  const { samples } = kept(gathered, '--predictions');
  if (found === undefined) throw misuse('--predictions with a regression that has errors', 'one without');
  const names = gathered.responses.flatMap((name) => [name, `${name}.low`, `${name}.high`]);
  const { data, rows, cols } = samples;
  const table = new Float64Array(rows * names.length);
  for (let n = 0; n < rows; n++) {
    const { mean, intervals } = found.predict(data.subarray(n * cols, (n + 1) * cols), { level });
    mean.forEach((value, i) => {
      table.set([value, ...intervals[i]], n * names.length + 3 * i);
    });
  }
  return csvOf(names, { data: table, rows, cols: names.length });
}

/** The rows, for an option that needs them. */
export function kept({ rows }: Pick<Gathered, 'rows'>, option: string): KeptTable {
  if (rows !== undefined) return rows;
  throw misuse(`${option} with rows that are kept`, 'more than 2^22 numbers, or a reading that was resumed');
}

/** Numbers as they are, in full; names quoted where they must be. */
export function csvOf(names: readonly string[], { data, rows, cols }: Float64Layout): string {
  const lines = [names.map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(',')];
  for (let n = 0; n < rows; n++) lines.push(data.subarray(n * cols, (n + 1) * cols).join(','));
  return `${lines.join('\n')}\n`;
}
