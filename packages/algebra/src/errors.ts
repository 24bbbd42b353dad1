/**
 * Errors are data: every throw in isotypic is an `IsotypicError` that says in which function it happened, what was
 * expected, what came, and what to do about it. The message is built from those parts and nothing else.
 */

/** The kinds of failure a caller may want to tell apart. Stable: scripts match on these. */
export type IsotypicErrorCode =
  | 'INVALID_ARGUMENT' // a value outside the documented domain
  | 'PARSE' // text that does not follow its grammar; `position` says where
  | 'UNKNOWN_NAME' // no such catalogue entry, convention, …; the remedy offers the nearest names
  | 'NOT_A_PERMUTATION'
  | 'DEGREE_MISMATCH'
  | 'NOT_IN_GROUP'
  | 'DIVISION_BY_ZERO'
  | 'SINGULAR' // `details.rank` is the rank found
  | 'FIELD_MISMATCH'
  | 'CONDUCTOR_BUDGET'
  | 'SHAPE_MISMATCH'
  | 'NOT_FINITE' // NaN or ±∞ in data
  | 'NOT_POSITIVE_DEFINITE' // `details.pivot` is the first bad pivot
  | 'NO_CONVERGENCE'
  | 'OUT_OF_MEMORY'
  | 'BACKEND_UNAVAILABLE'
  | 'KERNEL_REFUSED' // an accelerator kernel disagreed with its float64 twin
  | 'NOT_A_HOMOMORPHISM' // `details.relator` names the relation that fails
  | 'NOT_DECIDED' // an honest "this case is not handled", with what is known
  | 'TOO_FEW_SAMPLES'
  | 'BUDGET_EXCEEDED'
  | 'ABORTED'
  | 'REFUTED' // a certificate, or an object offered for verification, does not hold
  | 'VERIFICATION_FAILED' // an exact result did not pass its own independent check: a bug in isotypic
  | 'IO';

/** The parts of which an error message is made. */
export interface IsotypicErrorParts {
  /** Name of the public function that refuses, e.g. `Permutation.fromImages`. */
  readonly where: string;
  /** What would have been right. */
  readonly expected: string;
  /** What came instead. */
  readonly received: string;
  /** What the caller can do about it. */
  readonly remedy?: string;
  /** Offset in the input text, for `PARSE`. */
  readonly position?: number;
  /** Machine-readable extras: the rank of a singular system, the best result known when a budget ran out, … */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Base class of everything isotypic throws.
 *
 * @example
 * try {
 *   Permutation.fromImages([0, 0]);
 * } catch (e) {
 *   if (e instanceof IsotypicError) console.log(e.code); // NOT_A_PERMUTATION
 * }
 */
export class IsotypicError extends Error {
  override readonly name: string = 'IsotypicError';
  readonly code: IsotypicErrorCode;
  readonly where: string;
  readonly expected: string;
  readonly received: string;
  readonly remedy: string | undefined;
  readonly position: number | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: IsotypicErrorCode, parts: IsotypicErrorParts) {
    const at = parts.position === undefined ? '' : ` at position ${parts.position}`;
    const remedy = parts.remedy === undefined ? '' : ` ${parts.remedy}`;
    super(`${parts.where}: expected ${parts.expected}, got ${parts.received}${at}.${remedy}`, { cause: parts.cause });
    this.code = code;
    this.where = parts.where;
    this.expected = parts.expected;
    this.received = parts.received;
    this.remedy = parts.remedy;
    this.position = parts.position;
    this.details = withText(parts.details ?? {});
  }
}

/**
 * The same object, with a hidden `split`: uvu's reporter takes the details of an error for text, and where they are
 * none it ends the run without a word, as if all had passed.
 */
function withText<T extends object>(details: T): T {
  if ('split' in details || !Object.isExtensible(details)) return details;
  const lines = () => Object.entries(details).map(([name, value]) => `${name}: ${describe(value)}`);
  return Object.defineProperty(details, 'split', {
    value: (separator: string) => lines().join('\n').split(separator),
    enumerable: false,
  });
}

/**
 * Work stopped because its budget ran out; `details.known` holds what had been established by then.
 * @example
 * const rep = permutationRepresentation(catalogue.symmetric(7));
 * isotypicDecomposition(rep, { budget: 1 }) // throws BUDGET_EXCEEDED
 */
export class BudgetExceededError extends IsotypicError {
  override readonly name = 'BudgetExceededError';
  constructor(parts: IsotypicErrorParts) {
    super('BUDGET_EXCEEDED', parts);
  }
}

/**
 * Work stopped because the caller's `AbortSignal` fired; `details.known` as in `BudgetExceededError`.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(5));
 * isotypicDecomposition(rep, { signal: AbortSignal.abort() }) // throws ABORTED
 */
export class AbortedError extends IsotypicError {
  override readonly name = 'AbortedError';
  constructor(where: string, cause: unknown, details: Readonly<Record<string, unknown>> = {}) {
    super('ABORTED', { where, expected: 'to run to its end', received: 'an abort signal', cause, details });
  }
}

/** `code` `INVALID_ARGUMENT`, the commonest refusal, in one line. */
export function invalidArgument(where: string, expected: string, received: unknown, remedy?: string): IsotypicError {
  return new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected,
    received: describe(received),
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** A short, safe rendering of any value for an error message. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `"${value.slice(0, 57)}…"` : `"${value}"`;
  if (typeof value === 'bigint') return `${value}n`;
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = Array.from(value as ArrayLike<unknown>);
    const shown = items.slice(0, 8).map((v) => (typeof v === 'object' && v !== null ? '…' : String(v)));
    return `[${shown.join(', ')}${items.length > 8 ? `, … (${items.length} in all)` : ''}]`;
  }
  return `an instance of ${value.constructor?.name ?? 'Object'}`;
}

/**
 * `code` `OUT_OF_MEMORY` for a result whose estimated size is above the limit, before it is begun; `details` are
 * `{ size, limit }`. `of` names what is counted: 'a degree', 'points', 'bits'.
 */
export function tooLarge(
  where: string,
  of: string,
  size: number,
  limit: number,
  remedy = 'Pass a larger { limit } if the result is wanted.',
): IsotypicError {
  return new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `${of} of at most ${limit}`,
    received: `${size}`,
    remedy,
    details: { size, limit },
  });
}
