/** The moments of a table in one pass, and readings that are broken off and resumed. */
import { catalogue } from '@isotypic/algebra';
import { openBackend } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import { openTable } from '@isotypic/sources';
import {
  covarianceOf,
  likelihoodRatioTest,
  lstsqOf,
  momentsOfTable,
  ScatterMatrix,
  SymmetricMoments,
  symmetricSummary,
  symmetricSummaryOf,
  type TableMomentsJSON,
} from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { deviation, readCsv } from '../support/data.js';

const rep = permutationRepresentation(catalogue.dihedral(4));
const borings = readCsv('cork-borings.csv');
const names = ['north', 'east', 'south', 'west'];
const csv = `tree,${names.join(',')}\n${borings.map((row, n) => `${n},${row.join(',')}\n`).join('')}`;
const spaces = [{ x: { columns: names, rep } }];

test('the moments of the columns of a table are those of its rows', async () => {
  const { moments, counts } = await momentsOfTable(await openTable([csv]), spaces, { batchRows: 5 });
  assert.is(counts.used, 28);
  const pushed = await new SymmetricMoments(rep).push(borings);
  assert.ok(deviation((await covarianceOf(moments[0])).data, (await covarianceOf(pushed)).data) < 1e-13);
  const [streamed, whole] = [await symmetricSummaryOf(moments[0]), await symmetricSummary(borings, rep)];
  streamed.covariance.forEach(({ value, standardError }, i) => {
    assert.ok(Math.abs(value / whole.covariance[i].value - 1) < 1e-13);
    assert.ok(Math.abs(standardError / whole.covariance[i].standardError - 1) < 1e-12);
  });
});

test('the moments are made on the backend that is given, and the scatter is not', async () => {
  const backend = await openBackend({ kind: 'gpu', engine: 'cpu' });
  const single = await momentsOfTable(await openTable([csv]), spaces, { backend, scatter: names });
  const double = await momentsOfTable(await openTable([csv]), spaces, { scatter: names });
  await backend.close();
  const [a, b] = [await covarianceOf(single.moments[0]), await covarianceOf(double.moments[0])];
  const off = Math.max(...a.data.map((x, e) => Math.abs(x - b.data[e])));
  // Gram matrices in float32 are within 1e-6 of the sums of sizes of their terms, here at most 28·100², over 27
  assert.ok(off > 0 && off < (1e-6 * 28 * 100 ** 2) / 27, `${off}`);
  assert.equal(single.scatter?.toJSON(), double.scatter?.toJSON());
});

