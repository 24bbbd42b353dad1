/** What a check found, as data and as text. */
import { IsotypicError } from '@isotypic/algebra';
import type { Behavior } from './behavior.js';
import type { ComponentShare } from './components.js';
import type { Precision } from './noise.js';
import type { HeldSubgroup } from './subgroups.js';
import type { Reason } from './verdict.js';

/** One generator or derivation, tried by itself. */
export interface GeneratorVerdict {
  /** A cycle string, `g0`, or `A0` for a derivation. */
  readonly name: string;
  readonly holds: boolean;
  /** The largest violation seen under it, relative to the size of f at inputs of that size. */
  readonly violation: number;
  /**
   * For a derivation, max |d/dt (f(exp(tA)x) − exp(tB)f(x))| at t = 0, relative to the size of f, at the simplest
   * input: 0 where f is equivariant and differentiable.
   */
  readonly lieDerivative?: number;
}

/** How much of the inputs a failure is seen at, under the element that fails. */
export interface Extent {
  readonly kind: 'everywhere' | 'on part of the inputs' | 'on a thin set' | 'at large inputs only';
  /** The fractions of generic, integral and large inputs that fail. */
  readonly generic: number;
  readonly integral: number;
  readonly large: number;
}

/** What `checkEquivariance` returns. */
export interface EquivarianceReport {
  readonly holds: boolean;
  readonly reason: Reason | undefined;
  /** In one sentence, why it does not hold. */
  readonly message: string | undefined;
  /** max |f(ρ_X(g)x) − ρ_Y(g)f(x)| of the worst case. */
  readonly violation: number;
  /** What rounding can do to f there, in the same units. */
  readonly noise: number;
  /** violation ÷ noise: a case fails above `bound`. */
  readonly ratio: number;
  readonly bound: number;
  /** The probability of an alarm in one case where f is right, for normally distributed rounding. */
  readonly falseAlarmRate: number;
  readonly precision: Precision;
  readonly runs: number;
  /** How often f was called. */
  readonly calls: number;
  /** f was linear in all trials: a generic input then decides a generator for all inputs. */
  readonly linear: boolean;
  readonly behavior: Behavior | undefined;
  /** The element that fails, as a cycle string or by the names of generators. */
  readonly generator?: string;
  /** Numbers of generators, leftmost applied last; empty for a failure that needs no element. */
  readonly word?: readonly number[];
  /** The simplest input found, f(ρ_X(g)x) there, and ρ_Y(g)f(x). */
  readonly input?: Float64Array;
  readonly received?: Float64Array;
  readonly expected?: Float64Array;
  readonly generators?: readonly GeneratorVerdict[];
  readonly components?: {
    readonly output: readonly ComponentShare[];
    /** Known where f is linear or differentiable. */
    readonly input: readonly ComponentShare[] | undefined;
  };
  readonly largestSubgroup?: HeldSubgroup;
  readonly extent?: Extent;
  /** Options that run the failing case again. */
  readonly replay: { readonly seed: number; readonly path: string };
  toString(): string;
}

/**
 * Thrown by `assertEquivariant` and `assertInvariant`: `code` REFUTED, and the whole report.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const error = await assertEquivariant((x) => x.map((v, i) => v * i), square, square).catch((thrown) => thrown);
 * error instanceof EquivarianceError // true
 * [error.code, error.report.reason] // ['REFUTED', 'differs']
 */
export class EquivarianceError extends IsotypicError {
  override readonly name = 'EquivarianceError';
  readonly report: EquivarianceReport;

  constructor(where: string, expected: string, report: EquivarianceReport, cause?: unknown) {
    const { reason, input: x, word, replay, violation, noise } = report;
    super('REFUTED', {
      where,
      expected,
      received: `${report.message}\n${reportText(report)}`,
      details: { reason, x, word, ...replay, deviation: violation, noise },
      cause,
    });
    this.report = report;
  }
}

const MOST_SHOWN = 16; // entries of a vector in the text

/** The report as lines of text. */
export function reportText(report: EquivarianceReport): string {
  const { holds, precision, runs, calls, behavior } = report;
  const judged = `${runs} cases, ${calls} calls of f, ${precision}`;
  if (holds) {
    return [
      `equivariant in ${judged}`,
      `  worst violation ${size(report.violation)}, ${ratioText(report)}`,
      ...(report.linear ? ['  f is linear: a generic input decides each generator for all inputs'] : []),
      ...remarks(behavior),
    ].join('\n');
  }
  return [
    `NOT equivariant (${report.reason}) after ${judged}`,
    ...(report.reason === 'differs' ? [] : [`  because     ${report.message}`]),
    ...(report.reason === 'differs' ? [`  violation   ${size(report.violation)}, ${ratioText(report)}`] : []),
    ...caseLines(report),
    ...(report.generators === undefined ? [] : [`  generators  ${generatorLine(report.generators)}`]),
    ...componentLines(report),
    ...subgroupLine(report.largestSubgroup),
    ...(report.extent === undefined ? [] : [`  where       ${extentText(report.extent)}`]),
    ...remarks(behavior),
    `  replay      { seed: ${report.replay.seed}, path: '${report.replay.path}' }`,
  ].join('\n');
}

