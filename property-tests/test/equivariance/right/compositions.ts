/**
 * Functions of five numbers in any order, composed at random of steps that are each equivariant: clamps, sums, ratios,
 * differences. Many are 0 but for rounding, saturated, or cancel what they made: rounding that hides.
 */
import { S5, sum } from '../faults/fault.js';
import type { Right } from './right.js';
import { right } from './right.js';

type V = Float64Array;

export interface Composition extends Right {
  /** In words, from left to right. */
  readonly text: string;
}

/** Numbers in [0, 1) and below a bound, by a seed (mulberry32). */
class Dice {
  constructor(private state: number) {}

  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(bound: number): number {
    return Math.floor(bound * this.uniform());
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
}

interface Step {
  readonly text: string;
  /** @param past what was there before each step, x first */
  apply(h: V, past: readonly V[]): V;
}

const all = (h: V, value: number): V => h.map(() => value);

/** Numbers that are no fractions of 2. */
const CONSTANTS = [0.1, 0.3, 0.7, 1.1, 3, 10, 1e3, 1e8];

const unary: Readonly<Record<string, (h: V) => V>> = {
  tanh: (h) => h.map(Math.tanh),
  'exp(−h²)': (h) => h.map((v) => Math.exp(-v * v)),
  '√|h|': (h) => h.map((v) => Math.sqrt(Math.abs(v))),
  'log(1 + h²)': (h) => h.map((v) => Math.log1p(v * v)),
  'sin h': (h) => h.map(Math.sin),
  'h²': (h) => h.map((v) => v * v),
  'max(h, 0)': (h) => h.map((v) => Math.max(v, 0)),
  'clamp(h, −1, 1)': (h) => h.map((v) => Math.min(1, Math.max(-1, v))),
  'h − mean': (h) => h.map((v) => v - sum(h) / h.length),
  mean: (h) => all(h, sum(h) / h.length),
  'max of all': (h) => all(h, Math.max(...h)),
  'h/(Σ|h| + 0.1)': (h) => h.map((v) => v / (sum(h.map(Math.abs)) + 0.1)),
  'h/√(Σh² + 10⁻³)': (h) => h.map((v) => v / Math.sqrt(sum(h.map((w) => w * w)) + 1e-3)),
  '1/(h² + 10⁻³)': (h) => h.map((v) => 1 / (v * v + 1e-3)),
};

const withPast: Readonly<Record<string, (h: V, past: V) => V>> = {
  '+ earlier': (h, past) => h.map((v, i) => v + past[i]),
  '− earlier': (h, past) => h.map((v, i) => v - past[i]),
  '· earlier': (h, past) => h.map((v, i) => v * past[i]),
  '/ (|earlier| + 0.01)': (h, past) => h.map((v, i) => v / (Math.abs(past[i]) + 0.01)),
  '− sum of earlier': (h, past) => h.map((v) => v - sum(past)),
};

const withConstant: Readonly<Record<string, (h: V, c: number) => V>> = {
  '· c': (h, c) => h.map((v) => c * v),
  '/ c': (h, c) => h.map((v) => v / c),
  '+ c − c': (h, c) => h.map((v) => v + c - c),
  '+ c': (h, c) => h.map((v) => v + c),
  '− c·Σ': (h, c) => h.map((v) => v - c * sum(h)),
};

function step(dice: Dice, before: number): Step {
  const kind = dice.below(10);
  if (kind < 5) {
    const text = dice.pick(Object.keys(unary));
    return { text, apply: (h) => unary[text](h) };
  }
  if (kind < 8) {
    const [name, k] = [dice.pick(Object.keys(withPast)), dice.below(before)];
    return { text: `${name} [${k}]`, apply: (h, past) => withPast[name](h, past[k]) };
  }
  const [name, c] = [dice.pick(Object.keys(withConstant)), dice.pick(CONSTANTS)];
  return { text: `${name} (c = ${c})`, apply: (h) => withConstant[name](h, c) };
}

/** The composition of a seed: three to nine steps, then a sum or not. */
export function composition(seed: number): Composition {
  const dice = new Dice(seed);
  const steps = Array.from({ length: 3 + dice.below(7) }, (_, k) => step(dice, k + 1));
  const isSummed = dice.below(2) === 0;
  const f = (x: V): V => {
    const past: V[] = [x];
    for (const { apply } of steps) past.push(apply(past[past.length - 1], past));
    const last = past[past.length - 1];
    return isSummed ? last.slice(0, 1).fill(sum(last)) : last;
  };
  const text = `${steps.map((s) => s.text).join(', ')}${isSummed ? ', Σ' : ''}`;
  return { ...right(`composition ${seed}`, S5, isSummed ? 'trivial' : S5, f), text };
}
