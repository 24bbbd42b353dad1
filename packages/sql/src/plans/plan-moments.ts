/** From a request to the statements of an engine: forms counted, the cheapest that fits taken. */
import { IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  either,
  fingerprint,
  finite,
  invalidArgument,
  type Kind,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import { type IsotypicStructure, type StructureSource, SymmetricMoments } from '@isotypic/stats';
import { DIALECT_NAMES, type Dialect, type DialectName } from '../dialects/dialect.js';
import { dialect as dialectOf } from '../dialects/words.js';
import { betterShift, keepsDigits } from '../results/conditioning.js';
import {
  type DecodedGroup,
  decodeCounts,
  decodeGroups,
  type GroupCounts,
  groupedOf,
  type ResultLayout,
} from '../results/decode-moments.js';
import type { GroupKey } from '../results/group-keys.js';
import { checkRows, columnOf, countOf, numberOf } from '../results/read-numbers.js';
import type { QueryText } from '../text/layers.js';
import { momentsQuery, RESULT, type ShiftOfRows } from '../text/moments-query.js';
import { probeQuery, rowsQuery, typesQuery } from '../text/probe-query.js';
import { pysparkProbe, pysparkProgram } from '../text/pyspark-program.js';
import { valueSql } from './condition.js';
import { gramProgram } from './gram.js';
import { isotypicProgram } from './isotypic.js';
import { MOMENTS_FORMS, type MomentsForm, type MomentsPlan } from './moments-plan.js';
import type { MomentsRequest } from './moments-request.js';
import { pairOrbits } from './pair-orbits.js';
import { operationsOf, type Program } from './program.js';
import { checkRequest, type RequestSql, requestSql, responseOf } from './read-request.js';
import { twinsProgram } from './twins.js';

/** Options of `planMoments`. */
export interface PlanOptions {
  /** The engine that the text is for; default DuckDB. */
  readonly dialect?: Dialect | DialectName;
  /** Default `auto`: the form of the fewest operations that fits into the engine's limits. */
  readonly form?: MomentsForm;
}

export const DIALECT: Kind = either(oneOf(...DIALECT_NAMES), {
  expected: 'the words of an engine, as dialect(name) gives',
  accepts: (v) => typeof v === 'object' && v !== null && 'toDouble' in v && 'limits' in v,
});

const PLAN_OPTION_KINDS: OptionKinds<PlanOptions> = { dialect: DIALECT, form: oneOf(...MOMENTS_FORMS) };

/** A group that is summed about a shift of its own. */
export interface GroupShift {
  readonly key: readonly GroupKey[];
  readonly shift: ArrayLike<number>;
}

/** What `momentsIn` needs of a plan besides. */
export interface WorkingPlan extends MomentsPlan {
  readonly structures: readonly IsotypicStructure[];
  readonly sql: RequestSql;
  /** As `decode`, and what the groups were made of; without a look at their digits. */
  decodeGroups(where: string, rows: unknown): DecodedGroup[];
  /** Whether the form that was chosen, and not asked for, holds the digits of these groups. */
  keepsDigits(groups: readonly DecodedGroup[]): boolean;
  /** Statements for the rows of these groups, each about its own shift: as few as the limits allow. */
  statementsOf(groups: readonly GroupShift[]): readonly string[];
  /** The rows that are in the moments: variables and, where there is one, the weight, as doubles. */
  rowsStatement(key: readonly GroupKey[]): string;
  decodeCounts(where: string, rows: unknown): GroupCounts[];
}

/** Depth of expressions: a tenth of DuckDB's bound; balanced sums stay below it. */
const DEEPEST = 100;

/**
 * The statements whose results are the symmetric moments of a request.
 *
 * @param rep how the group acts on the columns, in their order.
 * @throws {IsotypicError} `INVALID_ARGUMENT`, `SHAPE_MISMATCH` for a request that fits neither the action nor the
 * engine; `BUDGET_EXCEEDED` where no form fits into the engine's limits, with what to do instead.
 * Cost: O(n³) for n variables, and the decomposition of `rep`.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(2));
 * const request = { source: { table: ['cork'] }, columns: ['north', 'south'] };
 * const plan = planMoments(rep, request, { dialect: 'postgres' });
 * plan.statement([50, 50]).split('\n').at(-1).includes('GROUP BY') // false
 */
export function planMoments(rep: StructureSource, request: MomentsRequest, options: PlanOptions = {}): MomentsPlan {
  return workingPlan('planMoments', rep, request, options);
}

/** A plan of a function that was called with this request; it is checked here. */
export function workingPlan(
  where: string,
  rep: StructureSource,
  request: MomentsRequest,
  options: PlanOptions = {},
): WorkingPlan {
  checkRequest(where, request);
  checkOptions(where, options, PLAN_OPTION_KINDS);
  const { dialect: named = 'duckdb', form = 'auto' } = options;
  const dialect = typeof named === 'string' ? dialectOf(named) : named;
  const { structures } = new SymmetricMoments(rep, responseOf(request));
  const sql = requestSql(where, request, structures, dialect);
  const found = programsOf(where, structures, form).map((program) => sized(program, sql, dialect));
  const fitting = found.filter(({ fault }) => fault === undefined).sort((a, b) => a.operations - b.operations);
  if (fitting.length === 0)
    throw tooLarge(
      where,
      dialect,
      found.map(({ fault, program }) => `${program.form}: ${fault}`),
    );
  const [{ program, operations }] = fitting;
  return new Plan({ structures, sql, dialect }, program, operations, form === 'auto');
}

/** A plan that sums nothing, of any width: for counts and rows. */
export function rowsPlan(where: string, rep: StructureSource, request: MomentsRequest, dialect: Dialect): WorkingPlan {
  checkRequest(where, request);
  const { structures } = new SymmetricMoments(rep, responseOf(request));
  const nothing: Program = { form: 'isotypic', layers: [], sums: [], decode: () => ({ blocks: [] }) };
  const sql = requestSql(where, request, structures, dialect);
  return new Plan({ structures, sql, dialect }, nothing, 0, false);
}

/** What plans are made of, besides the program. */
interface PlanParts {
  readonly structures: readonly IsotypicStructure[];
  readonly sql: RequestSql;
  readonly dialect: Dialect;
}

/** Of the statement and the actions: equal for equal plans alone. */
function fingerprintOf({ structures, dialect }: PlanParts, form: string, text: string): string {
  const [x, y] = structures;
  return fingerprint(['moments plan', dialect.name, form, text, ...new SymmetricMoments(x, y).toJSON().fingerprints]);
}

/** The plan of a program of Spark's Python. */
export function programPlan(where: string, rep: StructureSource, request: MomentsRequest): MomentsPlan {
  checkRequest(where, request);
  const dialect = dialectOf('spark');
  const { structures } = new SymmetricMoments(rep, responseOf(request));
  const sql = requestSql(where, request, structures, dialect);
  const program = gramProgram(sql.variables.length, undefined);
  return new ProgramPlan({ structures, sql, dialect }, program, operationsOf(program), false);
}

/** The forms that may be taken, each with what it computes. */
function programsOf(where: string, structures: readonly IsotypicStructure[], form: MomentsForm): Program[] {
  const n = structures.reduce((sum, { dimension }) => sum + dimension, 0);
  const orbits = form === 'isotypic' ? undefined : pairOrbits(structures);
  const twins = orbits === undefined || form === 'gram' || form === 'isotypic' ? undefined : twinsProgram(orbits);
  if (form === 'twins') {
    if (orbits === undefined) {
      throw invalidArgument(where, "a group that permutes the columns, for form 'twins'", 'another action');
    }
    return [twins ?? { ...gramProgram(n, orbits), form: 'twins' }];
  }
  const programs: Program[] = [];
  if (form !== 'isotypic') programs.push(gramProgram(n, orbits));
  if (twins !== undefined) programs.push(twins);
  if (form !== 'gram') programs.push(isotypicProgram(structures));
  return programs;
}

/** Bytes that a number of the shift may take, twice: as a literal, and in the row that tells it. */
const SHIFT_BYTES = 50;

function sized(program: Program, sql: RequestSql, dialect: Dialect) {
  const operations = operationsOf(program);
  // every operation is a node, and so is what it is of: the text need not be made
  const least = 2 * operations;
  if (least > dialect.limits.nodes) {
    return { program, operations, fault: `${least} nodes at least, where ${dialect.limits.nodes} are allowed` };
  }
  const query = momentsQuery(program, sql, [unshifted(sql)], dialect, '');
  return { program, operations, fault: faultOf(query, sql.variables.length, dialect) };
}

/** Groups of one statement with shifts of their own: the branches of a CASE, which some compilers nest. */
const MOST_GROUPS = 64;

/** What stands for any shift of all rows. */
const unshifted = ({ variables }: RequestSql): ShiftOfRows => ({
  where: undefined,
  shift: new Float64Array(variables.length),
});

function faultOf({ text, nodes, depth }: QueryText, n: number, dialect: Dialect): string | undefined {
  const { limits } = dialect;
  const bytes = new TextEncoder().encode(text).length + SHIFT_BYTES * n;
  if (bytes > limits.text) return `a text of ${bytes} bytes, where ${limits.text} are allowed`;
  if (nodes > limits.nodes) return `${nodes} nodes, where ${limits.nodes} are allowed`;
  if (depth > DEEPEST) return `expressions ${depth} deep, where ${DEEPEST} are allowed`;
  return undefined;
}

function tooLarge(where: string, { name }: Dialect, faults: readonly string[]): IsotypicError {
  return new IsotypicError('BUDGET_EXCEEDED', {
    where,
    expected: `a query within the limits of ${name}`,
    received: faults.join('; '),
    remedy:
      "Pull the rows, momentsIn(engine, rep, request, { path: 'pull' }), or run the pyspark program that " +
      'planPySpark(rep, request) writes.',
  });
}

const SHIFT: Kind = arrayOf(finite(), 'an array of finite numbers, one for each variable');

/** Binary digits of a provisional mean: near enough for deviations of 2⁻²⁵ of it, see `betterShift`. */
const SHIFT_BITS = 32;

/** A number near x whose last digits are 0: values of x's size are then mostly shifted by it without rounding. */
function shortened(x: number): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(x))) + 1 - SHIFT_BITS);
  return x === 0 || unit === 0 ? x : Math.round(x / unit) * unit;
}

