import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { cov, covarianceOf, csvBatches, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviation, readCsv, testSamples } from '../support/data.js';

const rep = permutationRepresentation(catalogue.dihedral(4));
const borings = readCsv('cork-borings.csv');
const text = `north,east,south,west\n${borings.map((row) => row.join(',')).join('\r\n')}\n`;

/** The text in pieces of a few bytes, to cut lines and characters anywhere. */
async function* pieces(size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('rows that come as CSV text, in any pieces, are the rows', async () => {
  for (const size of [1, 7, 1000]) {
    const moments = await new SymmetricMoments(rep).pushAll(csvBatches(pieces(size), { batchRows: 5 }));
    assert.is(moments.count, 28);
    assert.ok(deviation((await covarianceOf(moments)).data, (await cov(borings, rep)).data) < 1e-13);
  }
});

test('columns are picked by name or index', async () => {
  const rows: number[][] = [];
  for await (const batch of csvBatches([text], { columns: ['west', 0] })) rows.push(...batch.toRows());
  assert.equal(
    rows,
    borings.map((r) => [r[3], r[0]]),
  );
});

test('what is not a number is refused with its line; what is missing is a NaN', async () => {
  const read = async (csv: string) => {
    const rows: number[][] = [];
    for await (const batch of csvBatches([csv])) rows.push(...batch.toRows());
    return rows;
  };
  assert.equal(await read('a,b\n1,\nNA,2\n'), [
    [1, Number.NaN],
    [Number.NaN, 2],
  ]);
  for (const [csv, message] of [
    ['a,b\n1,x\n', /line 2, column "b"/],
    ['a,b\n1,2\n3\n', /1 in line 3/],
  ] as const) {
    try {
      await read(csv);
      assert.unreachable();
    } catch (error) {
      assert.is((error as { code: string }).code, 'PARSE');
      assert.match((error as Error).message, message);
    }
  }
});

test('rows with missing values are refused by row and column, or dropped', async () => {
  const rows = borings.map((r) => [...r]);
  rows[3][2] = Number.NaN;
  try {
    await cov(rows, rep);
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /row 3, column 2/);
  }
  const dropped = await cov(rows, rep, { missing: 'drop', weights: rows.map((_, n) => 1 + (n % 2)) });
  const kept = rows.filter((_, n) => n !== 3);
  const weights = rows.map((_, n) => 1 + (n % 2)).filter((_, n) => n !== 3);
  assert.equal(dropped.data, (await cov(kept, rep, { weights })).data);
});

test('a stream can be stopped, saved and resumed', async () => {
  const batches = [0, 7, 14, 21].map((at) => borings.slice(at, at + 7));
  const controller = new AbortController();
  const first = new SymmetricMoments(rep);
  let saved = '';
  try {
    await first.pushAll(batches, {
      signal: controller.signal,
      onBatch: (rows) => {
        saved = JSON.stringify(first);
        if (rows === 14) controller.abort();
      },
    });
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code: string }).code, 'ABORTED');
  }
  const resumed = SymmetricMoments.fromJSON(JSON.parse(saved), rep);
  assert.is(resumed.count, 14);
  await resumed.pushAll(batches.slice(2));
  const whole = await new SymmetricMoments(rep).pushAll(batches);
  assert.equal(JSON.parse(JSON.stringify(resumed)), JSON.parse(JSON.stringify(whole)));
});

test('JSON of other moments is refused', async () => {
  const json = JSON.parse(JSON.stringify(await new SymmetricMoments(rep).push(borings)));
  const other = permutationRepresentation(catalogue.symmetric(4));
  for (const bad of [{ ...json, version: 1 }, { ...json, sums: [] }, {}]) {
    assert.throws(
      () => SymmetricMoments.fromJSON(bad, rep),
      (e: { code: string }) => e.code === 'PARSE',
    );
  }
  assert.throws(
    () => SymmetricMoments.fromJSON(json, other),
    (e: { code: string }) => e.code === 'INVALID_ARGUMENT',
  );
  assert.throws(
    () => new SymmetricMoments(rep).merge(new SymmetricMoments(other)),
    (e: { code: string }) => e.code === 'INVALID_ARGUMENT',
  );
});

test('a large mean costs no digits', async () => {
  const X = testSamples(1000, 4, 3);
  const shifted = X.map((row) => row.map((v) => v + 2 ** 27));
  const center = { center: 'sample-mean', normalization: 'n' } as const;
  // Shifting by 2²⁷ rounds each value to 2⁻²⁶; the covariance then differs by about 2⁻²⁶/√1000 of its size.
  assert.ok(deviation((await cov(shifted, rep, center)).data, (await cov(X, rep, center)).data) < 1e-8);
});

test.run();
