import { BudgetExceededError, catalogue, IsotypicError } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  adapters,
  assertEquivariant,
  checkEquivariance,
  EquivarianceError,
  rotationAction,
} from '@isotypic/property-tests';
import { permutationRepresentation, regularRepresentation, trivialRepresentation } from '@isotypic/reps';
import { sphericalHarmonics } from '@isotypic/rotations';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const S5 = 'permutation of symmetric(5)';
const seed = 7;

async function holds(f: (...args: never[]) => unknown, specification: Parameters<typeof checkEquivariance>[1]) {
  const report = await checkEquivariance(f as (...args: readonly unknown[]) => unknown, { seed, ...specification });
  assert.ok(report.holds, `${report}`);
  return report;
}

async function fails(f: (...args: never[]) => unknown, specification: Parameters<typeof checkEquivariance>[1]) {
  const report = await checkEquivariance(f as (...args: readonly unknown[]) => unknown, { seed, ...specification });
  assert.not(report.holds, `${report}`);
  return report;
}

test('one orbital weight off by 1e-10 is caught, explained, and replayed', async () => {
  const f = (x: Float64Array) => x.map((v, i) => (i === 3 ? v * (1 + 1e-10) : v));
  const report = await fails(f, { in: S5, out: S5 });
  assert.is(report.generator, '(0 1 2 3 4)');
  assert.equal([...report.input!], [0, 0, 1, 0, 0]);
  assert.is(report.largestSubgroup!.order, 24n);
  assert.is(report.largestSubgroup!.structure, 'the stabilizer of 3');
  assert.is(report.extent!.kind, 'everywhere');
  assert.ok(report.linear);
  assert.ok(report.ratio > 1e4);
  assert.ok(Math.abs(report.components!.output.reduce((sum, c) => sum + c.share, 0) - 1) < 1e-12);
  const again = await fails(f, { in: S5, out: S5, ...report.replay });
  assert.equal(again.input, report.input);
  assert.is(again.runs, 1);
});

test('the component that breaks is named, and those that hold', async () => {
  const sum = (x: Float64Array) => x.reduce((a, b) => a + b, 0);
  const onMean = await fails((x: Float64Array) => x.map((v, i) => v + (i === 0 ? sum(x) : 0)), { in: S5, out: S5 });
  assert.equal(
    onMean.components!.input!.map((c) => [c.label, c.holds]),
    [
      ['trivial', false],
      ['[4,1]', true],
    ],
  );
  const cubeOfFirst = await fails((x: Float64Array) => sum(x) + Math.sin(x[0]), { in: S5, out: 'trivial' });
  assert.equal(
    cubeOfFirst.components!.output.map((c) => [c.label, c.holds]),
    [['trivial', false]],
  );
});

test('tensor types that name no group are of the group before them', async () => {
  const square = (x: Float64Array) => Float64Array.from({ length: 9 }, (_, k) => x[Math.floor(k / 3)] * x[k % 3]);
  await holds(square, { in: 'V of SO(3)', out: 'T(2)' });
  const cross = (x: Float64Array, y: Float64Array) =>
    x.map((_, i) => x[(i + 1) % 3] * y[(i + 2) % 3] - x[(i + 2) % 3] * y[(i + 1) % 3]);
  await holds(cross, { in: ['V of SO(3)', 'V'], out: 'V' });
  await fails(cross, { in: ['V of O(3)', 'V'], out: 'V' });
  await holds(square, { in: parseMatrixGroup('O(3)'), out: 'T(2)' });
  const both = 'T(1)[Z(2)]*T(1)[S(3)]';
  await holds((x: Float64Array) => x.map((v) => v ** 3), { in: both, out: both });
  await holds((x: Float64Array) => x, { in: parseType(both).over(), out: both });
  const refused = await checkEquivariance(square, { in: 'permutation of cyclic(3)', out: 'V' }).catch((error) => error);
  assert.match(`${refused}`, /V of SO\(3\)/);
});

