/** Random functions: is the law of f(ρ(g)x) that of ρ′(g)f(x)? A two-sample test by permutation. */
import { WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { ACTION, type ActionSource, readAction } from './actions.js';
import { flatten } from './adapters.js';
import { Draws } from './draws.js';
import { Moves } from './moves.js';
import type { Part } from './spaces.js';
import { Violation } from './verdict.js';

/** Draws one result at x; equal seeds must give equal results. */
export type RandomFunction = (x: Float64Array, seed: number) => unknown;

/** Options of `checkEquivariantLaw`. */
export interface LawCheckOptions extends WorkOptions {
  /** How x moves. */
  readonly in: ActionSource;
  /** How f(x) moves; `trivial` for a law that does not change. */
  readonly out: ActionSource;
  /** Draws on each side of each test (default 100). */
  readonly samples?: number;
  /** Inputs that every generator is tried at (default 3). */
  readonly inputs?: number;
  /** The probability that a right function is refuted, in all tests together (default 1e-3). */
  readonly errorRate?: number;
  readonly seed?: number;
}

const RATE: Kind = { expected: 'a number in (0, 1/2)', accepts: (v) => typeof v === 'number' && v > 0 && v < 0.5 };

const LAW_CHECK_KINDS: OptionKinds<LawCheckOptions> = {
  ...WORK_OPTION_KINDS,
  in: ACTION,
  out: ACTION,
  samples: integer(8, 2000), // all distances of twice as many are kept: 128 MB
  inputs: integer(1),
  errorRate: RATE,
  seed: integer(),
};

/** What `checkEquivariantLaw` found. */
export interface LawReport {
  readonly holds: boolean;
  /** As asked for: a right function is refuted with at most this probability. */
  readonly errorRate: number;
  /** All of them, or those up to the first that refutes. */
  readonly tests: readonly {
    readonly generator: string;
    readonly input: Float64Array;
    /**
     * (1 + #{as large})/(1 + relabelings) of the energy distance between the two samples; 20/relabelings where twenty
     * as large come before the last one.
     */
    readonly pValue: number;
  }[];
  /** The test with the least p-value, where it refutes. */
  readonly generator: string | undefined;
  toString(): string;
}

/**
 * Tests, for every generator and some inputs, that f(ρ(g)x) and ρ′(g)f(x) have one law, by the energy distance
 * (Székely & Rizzo 2004) of N draws of each among relabelings of the 2N, which are equally likely under the hypothesis:
 * each test has its level exactly, whatever the law is, and the levels add up to `errorRate` (Bonferroni).
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `BUDGET_EXCEEDED`, a step being a draw; `ABORTED`
 * @example
 * const shaken = (x, seed) => x.map((v, i) => v + (i + 1) * Math.sin(seed * 12.9898)); // the last entry most
 * (await checkEquivariantLaw(shaken, { in: 'permutation of cyclic(3)', out: 'permutation' })).holds // false
 */
export async function checkEquivariantLaw(f: RandomFunction, options: LawCheckOptions): Promise<LawReport> {
  const where = 'checkEquivariantLaw';
  checkArgument(where, 'f', f, callable);
  checkOptions(where, options, LAW_CHECK_KINDS);
  checkArgument(where, 'options.in', options?.in, ACTION);
  checkArgument(where, 'options.out', options.out, ACTION);
  const { samples: N = 100, inputs = 3, errorRate = 1e-3, seed = 0, onProgress, signal, budget } = options;
  const meter = new WorkMeter(where, { onProgress, signal, budget });
  const domain = readAction(options.in);
  const draws = new Draws(seed);
  const call = async (x: Float64Array): Promise<Float64Array> => {
    meter.step();
    return vectorFrom(where, await f(x.slice(), draws.below(2 ** 31)));
  };
  const { length } = await call(new Float64Array(domain.dimension).fill(1));
  const action = options.out === 'trivial' ? undefined : readAction(options.out, domain.ambient);
  const part = (name: string, dimension: number, of: Part['action']): Part => ({
    name,
    offset: 0,
    dimension,
    copies: 1,
    action: of,
  });
  const moves = new Moves([part('x', domain.dimension, domain)], [part('f(x)', length, action)]);
  const single = moves.single();
  const level = errorRate / Math.max(1, single.length * inputs);
  const relabelings = Math.ceil(1 / level) - 1;
  const tests: LawReport['tests'][number][] = [];
  search: for (const move of single) {
    for (let k = 0; k < inputs; k++) {
      meter.report('tests', tests.length, single.length * inputs);
      const input = Float64Array.from({ length: domain.dimension }, () => draws.normal());
      const moved = move.X.apply(input);
      const both: Float64Array[] = [];
      for (let n = 0; n < N; n++) both.push(await call(moved));
      for (let n = 0; n < N; n++) both.push(move.Y.apply(await call(input)));
      tests.push({ generator: moves.nameOf(move.word), input, pValue: permutationPValue(both, relabelings, draws) });
      if (tests[tests.length - 1].pValue <= level) break search;
    }
  }
  const worst = tests.reduce((a, b) => (b.pValue < a.pValue ? b : a));
  const holds = worst.pValue > level;
  const said = holds ? 'one law' : `NOT one law under ${worst.generator}`;
  const least = `least p ${worst.pValue.toPrecision(2)}, refuted up to ${level.toPrecision(2)}`;
  const text = `${said} in ${tests.length} tests of ${N} draws: ${least}`;
  return { holds, errorRate, tests, generator: holds ? undefined : worst.generator, toString: () => text };
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` for what is no vector */
function vectorFrom(where: string, value: unknown): Float64Array {
  try {
    return flatten(value, 'f(x)').values;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    throw invalidArgument(where, 'f to return numbers', error.message);
  }
}

/** As many relabelings as large end the search: the p-value is ENOUGH/draws then, valid too (Besag & Clifford 1991). */
const ENOUGH = 20;

/** The share of relabelings whose energy distance is at least that of the first half against the second. */
function permutationPValue(samples: readonly Float64Array[], relabelings: number, draws: Draws): number {
  const n = samples.length;
  const distance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < samples[i].length; k++) sum += (samples[i][k] - samples[j][k]) ** 2;
      distance[i * n + j] = distance[j * n + i] = Math.sqrt(sum);
    }
  }
  const labels = Int8Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : -1));
  // With equal halves the energy distance is −(4/n²)·Σ sᵢsⱼ·distance, s the labels ±1.
  const statistic = (): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum -= labels[i] * labels[j] * distance[i * n + j];
    return sum;
  };
  const observed = statistic();
  // Sums of the same numbers in another order differ by n² roundings.
  const rounding = n * n * 2 ** -52 * Math.abs(observed);
  let asLarge = 0;
  for (let r = 0; r < relabelings; r++) {
    for (let i = n - 1; i > 0; i--) {
      const j = draws.below(i + 1);
      [labels[i], labels[j]] = [labels[j], labels[i]];
    }
    if (statistic() >= observed - rounding) asLarge++;
    if (asLarge === ENOUGH) return ENOUGH / (r + 1);
  }
  return (1 + asLarge) / (1 + relabelings);
}