class Plan implements WorkingPlan {
  readonly probe: string;
  readonly types: string;
  readonly structures: readonly IsotypicStructure[];
  readonly sql: RequestSql;
  readonly dialect: Dialect;
  readonly fingerprint: string;
  private readonly layout: ResultLayout;

  constructor(
    parts: PlanParts,
    private readonly program: Program,
    readonly operations: number,
    /** Whether another form may be taken where this one has too few digits. */
    private readonly isChosen: boolean,
  ) {
    const { structures, sql, dialect } = parts;
    const fingerprint = this.printOf(parts, program);
    this.structures = structures;
    this.sql = sql;
    this.dialect = dialect;
    this.fingerprint = fingerprint;
    this.probe = probeQuery(sql, dialect, fingerprint);
    this.types = typesQuery(sql, dialect);
    this.layout = {
      structures,
      names: sql.variables.map(({ name }) => name),
      weight: sql.weightName,
      keys: sql.keys.length,
      missing: sql.missing,
      fingerprint,
      dialect,
      program,
    };
  }

  protected printOf(parts: PlanParts, program: Program): string {
    const { sql, dialect } = parts;
    return fingerprintOf(parts, program.form, momentsQuery(program, sql, [unshifted(sql)], dialect, '').text);
  }

  protected textOf(sql: RequestSql, shift: ArrayLike<number>): string {
    return this.query(sql, [{ where: undefined, shift }]).text;
  }