test('several arguments, each with its action; those held are handed over as they are', async () => {
  const scaled = (A: number, x: Float64Array, y: Float64Array) => x.map((v, i) => A * v + y[i]);
  await holds(scaled, { in: [{ held: 3 }, S5, 'permutation'], out: S5 });
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((s, v, i) => s + v * y[i], 0);
  await holds(dot, { in: [S5, 'permutation'], out: 'trivial' });
  const report = await fails((x: Float64Array, y: Float64Array) => x[0] * y[1], { in: [S5, S5], out: 'trivial' });
  assert.ok(report.components!.input!.some((c) => c.label.startsWith('argument 1: ')));
});

test('tuples and records, each member with its action', async () => {
  const f = (x: Float64Array) => ({ mean: x.reduce((s, v) => s + v, 0) / 5, centered: [...x].map((v) => 2 * v) });
  await holds(f, { in: S5, out: { mean: 'trivial', centered: S5 } });
  await holds((x: Float64Array) => [f(x).mean, x], { in: S5, out: ['trivial', S5] });
  const swapped = await fails((x: Float64Array) => ({ ...f(x), mean: x[2] }), {
    in: S5,
    out: { mean: 'trivial', centered: S5 },
  });
  assert.equal(
    swapped.components!.output.filter((c) => !c.holds).map((c) => c.label),
    ['f(x).mean: trivial'],
  );
});

test('arrays, typed arrays, matrices and tensors go in and come out', async () => {
  class Tensor {
    constructor(
      readonly values: Float32Array | Float64Array,
      readonly shape: readonly number[],
    ) {}
    dataSync() {
      return this.values;
    }
  }
  const twice = (v: number) => 2 * v;
  await holds((x: number[]) => x.map(twice), { in: S5, out: S5, as: adapters.array });
  const single = await holds((x: Float32Array) => x.map(twice), { in: S5, out: S5, as: adapters.float32 });
  assert.is(single.precision, 'float32');
  const tensor = adapters.tensor((values, shape) => new Tensor(values, shape));
  await holds((x: Tensor) => new Tensor(x.values.map(twice), x.shape), { in: S5, out: S5, as: tensor });
  const onnx = adapters.tensor((data, dims) => ({ data, dims }), 'float64');
  await holds((x: { data: Float64Array; dims: number[] }) => ({ data: x.data.map(twice), dims: x.dims }), {
    in: S5,
    out: S5,
    as: onnx,
    batch: 3,
  });
  await holds((x: { data: Float64Array; rows: number; cols: number }) => ({ ...x, data: x.data.map(twice) }), {
    in: S5,
    out: S5,
    as: adapters.matrix,
    batch: 2,
  });
  const transpose = (x: number[][]) => x[0].map((_, j) => x.map((row) => row[j]));
  const onPairs = 'permutation of symmetric(3) on tuples(2)';
  await holds(transpose, { in: { action: onPairs, shape: [3, 3], as: adapters.array }, out: onPairs });
});

test('a batch: rows move together, and no row depends on another', async () => {
  const batch = 4;
  await holds((X: Float64Array[]) => X.map((row) => row.map((v) => v * v)), { in: S5, out: S5, batch });
  const centered = (X: Float64Array[]) => X.map((row) => row.map((v, j) => v - X.reduce((s, r) => s + r[j], 0) / 4));
  assert.is((await fails(centered, { in: S5, out: S5, batch })).reason, 'rows depend on each other');
  const second = (X: Float64Array[]) => X.map((row, i) => (i === 1 ? row.map((v, j) => v * j) : row));
  const report = await fails(second, { in: S5, out: S5, batch });
  assert.match(report.message!, /row/);
});

test('a change of shape: from a grid to another, by a representation on each side', async () => {
  const C8 = catalogue.cyclic(8);
  const half = permutationRepresentation(C8, [[1, 2, 3, 0]]);
  const pool = (x: Float64Array) => Float64Array.from({ length: 4 }, (_, i) => x[i] + x[i + 4]);
  await holds(pool, { in: C8, out: half });
  const pairs = (x: Float64Array) => Float64Array.from({ length: 4 }, (_, i) => x[2 * i] + x[2 * i + 1]);
  const report = await fails(pairs, { in: C8, out: half });
  assert.is(report.generator, C8.generators[0].toString());
});

