import { Float64Matrix } from '@isotypic/numeric';
import { cov, ScatterMatrix } from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { noSymmetry } from '../../dist/structure/special-structures.js';
import { deviation, testSamples } from '../support/data.js';

const covarianceOf = (scatter: ScatterMatrix) => scatter.covariance().data;

test('batches, merged parts and the whole agree to the last digit', () => {
  const rows = fc.array(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(rows, fc.nat(), (X, cutAt) => {
      const cut = cutAt % (X.length + 1);
      const whole = new ScatterMatrix(3).push(X);
      const batches = new ScatterMatrix(3).push(X.slice(0, cut)).push(X.slice(cut));
      const merged = new ScatterMatrix(3).push(X.slice(0, cut)).merge(new ScatterMatrix(3).push(X.slice(cut)));
      for (const other of [batches, merged]) {
        assert.is(other.count, X.length);
        assert.ok(deviation(other.mean(), whole.mean()) < 1e-15);
        assert.ok(deviation(covarianceOf(other), covarianceOf(whole)) < 1e-14);
      }
    }),
  );
});

test('a mean of 1e9 beside a spread of 1 costs nothing', async () => {
  const X = testSamples(200, 3, 4);
  const moved = X.map((row) => row.map((v) => Math.round(v * 2 ** 20) / 2 ** 20 + 1e9));
  const plain = moved.map((row) => row.map((v) => v - 1e9));
  assert.equal(covarianceOf(new ScatterMatrix(3).push(moved)), covarianceOf(new ScatterMatrix(3).push(plain)));
  const S = await cov(plain, noSymmetry(3), { normalization: 'n', center: 'sample-mean' });
  assert.ok(deviation(covarianceOf(new ScatterMatrix(3).push(moved)), S.data) < 1e-14);
});

test('units of 1e-200 and 1e200 in one stream', () => {
  const X = testSamples(20, 2, 9);
  const scaled = (c: number) => X.map((row) => row.map((v) => v * c));
  const small = new ScatterMatrix(2).push(scaled(2 ** -500));
  assert.equal(
    covarianceOf(small).map((v) => v * 2 ** 1000),
    covarianceOf(new ScatterMatrix(2).push(X)),
  );
  const both = new ScatterMatrix(2).push(scaled(2 ** -660)).push(scaled(2 ** 660));
  const zeros = new ScatterMatrix(2).push(scaled(0)).push(scaled(2 ** 660));
  assert.equal(both.mean(), zeros.mean());
  assert.is(covarianceOf(both)[0], Number.POSITIVE_INFINITY);
});

test('refusals', async () => {
  await refuses('INVALID_ARGUMENT', () => new ScatterMatrix(0), /dimension/);
  await refuses('SHAPE_MISMATCH', () => new ScatterMatrix(2).merge(new ScatterMatrix(3)), /dimension 2/);
  await refuses('SHAPE_MISMATCH', () => new ScatterMatrix(2).push(new Float64Matrix(2, 3)), /2/);
  const scatter = new ScatterMatrix(2).push([[1, 2]]);
  await refuses('ABORTED', () => scatter.push([[3, 4]], { signal: AbortSignal.abort() }), /./);
  assert.is(scatter.count, 1, 'nothing was added');
});

test.run();