/** Cycles of large degree are cut. */
const shortName = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 48)} … `.trimEnd());

const size = (v: number): string => (v === 0 ? '0' : v.toExponential(2));

function ratioText({ ratio, bound }: EquivarianceReport): string {
  const shown = ratio < 1e6 ? String(Number(ratio.toPrecision(3))) : ratio.toExponential(2);
  return `${Number.isFinite(ratio) ? shown : '∞'} times what rounding does there (allowed: ${bound})`;
}

function caseLines({ generator, input, received, expected }: EquivarianceReport): string[] {
  if (input === undefined) return [];
  const lines = [
    ...(generator === undefined ? [] : [`  element     ${shortName(generator)}`]),
    `  x           ${vectorText(input)}`,
  ];
  if (received === undefined || expected === undefined || received.length === 0) return lines;
  return [...lines, `  f(gx)       ${vectorText(received)}`, `  g f(x)      ${vectorText(expected)}`];
}

/** Entries, or the ones that are not 0 where these are few. */
export function vectorText(x: ArrayLike<number>): string {
  const entries = Array.from(x, (v) => `${v}`);
  if (entries.length <= MOST_SHOWN) return `[${entries.join(', ')}]`;
  const support = entries.map((v, i) => `${i}: ${v}`).filter((_, i) => x[i] !== 0);
  if (support.length <= MOST_SHOWN / 2) return `{ ${support.join(', ')} }, else 0, of ${x.length}`;
  return `[${entries.slice(0, MOST_SHOWN).join(', ')}, … ${x.length} in all]`;
}

function generatorLine(list: readonly GeneratorVerdict[]): string {
  const rate = (v: number | undefined) => (v === undefined ? '' : `, Lie derivative ${size(v)}`);
  return brief(
    list,
    (g) => `${shortName(g.name)} ${g.holds ? 'holds' : `fails by ${size(g.violation)} of f${rate(g.lieDerivative)}`}`,
  );
}

function componentLines({ components }: EquivarianceReport): string[] {
  if (components === undefined) return [];
  const line = (list: readonly ComponentShare[]) =>
    brief(list, (c) => (c.holds ? `${c.label} holds` : `${c.label} breaks: ${percent(c.share)} of the error`));
  return [
    `  output      ${line(components.output)}`,
    ...(components.input === undefined ? [] : [`  input       ${line(components.input)}`]),
  ];
}

/** What holds is named where little does; else counted. */
function brief<T extends { readonly holds: boolean }>(list: readonly T[], say: (item: T) => string): string {
  const holding = list.filter((v) => v.holds).length;
  if (holding <= MOST_NAMED) return list.map(say).join('; ');
  return [...list.filter((v) => !v.holds).map(say), `the other ${holding} hold`].join('; ');
}

const MOST_NAMED = 6;

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

function subgroupLine(held: HeldSubgroup | undefined): string[] {
  if (held === undefined) return [];
  const by = held.generators.length === 0 ? '' : `: ⟨${held.generators.map(shortName).join(', ')}⟩`;
  const found = held.isComplete ? 'holds under' : 'holds at least under';
  return [`  subgroup    ${found} a subgroup of order ${held.order}, ${held.structure}${by}`];
}

const extentText = ({ kind, generic, integral, large }: Extent): string =>
  `${kind}: ${percent(generic)} of generic inputs, ${percent(integral)} of small integers, ${percent(large)} of large`;

function remarks(behavior: Behavior | undefined): string[] {
  if (behavior === undefined) return [];
  const lines = [
    behavior.deterministic === 'up to rounding' ? 'f differs from call to call, by rounding' : '',
    behavior.isNoise ? 'some of f(x) is nothing but rounding: of that nothing is decided' : '',
    behavior.reusesBuffer ? 'f returns its own buffer, which the next call overwrites' : '',
    behavior.writesIntoInput ? 'f writes into its input' : '',
    behavior.nan === 'moves otherwise' ? 'a NaN in x ends up in other entries of f(gx) than of g f(x)' : '',
    behavior.nan === 'is hidden' ? 'a NaN in x is not seen in f(x)' : '',
  ];
  return lines.filter((l) => l !== '').map((l) => `  note        ${l}`);
}
