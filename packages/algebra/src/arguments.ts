/**
 * Arguments at the public edge. A `Kind` says what a value must be, in words and as a test; options are checked against
 * a table of kinds that TypeScript holds complete, so that an option cannot be added without saying what it may be.
 * Every refusal names the argument, what was expected, what came, and what to pass instead.
 */
import { invalidArgument } from './errors.js';
import { nearestNames } from './nearest-names.js';
import type { WorkOptions } from './work.js';

/** What a value must be. */
export interface Kind {
  /** Completes "expected `name` to be …". */
  readonly expected: string;
  accepts(value: unknown): boolean;
  /** What to pass instead, for a value that was refused. */
  readonly remedy?: (value: unknown) => string | undefined;
}

/** One kind for each option, none forgotten: a new option does not compile until its kind is given. */
export type OptionKinds<T> = { readonly [K in keyof Required<T>]: Kind };

/**
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless `value` is of the kind
 * @example
 * let text = '';
 * try { checkArgument('power', 'exponent', 1.5, integer(0)); } catch (error) { text = error.message; }
 * text // 'power: expected exponent to be an integer from 0 on, got 1.5.'
 */
export function checkArgument(where: string, name: string, value: unknown, kind: Kind): void {
  if (kind.accepts(value)) return;
  throw invalidArgument(where, `${name} to be ${kind.expected}`, value, kind.remedy?.(value));
}

/**
 * Options must be a plain object whose every name is known and every value of its kind; `undefined` counts as not
 * given.
 * @throws {IsotypicError} `INVALID_ARGUMENT` with the names there are, and the nearest one
 */
export function checkOptions<T extends object>(where: string, options: T | undefined, kinds: OptionKinds<T>): void {
  if (options === undefined) return;
  if (!isOptionsObject(options)) {
    throw invalidArgument(where, 'options to be a plain object', options, `Write { name: value }; ${listed(kinds)}.`);
  }
  // keys, and not entries: an array for each would be half the cost of checking a small call (measured)
  for (const name of Object.keys(options) as (keyof T & string)[]) {
    const value = options[name];
    if (!Object.hasOwn(kinds, name)) {
      const [nearest] = nearestNames(name, Object.keys(kinds), 1);
      const remedy = nearest === undefined ? undefined : `Did you mean ${nearest}?`;
      throw invalidArgument(where, `no option but those known: ${listed(kinds)}`, name, remedy);
    }
    if (value !== undefined && !kinds[name].accepts(value)) checkArgument(where, `option ${name}`, value, kinds[name]);
  }
}

function listed(kinds: object): string {
  const names = Object.keys(kinds);
  return names.length === 0 ? 'no option is known' : `the options are ${names.join(', ')}`;
}

function isOptionsObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return true;
  // from another realm (a worker, a vm) Object.prototype is another object, but still the end of its chain
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** An integer from `least` to `most`, as a number; both ends included. */
export function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Kind {
  return {
    expected:
      most !== Number.MAX_SAFE_INTEGER
        ? `an integer from ${least} to ${most}`
        : least === Number.MIN_SAFE_INTEGER
          ? 'an integer'
          : `an integer from ${least} on`,
    accepts: (v) => Number.isSafeInteger(v) && (v as number) >= least && (v as number) <= most,
    remedy: (v) => (typeof v === 'bigint' ? 'Pass it as a number.' : undefined),
  };
}

/** A finite number with `least` ≤ it ≤ `most`. */
export function finite(least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): Kind {
  const from = least === Number.NEGATIVE_INFINITY ? '' : ` from ${least}`;
  const to = most === Number.POSITIVE_INFINITY ? (from === '' ? '' : ' on') : `${from === '' ? ' up' : ''} to ${most}`;
  return {
    expected: `a finite number${from}${to}`,
    accepts: (v) => typeof v === 'number' && Number.isFinite(v) && v >= least && v <= most,
  };
}

