/** A table of text under a symmetry: its components, its mean and covariance, and a test of the symmetry. */
import { type Float64Layout, IsotypicError, parseGroup, type WorkOptions } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import { openTable, type Table } from '@isotypic/sources';
import {
  likelihoodRatioTest,
  momentsOfTable,
  parameters,
  type ScatterMatrix,
  type SymmetryHypothesis,
  symmetricSummaryOf,
} from '@isotypic/stats';

export interface TableInput {
  readonly text: string;
  /** All columns where undefined. */
  readonly columns: readonly string[] | undefined;
  /** One symmetry, or two to be compared. */
  readonly groups: readonly string[];
  readonly missing: 'refuse' | 'drop';
}

export interface TestOutcome {
  readonly hypothesis: string;
  readonly statistic: number | undefined;
  readonly degreesOfFreedom: number | undefined;
  readonly pValue: number | undefined;
  /** Why there is none. */
  readonly unavailable: string | undefined;
}

/** What one symmetry makes of the table. */
export interface SymmetricAnalysis {
  readonly group: string;
  readonly order: string;
  readonly structure: string;
  readonly components: readonly { readonly label: string; readonly degree: number; readonly multiplicity: number }[];
  readonly parameters: { readonly mean: number; readonly covariance: number };
  readonly mean: readonly { readonly columns: readonly string[]; readonly value: number; readonly error: number }[];
  readonly covariance: readonly {
    readonly pair: readonly [string, string];
    readonly count: number;
    readonly value: number;
    readonly error: number;
  }[];
  /** Row-major, a row for each column of the table. */
  readonly matrix: Float64Array;
  readonly tests: readonly TestOutcome[];
}

export interface TableResult {
  /** Of the table, whether chosen or not. */
  readonly allColumns: readonly string[];
  readonly columns: readonly string[];
  readonly samples: number;
  readonly dropped: number;
  readonly notes: readonly string[];
  /** Sampled, with divisor n. */
  readonly sampled: Float64Array;
  readonly analyses: readonly SymmetricAnalysis[];
}

/** @throws {IsotypicError} as `openTable`, `parseGroup`, `momentsOfTable` and the estimators */
export async function analyzeTable(input: TableInput, work: WorkOptions): Promise<TableResult> {
  const table = await openTable([input.text]);
  const allColumns = [...table.columns];
  const columns = input.columns ?? allColumns;
  const notes = [...table.notes];
  await table.close();
  const analyses: SymmetricAnalysis[] = [];
  let read: Read | undefined;
  for (const group of input.groups) {
    read = await readUnder(input, group, columns, work);
    analyses.push(await analysisOf(read, group, columns, work));
  }
  const { samples = 0, dropped = 0, scatter } = read ?? {};
  const sampled: Float64Layout | undefined = scatter?.covariance();
  return {
    allColumns,
    columns,
    samples,
    dropped,
    notes,
    sampled: sampled?.data ?? new Float64Array(0),
    analyses,
  };
}

type Read = Awaited<ReturnType<typeof readUnder>>;

/** One pass over the table for each symmetry: moments are gathered in its coordinates. */
async function readUnder(input: TableInput, name: string, columns: readonly string[], work: WorkOptions) {
  const representation = permutationRepresentation(parseGroup(name));
  if (representation.dimension !== columns.length) {
    throw new IsotypicError('DEGREE_MISMATCH', {
      where: 'analyze',
      expected: `as many columns as ${name} permutes, ${representation.dimension}`,
      received: `${columns.length} (${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''})`,
      remedy: 'Choose the columns that the group acts on, or another group.',
    });
  }
  const table: Table = await openTable([input.text]);
  const read = await momentsOfTable(table, [{ x: { columns, rep: representation } }], {
    missing: input.missing,
    scatter: columns,
    ...work,
  });
  const [moments] = read.moments;
  if (moments.count < 2) {
    throw new IsotypicError('TOO_FEW_SAMPLES', {
      where: 'analyze',
      expected: 'at least 2 samples, to estimate a variance',
      received: String(moments.count),
    });
  }
  const scatter = read.scatter as ScatterMatrix;
  return { representation, moments, scatter, samples: moments.count, dropped: read.counts.dropped };
}

async function analysisOf(
  { representation, moments, scatter }: Read,
  group: string,
  columns: readonly string[],
  work: WorkOptions,
): Promise<SymmetricAnalysis> {
  const decomposition = isotypicDecomposition(representation, work);
  const summary = await symmetricSummaryOf(moments, { normalization: 'n', center: 'sample-mean' });
  const D = columns.length;
  const matrix = new Float64Array(D * D);
  for (const { pairs, value } of summary.covariance)
    for (const [i, j] of pairs) matrix[i * D + j] = matrix[j * D + i] = value;
  return {
    group,
    order: String(representation.group.order),
    structure: String(decomposition),
    components: decomposition.components.map(({ label, degree, multiplicity }) => ({ label, degree, multiplicity })),
    parameters: parameters(representation),
    mean: summary.mean.map(({ variables, value, standardError }) => ({
      columns: variables.map((j) => columns[j]),
      value,
      error: standardError,
    })),
    covariance: summary.covariance.map(({ pairs, value, standardError }) => ({
      pair: [columns[pairs[0][0]], columns[pairs[0][1]]] as const,
      count: pairs.length,
      value,
      error: standardError,
    })),
    matrix,
    tests: [
      await testOf('covariance', 'covariance', scatter, representation),
      await testOf('mean-and-covariance', 'mean and covariance', scatter, representation),
    ],
  };
}

async function testOf(
  hypothesis: SymmetryHypothesis,
  label: string,
  scatter: ScatterMatrix,
  representation: Read['representation'],
): Promise<TestOutcome> {
  try {
    const { statistic, degreesOfFreedom, saddlepointPValue, pValue } = await likelihoodRatioTest(
      scatter,
      representation,
      { hypothesis },
    );
    return {
      hypothesis: label,
      statistic,
      degreesOfFreedom,
      pValue: saddlepointPValue ?? pValue,
      unavailable: undefined,
    };
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    if (error.code !== 'NOT_POSITIVE_DEFINITE' && error.code !== 'TOO_FEW_SAMPLES') throw error;
    return {
      hypothesis: label,
      statistic: undefined,
      degreesOfFreedom: undefined,
      pValue: undefined,
      unavailable: `not testable: needs ${error.expected}`,
    };
  }
}
