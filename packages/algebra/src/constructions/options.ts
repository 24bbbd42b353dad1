/** What every construction of a group or an action takes, and refuses before it begins. */
import { integer, type OptionKinds, WORK_OPTION_KINDS } from '../arguments.js';
import { tooLarge } from '../errors.js';
import type { WorkOptions } from '../work.js';

/** Options of constructions: a bound on their size, and those of all long work. */
export interface ConstructionOptions extends WorkOptions {
  /** Most points, elements or cosets that are written out; each function says its default. */
  readonly limit?: number;
}

export const CONSTRUCTION_OPTION_KINDS: OptionKinds<ConstructionOptions> = {
  ...WORK_OPTION_KINDS,
  limit: integer(1),
};

/** Most points of an action that is written out, unless a limit is given: 2²⁴, 64 MB a generator. */
export const MAX_ACTION_DEGREE = 1 << 24;

/** Most elements or cosets, found one by one and told apart by keys, unless a limit is given: 2²⁰, about 200 MB. */
export const MAX_LISTED = 1 << 20;

/** @throws {IsotypicError} `OUT_OF_MEMORY` for a size above the limit, before anything is made */
export function checkSize(where: string, of: string, size: number | bigint, limit: number): void {
  if (size > limit) throw tooLarge(where, of, Number(size), limit);
}