test('continuous groups: by exponentials of derivations and by discrete generators', async () => {
  const cross = (x: Float64Array) => [x[1] * x[5] - x[2] * x[4], x[2] * x[3] - x[0] * x[5], x[0] * x[4] - x[1] * x[3]];
  await holds(cross, { in: '2*V of SO(3)', out: 'V of SO(3)' });
  const report = await fails(cross, { in: '2*V of O(3)', out: 'V of O(3)' });
  assert.equal(
    report.generators!.map((g) => [g.name, g.holds]),
    [
      ['g0', false],
      ['A0', true],
      ['A1', true],
      ['A2', true],
    ],
  );
  const minkowski = (x: Float64Array) => x[0] ** 2 - x[1] ** 2 - x[2] ** 2 - x[3] ** 2;
  await holds(minkowski, { in: 'V of O(1,3)', out: 'trivial' });
  await fails((x: Float64Array) => x[0] ** 2 + x[1] ** 2 + x[2] ** 2 + x[3] ** 2, {
    in: 'V of O(1,3)',
    out: 'trivial',
  });
});

test('in a large group the stabilizer of the coordinates at fault is found', async () => {
  const M24 = catalogue.mathieu(24);
  const report = await fails((x: Float64Array) => x[0] * x[1], { in: M24, out: 'trivial' });
  assert.is(report.largestSubgroup!.order, 887040n); // M22:2, of index 276 in M24 (ATLAS)
  assert.not(report.largestSubgroup!.isComplete);
  const cube = catalogue.rubiksCube();
  await holds((x: Float64Array) => x.map((v) => Math.tanh(v) + x.reduce((s, t) => s + t, 0)), { in: cube, out: cube });
});

test('the Lie derivative of what fails is that of the orbit', async () => {
  const report = await fails((x: Float64Array) => x[0], { in: 'V of SO(2)', out: 'trivial' });
  // d/dt of the first coordinate of a unit vector is the other one, at most 1, beside an f of size 14 at most
  const [rate] = report.generators!.map((g) => g.lieDerivative!);
  assert.ok(rate > 0.02 && rate < 1.1, `${rate}`);
});

test('rotationAction is how spherical harmonics move', async () => {
  const harmonics = (l: number) => (x: Float64Array) => sphericalHarmonics(l, [[...x]], { normalize: false }).data;
  for (const l of [1, 2, 5]) await holds(harmonics(l), { in: rotationAction([1]), out: rotationAction([l]) });
  await fails(harmonics(2), { in: rotationAction([1]), out: rotationAction([0, 0, 1]) });
});

test('ties that are broken by index fail on a thin set, and leave no symmetry', async () => {
  const oneHot = (x: Float64Array) => x.map((_, i) => (i === x.indexOf(Math.max(...x)) ? 1 : 0));
  const report = await fails(oneHot, { in: S5, out: S5, runs: 1000 });
  assert.is(report.extent!.kind, 'on a thin set');
  assert.is(report.largestSubgroup!.order, 1n);
  const shared = (x: Float64Array) => {
    const largest = Math.max(...x);
    const count = x.filter((v) => v === largest).length;
    return x.map((v) => (v === largest ? 1 / count : 0));
  };
  await holds(shared, { in: S5, out: S5, runs: 1000 });
});

test('what f does beside its symmetry is said, and is no failure', async () => {
  const buffer = new Float64Array(5);
  const intoBuffer = (x: Float64Array) => {
    buffer.set(x);
    return buffer;
  };
  assert.ok((await holds(intoBuffer, { in: S5, out: S5 })).behavior!.reusesBuffer);
  assert.ok(
    (await holds((x: Float64Array) => x.sort().reverse().fill(x[0]), { in: S5, out: S5 })).behavior!.writesIntoInput,
  );
  const hidden = await holds((x: Float64Array) => x.map((v) => (v > 0 ? v : 0)), { in: S5, out: S5 });
  assert.is(hidden.behavior!.nan, 'is hidden');
  assert.match(`${hidden}`, /a NaN in x is not seen/);
  const refusing = (x: Float64Array) => {
    if (x.some(Number.isNaN)) throw new Error('no NaN, please');
    return x;
  };
  assert.is((await holds(refusing, { in: S5, out: S5 })).behavior!.nan, 'is refused');
});

