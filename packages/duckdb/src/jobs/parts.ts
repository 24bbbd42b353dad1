/** How a request is cut into parts that are computed, kept and resumed each by itself. */
import { basename } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import type { Condition, ConditionValue, MomentsRequest } from '@isotypic/sql';
import { asGlob } from '../sources/globs.js';

/** Ranges of a column between ascending bounds: below the first, from each to the next, from the last on, and NULL. */
export interface KeyRanges {
  readonly column: string;
  readonly bounds: readonly (number | string)[];
}

/** A part of a request. */
export interface Part {
  /** Parts are merged in the order of their names. */
  readonly name: string;
  readonly request: MomentsRequest;
  /** What it reads, to be noticed when it changes; of tables, nothing is known. */
  readonly files: readonly string[];
}

/** One part for each of the files, which the caller found. */
export function filesAsParts(request: MomentsRequest, files: readonly string[]): Part[] {
  const format = 'files' in request.source ? request.source.format : undefined;
  return files.map((file, k) => ({
    // the path, so that files of one name in several folders are several parts
    name: `${ordinal(k, files.length)} ${file}`,
    request: { ...request, source: { files: [asGlob(file)], format } },
    files: [file],
  }));
}

/** One part for each range of a key; every row is in exactly one of them. */
export function rangesAsParts(
  where: string,
  request: MomentsRequest,
  { column, bounds }: KeyRanges,
  files: readonly string[],
): Part[] {
  requireAscending(where, bounds);
  const is = (operator: '<' | '>=', value: ConditionValue): Condition => ({ column, operator, value });
  const ranges: Condition[] = [
    is('<', bounds[0]),
    ...bounds.slice(1).map((bound, k): Condition => ({ and: [is('>=', bounds[k]), is('<', bound)] })),
    is('>=', bounds[bounds.length - 1]),
    { column, operator: 'is null' },
  ];
  return ranges.map((range, k) => ({
    name: `${ordinal(k, ranges.length)} ${k < ranges.length - 1 ? `range ${k}` : 'NULL'} of ${column}`,
    request: { ...request, where: request.where === undefined ? range : { and: [request.where, range] } },
    files,
  }));
}

function requireAscending(where: string, bounds: KeyRanges['bounds']): void {
  const isAscending = bounds.every((b, k) => k === 0 || (typeof b === typeof bounds[k - 1] && bounds[k - 1] < b));
  if (isAscending && bounds.every((b) => typeof b === 'string' || Number.isFinite(b))) return;
  const expected = 'bounds of ranges to be finite numbers or texts that ascend';
  throw new IsotypicError('INVALID_ARGUMENT', { where, expected, received: `[${bounds.slice(0, 8).join(', ')}]` });
}

/** Numbers of one length, so that the order of texts is that of numbers. */
const ordinal = (k: number, count: number): string => String(k).padStart(String(count - 1).length, '0');

/** For messages. */
export const shortName = ({ name, files }: Part): string => (files.length === 1 ? basename(files[0]) : name);
