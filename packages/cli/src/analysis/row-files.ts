/** Files with a line for every row that was used: scores on the principal axes, and rows averaged over the group. */
import type { Float64Layout } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import { groupAverages, SymmetricPCA } from '@isotypic/stats';
import { misuse } from '../command.js';
import type { Gathered, KeptTable } from '../data/gather.js';
import type { Analysis } from './analysis.js';
import { centerOf, type EstimateOptions } from './estimates.js';

/** Which were asked for. */
export interface RowFiles {
  readonly scores: boolean;
  readonly averaged: boolean;
}

export interface MadeFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly axes: Analysis['axes'];
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` where the rows were too many to be kept */
export async function rowFiles(
  gathered: Gathered,
  representation: ExactRepresentation,
  { scores, averaged }: RowFiles,
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
  return { files, axes };
}

function kept({ rows }: Gathered, option: string): KeptTable {
  if (rows !== undefined) return rows;
  throw misuse(`${option} with rows that are kept`, 'more than 2^22 numbers, or a reading that was resumed');
}

/** Numbers as they are, in full; names quoted where they must be. */
function csvOf(names: readonly string[], { data, rows, cols }: Float64Layout): string {
  const lines = [names.map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(',')];
  for (let n = 0; n < rows; n++) lines.push(data.subarray(n * cols, (n + 1) * cols).join(','));
  return `${lines.join('\n')}\n`;
}
