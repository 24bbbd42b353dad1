/** Rows of the query of sums → moments. */
import { IsotypicError } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { type GivenSums, type IsotypicStructure, SymmetricMoments } from '@isotypic/stats';
import type { Dialect } from '../dialects/dialect.js';
import { joinedSums, RESULT, type RowProgram } from '../text/moments-query.js';
import { keyOf } from './group-keys.js';
import { type GroupedMoments, groupedMoments, type MomentsOfGroup } from './grouped-moments.js';
import { checkRows, columnOf, countOf, numberOf, type Row } from './read-numbers.js';

/** Of n variables: n×n, or a block for each component, as `SymmetricMoments.fromSums` takes them. */
export type SecondMoments = Float64Layout | { readonly blocks: readonly Float64Layout[] };

/** What a plan's rows are read by. */
export interface ResultLayout {
  readonly structures: readonly IsotypicStructure[];
  readonly names: readonly string[];
  readonly weight: string | undefined;
  readonly keys: number;
  readonly missing: 'error' | 'drop';
  readonly fingerprint: string;
  readonly dialect: Dialect;
  readonly program: RowProgram & { decode(values: Float64Array): SecondMoments };
}

/** A group with the numbers that it was made of. */
export interface DecodedGroup extends MomentsOfGroup {
  readonly given: GivenSums & { readonly products: SecondMoments };
}

/** How many rows of a group there are in its moments, and how many were left out. */
export type GroupCounts = Pick<MomentsOfGroup, 'key' | 'read' | 'dropped'>;

export function decodeGroups(where: string, rows: unknown, layout: ResultLayout): DecodedGroup[] {
  return checkedRows(where, rows, layout).map((row) => decodeGroup(where, row, layout));
}

/** Counts alone, with all that is refused of them. */
export function decodeCounts(where: string, rows: unknown, layout: ResultLayout): GroupCounts[] {
  return checkedRows(where, rows, layout).map((row) => {
    const counts = countsOf(where, row, layout);
    weightsOf(where, row, layout, counts.read);
    return counts;
  });
}

function checkedRows(where: string, rows: unknown, layout: ResultLayout): readonly Row[] {
  const checked = checkRows(where, rows);
  if (layout.keys === 0 && checked.length !== 1) {
    throw invalidArgument(where, 'one row, as a plan without groups gives', `${checked.length} rows`);
  }
  for (const row of checked) requirePlan(where, row, layout.fingerprint);
  if (layout.missing === 'error') requireComplete(where, checked, layout);
  return checked;
}

/** The moments of no rows too, so that a total can be had of no groups. */
export function groupedOf(groups: readonly MomentsOfGroup[], layout: Pick<ResultLayout, 'structures'>): GroupedMoments {
  const plain = groups.map(({ key, moments, read, dropped }) => ({ key, moments, read, dropped }));
  return groupedMoments(plain, () => emptyMoments(layout.structures));
}

export function emptyMoments([x, y]: readonly IsotypicStructure[]): SymmetricMoments {
  return new SymmetricMoments(x, y);
}

function decodeGroup(where: string, row: Row, layout: ResultLayout): DecodedGroup {
  const { structures, names, dialect, program } = layout;
  const [x, y] = structures;
  const n = names.length;
  const counts = countsOf(where, row, layout);
  const { read } = counts;
  const [weight, squaredWeight] = weightsOf(where, row, layout, read);
  // SUM of no rows is NULL
  const sum = (name: string) => (read === 0 ? 0 : numberOf(where, row, name));
  const given = {
    count: read,
    weight,
    squaredWeight,
    shift: shiftOf(where, row, n),
    sums: requireNumbers(
      where,
      Float64Array.from(names, (_, i) => sum(RESULT.mean(i))),
      names,
    ),
    products: program.decode(
      requireFinite(
        where,
        joinedSums(program.sums, dialect, (k) => sum(RESULT.sum(k))),
      ),
    ),
  };
  return { ...counts, moments: SymmetricMoments.fromSums(x, given, y), given };
}

