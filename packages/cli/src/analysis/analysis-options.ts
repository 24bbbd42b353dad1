/** What is analyzed, and how: the options of `isotypic analyze` but those of files and of what is printed. */
import { describe } from '@isotypic/algebra/internal';
import type { ColumnRoles } from '@isotypic/stats';
import { type Call, choiceOf, integerOf, misuse, namesOf, nonEmpty } from '../command.js';
import type { CovarianceTable } from '../data/gather-covariance.js';
import { type TableReading, tableReading } from '../data/table-options.js';
import type { Analysis } from './analysis.js';
import type { ProductPrecision } from './products.js';
import type { RowFiles } from './row-files.js';

export interface AnalysisOptions {
  /** The call as it was typed. */
  readonly line: string;
  /** What the data are called. */
  readonly name: string;
  readonly reading: TableReading;
  /** Where what is known of a long table is kept. */
  readonly resume: string | undefined;
  readonly group: string;
  /** Columns to predict; the others are the predictors. */
  readonly response: readonly string[];
  readonly responseAction: 'same' | 'trivial' | undefined;
  readonly columns: readonly string[] | undefined;
  /** Columns of weights, of frequencies, and of the names of groups. */
  readonly roles: ColumnRoles;
  /** The table is a covariance. */
  readonly covariance: CovarianceTable | undefined;
  readonly center: Analysis['center'];
  readonly level: number;
  readonly rowFiles: RowFiles;
  readonly shrinkage: number | 'ledoit-wolf' | undefined;
  /** Of the products of rows. */
  readonly precision: ProductPrecision;
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` for values that are none, and for options that exclude each other */
export function analysisOptionsOf(call: Call, name: string): AnalysisOptions {
  const group = call.text('group');
  if (group === undefined) {
    const remedy = 'isotypic groups lists their names; isotypic suggest looks for one in the data.';
    throw misuse('--group, such as --group "dihedral(4)"', 'no group', remedy);
  }
  const action = call.text('response-action');
  if (action !== undefined && action !== 'same' && action !== 'trivial') {
    throw misuse('--response-action same or trivial', describe(action));
  }
  if (action !== undefined && call.text('response') === undefined) {
    throw misuse('--response with --response-action', 'no response');
  }
  const covariance = covarianceOf(call);
  const resume = call.text('resume');
  return {
    line: call.line,
    name,
    reading: tableReading(call),
    resume: resume === undefined ? undefined : nonEmpty('--resume FILE', resume),
    group,
    response: namesOf('--response', call.text('response')) ?? [],
    responseAction: action,
    columns: namesOf('--columns', call.text('columns')),
    roles: rolesOf(call),
    covariance,
    center: centerOf(call, covariance !== undefined),
    level: levelOf(call.text('level')),
    rowFiles: { scores: call.flag('scores'), averaged: call.flag('averaged'), predictions: predictionsOf(call) },
    shrinkage: shrinkageOf(call, covariance !== undefined),
    precision: precisionOf(call, resume),
  };
}

function precisionOf(call: Call, resume: string | undefined): ProductPrecision {
  const precision = choiceOf<ProductPrecision>('--precision', call.text('precision') ?? 'double', ['double', 'single']);
  if (precision === 'single' && resume !== undefined) {
    throw misuse('--precision double with --resume, which ends with the same numbers bit by bit', precision);
  }
  return precision;
}

function rolesOf(call: Call): ColumnRoles {
  const column = (option: 'weight' | 'weights' | 'frequencies' | 'by') => {
    const name = call.text(option);
    return name === undefined ? undefined : nonEmpty(`--${option} COLUMN`, name);
  };
  if (call.text('weight') !== undefined && call.text('weights') !== undefined) {
    throw misuse('one of --weight and --weights', 'both');
  }
  return { weights: column('weights') ?? column('weight'), frequencies: column('frequencies'), by: column('by') };
}

function predictionsOf(call: Call): boolean {
  const isAsked = call.flag('predictions');
  if (isAsked && call.text('response') === undefined) throw misuse('--response with --predictions', 'no response');
  return isAsked;
}

/** What a table of samples has and a covariance has not. */
const OF_SAMPLES = [
  'where',
  'memory',
  'response',
  'weight',
  'weights',
  'frequencies',
  'by',
  'missing',
  'resume',
  'precision',
] as const;

function covarianceOf(call: Call): CovarianceTable | undefined {
  const samples = call.text('covariance');
  const divisor = call.text('divisor');
  if (samples === undefined) {
    if (divisor !== undefined) throw misuse('--covariance with --divisor', 'a table of samples');
    return undefined;
  }
  const other =
    OF_SAMPLES.find((option) => call.text(option) !== undefined) ??
    (['scores', 'averaged', 'predictions'] as const).find((option) => call.flag(option));
  if (other !== undefined) throw misuse('no samples with --covariance', `--${other}, which is of samples`);
  return {
    samples: integerOf('--covariance', samples, 2, Number.MAX_SAFE_INTEGER),
    divisor: divisor === undefined ? 'n-1' : choiceOf<'n' | 'n-1'>('--divisor', divisor, ['n', 'n-1']),
  };
}

function centerOf(call: Call, isCovariance: boolean): AnalysisOptions['center'] {
  const value = call.text('mean');
  if (value === undefined || value === 'free') return 'free';
  if (isCovariance) throw misuse('--mean free with --covariance, which has no mean', describe(value));
  if (value === 'invariant') return 'invariant';
  const numbers = value.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  if (numbers.every(Number.isFinite)) return numbers;
  throw misuse('--mean to be free, invariant, or a number for each column, M,M,…', describe(value));
}

function shrinkageOf(call: Call, isCovariance: boolean): number | 'ledoit-wolf' | undefined {
  const value = call.text('shrinkage');
  if (value === undefined) return undefined;
  if (value === 'ledoit-wolf') {
    if (isCovariance) throw misuse('--shrinkage with a number for --covariance, which has no samples', value);
    return value;
  }
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && number <= 1) return number;
  throw misuse('--shrinkage to be ledoit-wolf or a number from 0 to 1', describe(value));
}

function levelOf(value: string | undefined): number {
  if (value === undefined) return 0.95;
  const level = Number(value);
  if (value.trim() !== '' && level > 0 && level < 1) return level;
  throw misuse('--level between 0 and 1, such as 0.95', describe(value));
}
