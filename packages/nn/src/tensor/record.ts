/**
 * What is written down while a gradient runs. Each running sweep has a bit; a result is recorded for those sweeps on
 * whose leaves one of its inputs depends, and for none else: outside of `gradient` nothing is kept. While a sweep goes
 * back its own bit is off, so that its cotangents are recorded for the sweeps around it alone; that is all that second
 * derivatives need.
 */
import { IsotypicError } from '@isotypic/algebra';
import { type Pullback, Tensor } from './tensor.js';

let running = 0;
let depth = 0;
let clock = 0;

/** Sweeps within sweeps: one bit each in a 32-bit number. */
const DEEPEST = 30;

/** The result of a primitive, with what its inputs' cotangents are, should a running sweep depend on them. */
export function record(
  shape: readonly number[],
  data: Float64Array,
  inputs: readonly Tensor[],
  pullbacks: readonly Pullback[],
): Tensor {
  if (running === 0) return new Tensor(shape, data);
  let sweeps = 0;
  for (const input of inputs) if (input.history !== null) sweeps |= input.history.sweeps;
  sweeps &= running;
  return sweeps === 0
    ? new Tensor(shape, data)
    : new Tensor(shape, data, { sweeps, order: ++clock, inputs, pullbacks });
}

/** Whether some sweep that runs now depends on x. */
export const isRecorded = (x: Tensor): boolean => x.history !== null && (x.history.sweeps & running) !== 0;

/** Runs `work` as a sweep of its own, which gets its bit. */
export function withSweep<T>(where: string, work: (bit: number) => T): T {
  if (depth === DEEPEST) {
    throw new IsotypicError('NOT_DECIDED', {
      where,
      expected: `derivatives of order at most ${DEEPEST}`,
      received: 'a deeper nest of gradients',
    });
  }
  const bit = 1 << depth;
  const before = running;
  depth++;
  running |= bit;
  try {
    return work(bit);
  } finally {
    depth--;
    running = before;
  }
}

/** Runs `work` with a sweep's recording switched off. */
export function withoutRecording<T>(bit: number, work: () => T): T {
  const before = running;
  running &= ~bit;
  try {
    return work();
  } finally {
    running = before;
  }
}

/** x as a leaf of a sweep: the same tensor to all others. */
export function leafOf(x: Tensor, bit: number): Tensor {
  const outer = x.history === null ? 0 : x.history.sweeps & running & ~bit;
  return new Tensor(x.shape, x.data, { sweeps: outer | bit, order: ++clock, inputs: [x], pullbacks: [(g) => g] });
}

/** x without what was written down for sweeps that no longer run. */
export function settled(x: Tensor): Tensor {
  if (x.history === null) return x;
  const sweeps = x.history.sweeps & running;
  return sweeps === 0 ? new Tensor(x.shape, x.data) : new Tensor(x.shape, x.data, { ...x.history, sweeps });
}
