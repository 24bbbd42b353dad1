/** The two sides of a function: its arguments and what it returns, each with the action on it. */
import { IsotypicError } from '@isotypic/algebra';
import { invalidArgument, type Kind } from '@isotypic/algebra/internal';
import { sameGenerators } from '@isotypic/reps/internal';
import { ACTION, type Action, type ActionSource, readAction } from './actions.js';
import type { Adapter } from './adapters.js';
import type { AmbientGroup } from './text-actions.js';

/** An argument that moves, with the shape it is handed over in. */
export interface ShapedArgument {
  readonly action: ActionSource;
  readonly shape?: readonly number[];
  readonly as?: Adapter;
}

/** An argument of a function: one that the group moves, or one that is held fixed. */
export type ArgumentSource = ActionSource | ShapedArgument | { readonly held: unknown };

/** What a function returns: one array, a tuple, or a record of them. */
export type OutputSource = ActionSource | readonly ActionSource[] | Readonly<Record<string, ActionSource>>;

/** A stretch of the flattened vector with an action of its own; `copies` of it for a batch. */
export interface Part {
  readonly name: string;
  readonly offset: number;
  /** The dimension of the action: the part has `copies` times as many entries. */
  readonly dimension: number;
  readonly copies: number;
  readonly action: Action | undefined;
}

/** One argument as it is handed to f. */
export type Argument =
  | { readonly kind: 'held'; readonly value: unknown }
  | {
      readonly kind: 'moved';
      readonly part: Part;
      readonly shape: readonly number[];
      readonly as: Adapter | undefined;
    };

export interface Domain {
  readonly dimension: number;
  readonly arguments: readonly Argument[];
  readonly parts: readonly Part[];
  readonly ambient: AmbientGroup | undefined;
}

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === Object.prototype && !('dimension' in v);

const isHeld = (v: unknown): v is { readonly held: unknown } => isRecord(v) && 'held' in v;

const isShaped = (v: unknown): v is ShapedArgument => isRecord(v) && 'action' in v && ACTION.accepts(v.action);

const isArgument = (v: unknown): boolean => isHeld(v) || isShaped(v) || ACTION.accepts(v);

export const ARGUMENTS: Kind = {
  expected: `${ACTION.expected}; { held: value } for an argument that stays; an array of these for several arguments`,
  accepts: (v) => {
    const list = Array.isArray(v) ? v : [v];
    return list.every(isArgument) && !list.every(isHeld);
  },
  remedy: (v) => ACTION.remedy?.(v),
};

export const OUTPUTS: Kind = {
  expected: `${ACTION.expected}; an array or a record of these for a tuple or a record`,
  accepts: (v) =>
    ACTION.accepts(v) ||
    (Array.isArray(v) && v.length > 0 && v.every((s) => ACTION.accepts(s))) ||
    (isRecord(v) && Object.keys(v).length > 0 && Object.values(v).every((s) => ACTION.accepts(s))),
  remedy: (v) => ACTION.remedy?.(v),
};

/** What text does not follow the grammar, or names no group, is said of the argument that it was passed as. */
function named<T>(where: string, argument: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof IsotypicError)) throw cause;
    const { code, expected, received, remedy, position, details } = cause;
    throw new IsotypicError(code, {
      where,
      expected: `${argument} to be an action, and in it ${expected}`,
      received,
      details,
      cause,
      ...(remedy === undefined ? {} : { remedy }),
      ...(position === undefined ? {} : { position }),
    });
  }
}

/** The side of the arguments, in batches of `rows` (1 without a batch). */
function domainOf(
  where: string,
  source: ArgumentSource | readonly ArgumentSource[],
  rows: number,
  argument: string,
): Domain {
  const list = (Array.isArray(source) ? source : [source]) as readonly ArgumentSource[];
  const parts: Part[] = [];
  let [offset, ambient]: [number, AmbientGroup | undefined] = [0, undefined];
  const all = list.map((entry, k): Argument => {
    if (isHeld(entry)) return { kind: 'held', value: entry.held };
    const shaped: ShapedArgument = isShaped(entry) ? entry : { action: entry };
    const action = named(where, argument, () => readAction(shaped.action, ambient));
    ambient ??= action.ambient;
    const name = list.length === 1 ? 'x' : `argument ${k}`;
    const part = { name, offset, dimension: action.dimension, copies: rows, action };
    parts.push(part);
    offset += action.dimension * rows;
    const { shape = [action.dimension], as } = shaped;
    if (shape.reduce((a, b) => a * b, 1) !== action.dimension) {
      throw invalidArgument(where, `the shape of ${name} to have ${action.dimension} entries`, shape);
    }
    return { kind: 'moved', part, shape, as };
  });
  requireOneGroup(where, parts);
  return { dimension: offset, arguments: all, parts, ambient };
}

/** The side of what is returned; a part without an action is invariant, of any length. */
export interface Codomain {
  /** The members of a tuple or a record; undefined for one array. */
  readonly keys: readonly string[] | undefined;
  readonly parts: readonly Omit<Part, 'offset' | 'copies'>[];
}

function codomainOf(where: string, source: OutputSource, domain: Domain, argument: string): Codomain {
  const read = (s: ActionSource, name: string) => {
    if (s === 'trivial') return { name, dimension: 0, action: undefined };
    const action = named(where, argument, () => readAction(s, domain.ambient));
    return { name, dimension: action.dimension, action };
  };
  if (ACTION.accepts(source)) return { keys: undefined, parts: [read(source as ActionSource, 'f(x)')] };
  const entries = Object.entries(source as Readonly<Record<string, ActionSource>>);
  return { keys: entries.map(([key]) => key), parts: entries.map(([key, s]) => read(s, `f(x).${key}`)) };
}

/** Both sides of a function. */
export interface Sides {
  readonly domain: Domain;
  readonly codomain: Codomain;
}

/**
 * Both sides as their sources say, for `rows` samples at once.
 * @param names what the sources were passed as
 * @throws {IsotypicError} `DEGREE_MISMATCH` unless one group moves all of them; what texts are refused with
 */
export function sidesOf(
  where: string,
  source: ArgumentSource | readonly ArgumentSource[],
  out: OutputSource,
  rows = 1,
  names: readonly [string, string] = ['in', 'out'],
): Sides {
  const domain = domainOf(where, source, rows, names[0]);
  const codomain = codomainOf(where, out, domain, names[1]);
  requireOneGroup(where, [...domain.parts, ...codomain.parts]);
  return { domain, codomain };
}

/** @throws {IsotypicError} `DEGREE_MISMATCH` unless all parts are moved by the same generators */
function requireOneGroup(where: string, parts: readonly Pick<Part, 'name' | 'action'>[]): void {
  const moved = parts.filter((p) => p.action !== undefined);
  const first = moved[0]?.action;
  if (first === undefined) return;
  const describe = (a: Action) => `${a.generators.length} generators and ${a.derivations.length} derivations`;
  for (const { name, action } of moved) {
    if (action === undefined) continue;
    const same =
      action.generators.length === first.generators.length && action.derivations.length === first.derivations.length;
    const groups = action.group === undefined || first.group === undefined || sameGenerators(action.group, first.group);
    if (same && groups) continue;
    throw new IsotypicError('DEGREE_MISMATCH', {
      where,
      expected: 'repX and repY to be two actions of one group, on the same generators',
      received: same ? `another group at ${name}` : `${describe(first)}, and ${describe(action)} at ${name}`,
    });
  }
}
