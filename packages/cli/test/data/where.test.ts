import type { Condition } from '@isotypic/sql';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { conditionOf } from '../../dist/data/where.js';

for (const [text, condition] of [
  ['year >= 2020', { column: 'year', operator: '>=', value: 2020 }],
  ['a != -.5e-3', { column: 'a', operator: '<>', value: -0.5e-3 }],
  ['"a ""b" = \'it\'\'s\'', { column: 'a "b', operator: '=', value: "it's" }],
  ['id = 9007199254740993', { column: 'id', operator: '=', value: 9007199254740993n }],
  ['größe IS NOT NULL', { column: 'größe', operator: 'is not null' }],
  ['android is null', { column: 'android', operator: 'is null' }],
  ["s in ('a', 'b')", { column: 's', operator: 'in', values: ['a', 'b'] }],
  ['s not in (1)', { not: { column: 's', operator: 'in', values: [1] } }],
  [
    'a<1 or b>2 AND not c=true',
    {
      or: [
        { column: 'a', operator: '<', value: 1 },
        {
          and: [{ column: 'b', operator: '>', value: 2 }, { not: { column: 'c', operator: '=', value: true } }],
        },
      ],
    },
  ],
  [
    '(a<1 or b>2) and c<>false',
    {
      and: [
        {
          or: [
            { column: 'a', operator: '<', value: 1 },
            { column: 'b', operator: '>', value: 2 },
          ],
        },
        { column: 'c', operator: '<>', value: false },
      ],
    },
  ],
] as readonly (readonly [string, Condition])[]) {
  test(text, () => assert.equal(conditionOf(text), condition));
}

for (const [text, ...says] of [
  ['', 'the name of a column'],
  ['a', 'a comparison'],
  ['a = ', "a text such as 'a'"],
  ['a = b', 'position 4'],
  ["a = 'b", 'a number'],
  ['a = 1 b = 2', 'and, or, or the end'],
  ['and = 1', 'the name of a column'],
  ['a in ()', 'a number'],
  ['a = 1; DROP TABLE x', 'the end'],
  ['a is 1', 'null or not null'],
  ['a = 1e999', 'float64'],
  [`${'('.repeat(200)}a = 1${')'.repeat(200)}`, 'at most 100'],
  [`${'not '.repeat(200)}a = 1`, 'at most 100'],
]) {
  test(`refused: ${text.slice(0, 40)}`, async () => {
    await refuses('PARSE', () => conditionOf(text), ...says);
  });
}

test.run();
