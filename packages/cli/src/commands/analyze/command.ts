/** The grammar of `isotypic analyze`. */
import { describe } from '@isotypic/algebra/internal';
import type { ColumnRoles, Shrinkage } from '@isotypic/stats';
import { namesOf } from '../../arguments.js';
import { type Call, type Command, choiceOf, integerOf, JSON_OPTION, misuse, nonEmpty } from '../../command.js';
import type { CovarianceTable } from '../../data/gather-covariance.js';
import { TABLE_OPTIONS, tableReading } from '../../data/table-options.js';
import { conditionOf } from '../../data/where.js';
import { isMomentsFile } from '../../queries/moments-file.js';
import type { AnalyzeArguments } from './analyze.js';

export const analyzeCommand: Command = {
  name: 'analyze',
  words: 'DATA …',
  count: [1, Number.POSITIVE_INFINITY],
  wordsAre: 'data files',
  summary: 'structure, estimates and tests of the columns of a file under a group',
  description:
    'Takes apart the columns of DATA (delimited text, plain or gzipped; - for standard input; with apache-arrow ' +
    'installed also files of Arrow; with DuckDB also Parquet, JSON, several files and globs such as ' +
    '"data/*.parquet", of any size) under GROUP, ' +
    'estimates mean and covariance (and, with --response, a regression) that respect it, ' +
    'tests the symmetry, and writes report.html, table.safetensors and table.json.',
  example: 'isotypic analyze data/cork-borings.csv --group "dihedral(4)" --out report',
  options: {
    group: {
      type: 'string',
      short: 'g',
      value: 'GROUP',
      help:
        'a group acting on the columns, e.g. "dihedral(4)", "symmetric(3) x cyclic(2)", or generators in cycles on ' +
        'columns 0, 1, …: "<(0 1 2 3), (0 2)>", with signs "signed <-(0 1), (0 1)>", ' +
        'by exact matrices "<[[0, -1], [1, 0]]>", ' +
        'or "2*permutation of cyclic(3)"; ' +
        '"… on columns A,B,…" names them',
    },
    columns: {
      type: 'string',
      value: 'A,B,…',
      help: 'the columns the group acts on, in its order (default: all but the responses)',
    },
    response: {
      type: 'string',
      value: 'C,D,…',
      help: 'columns to predict from the others by the equivariant least-squares fit',
    },
    'response-action': {
      type: 'string',
      value: 'KIND',
      help:
        'how the group acts on the responses: "same" as on the predictors (default where there are as many responses ' +
        'as predictors) or "trivial" (default otherwise)',
    },
    where: {
      type: 'string',
      value: 'CONDITION',
      help: "rows to read, such as \"year >= 2020 and site in ('a', 'b')\"; by DuckDB",
    },
    memory: { type: 'string', value: 'SIZE', help: 'most memory of DuckDB, such as 1GB; it reads the files then' },
    weight: { type: 'string', value: 'COLUMN', help: 'as --weights' },
    weights: {
      type: 'string',
      value: 'COLUMN',
      help: 'how much each row counts; errors are those of Kish’s effective number',
    },
    frequencies: { type: 'string', value: 'COLUMN', help: 'how often each row was seen: integers, 0 for not at all' },
    by: {
      type: 'string',
      value: 'COLUMN',
      help:
        'one fit for each text in it, and tests that they have one covariance and mean; of times in files that ' +
        'DuckDB reads, for each window: time:day, :hour, :week, :month, :year',
    },
    mean: {
      type: 'string',
      value: 'KIND',
      help: 'second moments are about the sample mean (free, the default), the invariant mean, or a known one: M,M,…',
    },
    level: { type: 'string', value: 'P', help: 'how often intervals cover the truth (default 0.95)' },
    covariance: {
      type: 'string',
      value: 'N',
      help: 'DATA is the covariance of N samples: a square table, of which a first column may name the rows',
    },
    divisor: { type: 'string', value: 'n|n-1', help: 'what that covariance was divided by (default n-1)' },
    scores: { type: 'boolean', help: 'writes scores.csv: the rows on the principal axes that respect the group' },
    predictions: {
      type: 'boolean',
      help: 'writes predictions.csv: each response predicted at each row, and the interval for a new one',
    },
    shrinkage: {
      type: 'string',
      value: 'L',
      help:
        'writes covariance.csv: the covariance shrunk within the symmetry towards one variance for each component, ' +
        'by L from 0 to 1, or as far as Ledoit and Wolf estimate: ledoit-wolf',
    },
    averaged: { type: 'boolean', help: 'writes averaged.csv: each row averaged over the group' },
    ...TABLE_OPTIONS,
    resume: {
      type: 'string',
      value: 'FILE',
      help:
        'keeps what is known of a table too long for memory in FILE (of files that DuckDB reads, of each in the ' +
        'folder FILE), and goes on from there when called again',
    },
    out: { type: 'string', short: 'o', value: 'FOLDER', help: 'where the report goes (default: report)' },
    json: JSON_OPTION,
    quiet: { type: 'boolean', short: 'q', help: 'no progress on standard error' },
  },
  async run(call, console) {
    if (isMomentsFile(call.words[0])) {
      const { analyzeMoments } = await import('../moments/report.js');
      await analyzeMoments(call.words[0], console, { json: call.flag('json') });
      return undefined;
    }
    const { analyze } = await import('./analyze.js');
    await analyze(argumentsOf(call), console);
  },
};

function argumentsOf(call: Call): AnalyzeArguments {
  const group = call.text('group');
  if (group === undefined) throw misuse('--group, such as --group "dihedral(4)"', 'no group');
  const action = call.text('response-action');
  if (action !== undefined && action !== 'same' && action !== 'trivial') {
    throw misuse('--response-action same or trivial', describe(action));
  }
  if (action !== undefined && call.text('response') === undefined) {
    throw misuse('--response with --response-action', 'no response');
  }
  const covariance = covarianceOf(call);
  return {
    roles: rolesOf(call),
    covariance,
    center: centerOf(call, covariance !== undefined),
    level: levelOf(call.text('level')),
    rowFiles: { scores: call.flag('scores'), averaged: call.flag('averaged'), predictions: predictionsOf(call) },
    shrinkage: shrinkageOf(call, covariance !== undefined),
    line: call.line,
    reading: tableReading(call),
    resume: call.text('resume') === undefined ? undefined : nonEmpty('--resume FILE', call.text('resume') as string),
    data: call.words.map((word) => nonEmpty('a data file', word)),
    query: queryOf(call),
    group,
    out: nonEmpty('--out FOLDER', call.text('out') ?? 'report'),
    response: namesOf('--response', call.text('response')) ?? [],
    responseAction: action,
    columns: namesOf('--columns', call.text('columns')),
    json: call.flag('json'),
    quiet: call.flag('quiet'),
  };
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

function queryOf(call: Call): AnalyzeArguments['query'] {
  const where = call.text('where');
  return { where: where === undefined ? undefined : conditionOf(where), memory: call.text('memory') };
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

function centerOf(call: Call, isCovariance: boolean): AnalyzeArguments['center'] {
  const value = call.text('mean');
  if (value === undefined || value === 'free') return 'free';
  if (isCovariance) throw misuse('--mean free with --covariance, which has no mean', describe(value));
  if (value === 'invariant') return 'invariant';
  const numbers = value.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  if (numbers.every(Number.isFinite)) return numbers;
  throw misuse('--mean to be free, invariant, or a number for each column, M,M,…', describe(value));
}

function shrinkageOf(call: Call, isCovariance: boolean): Shrinkage | undefined {
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
