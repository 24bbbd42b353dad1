import { catalogue } from '@isotypic/algebra';
import {
  adapters,
  assertInvariantEstimator,
  EquivarianceError,
  type EquivarianceReport,
} from '@isotypic/property-tests';
import { permutationRepresentation } from '@isotypic/reps';
import { cov, mean } from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const rep = permutationRepresentation(catalogue.dihedral(4));
const lists = (rows: readonly Float64Array[]) => rows.map((x) => [...x]);
const seed = 5;

async function refusedWith(run: () => Promise<unknown>): Promise<EquivarianceReport> {
  try {
    await run();
  } catch (error) {
    assert.instance(error, EquivarianceError);
    return (error as EquivarianceError).report;
  }
  throw new Error('it was let through');
}

test('estimators are judged by their rounding: moved together, and each sample by itself', async () => {
  for (const individually of [false, true]) {
    for (const estimator of [
      (rows: Float64Array[]) => mean(lists(rows), rep),
      (rows: Float64Array[]) => cov(lists(rows), rep),
    ]) {
      const report = await assertInvariantEstimator(estimator, rep, { individually, seed });
      assert.ok(report.ratio < report.bound && report.noise > 0, `${report}`);
    }
  }
});

test('an estimator that was let through by a tolerance of 1e-9 is caught: one weight is off by 1e-11', async () => {
  const weights = [1, 1, 1 + 1e-11, 1];
  const sum = (rows: Float64Array[]) => rows.map((x) => x.reduce((s, v, i) => s + weights[i] * v, 0));
  for (const individually of [false, true]) {
    const report = await refusedWith(() => assertInvariantEstimator(sum, rep, { individually, seed }));
    assert.ok(report.violation < 1e-9 && report.ratio > 1000, `${report}`);
    assert.ok((await assertInvariantEstimator(sum, rep, { individually, seed, tolerance: 1e-9 })).holds);
  }
});

test('an estimator that a tolerance of 1e-9 alarmed is none: its condition is 10⁸', async () => {
  const far = (rows: Float64Array[]) => {
    const all = rows.map((x) => x.reduce((s, v) => s + v + 1e8, 0));
    const m = all.reduce((s, v) => s + v, 0) / all.length;
    return all.reduce((s, v) => s + (v - m) ** 2, 0);
  };
  const report = await assertInvariantEstimator(far, rep, { individually: true, seed });
  assert.ok(report.noise > 1e-9, `${report}`);
});

test('each sample by itself: the sample and its element are named, and the other samples hold', async () => {
  const product = (rows: Float64Array[]) => rows[2][1] * rows[1][0];
  const report = await refusedWith(() =>
    assertInvariantEstimator(product, rep, { individually: true, seed, samples: 5 }),
  );
  assert.match(report.generator ?? '', /^\(.*\) on sample [12]$/);
  const failing = report.generators?.filter((g) => !g.holds).map((g) => g.name);
  assert.equal(failing, ['(0 1 2 3) on sample 1', '(0 1 2 3) on sample 2', '(1 3) on sample 2']);
  const broken = report.components?.input?.filter((c) => !c.holds).map((c) => c.label.split(':')[0]);
  assert.equal([...new Set(broken)], ['sample 1', 'sample 2']);
  assert.match(`${report}`, /the other 7 hold/);
});

test('what holds for all samples together need not for each: the product of two samples', async () => {
  const inner = (rows: Float64Array[]) => rows[0].reduce((s, v, i) => s + v * rows[1][i], 0);
  await assertInvariantEstimator(inner, rep, { seed });
  const report = await refusedWith(() => assertInvariantEstimator(inner, rep, { seed, individually: true }));
  assert.is(report.reason, 'differs');
});

test('moved together a failure names the subgroup that is left', async () => {
  const report = await refusedWith(() =>
    assertInvariantEstimator((rows) => rows.map((x) => x[0] + x[2]), rep, { seed }),
  );
  assert.is(report.largestSubgroup?.order, 4n);
});

test('samples come from an arbitrary of one sample, and as one matrix where that is asked for', async () => {
  const inputs = fc
    .array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 })
    .map((x) => Float64Array.from(x));
  let smallest = Number.POSITIVE_INFINITY;
  const logs = (rows: Float64Array[]) => {
    if (rows.every((x) => !x.some(Number.isNaN))) smallest = Math.min(smallest, ...rows.map((x) => Math.min(...x)));
    return rows.map((x) => x.reduce((s, v) => s + Math.log(v), 0));
  };
  for (const individually of [false, true]) {
    await assertInvariantEstimator(logs, rep, { inputs, individually, samples: 3, runs: 20, seed });
  }
  assert.ok(smallest > 0.9);
  const shapes = new Set<string>();
  const total = ({ data, rows, cols }: { data: Float64Array; rows: number; cols: number }) => {
    shapes.add(`${rows}×${cols}`);
    return data.reduce((s, v) => s + v, 0);
  };
  await assertInvariantEstimator(total as never, rep, { as: adapters.matrix, samples: 3, runs: 20, seed });
  assert.equal([...shapes], ['3×4']);
});

test.run();
