/** `isotypic sql`: the texts that bring moments out of an engine, and models into it. */
import { writeFileSync } from 'node:fs';
import { IsotypicError } from '@isotypic/algebra';
import { type DialectName, type MomentsForm, type RowSource, scoreExpressions } from '@isotypic/sql';
import { EquivariantNormal, regressionOf, SymmetricPCA } from '@isotypic/stats';
import { groupAction } from '../../analysis/group-action.js';
import { type NamedResponse, responseAction } from '../../analysis/regression.js';
import { type Call, type Command, choiceOf, misuse, namesOf } from '../../command.js';
import type { Console } from '../../console.js';
import { conditionOf } from '../../data/where.js';
import { readMoments } from '../../queries/moments-file.js';
import { keysOf, QUERY_DIALECTS, type QueryPlanFile, queryPlan, readRows } from '../../queries/query-plan.js';

const STEPS = ['types', 'probe', 'moments', 'score'] as const;
const FORMS = ['auto', 'twins', 'isotypic', 'gram'] as const;
const SCORES = ['distance', 'axes', 'invariants', 'predictions'] as const;
const RESPONSE_ACTIONS = ['same', 'trivial'] as const;

export const sqlCommand: Command = {
  name: 'sql',
  words: '',
  count: [0, 0],
  wordsAre: 'no words',
  summary: 'queries whose results are the symmetric moments of a table, and scores of its rows',
  description:
    'Writes SQL for an engine, or a program for Spark’s Python. Run the text of --step probe, save its row as JSON, ' +
    'and pass it as --probe for the text of --step moments, whose rows isotypic moments reads; isotypic analyze ' +
    'makes a report of these. --step score writes the query that scores rows with a model of such moments.',
  example: 'isotypic sql --dialect spark --table lake.cork --columns north,east,south,west --group "dihedral(4)"',
  options: {
    dialect: { type: 'string', value: 'ENGINE', help: `one of ${QUERY_DIALECTS.join(', ')} (default duckdb)` },
    table: { type: 'string', value: 'NAME', help: 'the table; parts of its name are separated by dots' },
    files: { type: 'string', value: 'A,B,…', help: 'files or globs instead, for an engine that reads them' },
    columns: { type: 'string', value: 'A,B,…', help: 'the columns the group acts on, in its order' },
    group: { type: 'string', short: 'g', value: 'GROUP', help: 'a group acting on the columns, as for analyze' },
    response: { type: 'string', value: 'C,D,…', help: 'columns to predict from these, as for analyze' },
    'response-action': {
      type: 'string',
      value: 'KIND',
      help: 'how the group acts on the responses, same or trivial, as for analyze',
    },
    step: {
      type: 'string',
      value: 'STEP',
      help: 'probe (default), moments, score, or types: the types of the columns',
    },
    probe: {
      type: 'string',
      value: 'FILE',
      help: 'the row of the probe, as JSON; or --rows of a run that was too far off',
    },
    plan: { type: 'string', value: 'FILE', help: 'where to write the plan that isotypic moments needs' },
    weight: { type: 'string', value: 'COLUMN', help: 'positive weights of the rows' },
    by: { type: 'string', value: 'A,B,…', help: 'moments for each value; at:day, at:week, … for windows of time' },
    where: {
      type: 'string',
      value: 'CONDITION',
      help: "rows to read, such as \"year >= 2020 and site in ('a', 'b')\"",
    },
    missing: {
      type: 'string',
      value: 'error|drop',
      help: 'rows with NULL, NaN or ±∞: an error (default), or left out',
    },
    form: { type: 'string', value: 'FORM', help: `one of ${FORMS.join(', ')} (default auto: the cheapest)` },
    moments: { type: 'string', value: 'FILE', help: 'the moments of which the model of --step score is made' },
    score: {
      type: 'string',
      value: 'KIND',
      help: 'distance (squared, default), axes (principal), invariants, or predictions',
    },
    keep: { type: 'string', value: 'A,B,…', help: 'columns that stand beside the scores' },
  },
  async run(call, console) {
    const step = choiceOf('--step', call.text('step') ?? 'probe', STEPS);
    if (step === 'score') await writeScores(call, console);
    else writeQuery(call, console, step);
    return undefined;
  },
};

