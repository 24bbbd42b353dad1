/**
 * How one case of an assertion can fail, told apart: f throws, returns what is no vector, is not finite, or differs.
 */
import { IsotypicError } from '@isotypic/algebra';

/** The ways in which a function fails. */
export type Reason =
  | 'differs'
  | 'throws'
  | 'not a vector'
  | 'wrong length'
  | 'not finite'
  | 'not deterministic'
  | 'depends on earlier calls'
  | 'rows depend on each other'
  | 'loses precision';

/** Why a case fails. The text says it in words and values. */
export class Violation extends Error {
  constructor(
    readonly reason: Reason,
    text: string,
    readonly measured: {
      readonly deviation?: number;
      readonly scale?: number;
      readonly cause?: unknown;
      readonly x?: Float64Array;
    } = {},
  ) {
    super(text, measured.cause === undefined ? undefined : { cause: measured.cause });
  }
}

/** A copy of what f or an estimator returned, when it is a vector of finite numbers of that length. */
export function vectorOf(value: unknown, name: string, length: number | undefined): Float64Array {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (!isList) throw new Violation('not a vector', `${name} is no array of numbers, but ${describeType(value)}`);
  const entries = value as ArrayLike<unknown>;
  if (length !== undefined && entries.length !== length) {
    throw new Violation('wrong length', `${name} has length ${entries.length}, where ${length} is expected`);
  }
  const copy = new Float64Array(entries.length);
  for (let i = 0; i < copy.length; i++) {
    const entry = entries[i];
    if (typeof entry !== 'number') throw new Violation('not a vector', `${name}[${i}] is ${describeType(entry)}`);
    if (!Number.isFinite(entry)) throw new Violation('not finite', `${name}[${i}] is ${entry}`);
    copy[i] = entry;
  }
  return copy;
}

const describeType = (value: unknown): string => (value === null ? 'null' : `of type ${typeof value}`);

/**
 * The scale of the values of a function, found in the run itself: the largest |f(x)ᵢ| seen so far. It begins with some
 * draws, so that the first case, often x = 0, is not judged against itself, and it never comes from outside, so that a
 * function of size 1e-12 is held to 1e-12 times the tolerance.
 */
export class RunningScale {
  private largest = 0;

  see(...images: readonly ArrayLike<number>[]): void {
    for (const image of images) this.largest = Math.max(this.largest, largestOf(image));
  }

  /** @throws {Violation} when a and b differ by more than tolerance times the scale */
  compare(a: Float64Array, b: Float64Array, tolerance: number, left: string, right: string): void {
    this.see(a, b);
    let worst = 0;
    for (let i = 0; i < a.length; i++) if (Math.abs(a[i] - b[i]) > Math.abs(a[worst] - b[worst])) worst = i;
    const deviation = a.length === 0 ? 0 : Math.abs(a[worst] - b[worst]);
    if (deviation <= tolerance * this.largest) return;
    const relative = (deviation / this.largest).toExponential(2);
    throw new Violation(
      'differs',
      `${left} and ${right} differ by ${relative} of the size of f: entry ${worst} is ${a[worst]}, and ${b[worst]}`,
      { deviation, scale: this.largest },
    );
  }
}

const largestOf = (x: ArrayLike<number>): number => {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
  return largest;
};

/** `REFUTED`: the reason and the values first, then what replays them. */
export function refutation(
  where: string,
  expected: string,
  violation: unknown,
  shown: string,
  replay: { readonly seed: number; readonly path: string | null; readonly runs: number; readonly shrinks: number },
  details: Readonly<Record<string, unknown>>,
): IsotypicError {
  const isOurs = violation instanceof Violation;
  const text = violation instanceof Error ? violation.message : String(violation);
  const { seed, path, runs, shrinks } = replay;
  return new IsotypicError('REFUTED', {
    where,
    expected,
    received: `${text}; ${shown}`,
    remedy: `Found in case ${runs}, shrunk ${shrinks} times. To replay it: { seed: ${seed}, path: '${path ?? ''}' }.`,
    details: {
      reason: isOurs ? violation.reason : 'throws',
      ...(isOurs ? violation.measured : {}),
      seed,
      path,
      ...details,
    },
    cause: violation,
  });
}
