import { catalogue } from '@isotypic/algebra';
import { standardNormals } from '@isotypic/numeric';
import { multiple, regularRepresentation } from '@isotypic/reps';
import { covarianceOf, SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const rep = multiple(2, regularRepresentation(catalogue.dihedral(5)));
const [BATCHES, ROWS, D] = [200, 5000, 20];

/** Batch k of a million rows, made when it is asked for; off-center, so that the means matter. */
function batch(k: number) {
  const { data, rows, cols } = standardNormals(ROWS, D, 1000 + k);
  for (let i = 0; i < data.length; i++) data[i] += 3 + (i % cols) / cols;
  return { data, rows, cols };
}

const relative = (a: Float64Array, b: Float64Array) => {
  const size = b.reduce((s, v) => Math.max(s, Math.abs(v)), 0);
  return a.reduce((s, v, i) => Math.max(s, Math.abs(v - b[i])), 0) / size;
};

test('a million rows: constant memory, any order of eight merges, and resumption from JSON', async () => {
  const whole = new SymmetricMoments(rep);
  let [early, late] = [0, 0];
  for (let k = 0; k < BATCHES; k++) {
    await whole.push(batch(k));
    if (k === 50) early = process.memoryUsage().rss;
    if (k === BATCHES - 1) late = process.memoryUsage().rss;
  }
  assert.is(whole.count, 1_000_000);
  // 150 further batches hold 120 MB of samples; what stays is the garbage collector's slack.
  assert.ok(late - early < 60e6, `${((late - early) / 1e6).toFixed(0)} MB more after 750,000 rows`);
  const expected = (await covarianceOf(whole)).data;

  const parts: SymmetricMoments[] = [];
  for (let p = 0; p < 8; p++) {
    const part = new SymmetricMoments(rep);
    for (let k = p; k < BATCHES; k += 8) await part.push(batch(k));
    parts.push(part);
  }
  for (const order of [
    [3, 7, 0, 5, 1, 6, 2, 4],
    [6, 2, 4, 0, 7, 3, 5, 1],
  ]) {
    const merged = new SymmetricMoments(rep);
    for (const p of order) merged.merge(parts[p]);
    assert.is(merged.count, 1_000_000);
    const found = relative((await covarianceOf(merged)).data, expected);
    assert.ok(found < 1e-13, `${found}`);
  }

  const half = new SymmetricMoments(rep);
  for (let k = 0; k < BATCHES / 2; k++) await half.push(batch(k));
  const resumed = SymmetricMoments.fromJSON(JSON.parse(JSON.stringify(half)), rep);
  for (let k = BATCHES / 2; k < BATCHES; k++) await resumed.push(batch(k));
  assert.equal((await covarianceOf(resumed)).data, expected);
});

test.run();
