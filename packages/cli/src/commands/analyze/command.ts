/** The grammar of `isotypic analyze`. */
import { basename } from 'node:path';
import { analysisOptionsOf } from '../../analysis/analysis-options.js';
import { type Call, type Command, JSON_OPTION, nonEmpty } from '../../command.js';
import { TABLE_OPTIONS } from '../../data/table-options.js';
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
    precision: {
      type: 'string',
      value: 'double|single',
      help:
        'of the products of rows (default double); single: on WebGPU or WebGL where gpu.js is installed and finds a ' +
        'device, else in double, which is said',
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
  const data = call.words.map((word) => nonEmpty('a data file', word));
  const name = data[0] === '-' ? 'standard input' : data.map((word) => basename(word)).join(', ');
  return {
    ...analysisOptionsOf(call, name),
    data,
    query: queryOf(call),
    out: nonEmpty('--out FOLDER', call.text('out') ?? 'report'),
    json: call.flag('json'),
    quiet: call.flag('quiet'),
  };
}

function queryOf(call: Call): AnalyzeArguments['query'] {
  const where = call.text('where');
  return { where: where === undefined ? undefined : conditionOf(where), memory: call.text('memory') };
}