function needed(call: Call, option: string): string {
  const value = call.text(option);
  if (value === undefined || value === '') throw misuse(`--${option}`, `no ${option}`);
  return value;
}

function sourceOf(call: Call): RowSource {
  const files = namesOf('--files', call.text('files'));
  const table = call.text('table');
  if (files !== undefined && table !== undefined) throw misuse('one of --table and --files', 'both');
  if (files !== undefined) return { files };
  return { table: needed(call, 'table').split('.') };
}

/** The responses that the options name; undefined where there are none. */
function namedResponse(call: Call, predictors: number): NamedResponse | undefined {
  const columns = namesOf('--response', call.text('response'));
  const asked = call.text('response-action');
  if (columns === undefined) {
    if (asked !== undefined) throw misuse('--response with --response-action', 'no response');
    return undefined;
  }
  const action = asked === undefined ? undefined : choiceOf('--response-action', asked, RESPONSE_ACTIONS);
  return { columns, action: responseAction(predictors, columns.length, action) };
}

/** The plan that the options say. */
function fileOf(call: Call): QueryPlanFile {
  const group = needed(call, 'group');
  const columns = namesOf('--columns', call.text('columns')) ?? groupAction(group).columns;
  if (columns === undefined) throw misuse('--columns A,B,…', 'no columns');
  const where = call.text('where');
  return {
    format: 'isotypic-query-plan',
    version: 1,
    dialect: choiceOf('--dialect', call.text('dialect') ?? 'duckdb', QUERY_DIALECTS),
    form: choiceOf<MomentsForm>('--form', call.text('form') ?? 'auto', FORMS),
    group,
    response: namedResponse(call, columns.length),
    request: {
      source: sourceOf(call),
      columns,
      weight: call.text('weight'),
      groupBy: keysOf(namesOf('--by', call.text('by'))),
      where: where === undefined ? undefined : conditionOf(where),
      missing: choiceOf('--missing', call.text('missing') ?? 'error', ['error', 'drop'] as const),
    },
  };
}

function writeQuery(call: Call, console: Console, step: 'types' | 'probe' | 'moments'): void {
  const file = fileOf(call);
  const { plan } = queryPlan(file);
  const path = call.text('plan');
  if (path !== undefined) write(path, `${JSON.stringify(file)}\n`);
  if (step !== 'moments') {
    console.out(`${plan[step]}\n`);
    return;
  }
  const probe = call.text('probe');
  if (probe === undefined) {
    throw misuse('--probe FILE, the row that the text of --step probe gave, as JSON', 'no probe');
  }
  console.out(`${plan.statement(plan.readShift(readRows(probe, '--probe')))}\n`);
}

async function writeScores(call: Call, console: Console): Promise<void> {
  const { file, action, grouped } = readMoments(needed(call, 'moments'));
  const kind = choiceOf('--score', call.text('score') ?? 'distance', SCORES);
  const named = choiceOf('--dialect', call.text('dialect') ?? 'duckdb', QUERY_DIALECTS);
  const dialect: DialectName = named === 'pyspark' ? 'spark' : named;
  const total = grouped.total();
  if (kind === 'predictions' && file.response === undefined) {
    throw misuse('moments of isotypic sql --response for --score predictions', 'moments without responses');
  }
  const model =
    kind === 'distance'
      ? EquivariantNormal.fromMoments(total)
      : kind === 'axes'
        ? SymmetricPCA.fromMoments(total)
        : kind === 'predictions'
          ? await regressionOf(total)
          : { invariantsOf: action.representation };
  const columns = namesOf('--columns', call.text('columns')) ?? file.columns;
  const plan = scoreExpressions(model, columns, { dialect, keep: namesOf('--keep', call.text('keep')) ?? [] });
  const where = call.text('where');
  console.out(`${plan.statement(sourceOf(call), where === undefined ? undefined : conditionOf(where))}\n`);
}

/** @throws {IsotypicError} `IO` */
export function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const received = `${path}: ${(cause as NodeJS.ErrnoException).code}`;
    throw new IsotypicError('IO', { where: 'isotypic', expected: 'a file that can be written', received, cause });
  }
}
