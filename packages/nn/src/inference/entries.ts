/** Functions of each entry, in float32. */
import { errorFunction } from '../tensor/error-function.js';
import { broadcastShape, sizeOf, stridesOf } from '../tensor/shape.js';
import { type Call, listOf, type Plan, type Value } from './plan.js';

/** What is left of an operation on two values once the axes that both run through alike are one. */
interface Runs {
  /** Extents and steps of the axes before the last. */
  readonly extents: readonly number[];
  readonly steps: readonly (readonly number[])[];
  readonly length: number;
  /** 1 where an operand goes on within a run, 0 where it stays. */
  readonly inner: readonly number[];
}

function runsOf(shape: readonly number[], operands: readonly Value[]): Runs {
  const steps = operands.map(({ shape: own }) => {
    const missing = shape.length - own.length;
    const strides = stridesOf(own);
    return shape.map((_, axis) => (axis < missing || own[axis - missing] === 1 ? 0 : strides[axis - missing]));
  });
  let [axis, length] = [shape.length, 1];
  let inner: number[] | undefined;
  while (axis > 0) {
    const next = steps.map((list) => (shape[axis - 1] === 1 ? undefined : list[axis - 1]));
    if (next.every((step) => step === undefined)) {
      axis--;
      continue;
    }
    const goesOn = steps.map((list) => Math.sign(list[axis - 1]));
    const fits = inner === undefined || goesOn.every((g, i) => g === inner?.[i] && steps[i][axis - 1] === g * length);
    if (!fits) break;
    inner = goesOn;
    length *= shape[axis - 1];
    axis--;
  }
  const list = steps.map((s) => s.slice(0, axis));
  return { extents: shape.slice(0, axis), steps: list, length, inner: inner ?? operands.map(() => 0) };
}

/** Calls `visit` with where each run begins in the result and in both operands. */
function eachRun({ extents, steps, length }: Runs, visit: (to: number, a: number, b: number) => void): void {
  const index = new Int32Array(extents.length);
  let [a, b] = [0, 0];
  for (let run = 0; run < sizeOf(extents); run++) {
    visit(run * length, a, b);
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      a += steps[0][axis];
      b += steps[1][axis];
      if (++index[axis] < extents[axis]) break;
      a -= steps[0][axis] * extents[axis];
      b -= steps[1][axis] * extents[axis];
      index[axis] = 0;
    }
  }
}

type Binary = 'Add' | 'Sub' | 'Mul' | 'Div' | 'Max' | 'Equal';

/** One run: flat loops, an operand standing still where its step is 0. */
function combine(
  name: Binary,
  heap: Float32Array,
  to: number,
  [a, i]: readonly [number, number],
  [b, j]: readonly [number, number],
  length: number,
): void {
  const end = to + length;
  if (name === 'Add') for (let [y, p, q] = [to, a, b]; y < end; y++, p += i, q += j) heap[y] = heap[p] + heap[q];
  else if (name === 'Sub') for (let [y, p, q] = [to, a, b]; y < end; y++, p += i, q += j) heap[y] = heap[p] - heap[q];
  else if (name === 'Mul') for (let [y, p, q] = [to, a, b]; y < end; y++, p += i, q += j) heap[y] = heap[p] * heap[q];
  else if (name === 'Div') for (let [y, p, q] = [to, a, b]; y < end; y++, p += i, q += j) heap[y] = heap[p] / heap[q];
  else if (name === 'Max')
    for (let [y, p, q] = [to, a, b]; y < end; y++, p += i, q += j) heap[y] = Math.max(heap[p], heap[q]);
  else for (let [y, p, q] = [to, a, b]; y < end; y++, p += i, q += j) heap[y] = heap[p] === heap[q] ? 1 : 0;
}

export function binary(plan: Plan, name: Binary, [a, b]: readonly Value[]): Value {
  const shape = broadcastShape(a.shape, b.shape) ?? []; // an export's shapes fit
  const y = plan.value(shape);
  const runs = runsOf(shape, [a, b]);
  plan.steps.push(({ heap }) => {
    eachRun(runs, (to, p, q) => {
      combine(name, heap, y.at + to, [a.at + p, runs.inner[0]], [b.at + q, runs.inner[1]], runs.length);
    });
  });
  return y;
}

/** The first of two numbers where the condition is not 0, else the second. */
export function chosen(plan: Plan, [condition, first, second]: readonly Value[]): Value {
  const y = plan.value(condition.shape);
  plan.steps.push(({ heap }) => {
    for (let i = 0; i < sizeOf(y.shape); i++)
      heap[y.at + i] = heap[heap[condition.at + i] === 0 ? second.at : first.at];
  });
  return y;
}

export type Unary = 'Relu' | 'Elu' | 'Erf' | 'Sigmoid' | 'Sin' | 'Cos' | 'Tanh' | 'Sqrt';

const FUNCTIONS: Readonly<Record<Unary, (x: number, alpha: number) => number>> = {
  Relu: (x) => Math.max(x, 0),
  Elu: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  Erf: errorFunction,
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Sin: (x) => Math.sin(x),
  Cos: (x) => Math.cos(x),
  Tanh: (x) => Math.tanh(x),
  Sqrt: (x) => Math.sqrt(x),
};

export function unary(plan: Plan, name: Unary, call: Call): Value {
  const [x] = call.inputs;
  const y = plan.value(x.shape);
  const alpha = listOf(call, 'alpha', [1])[0];
  const f = FUNCTIONS[name];
  plan.steps.push(({ heap }) => {
    for (let i = 0; i < sizeOf(x.shape); i++) heap[y.at + i] = f(heap[x.at + i], alpha);
  });
  return y;
}
