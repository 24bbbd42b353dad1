/** How far a function, or each stage of a chain of functions, is from equivariant: measured, not judged. */
import { IsotypicError, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  integer,
  type Kind,
  type OptionKinds,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { ACTION, type ActionSource, readAction } from '../equivariance/actions.js';
import { type Adapter, adapters, flatten } from '../equivariance/adapters.js';
import { splittingOf } from '../equivariance/components.js';
import { Draws } from '../equivariance/draws.js';
import type { Move } from '../equivariance/moves.js';
import { Moves } from '../equivariance/moves.js';
import type { Part } from '../equivariance/spaces.js';
import { heatMap } from './heat-map.js';

/** One stage: it takes what the one before returned, the first one x. */
export interface Stage {
  readonly name: string;
  readonly apply: (x: never) => unknown;
  /** How its result moves; `trivial` for invariants. */
  readonly out: ActionSource;
}

/** Options of `equivarianceProfile`. */
export interface ProfileOptions extends WorkOptions {
  /** Random inputs with normal entries (default 32), or inputs of one's own. */
  readonly samples?: number | readonly Float64Array[];
  /** Elements beside the generators, random words (default 8). */
  readonly elements?: number;
  readonly seed?: number;
  /** What the first stage takes (default `adapters.float64`). */
  readonly as?: Adapter;
}

const PROFILE_OPTION_KINDS: OptionKinds<ProfileOptions> = {
  ...WORK_OPTION_KINDS,
  samples: {
    expected: 'a positive integer, or an array of Float64Array',
    accepts: (v) =>
      integer(1).accepts(v) || (Array.isArray(v) && v.length > 0 && v.every((x) => x instanceof Float64Array)),
  },
  elements: integer(0, 1e4), // a column of the picture each
  seed: integer(),
  as: { expected: 'an adapter', accepts: (v) => typeof (v as Partial<Adapter> | null)?.input === 'function' },
};

const STAGES: Kind = {
  expected: 'an array of { name, apply, out }, at least one',
  accepts: (v) =>
    Array.isArray(v) &&
    v.length > 0 &&
    v.every((s: Partial<Stage>) => typeof s?.name === 'string' && callable.accepts(s.apply) && ACTION.accepts(s.out)),
};

/** The error of one stage. */
export interface StageProfile {
  readonly name: string;
  /** For each element, √(Σ ‖F(gx) − gF(x)‖² / Σ ‖F(x)‖²) over the inputs x, F being all stages up to this one. */
  readonly errors: readonly number[];
  /** The same of this stage alone, whose inputs are what the stages before it make of x. */
  readonly ownErrors: readonly number[];
  /** √ of the mean square over the elements, in each isotypic component of the result. */
  readonly components: readonly { readonly label: string; readonly error: number }[];
}

/** How far the stages of a function are from equivariant, stage by stage and element by element. */
export interface EquivarianceProfile {
  /** Generators, then words in them, as cycle strings or names. */
  readonly elements: readonly string[];
  readonly stages: readonly StageProfile[];
  /** A heat map of the errors, stages by elements, on a logarithmic scale. */
  toSvg(): string;
}

/**
 * Measures the equivariance error of each stage of a chain, such as the layers of a network, for elements of the group
 * and by isotypic component. An equivariant stage shows its rounding, about 1e-16 or 1e-7; 1 means that nothing of the
 * symmetry is left.
 *
 * @param move how x moves
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `DEGREE_MISMATCH` when a stage's result has another length than its
 * action; `BUDGET_EXCEEDED`, a step being a call of a stage; `ABORTED`
 * @example
 * const stages = [
 *   { name: 'linear', apply: (x) => x.map((v) => 2 * v), out: 'permutation' },
 *   { name: 'weighted', apply: (x) => x.map((v, i) => v * (i + 1)), out: 'permutation' },
 * ];
 * const profile = await equivarianceProfile(stages, 'permutation of cyclic(3)');
 * [profile.stages[0].errors[0] < 1e-15, profile.stages[1].errors[0] > 0.1] // [true, true]
 */
export async function equivarianceProfile(
  stages: readonly Stage[],
  move: ActionSource,
  options: ProfileOptions = {},
): Promise<EquivarianceProfile> {
  const where = 'equivarianceProfile';
  checkArgument(where, 'stages', stages, STAGES);
  checkArgument(where, 'move', move, ACTION);
  checkOptions(where, options, PROFILE_OPTION_KINDS);
  const input = readAction(move);
  const outs = stages.map(({ out }) => (out === 'trivial' ? undefined : readAction(out, input.ambient)));
  const draws = new Draws(options.seed ?? 0);
  const { samples = 32 } = options;
  const xs =
    typeof samples === 'number'
      ? Array.from({ length: samples }, () => Float64Array.from({ length: input.dimension }, () => draws.normal()))
      : samples;
  const chain = new Chain(where, stages, options);
  const first = await chain.run(xs[0]);
  const parts = outs.map((action, k): Part => {
    const { length } = first[k];
    if (action !== undefined && action.dimension !== length) {
      throw new IsotypicError('DEGREE_MISMATCH', {
        where,
        expected: `${action.dimension} numbers from stage ${stages[k].name}, the dimension of its action`,
        received: `${length}`,
      });
    }
    return { name: stages[k].name, offset: 0, dimension: length, copies: 1, action };
  });
  const inputPart: Part = { name: 'x', offset: 0, dimension: input.dimension, copies: 1, action: input };
  const moves = new Moves([inputPart], parts.length === 0 ? [] : [inputPart]);
  const words = differentWords(moves, draws, options.elements ?? DEFAULT_ELEMENTS);
  const measured = await measure(chain, xs, words, [inputPart, ...parts]);
  const names = words.map((w) => moves.nameOf(w.word));
  return {
    elements: names,
    stages: measured,
    toSvg: () =>
      heatMap(
        names,
        measured.map(({ name, errors }) => ({ name, values: errors })),
      ),
  };
}

/** The generators and as many random words, as far as they are different elements, and not the identity. */
function differentWords(moves: Moves, draws: Draws, random: number): Move[] {
  const tried = [...moves.single(), ...Array.from({ length: random }, () => moves.random(draws, LONGEST_WORD))];
  const known = new Set(['()']);
  return tried.filter(({ word }) => {
    const name = moves.nameOf(word);
    return !known.has(name) && known.add(name);
  });
}

/** Enough to see whether words of generators fare worse than generators. */
const DEFAULT_ELEMENTS = 8;
const LONGEST_WORD = 12;

/** The stages one after the other, each result as a vector beside what is handed on. */
class Chain {
  private readonly meter: WorkMeter;

  constructor(
    where: string,
    private readonly stages: readonly Stage[],
    private readonly options: ProfileOptions,
  ) {
    const { onProgress, signal, budget } = options;
    this.meter = new WorkMeter(where, { onProgress, signal, budget });
  }

  /** What each stage makes of x, copied. */
  async run(x: Float64Array): Promise<Float64Array[]> {
    const images: Float64Array[] = [];
    let value = (this.options.as ?? adapters.float64).input(x.slice(), [x.length]);
    for (const { name, apply } of this.stages) {
      this.meter.step();
      value = await (apply as (x: unknown) => unknown)(value);
      images.push(flatten(value, name).values);
    }
    return images;
  }

  /** Stage k alone on a vector that an earlier stage's result was moved to. */
  async stage(k: number, x: Float64Array): Promise<Float64Array> {
    this.meter.step();
    const input = k === 0 ? (this.options.as ?? adapters.float64).input(x.slice(), [x.length]) : x.slice();
    return flatten(await (this.stages[k].apply as (x: unknown) => unknown)(input), this.stages[k].name).values;
  }
}

/** @param parts of x and of each stage's result */
async function measure(
  chain: Chain,
  xs: readonly Float64Array[],
  words: readonly Move[],
  parts: readonly Part[],
): Promise<StageProfile[]> {
  const stages = parts.slice(1);
  // One operator for each element on each result; an invariant result stays.
  const movers = parts.map((part) => {
    const on = new Moves([parts[0]], [part]);
    return words.map(({ word }) => on.of(word).Y);
  });
  const splittings = stages.map((part) => splittingOf([part], part.dimension));
  const sums = stages.map((_, k) => ({
    size: 0,
    errors: new Float64Array(words.length),
    own: new Float64Array(words.length),
    components: new Float64Array(splittings[k].components.length),
  }));
  for (const x of xs) {
    const images = await chain.run(x);
    for (const [w] of words.entries()) {
      const moved = await chain.run(movers[0][w].apply(x));
      for (const [k, image] of images.entries()) {
        const expected = movers[k + 1][w].apply(image);
        const error = moved[k].map((v, i) => v - expected[i]);
        const before = k === 0 ? movers[0][w].apply(x) : movers[k][w].apply(images[k - 1]);
        const own = (await chain.stage(k, before)).map((v, i) => v - expected[i]);
        if (w === 0) sums[k].size += square(image);
        sums[k].errors[w] += square(error);
        sums[k].own[w] += square(own);
        splittings[k].components.forEach(({ project }, c) => {
          sums[k].components[c] += square(project(error)) / words.length;
        });
      }
    }
  }
  return stages.map(({ name }, k) => {
    const relative = (v: number): number => (v === 0 ? 0 : Math.sqrt(v / sums[k].size));
    return {
      name,
      errors: Array.from(sums[k].errors, relative),
      ownErrors: Array.from(sums[k].own, relative),
      components: splittings[k].components.map(({ label }, c) => ({ label, error: relative(sums[k].components[c]) })),
    };
  });
}

const square = (x: Float64Array): number => x.reduce((sum, v) => sum + v * v, 0);
