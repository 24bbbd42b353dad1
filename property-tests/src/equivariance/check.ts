/**
 * Equivariance of any function: f(ρ_X(g)x) = ρ_Y(g)f(x) for all x and all g, up to what rounding can do to f, and an
 * explanation where it fails.
 */
import { WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  callable,
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { LAW_OPTION_KINDS, type LawOptions } from '../laws/options.js';
import { type Adapter, adapters } from './adapters.js';
import { WORD_LENGTH } from './arbitraries.js';
import {
  type Behavior,
  callAgain,
  callInBatch,
  callWithBuffers,
  callWithNaN,
  isLinear,
  losesPrecision,
  markNoise,
  requireUnchanged,
} from './behavior.js';
import { badComponents, type Diagnosis, diagnose, extentOf } from './diagnosis.js';
import { Draws } from './draws.js';
import { Inputs } from './inputs.js';
import { Judge, type Judgement } from './judge.js';
import { Moves } from './moves.js';
import { FACTOR, FALSE_ALARM_RATE, type Precision } from './noise.js';
import { type EquivarianceReport, reportText } from './report.js';
import { Shrinker } from './shrink.js';
import { ARGUMENTS, type ArgumentSource, OUTPUTS, type OutputSource, type Sides, sidesOf } from './spaces.js';
import { type Image, Subject, type Verified } from './subject.js';
import { Violation } from './verdict.js';

/** How a function is checked, whatever it is of. A step of `budget` is a call of f. */
export interface CheckOptions extends LawOptions, WorkOptions {
  /**
   * Bound on the violation relative to the size of f in the run, in place of the noise that is measured. For functions
   * that are right only to so many digits.
   */
  readonly tolerance?: number;
  /** Where inputs come from: one arbitrary, or one for each argument that moves (default: all that faults hide at). */
  readonly inputs?: fc.Arbitrary<Float64Array> | readonly fc.Arbitrary<Float64Array>[];
  /** Longest word tried beside the generators themselves (default 12). */
  readonly wordLength?: number;
  /** Rows of a batch, where f takes N samples at a time; f(X) is then N rows too. */
  readonly batch?: number;
  /** What f is handed (default `adapters.float64`). */
  readonly as?: Adapter;
  /** What f computes in, where its results do not show it. */
  readonly precision?: Precision;
}

/** What moves the inputs of a function, and what its outputs. */
export interface EquivarianceSpecification extends CheckOptions {
  /** How the arguments move. */
  readonly in: ArgumentSource | readonly ArgumentSource[];
  /** How f(x) moves; 'trivial' for an invariant of any length. */
  readonly out: OutputSource;
}

const TOLERANCE: Kind = {
  expected: 'a finite number from 0 on',
  accepts: (v) => typeof v === 'number' && v >= 0 && v < Number.POSITIVE_INFINITY,
};

const isArbitrary = (v: unknown): boolean => v instanceof fc.Arbitrary;

const INPUTS: Kind = {
  expected: 'an arbitrary of fast-check, or one for each argument that moves',
  accepts: (v) => isArbitrary(v) || (Array.isArray(v) && v.length > 0 && v.every(isArbitrary)),
};

const ADAPTER: Kind = {
  expected: 'an adapter, such as adapters.array or adapters.tensor(make)',
  accepts: (v) => typeof (v as Partial<Adapter> | null | undefined)?.input === 'function',
  remedy: (v) => (typeof v === 'function' ? 'adapters.tensor(make) makes one of a constructor.' : undefined),
};

export const CHECK_OPTION_KINDS: OptionKinds<CheckOptions> = {
  ...LAW_OPTION_KINDS,
  ...WORK_OPTION_KINDS,
  tolerance: TOLERANCE,
  inputs: INPUTS,
  wordLength: WORD_LENGTH,
  batch: integer(1, 1e6), // rows of each case
  as: ADAPTER,
  precision: oneOf('float64', 'float32'),
};

const SPECIFICATION_KINDS: OptionKinds<EquivarianceSpecification> = {
  ...CHECK_OPTION_KINDS,
  in: ARGUMENTS,
  out: OUTPUTS,
};

const DEFAULT_RUNS = 300; // every kind of input meets every one of a few generators

/**
 * Checks that f intertwines two actions of one group, and explains it where it does not.
 *
 * Cases are judged by what rounding can do to f at the input itself (the report says violation ÷ noise, and the rate of
 * false alarms); `tolerance` replaces it. Generators come first, then words. The set of g with f(gx) = gf(x) for all x
 * is a group whatever f is, so that generators suffice; for linear f one generic input decides each.
 *
 * @param f takes what `as` makes, a Float64Array unless told; returns numbers in any arrays, tensors, tuples, records,
 *   or a promise of them. It is never told that it is checked: its results are copied, and its arguments are its own.
 * @returns a report, whose text says all it found; a report that does not hold names the element, the simplest input,
 *   the isotypic components, the largest subgroup under which f is right, and how to run the case again
 * @throws {IsotypicError} `INVALID_ARGUMENT`, `PARSE`, `UNKNOWN_NAME`; `DEGREE_MISMATCH` when in and out are of
 *   different groups; `BUDGET_EXCEEDED`; `ABORTED`
 * @example
 * const relu = (x) => x.map((t) => Math.max(t, 0));
 * (await checkEquivariance(relu, { in: 'regular of dihedral(4)', out: 'regular of dihedral(4)' })).holds // true
 * (await checkEquivariance(relu, { in: 'sign of symmetric(3)', out: 'sign of symmetric(3)' })).generator // '(0 1)'
 */
export async function checkEquivariance<Args extends readonly unknown[] = [Float64Array]>(
  f: (...args: Args) => unknown,
  options: EquivarianceSpecification,
): Promise<EquivarianceReport> {
  const where = 'checkEquivariance';
  checkArgument(where, 'f', f, callable);
  checkOptions(where, options, SPECIFICATION_KINDS);
  const { in: source, out, ...rest } = options ?? {};
  checkArgument(where, 'options.in', source, ARGUMENTS);
  checkArgument(where, 'options.out', out, OUTPUTS);
  return new Check(where, f as unknown as Verified, sidesOf(where, source, out, rest.batch), rest).run();
}

/** Draws that the sizes of f are first taken from. */
const WARM_UP = 16;

/** One check of one function. */
export class Check {
  private readonly subject: Subject;
  private readonly seed: number;
  private readonly draws: Draws;
  private readonly inputs: Inputs;
  private readonly meter: WorkMeter;
  private judge: Judge;
  private worst: Judgement | undefined;
  private behavior: Behavior | undefined;
  private runs = 0;
  /** What f said at first, to be held against what it says in the end. */
  private first: { readonly x: Float64Array; readonly image: Image } | undefined;
  /** What f threw, or did wrong without any element of the group. */
  cause: Violation | undefined;

  constructor(
    where: string,
    f: Verified,
    { domain, codomain }: Sides,
    private readonly options: CheckOptions,
    /** What the two sides of the equation are called. */
    private readonly sides = equationOf(codomain),
  ) {
    this.meter = new WorkMeter(where, options);
    this.seed = options.seed ?? Math.floor(Math.random() * 2 ** 31); // drawn once, and said in the report
    this.draws = new Draws(this.seed);
    const adapter = options.as ?? adapters.float64;
    this.subject = new Subject(f, domain, codomain, options.batch, adapter, this.meter);
    this.inputs = new Inputs(domain, customInputs(where, options, domain.parts.length), this.subject.takesFloat32);
    this.judge = new Judge(this.subject, options.precision ?? 'float64', options.tolerance);
  }

  async run(): Promise<EquivarianceReport> {
    try {
      await this.warmUp();
      const failure = await this.cases();
      if (failure === undefined) {
        if (this.first !== undefined) await requireUnchanged(this.judge, this.first.x, this.first.image);
        if (this.worst !== undefined) this.worst = await this.judge.measured(this.worst, this.draws);
        return this.report(undefined, '');
      }
      return await this.explain(failure.judged, failure.path);
    } catch (error) {
      // what f does wrong without any element of the group
      if (error instanceof Violation) return this.report(error, '');
      throw error;
    }
  }

  /** The precision of f, its sizes, and how it behaves when it is called. */
  private async warmUp(): Promise<void> {
    const { subject, inputs, draws } = this;
    const seen: Float64Array[] = [];
    const containers = new Set<string>();
    for (let k = 0; k < WARM_UP; k++) {
      const x = inputs.draw(draws, k < WARM_UP / 2 ? 'generic' : undefined);
      try {
        const image = await this.judge.imageOf(x);
        this.first ??= { x, image };
        if (k < WARM_UP / 2) seen.push(image.values);
        for (const c of image.containers) containers.add(c);
      } catch (error) {
        // in a case of its own it is found again, and explained
        if (!(error instanceof Violation)) throw error;
      }
    }
    if (seen.length === 0) return;
    const precision = this.options.precision ?? precisionOf(subject, containers, seen);
    if (precision !== this.judge.precision) {
      const { scales } = this.judge;
      this.judge = new Judge(subject, precision, this.options.tolerance, scales);
    }
    this.behavior = await this.observe(containers);
  }

  /** @throws {Violation} when f is no function of its input at all */
  private async observe(containers: ReadonlySet<string>): Promise<Behavior> {
    const { judge, inputs, draws, subject } = this;
    const generic = () => inputs.draw(draws, 'generic');
    const deterministic = await callAgain(judge, inputs, draws);
    await callInBatch(judge, inputs, draws);
    const buffers = await callWithBuffers(subject, generic(), generic());
    const declared = this.options.precision !== undefined || this.options.tolerance !== undefined;
    if (!declared && (await losesPrecision(subject, inputs, draws))) {
      throw new Violation('loses precision', 'f(x) has the digits of single precision, in a Float64Array');
    }
    return {
      deterministic,
      ...buffers,
      returns: [...containers],
      isNoise: await markNoise(judge, inputs, draws),
      linear: await isLinear(judge, inputs, draws),
      nan: await callWithNaN(subject, this.moves().single()[0] ?? this.moves().of([]), generic()),
    };
  }

  private moves(): Moves {
    return new Moves(this.subject.domain.parts, this.subject.parts);
  }

  /** All cases, or the one of `path`; the first that fails. */
  private async cases(): Promise<{ readonly judged: Judgement; readonly path: string } | undefined> {
    const { runs = DEFAULT_RUNS, path = '' } = this.options;
    const only = path === '' ? undefined : Number(path.split(':')[0]);
    const numbers = only === undefined ? Array.from({ length: runs }, (_, k) => k) : [only];
    let moves: Moves | undefined;
    for (const k of numbers) {
      this.meter.report('cases', this.runs, numbers.length);
      const draws = new Draws(this.seed, k + 1);
      const x = this.inputs.draw(draws);
      this.runs++;
      if (this.subject.parts.length === 0) await this.judge.imageOf(x); // throws what f does wrong at all
      moves ??= this.moves();
      const move = moveOf(moves, k, draws, this.options.wordLength ?? DEFAULT_WORD_LENGTH);
      const judged = await this.judge.judge(move, x, draws);
      if (!judged.holds) return { judged, path: `${k}` };
      if (this.worst === undefined || relative(judged) > relative(this.worst)) this.worst = judged;
    }
    return undefined;
  }

  private async explain(failure: Judgement, path: string): Promise<EquivarianceReport> {
    const moves = this.moves();
    const { judge, inputs } = this;
    const draws = new Draws(this.seed, 0x5eed); // the same in a replay, whatever was drawn before
    if (failure.cause !== undefined) return this.explainFault(failure, path, moves, draws);
    const simplest = await new Shrinker(judge.quick(), moves, inputs, draws).shrink(failure);
    const linear = this.behavior?.linear ?? false;
    const diagnosis = await diagnose({ judge: judge.quick(), moves, inputs, draws }, [simplest, failure], linear);
    return this.report(simplest.cause, path, simplest, diagnosis);
  }

  /** f throws, or is not finite, at x or at ρ_X(g)x: no element of the group is needed for that. */
  private async explainFault(
    failure: Judgement,
    path: string,
    moves: Moves,
    draws: Draws,
  ): Promise<EquivarianceReport> {
    const { judge, inputs } = this;
    const still = moves.of([]);
    const atX = await judge.judge(still, failure.x, draws);
    const atMoved = atX.holds ? await judge.judge(still, failure.move.X.apply(failure.x), draws) : atX;
    if (atMoved.holds) return this.report(failure.cause, path, failure);
    const simplest = await new Shrinker(judge.quick(), moves, inputs, draws).shrink(atMoved);
    const components = { output: badComponents(judge, simplest), input: undefined };
    const extent = await extentOf({ judge: judge.quick(), moves, inputs, draws }, still);
    const { generator, word, ...found } = this.report(simplest.cause, path, simplest);
    const known = { ...found, ...(components.output.length === 0 ? {} : { components }), extent };
    return { ...known, toString: () => reportText(known) };
  }

  private report(
    cause: Violation | undefined,
    path: string,
    failure?: Judgement,
    diagnosis?: Diagnosis,
  ): EquivarianceReport {
    this.cause = cause;
    const shown = failure ?? this.worst;
    const holds = cause === undefined && failure === undefined;
    const [violation, noise] = [shown?.violation ?? 0, shown?.noise ?? 0];
    const fields = {
      holds,
      reason: holds ? undefined : (cause?.reason ?? ('differs' as const)),
      message: cause?.message ?? (failure === undefined ? undefined : differs(failure, this.sides)),
      violation: cause?.measured.deviation ?? violation,
      noise,
      ratio: violation === 0 ? 0 : violation / noise,
      bound: this.options.tolerance === undefined ? FACTOR : 1,
      falseAlarmRate: FALSE_ALARM_RATE,
      precision: this.judge.precision,
      runs: this.runs,
      calls: this.subject.calls,
      linear: this.behavior?.linear ?? false,
      behavior: this.behavior,
      ...(failure === undefined ? { ...(cause?.measured.x && { input: cause.measured.x }) } : this.caseOf(failure)),
      ...(diagnosis ?? {}),
      replay: { seed: this.seed, path },
    };
    const report: EquivarianceReport = { ...fields, toString: () => reportText(report) };
    return report;
  }

  private caseOf({ move, x, received, expected }: Judgement) {
    return {
      generator: this.moves().nameOf(move.word),
      word: move.word.map((l) => l.index),
      input: x,
      received,
      expected,
    };
  }
}

const DEFAULT_WORD_LENGTH = 12;

/** Generators in turn first, so that each is met at each kind of input, with a random word after every other case. */
function moveOf(moves: Moves, k: number, draws: Draws, longest: number) {
  if (moves.generators + moves.derivations === 0) return moves.of([]);
  if (longest >= 2 && k % 3 === 2) return moves.random(draws, longest);
  return moves.of([moves.letter(longest >= 2 ? k - Math.floor(k / 3) : k, draws)]);
}

const relative = (j: Judgement): number => (j.violation === 0 ? 0 : j.violation / j.noise);

const equationOf = ({ parts }: Sides['codomain']): readonly [string, string] => [
  'f(ρ_X(g)x)',
  parts.every((p) => p.action === undefined) ? 'f(x)' : 'ρ_Y(g)f(x)',
];

function differs({ received, expected, violation }: Judgement, [left, right]: readonly [string, string]): string {
  const i = received.reduce(
    (worst, v, k) => (Math.abs(v - expected[k]) > Math.abs(received[worst] - expected[worst]) ? k : worst),
    0,
  );
  return (
    `${left} and ${right} differ by ${violation.toExponential(2)}: ` +
    `entry ${i} is ${received[i]}, and ${expected[i]}`
  );
}

function customInputs(
  where: string,
  { inputs }: CheckOptions,
  moved: number,
): readonly fc.Arbitrary<Float64Array>[] | undefined {
  if (inputs === undefined) return undefined;
  const list = 'generate' in inputs ? new Array<fc.Arbitrary<Float64Array>>(moved).fill(inputs) : inputs;
  if (list.length !== moved) throw invalidArgument(where, `option inputs to have ${moved} arbitraries`, inputs);
  return list;
}

/** Single where f takes or returns it, or where its numbers have no more digits. */
function precisionOf(subject: Subject, containers: ReadonlySet<string>, seen: readonly Float64Array[]): Precision {
  if (subject.takesFloat32 || containers.has('Float32Array')) return 'float32';
  if (containers.has('Float64Array')) return 'float64';
  // small integers and fractions fit any precision: they show nothing
  const telling = new Set(seen.flatMap((values) => [...values].filter((v) => !Number.isInteger(v * 1024))));
  return telling.size >= 8 && [...telling].every((v) => Math.fround(v) === v) ? 'float32' : 'float64';
}