  private query(sql: RequestSql, shifts: readonly ShiftOfRows[]): QueryText {
    return momentsQuery(this.program, sql, shifts, this.dialect, this.fingerprint);
  }

  get form(): Program['form'] {
    return this.program.form;
  }

  readShift(rows: Parameters<MomentsPlan['readShift']>[0]): Float64Array {
    const where = 'MomentsPlan.readShift';
    const checked = checkRows(where, rows);
    if (checked.length !== 1) throw invalidArgument(where, 'the one row of the probe', `${checked.length} rows`);
    const [row] = checked;
    if (columnOf(where, row, RESULT.plan) !== this.fingerprint) {
      throw invalidArgument(where, 'the row of the probe of this plan', 'that of another one');
    }
    const count = countOf(where, row, RESULT.rows);
    return Float64Array.from(this.layout.names, (_, i) => {
      const mean = count === 0 ? 0 : numberOf(where, row, RESULT.mean(i));
      return Number.isFinite(mean) ? shortened(mean) : 0;
    });
  }

  statement(shift: ArrayLike<number>): string {
    const where = 'MomentsPlan.statement';
    this.checkShift(where, shift);
    return this.textOf(this.sql, shift);
  }

  statementsOf(groups: readonly GroupShift[]): readonly string[] {
    const query = this.query(
      groups.length === 1 ? this.sqlOf(groups[0].key) : this.sql,
      groups.map(({ key, shift }) => ({ where: this.conditionOf(key), shift })),
    );
    // shifts are written already, and not to be counted a second time
    const isSmall = groups.length <= MOST_GROUPS && faultOf(query, 0, this.dialect) === undefined;
    if (groups.length === 1 || isSmall) return [query.text];
    const middle = groups.length >> 1;
    return [...this.statementsOf(groups.slice(0, middle)), ...this.statementsOf(groups.slice(middle))];
  }

