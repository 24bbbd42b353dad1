import { adapters, checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const S5 = 'permutation of symmetric(5)';
const both = { in: S5, out: S5, seed: 3 } as const;
const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);

test('the noise of a function is that of its condition: what it cancels, it may be off by', async () => {
  const cancelling = (distance: number) => (x: Float64Array) => x.map((v) => v + distance - (sum(x) * 1e-3 + distance));
  for (const distance of [1, 1e4, 1e8, 1e12]) {
    const report = await checkEquivariance(cancelling(distance), both);
    assert.ok(report.holds, `${distance}: ${report}`);
  }
});

test('a weight off by ε is caught from a few hundred units of roundoff on, at every size of f', async () => {
  for (const size of [1e-300, 1e-12, 1, 1e200]) {
    for (const epsilon of [1e-2, 1e-6, 1e-10, 1e-12]) {
      const report = await checkEquivariance((x) => x.map((v, i) => size * v * (i === 2 ? 1 + epsilon : 1)), both);
      assert.not(report.holds, `${size}, ${epsilon}`);
    }
    assert.ok((await checkEquivariance((x) => x.map((v) => size * v), both)).holds);
  }
});

test('in single precision a weight off by 1e-4 is caught, and one off by 1e-10 is not there', async () => {
  const f = (epsilon: number) => (x: Float64Array) => Float32Array.from(x, (v, i) => v * (i === 2 ? 1 + epsilon : 1));
  assert.not((await checkEquivariance(f(1e-4), both)).holds);
  assert.ok((await checkEquivariance(f(1e-10), both)).holds);
});

test('a residue where f ought to vanish is rounding of f, not of the residue', async () => {
  const projector = [0.1 + 0.2 - 0.3, 1e-17, -3e-17, 2e-17, 0]; // what is left of zeros
  const f = (x: Float64Array) => x.map((v, i) => v - sum(x) / 5 + projector[i] * x[0]);
  assert.ok((await checkEquivariance(f, both)).holds);
});

test('single precision in one coordinate of double precision is no noise of f', async () => {
  const f = (x: Float64Array) => x.map((v, i) => (i === 2 ? Math.fround(v / 3) : v / 3));
  const report = await checkEquivariance(f, both);
  assert.is(report.largestSubgroup?.order, 24n);
});

test('in single precision a weight off by 1e-5 is caught, which 300 runs missed', async () => {
  const f = (x: Float32Array) => x.map((v, i) => v * (i === 2 ? 1 + 1e-5 : 1));
  for (let seed = 0; seed < 8; seed++) {
    const report = await checkEquivariance(f, { ...both, seed, as: adapters.float32, runs: 1000 });
    assert.not(report.holds, `seed ${seed}`);
  }
});

/** Right functions that were alarmed. */
const RIGHT: Readonly<Record<string, (x: Float64Array) => ArrayLike<number>>> = {
  'a sum of what was centered, rounded to the same few values each time': (x) => {
    const h = x.map((v) => Math.tanh(v * v));
    return [sum(h.map((v) => v - sum(h) / 5))];
  },
  'the same after 10⁸ was added and taken off': (x) => {
    const h = x.map((v) => Math.tanh(v / (sum(x.map(Math.abs)) + 0.1) + 1e8 - 1e8));
    return [sum(h.map((v) => v - sum(h) / 5))];
  },
  'what is saturated far out, of a large condition inside': (x) => {
    const m = sum(x.map((v) => (Math.min(1, Math.max(-1, v)) + 1000) / (Math.abs(Math.tanh(v)) + 0.01))) / 5;
    return x.map(() => Math.log1p((1 / (Math.sin(m) ** 2 + 1e-3)) ** 2));
  },
  'a staircase of wide steps': (x) => {
    const h = x.map((v) => v / (Math.abs(v) + 0.01) / 1000 + 1e8);
    return h.map((v) => 1 / (Math.abs(v - sum(h) / 5) + 0.01));
  },
  'lost in rounding: the sine of a cancellation at 10¹⁶': (x) => {
    const h = x.map((v) => (v + 1e8) ** 2);
    const t = h.map((v) => Math.sqrt(v) - v);
    return t.map((v) => Math.sin(v - sum(t) / 5));
  },
  'a constant in the digits of single precision': (x) => x.map((v) => v - v + 1e8),
  'values that all are multiples of 2⁻²⁶': (x) => x.map(() => 0.2 / (1 + sum(x) ** 2) + 1e8 - 1e8),
};

for (const [name, f] of Object.entries(RIGHT)) {
  test(`no alarm: ${name}`, async () => {
    for (let seed = 0; seed < 10; seed++) {
      const report = await checkEquivariance(f, {
        in: S5,
        out: f(new Float64Array(5)).length === 1 ? 'trivial' : S5,
        seed,
      });
      assert.ok(report.holds, `seed ${seed}: ${report}`);
    }
  });
}

test('a function that is flat wherever it is looked at is judged by both precisions, where it takes both', async () => {
  const total = <A extends Float64Array | Float32Array>(h: A): number => {
    const s = h.slice(0, 1).fill(0);
    for (const v of h) s[0] += v;
    return s[0];
  };
  const f = <A extends Float64Array | Float32Array>(x: A) => {
    const h = x.map((v) => Math.sign(v));
    const rounding = total(h.map((v) => v / 3)) - total(h) / 3;
    return h.slice(0, 1).fill((rounding + 1e-8) * 1e8);
  };
  const inOne = (x: Float64Array) => Float64Array.from(f(Float64Array.from(x)));
  const invariant = { in: S5, out: 'trivial', seed: 1 } as const;
  assert.ok((await checkEquivariance(f, invariant)).holds);
  assert.not((await checkEquivariance(inOne, invariant)).holds);
});

test('the digits of single precision in double precision are found all the same, of one number too', async () => {
  for (const f of [
    (x: Float64Array) => Float64Array.of(Math.fround(sum(x))),
    (x: Float64Array) => x.map(Math.fround),
  ]) {
    const report = await checkEquivariance(f, {
      in: S5,
      out: f(new Float64Array(5)).length === 1 ? 'trivial' : S5,
      seed: 1,
    });
    assert.is(report.reason, 'loses precision');
  }
});

test('the report says the rate of false alarms that its bound is derived from', async () => {
  const { bound, falseAlarmRate } = await checkEquivariance((x) => x, both);
  // ((2/π)^{K/2} (K − 1)!!) / F^K with F = 16, K = 32
  let rate = (2 / Math.PI) ** 16 / bound ** 32;
  for (let k = 31; k > 0; k -= 2) rate *= k;
  assert.ok(rate <= falseAlarmRate && falseAlarmRate < 1.1 * rate);
});

test.run();