test('a function that is random, remembers, or casts to float32 is told so', async () => {
  let state = 1;
  const random = (x: Float64Array) =>
    x.map((v) => {
      state = (state * 16807) % 2147483647;
      return v * state;
    });
  assert.is((await fails(random, { in: S5, out: S5 })).reason, 'not deterministic');
  let last = 0;
  const remembering = (x: Float64Array) => {
    const before = last;
    if (last !== x[0]) last = x[0];
    return x.map((v) => v + (before === x[0] ? 0 : before));
  };
  assert.ok(
    ['depends on earlier calls', 'not deterministic'].includes((await fails(remembering, { in: S5, out: S5 })).reason!),
  );
  assert.is((await fails((x: Float64Array) => x.map(Math.fround), { in: S5, out: S5 })).reason, 'loses precision');
  assert.is((await holds((x: Float64Array) => Float32Array.from(x), { in: S5, out: S5 })).precision, 'float32');
});

test('NaN on one orbit names the orbit', async () => {
  const rep = regularRepresentation(catalogue.cyclic(3));
  const f = (x: Float64Array) => [x.map((v) => v * v), x.map((v) => Math.sqrt(v))];
  const report = await fails(f, { in: rep, out: [rep, rep] });
  assert.is(report.reason, 'not finite');
  assert.is(report.input!.filter((v) => v !== 0).length, 1);
  assert.ok(report.components!.output.every((c) => c.label.startsWith('f(x).1') !== c.holds));
});

test('inputs come from where the caller says, and shrink inside of it', async () => {
  const positive = fc.float64Array({ minLength: 5, maxLength: 5, min: 1, max: 9, noNaN: true });
  await holds((x: Float64Array) => x.map(Math.log), { in: S5, out: S5, inputs: positive });
  const report = await fails((x: Float64Array) => x.map((v, i) => i * Math.log(v)), {
    in: S5,
    out: S5,
    inputs: positive,
  });
  assert.ok(report.input!.every((v) => v >= 1));
});

test('generators are tried whatever the length of words, and something must move', async () => {
  const f = (x: Float64Array) => x.map((v, i) => i * v);
  for (const wordLength of [0, 1, 2]) await fails(f, { in: S5, out: S5, wordLength });
  try {
    await checkEquivariance(f, { in: { held: 1 }, out: 'trivial' });
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /in to be/);
  }
});

test('overflow far out is passed over, and found near the origin', async () => {
  await holds((x: Float64Array) => x.map((v) => Math.exp(v * v)), { in: S5, out: S5 });
  assert.is(
    (await fails((x: Float64Array) => x.map((v) => Math.exp(1e4 * v)), { in: S5, out: S5 })).reason,
    'not finite',
  );
});

test('tolerance replaces the noise', async () => {
  const f = (x: Float64Array) => x.map((v, i) => v * (1 + i * 1e-7));
  await fails(f, { in: S5, out: S5 });
  await holds(f, { in: S5, out: S5, tolerance: 1e-6 });
  await holds(() => new Float64Array(5), { in: S5, out: S5, tolerance: 0 });
});

test('an assertion throws the report', async () => {
  const rep = trivialRepresentation(catalogue.cyclic(2));
  try {
    await assertEquivariant((x) => [x[0], -x[0]], 'sign of symmetric(2)', ['sign', 'trivial'].at(0)!, { seed });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, EquivarianceError);
    assert.instance(error, IsotypicError);
    assert.is((error as EquivarianceError).report.reason, 'wrong length');
  }
  assert.ok((await assertEquivariant((x) => x, rep, rep)).holds);
});

test('a budget is counted in calls of f, and a signal is seen', async () => {
  const f = (x: Float64Array) => x;
  for (const [options, type] of [
    [{ budget: 10 }, BudgetExceededError],
    [{ signal: AbortSignal.abort() }, IsotypicError],
  ] as const) {
    try {
      await checkEquivariance(f, { in: S5, out: S5, ...options });
      assert.unreachable();
    } catch (error) {
      assert.instance(error, type);
    }
  }
});

test.run();