  rowsStatement(key: readonly GroupKey[]): string {
    return rowsQuery(this.sqlOf(key), this.dialect);
  }

  /** The request for the rows of one group. */
  private sqlOf(key: readonly GroupKey[]): RequestSql {
    const all = [this.sql.where, this.conditionOf(key)].filter((text) => text !== undefined);
    return { ...this.sql, where: all.length === 0 ? undefined : all.join(' AND ') };
  }

  /** Undefined where there are no keys. */
  private conditionOf(key: readonly GroupKey[]): string | undefined {
    const conditions = this.sql.keys.map((sql, i) => {
      const value = key[i];
      if (value === null) return `(${sql} IS NULL)`;
      // dates, times and numbers beyond doubles came as text
      const { asText = (e: string) => e } = this.dialect;
      return `(${typeof value === 'string' ? asText(sql) : sql} = ${valueSql(value, this.dialect)})`;
    });
    return conditions.length > 1 ? `(${conditions.join(' AND ')})` : conditions[0];
  }

  private checkShift(where: string, shift: ArrayLike<number>): void {
    checkArgument(where, 'shift', shift, SHIFT);
    const n = this.sql.variables.length;
    if (shift.length !== n) {
      const expected = `a shift of ${n} numbers, one for each variable`;
      throw new IsotypicError('SHAPE_MISMATCH', { where, expected, received: `${shift.length}` });
    }
  }

  decode(rows: Parameters<MomentsPlan['decode']>[0]): ReturnType<MomentsPlan['decode']> {
    const where = 'MomentsPlan.decode';
    const groups = decodeGroups(where, rows, this.layout);
    if (!this.keepsDigits(groups)) throw lostDigits(where, this.form);
    return groupedOf(groups, this.layout);
  }

  decodeGroups(where: string, rows: unknown): DecodedGroup[] {
    return decodeGroups(where, rows, this.layout);
  }

  decodeCounts(where: string, rows: unknown): GroupCounts[] {
    return decodeCounts(where, rows, this.layout);
  }

  keepsDigits(groups: readonly DecodedGroup[]): boolean {
    return !this.isChosen || groups.every(keepsDigits);
  }

  betterShifts(rows: Parameters<MomentsPlan['betterShifts']>[0]): ReturnType<MomentsPlan['betterShifts']> {
    return this.decodeGroups('MomentsPlan.betterShifts', rows).flatMap((group) => {
      const shift = betterShift(group);
      return shift === undefined ? [] : [{ key: group.key, shift }];
    });
  }
}

/** Texts in Python, results as those of form `gram` without orbits. */
class ProgramPlan extends Plan {
  override readonly probe = pysparkProbe(probeQuery(this.sql, this.dialect, this.fingerprint));

  protected override printOf(parts: PlanParts, program: Program): string {
    const nothing = new Float64Array(parts.sql.variables.length);
    return fingerprintOf(parts, `pyspark ${program.form}`, pysparkProgram(parts.sql, nothing, parts.dialect, ''));
  }

  protected override textOf(sql: RequestSql, shift: ArrayLike<number>): string {
    return pysparkProgram(sql, shift, this.dialect, this.fingerprint);
  }
}

function lostDigits(where: string, form: string): IsotypicError {
  return new IsotypicError('NOT_DECIDED', {
    where,
    expected: `components of at least 1e-4 of the moments of their variables, as form '${form}' needs`,
    received: 'a smaller component, that has lost digits to the others',
    remedy: "Plan with { form: 'isotypic' }, whose sums are of one component each.",
  });
}