test('pairs of spaces in one pass: a regression', async () => {
  const rows = borings.map((row) => [...row, ...row.map((x) => 2 * x + 1)]);
  const text = `a,b,c,d,p,q,r,s\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
  const x = { columns: ['a', 'b', 'c', 'd'], rep };
  const y = { columns: ['p', 'q', 'r', 's'], rep };
  const { moments } = await momentsOfTable(await openTable([text]), [{ x, y }]);
  const { coefficients, intercept } = await lstsqOf(moments[0], { intercept: true });
  coefficients.toRows().forEach((row, i) => {
    row.forEach((a, j) => {
      assert.ok(Math.abs(a - (i === j ? 2 : 0)) < 1e-9);
    });
  });
  assert.ok(intercept.every((b) => Math.abs(b - 1) < 1e-7));
});

test('with the scatter the test is the one of the rows', async () => {
  const { scatter } = await momentsOfTable(await openTable([csv]), spaces, { scatter: names, batchRows: 3 });
  const options = { hypothesis: 'covariance' } as const;
  const streamed = await likelihoodRatioTest(scatter as ScatterMatrix, rep, options);
  const whole = await likelihoodRatioTest(borings, rep, options);
  assert.ok(Math.abs(streamed.statistic - whole.statistic) <= streamed.roundingBound + whole.roundingBound);
});

test('a reading broken off after any batch and resumed ends with the same bytes', async () => {
  const row = fc.tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom('1', '2.5', 'NA', '-3e5'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (rows, size) => {
        const text = `a,b\n${rows.map((cells) => `${cells.join(',')}\n`).join('')}`;
        const two = permutationRepresentation(catalogue.cyclic(2));
        const pair = [{ x: { columns: ['a', 'b'], rep: two } }];
        const states: string[] = [];
        const options = { missing: 'drop', batchRows: size, scatter: ['b', 'a'] } as const;
        const onBatch = (_: unknown, state: () => TableMomentsJSON) => states.push(JSON.stringify(state()));
        const whole = await momentsOfTable(await openTable([text]), pair, { ...options, onBatch });
        assert.is(whole.counts.rows, rows.length);
        assert.is(whole.counts.used + whole.counts.dropped, rows.length);
        for (const state of states) {
          const resume = JSON.parse(state) as TableMomentsJSON;
          const resumed = await momentsOfTable(await openTable([text]), pair, { ...options, resume });
          assert.is(JSON.stringify(resumed.moments), JSON.stringify(whole.moments));
          assert.is(JSON.stringify(resumed.scatter), JSON.stringify(whole.scatter));
          assert.equal(resumed.counts, whole.counts);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('what is resumed must be of the same source, dialect, columns and treatment of missing values', async () => {
  const source = { bytes: csv.length, modified: 1, beginning: 'abc' };
  let resume: TableMomentsJSON | undefined;
  const onBatch = (_: unknown, state: () => TableMomentsJSON) => {
    resume = state();
  };
  await momentsOfTable(await openTable([csv]), spaces, { source, onBatch });
  const again = async (text: string, more: object, columns = names) =>
    momentsOfTable(await openTable([text]), [{ x: { columns, rep } }], { source, resume, ...more });
  await again(csv, {});
  const other = permutationRepresentation(catalogue.cyclic(4));
  const refusals: readonly [() => Promise<unknown>, RegExp][] = [
    [() => again(csv, { source: { ...source, modified: 2 } }), /the source as it was/],
    [() => again(csv, { source: undefined }), /the source as it was/],
    [() => again(csv.replaceAll(',', ';'), {}), /the same dialect/],
    [() => again(csv, {}, [...names].reverse()), /the same columns/],
    [() => again(csv, { missing: 'drop' }), /missing values/],
    [() => again(csv, { batchRows: 7 }), /batches of the same size/],
    [
      async () => momentsOfTable(await openTable([csv]), [{ x: { columns: names, rep: other } }], { source, resume }),
      /action|generators/,
    ],
    [async () => again(csv, { scatter: names }), /the same columns/],
  ];
  for (const [call, message] of refusals) await refuses('INVALID_ARGUMENT', call, message);
  await refuses('PARSE', () => again(csv, { resume: { format: 'other' } }), /isotypic-table-moments 1/);
});

test('a scatter matrix is written and read to the bit, and refused when it is another', async () => {
  const scatter = new ScatterMatrix(4).push(borings);
  const json = JSON.parse(JSON.stringify(scatter));
  const read = ScatterMatrix.fromJSON(json, 4);
  assert.is(JSON.stringify(read), JSON.stringify(scatter));
  assert.equal(read.push(borings).covariance(), new ScatterMatrix(4).push(borings).push(borings).covariance());
  for (const wrong of [{ ...json, version: 2 }, { ...json, shift: [1] }, { ...json, gram: { high: [] } }, {}, null]) {
    await refuses('PARSE', () => ScatterMatrix.fromJSON(wrong as never, 4), /isotypic-scatter-matrix/);
  }
  await refuses('PARSE', () => ScatterMatrix.fromJSON(json, 3), /dimension 3/);
});

const counted = `tree,w,f,site,${names.join(',')}\n${borings
  .map((row, n) => `${n},${1 + (n % 4) / 2},${n % 3},${n % 5 < 2 ? 'hill' : 'vale'},${row.join(',')}\n`)
  .join('')}`;

test('columns of weights and frequencies count as options do, and rows of frequency 0 not at all', async () => {
  const roles = { weights: 'w', frequencies: 'f' };
  const { moments } = await momentsOfTable(await openTable([counted]), spaces, { ...roles, batchRows: 7 });
  const seen = [...borings.keys()].filter((n) => n % 3 > 0);
  const expected = await new SymmetricMoments(rep).push(
    seen.map((n) => borings[n]),
    { weights: seen.map((n) => 1 + (n % 4) / 2), frequencies: seen.map((n) => n % 3) },
  );
  assert.is(moments[0].count, expected.count);
  assert.ok(Math.abs(moments[0].effectiveCount / expected.effectiveCount - 1) < 1e-13);
  assert.ok(deviation((await covarianceOf(moments[0])).data, (await covarianceOf(expected)).data) < 1e-13);
  const { scatter } = await momentsOfTable(await openTable([counted]), spaces, { frequencies: 'f', scatter: names });
  assert.is(scatter?.count, expected.count);
});

test('groups by a column have moments of their own, also after a break', async () => {
  const options = { by: 'site', frequencies: 'f', scatter: names, batchRows: 6 };
  const states: TableMomentsJSON[] = [];
  const onBatch = (_: unknown, state: () => TableMomentsJSON) => states.push(JSON.parse(JSON.stringify(state())));
  const whole = await momentsOfTable(await openTable([counted]), spaces, { ...options, onBatch });
  assert.equal([...whole.groups.keys()], ['hill', 'vale']);
  const hill = [...borings.keys()].filter((n) => n % 5 < 2 && n % 3 > 0);
  const expected = await new SymmetricMoments(rep).push(
    hill.map((n) => borings[n]),
    { frequencies: hill.map((n) => n % 3) },
  );
  const found = whole.groups.get('hill');
  assert.ok(found?.scatter !== undefined);
  assert.is(found.scatter.count, expected.count);
  assert.ok(deviation((await covarianceOf(found.moments[0])).data, (await covarianceOf(expected)).data) < 1e-13);
  const resumed = await momentsOfTable(await openTable([counted]), spaces, { ...options, resume: states[1] });
  for (const [name, { moments }] of whole.groups) {
    assert.equal(JSON.stringify(resumed.groups.get(name)?.moments[0]), JSON.stringify(moments[0]));
  }
  await refuses(
    'INVALID_ARGUMENT',
    async () => momentsOfTable(await openTable([counted]), spaces, { ...options, by: undefined, resume: states[1] }),
    /the same columns of weights, frequencies and groups/,
  );
});

test('weights beside a scatter, wrong weights and too many groups are refused by name', async () => {
  const read = async (text: string, options: object) => momentsOfTable(await openTable([text]), spaces, options);
  await refuses('INVALID_ARGUMENT', () => read(counted, { weights: 'w', scatter: names }), /a scatter without weights/);
  await refuses('INVALID_ARGUMENT', () => read(counted, { weights: 'f' }), /positive weights in column f/);
  await refuses(
    'INVALID_ARGUMENT',
    () => read(counted, { frequencies: 'w' }),
    /frequencies, integers from 0 on in column w/,
  );
  const many = `tree,${names.join(',')}\n${Array.from({ length: 101 }, (_, n) => `${n},1,2,3,${n}\n`).join('')}`;
  await refuses('INVALID_ARGUMENT', () => read(many, { by: 'tree' }), /at most 100 different texts/);
});

test.run();
