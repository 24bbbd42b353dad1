import { catalogue, IsotypicError, type IsotypicErrorCode, Matrix, rationals } from '@isotypic/algebra';
import {
  assertEquivariant,
  assertInvariant,
  assertInvariantEstimator,
  equivarianceError,
} from '@isotypic/property-tests';
import { permutationRepresentation, trivialRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const rep = permutationRepresentation(catalogue.cyclic(5));

async function refusal(run: () => Promise<unknown>): Promise<IsotypicError> {
  try {
    await run();
  } catch (error) {
    assert.instance(error, IsotypicError);
    return error as IsotypicError;
  }
  throw new Error('nothing was refused');
}

async function refuted(run: () => Promise<unknown>, reason: string, says: RegExp): Promise<IsotypicError> {
  const error = await refusal(run);
  assert.is(error.code, 'REFUTED' satisfies IsotypicErrorCode);
  assert.is(error.details.reason, reason);
  assert.match(error.message, says);
  return error;
}

test('assertEquivariant((x) => x.map((v, i) => 1e-12 * v * i), rep, rep) is caught, at any size', async () => {
  for (const size of [1e-12, 1e-300, 1e-320, 1, 1e200]) {
    await refuted(() => assertEquivariant((x) => x.map((v, i) => size * v * i), rep, rep), 'differs', /differ by .*e/);
    await assertEquivariant((x) => x.map((v) => size * v), rep, rep, { runs: 20 });
  }
  await refuted(() => assertInvariant((x) => [1e-12 * x[0]], rep), 'differs', /f\(ρ_X\(g\)x\) and f\(x\) differ/);
  await refuted(
    () => assertInvariantEstimator((rows) => [1e-12 * rows[0][0]], rep),
    'differs',
    /estimator\(moved samples\)/,
  );
});

test('rounding noise of a function that cancels is judged by the size of the function, not by its own', async () => {
  const centered = (x: Float64Array) => x.map((v) => v - x.reduce((s, t) => s + t, 0) / 5);
  await assertEquivariant(centered, rep, rep, { tolerance: 1e-14 });
  await assertEquivariant(() => new Float64Array(5), rep, rep, { tolerance: 0 });
});

test('a function that returns its own buffer each time is judged as if it returned copies', async () => {
  const buffer = new Float64Array(5);
  const into = (values: (v: number, i: number) => number) => (x: Float64Array) => {
    x.forEach((v, i) => {
      buffer[i] = values(v, i);
    });
    return buffer;
  };
  await refuted(
    () =>
      assertEquivariant(
        into((v, i) => v * i),
        rep,
        rep,
      ),
    'differs',
    /differ/,
  );
  await assertEquivariant(
    into((v) => 2 * v),
    rep,
    rep,
  );
  const one = new Float64Array(1);
  const first = (x: Float64Array) => {
    one[0] = x[0];
    return one;
  };
  await refuted(() => assertInvariant(first, rep), 'differs', /differ/);
  await refuted(() => assertInvariantEstimator((rows) => first(rows[0]), rep), 'differs', /differ/);
  const inPlace = (x: Float64Array) => x.fill(x.reduce((s, v) => s + v, 0));
  await assertEquivariant(inPlace, rep, rep); // x is a copy too
});

test('NaN, infinity, a wrong length, what is no vector, and a thrown error are told apart', async () => {
  await refuted(
    () => assertEquivariant((x) => x.map((v) => 0 / (v - v)), rep, rep),
    'not finite',
    /f\(x\)\[0\] is NaN/,
  );
  await refuted(() => assertEquivariant((x) => x.map(() => 1 / 0), rep, rep), 'not finite', /is Infinity/);
  await refuted(() => assertEquivariant((x) => x.slice(1), rep, rep), 'wrong length', /length 4, where 5/);
  await refuted(() => assertEquivariant(() => 'seven', rep, rep), 'not a vector', /no array of numbers/);
  await refuted(() => assertEquivariant(() => 7, rep, rep), 'wrong length', /length 1, where 5/);
  await refuted(
    () => assertEquivariant(() => ['a', 1, 2, 3, 4] as never, rep, rep),
    'not a vector',
    /f\(x\)\[0\] is no array of numbers, but of type string/,
  );
  const error = await refuted(
    () => assertEquivariant(() => { throw new TypeError('no such key'); }, rep, rep), // biome-ignore format: short
    'throws',
    /f throws at x: no such key/,
  );
  assert.instance((error.cause as Error).cause, TypeError);
  let calls = 0;
  await refuted(() => assertInvariant(() => new Float64Array(++calls), rep), 'wrong length', /has length/);
});

test('the message begins with the reason and the values, and what it says to replay replays', async () => {
  const lopsided = (x: Float64Array) => x.map((v, i) => (i === 0 ? 2 * v : v));
  const error = await refuted(
    () => assertEquivariant(lopsided, rep, rep, { seed: 1 }),
    'differs',
    /^assertEquivariant: expected f\(ρ_X\(g\)x\) = .*, got .* differ by .*: entry \d .*\n/,
  );
  const { x, word, seed, path } = error.details as { x: Float64Array; word: number[]; seed: number; path: string };
  assert.is(word.length, 1); // shrunk: one generator, and an x with a single small integer that is not 0
  assert.is([...x].filter((v) => v !== 0).length, 1);
  const again = await refusal(() => assertEquivariant(lopsided, rep, rep, { seed, path }));
  assert.equal(again.details.x, x);
  assert.equal(again.details.word, word);
});

test('any linear action by generators will do, and derivations too', async () => {
  const [zero, one] = [rationals.zero, rationals.one];
  const turn = new Matrix(rationals, 2, 2, [zero, rationals.neg(one), one, zero]);
  const action = { dimension: 2, generatorMatrices: [turn] };
  await assertEquivariant((x) => [-x[1], x[0]], action, action);
  await refuted(() => assertEquivariant((x) => [x[0], -x[1]], action, action), 'differs', /differ/);
  const lie = { dimension: 2, generatorMatrices: [], derivations: [turn] };
  await assertEquivariant((x) => x, lie, lie);
  await refuted(() => assertEquivariant((x) => [x[0], -x[1]], lie, lie), 'differs', /exp\(/);
  assert.throws(() => equivarianceError({ data: new Float64Array(4), rows: 2, cols: 2 }, lie, lie), /derivations/);
});

test('actions of two groups, and options that there are not, are refused', async () => {
  const other = permutationRepresentation(catalogue.symmetric(5));
  assert.is((await refusal(() => assertEquivariant((x) => x, rep, other))).code, 'DEGREE_MISMATCH');
  const misspelled = { tolerence: 1 } as never;
  assert.match((await refusal(() => assertInvariant((x) => x, rep, misspelled))).message, /Did you mean tolerance\?/);
});

test('equivarianceError is relative to A at every scale, and 0 for A = 0', () => {
  const A = (s: number) => ({ data: Float64Array.of(0, s, 0, 0, 0), rows: 1, cols: 5 });
  const trivial = trivialRepresentation(catalogue.cyclic(5));
  for (const s of [1e-200, 1, 1e200]) assert.ok(Math.abs(equivarianceError(A(s), rep, trivial) - Math.SQRT2) < 1e-15);
  assert.is(equivarianceError(A(0), rep, trivial), 0);
});

test.run();
