/** The fields of a table: its symmetries, and the options of `isotypic analyze` by their names. */
import type { Field, Fields } from '../page/fields.js';

const TEXTS: readonly (readonly [option: string, label: string, help: string])[] = [
  ['response', 'Responses', 'Columns to predict from the others'],
  ['weights', 'Weights', 'The column that says how much a row counts'],
  ['frequencies', 'Frequencies', 'The column that says how often a row was seen'],
  ['by', 'Groups of rows', 'A column: one fit for each text in it, and tests that they are alike'],
  ['mean', 'Mean', 'free, invariant, or a number for each column, with commas'],
  ['level', 'Level of intervals', '0.95 if empty'],
  ['shrinkage', 'Shrinkage', 'ledoit-wolf, or from 0 to 1: makes covariance.csv'],
  ['covariance', 'The table is a covariance', 'Of so many samples'],
  ['delimiter', 'Delimiter', 'Found and said if empty'],
  ['encoding', 'Encoding', 'Such as latin1; found and said if empty'],
  ['comment', 'Comments begin with', 'Such as #'],
  ['skip', 'Lines to skip', 'At the beginning'],
];

const CHOICES: readonly (readonly [option: string, label: string, choices: Field['choices']])[] = [
  [
    'response-action',
    'Responses are moved',
    [
      ['', 'like the predictors where there are as many'],
      ['same', 'like the predictors'],
      ['trivial', 'not at all'],
    ],
  ],
  [
    'divisor',
    'The covariance was divided by',
    [
      ['', 'n − 1'],
      ['n', 'n'],
    ],
  ],
  [
    'precision',
    'Products of rows',
    [
      ['', 'double precision, here'],
      ['single', 'single precision, on WebGPU or WebGL where there is a device'],
    ],
  ],
  [
    'decimal',
    'Decimal mark',
    [
      ['', 'found'],
      ['.', 'point'],
      [',', 'comma'],
    ],
  ],
  [
    'header',
    'First line',
    [
      ['', 'looked at'],
      ['yes', 'names'],
      ['no', 'numbers'],
    ],
  ],
];

const FLAGS: readonly (readonly [option: string, label: string])[] = [
  ['scores', 'Principal axes: scores.csv'],
  ['averaged', 'Rows averaged: averaged.csv'],
  ['predictions', 'Responses predicted: predictions.csv'],
];

/** Options that have a field, in the order in which the command line is written. */
export const OPTIONS: readonly string[] = ['columns', 'missing', ...[...TEXTS, ...CHOICES, ...FLAGS].map(([o]) => o)];

export const TABLE_FIELDS = (suggestions: readonly string[]): readonly Field[] => [
  { name: 'group', label: 'Symmetry of the columns', suggestions, value: 'dihedral(4)' },
  { name: 'other', label: 'Compare with', help: 'Another symmetry, or nothing', value: '' },
  {
    name: 'columns',
    label: 'Columns',
    help: 'Names with commas, in the order of the points; all if empty',
    value: '',
  },
  {
    name: 'missing',
    label: 'Rows with missing values',
    choices: [
      ['', 'say where they are'],
      ['drop', 'leave them out'],
    ],
    value: '',
  },
  ...TEXTS.map(([name, label, help]) => ({ name, label, help, value: '', isFurther: true })),
  ...CHOICES.map(([name, label, choices]) => ({ name, label, choices, value: '', isFurther: true })),
  ...FLAGS.map(([name, label]) => ({ name, label, isFlag: true, value: '', isFurther: true })),
];

/** The options that are set. */
export function optionsIn(fields: Fields): Record<string, string | true> {
  const isFlag = new Set(FLAGS.map(([name]) => name));
  const given = OPTIONS.map((name) => [name, fields.value(name).trim()] as const).filter(([, value]) => value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, isFlag.has(name) ? true : value]));
}