/** A finite number above 0. */
export const positive: Kind = {
  expected: 'a finite number above 0',
  accepts: (v) => typeof v === 'number' && Number.isFinite(v) && v > 0,
};

export const boolean: Kind = { expected: 'true or false', accepts: (v) => typeof v === 'boolean' };

export const text: Kind = { expected: 'text', accepts: (v) => typeof v === 'string' };

export const callable: Kind = { expected: 'a function', accepts: (v) => typeof v === 'function' };

export const bigint: Kind = {
  expected: 'a bigint',
  accepts: (v) => typeof v === 'bigint',
  remedy: (v) => (Number.isInteger(v) ? `Write ${v}n.` : undefined),
};

/** An integer as a number or a bigint. */
export const anyInteger: Kind = {
  expected: 'an integer, as a number or a bigint',
  accepts: (v) => typeof v === 'bigint' || Number.isSafeInteger(v),
};

/** One of the given words. */
export function oneOf(...words: readonly string[]): Kind {
  return {
    expected: words.length === 1 ? `'${words[0]}'` : `one of ${words.map((w) => `'${w}'`).join(', ')}`,
    accepts: (v) => typeof v === 'string' && words.includes(v),
    remedy: (v) => {
      const [nearest] = typeof v === 'string' ? nearestNames(v, words, 1) : [];
      return nearest === undefined ? undefined : `Did you mean '${nearest}'?`;
    },
  };
}

/** A class, whatever its constructor takes: abstract and private ones too. */
interface ClassLike {
  [Symbol.hasInstance](value: unknown): boolean;
}

/** An object made by one of the classes; `remedy` says how to make one of what came. */
export function instance(
  classes: ClassLike | readonly ClassLike[],
  expected: string,
  remedy?: (value: unknown) => string | undefined,
): Kind {
  const list: readonly ClassLike[] = Array.isArray(classes) ? classes : [classes];
  const kind = { expected, accepts: (v: unknown) => list.some((c) => c[Symbol.hasInstance](v)) };
  return remedy === undefined ? kind : { ...kind, remedy };
}

/** An array whose every entry is of a kind; typed arrays count where the entries are numbers. */
export function arrayOf(kind: Kind, expected = `an array, each entry ${kind.expected}`): Kind {
  const isList = (v: unknown): v is ArrayLike<unknown> =>
    Array.isArray(v) || (ArrayBuffer.isView(v) && !(v instanceof DataView));
  /** The first entry that is refused, as a list of one. */
  const refused = (entries: ArrayLike<unknown>): readonly unknown[] => {
    for (let i = 0; i < entries.length; i++) if (!kind.accepts(entries[i])) return [entries[i]];
    return [];
  };
  return {
    expected,
    accepts: (v) => isList(v) && refused(v).length === 0,
    remedy: (v) => (isList(v) ? kind.remedy?.(refused(v)[0]) : undefined),
  };
}

/** Either kind. */
export function either(...kinds: readonly Kind[]): Kind {
  return {
    expected: kinds.map((k) => k.expected).join(', or '),
    accepts: (v) => kinds.some((k) => k.accepts(v)),
    remedy: (v) => kinds.map((k) => k.remedy?.(v)).find((r) => r !== undefined),
  };
}

/** An `AbortSignal`, or what reads like one. */
export const abortSignal: Kind = {
  expected: 'an AbortSignal',
  accepts: (v) => typeof v === 'object' && v !== null && 'aborted' in v,
  remedy: (v) => (v instanceof AbortController ? "Pass the controller's .signal." : undefined),
};

/** The kinds of the options that every long piece of work takes. */
export const WORK_OPTION_KINDS: OptionKinds<WorkOptions> = {
  onProgress: callable,
  signal: abortSignal,
  budget: {
    expected: 'a number of steps from 0 on, Infinity for no bound',
    accepts: (v) => typeof v === 'number' && v >= 0, // NaN fails this
  },
};