function countsOf(where: string, row: Row, { keys, missing }: ResultLayout): GroupCounts {
  const rows = countOf(where, row, RESULT.rows);
  const read = missing === 'drop' ? countOf(where, row, RESULT.used) : rows;
  const key = Array.from({ length: keys }, (_, i) => keyOf(columnOf(where, row, RESULT.key(i))));
  return { key, read, dropped: rows - read };
}

function weightsOf(where: string, row: Row, { weight }: ResultLayout, read: number): [number, number] {
  if (weight === undefined || read === 0) return [read, read];
  const bad = countOf(where, row, RESULT.badWeights);
  if (bad > 0) {
    const received = `${bad} weights of column ${weight} that are 0 or negative`;
    throw invalidArgument(
      where,
      'positive weights',
      received,
      'Leave the rows out: { where: { column, operator, value } }.',
    );
  }
  const sums = Float64Array.of(numberOf(where, row, RESULT.weight), numberOf(where, row, RESULT.squaredWeight));
  requireFinite(where, sums);
  return [sums[0], sums[1]];
}

function requirePlan(where: string, row: Row, fingerprint: string): void {
  const found = columnOf(where, row, RESULT.plan);
  if (found === fingerprint) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `rows of this plan, of fingerprint ${fingerprint.slice(0, 12)}`,
    received: `those of another one: ${String(found).slice(0, 12)}`,
    remedy: 'Read them by the plan that made their statement: the same request, action, dialect and form.',
  });
}

/** @throws {IsotypicError} `NOT_FINITE` with the columns in which values are missing, and how many. */
function requireComplete(where: string, rows: readonly Row[], { names, weight }: ResultLayout): void {
  const missing = new Map<string, number>();
  for (const row of rows) {
    const all = countOf(where, row, RESULT.rows);
    const add = (name: string, column: string) => {
      const count = all - countOf(where, row, column);
      if (count > 0) missing.set(name, (missing.get(name) ?? 0) + count);
    };
    names.forEach((name, i) => {
      add(name, RESULT.finite(i));
    });
    if (weight !== undefined) add(weight, RESULT.finiteWeights);
  }
  if (missing.size > 0) throw missingValues(where, missing);
}

/** The refusal of missing values, by names of columns and counts. */
export function missingValues(where: string, missing: ReadonlyMap<string, number>): IsotypicError {
  const list = Array.from(missing, ([name, count]) => `${count} in ${name}`);
  const shown = list.length > 12 ? [...list.slice(0, 12), `… (${list.length} columns)`] : list;
  return new IsotypicError('NOT_FINITE', {
    where,
    expected: 'finite numbers',
    received: `values that are NULL, NaN, infinite or no numbers: ${shown.join(', ')}`,
    remedy: "Pass { missing: 'drop' } to leave out the rows that have them.",
    details: { missing: Object.fromEntries(missing) },
  });
}

function shiftOf(where: string, row: Row, n: number): number[] {
  const text = columnOf(where, row, RESULT.shift);
  let shift: unknown;
  try {
    shift = typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    shift = undefined;
  }
  if (Array.isArray(shift) && shift.length === n && shift.every(Number.isFinite)) return shift;
  throw new IsotypicError('PARSE', {
    where,
    expected: `the shift, ${n} numbers as JSON, in column ${RESULT.shift}`,
    received: String(text).slice(0, 80),
  });
}

/** NaN and ±∞, which sums tell and do not count. */
function requireNumbers(where: string, sums: Float64Array, names: readonly string[]): Float64Array {
  const bad = names.filter((_, i) => !Number.isFinite(sums[i]));
  if (bad.length === 0) return sums;
  throw new IsotypicError('NOT_FINITE', {
    where,
    expected: 'finite numbers',
    received: `NaN or infinite values in column${bad.length === 1 ? '' : 's'} ${bad.slice(0, 12).join(', ')}`,
    remedy: "Pass { missing: 'drop' } to leave out the rows that have them.",
    details: { columns: bad },
  });
}

function requireFinite(where: string, values: Float64Array): Float64Array {
  const at = values.findIndex((v) => !Number.isFinite(v));
  if (at < 0) return values;
  throw new IsotypicError('NOT_FINITE', {
    where,
    expected: 'sums within float64',
    received: `${values[at]}`,
    remedy: 'Scale the columns: squares of numbers above 1e150 overflow in the engine.',
  });
}
