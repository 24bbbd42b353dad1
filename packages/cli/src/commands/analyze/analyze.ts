/** `isotypic analyze`: from a table and a group to structure, estimates, tests, a report and tables. */
import { basename } from 'node:path';
import { type Float64Layout, IsotypicError, type Progress } from '@isotypic/algebra';
import { type ExactRepresentation, type IsotypicDecomposition, isotypicDecomposition } from '@isotypic/reps';
import { type ColumnRoles, parameters, type Shrinkage } from '@isotypic/stats';
import { decompositionTable } from '@isotypic/tables';
import type { Analysis, Regression } from '../../analysis/analysis.js';
import { estimate, sampleCovariance, testSymmetry } from '../../analysis/estimates.js';
import { type GroupAction, groupAction } from '../../analysis/group-action.js';
import { compareGroups } from '../../analysis/groups.js';
import { type Regressed, regress, responseAction, responseRepresentation } from '../../analysis/regression.js';
import { csvOf, type MadeFiles, type RowFiles, rowFiles } from '../../analysis/row-files.js';
import { shrink } from '../../analysis/shrinkage.js';
import { componentRows, inIsotypicCoordinates, plainSpectrum } from '../../analysis/spectra.js';
import { contrastRows, sharesOf } from '../../analysis/variance.js';
import { misuse } from '../../command.js';
import type { Console } from '../../console.js';
import { checkSizes } from '../../data/column-sizes.js';
import type { DataSource } from '../../data/data-source.js';
import type { Gathered } from '../../data/gather.js';
import { type CovarianceTable, gatherCovariance } from '../../data/gather-covariance.js';
import { openSource, type QueryOptions, textOf } from '../../data/open-source.js';
import { readingOptions, type TableReading } from '../../data/table-options.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { contrastMap } from '../../report/contrast-map.js';
import { heatMaps, spectrum } from '../../report/figures.js';
import { type Figures, renderHtml } from '../../report/html.js';
import { renderText } from '../../report/text.js';
import { version } from '../../version.js';

export interface AnalyzeArguments {
  /** The call as it was typed. */
  readonly line: string;
  readonly reading: TableReading;
  /** Where what is known of a long table is kept. */
  readonly resume: string | undefined;
  /** One table of text, or any number of files and globs. */
  readonly data: readonly string[];
  /** Which rows are read, and how much memory an engine takes for it. */
  readonly query: QueryOptions;
  readonly group: string;
  readonly out: string;
  /** Columns to predict; the others are the predictors. */
  readonly response: readonly string[];
  readonly responseAction: 'same' | 'trivial' | undefined;
  readonly columns: readonly string[] | undefined;
  /** Columns of weights, of frequencies, and of the names of groups. */
  readonly roles: ColumnRoles;
  /** The table is a covariance. */
  readonly covariance: CovarianceTable | undefined;
  readonly center: 'free' | 'invariant' | readonly number[];
  readonly level: number;
  readonly rowFiles: RowFiles;
  readonly shrinkage: Shrinkage | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/**
 * Runs the analysis, prints it and writes the report; nothing is written unless everything succeeded.
 * @throws {IsotypicError} for every kind of bad input, before the work it would spoil.
 */
export async function analyze(args: AnalyzeArguments, console: Console): Promise<void> {
  const stage = progressOn(args, console);
  stage('reading');
  checkFolder(args.out);
  const action = groupAction(args.group);
  const source = await openSource(args, console);
  try {
    await analyzeSource(args, action, source, stage, console);
  } finally {
    await source.close();
  }
}

async function analyzeSource(
  args: AnalyzeArguments,
  action: GroupAction,
  source: DataSource,
  stage: Stage,
  console: Console,
): Promise<void> {
  const { representation } = action;
  for (const note of source.notes) console.err(`isotypic: note: ${note}\n`);
  const chosen = chooseColumns(args, action, source);

  stage(`decomposing R^${representation.dimension} under a group of order ${representation.group.order}`);
  const decomposition = isotypicDecomposition(representation, { signal: console.signal });

  const gathered = await readRows({ args, representation, source, ...chosen }, stage, console);
  stage('estimating');
  const estimates = await estimate(gathered, args);
  const components = componentRows(decomposition, estimates.matrix, chosen.columns);
  const regressed = await regressionOn(gathered, representation, chosen);
  const made = await filesOf({ gathered, representation, found: regressed?.found }, args);
  const regression = regressed?.regression;
  const input = {
    args,
    acting: action,
    decomposition,
    representation,
    source,
    gathered,
    made,
    regression,
    ...chosen,
  };
  const analysis = await analysisOf(input, components, estimates);

  stage('drawing');
  const figures = await figuresOf(analysis, decomposition, await sampleCovariance(gathered), estimates.matrix);
  const tables = decompositionTable(decomposition, { groupName: analysis.group.name });

  stage('writing');
  const json = `${JSON.stringify(analysis, null, 2)}\n`;
  writeFolder(args.out, {
    'report.html': renderHtml(analysis, figures, { version: version(), made: today() }),
    'table.safetensors': tables.safetensors,
    'table.json': tables.json,
    'analysis.json': json,
    ...made.files,
  });
  stage(undefined);
  const written = `${args.out}/report.html, tables in ${args.out}/table.safetensors and ${args.out}/table.json`;
  console.out(args.json ? json : `${renderText(analysis)}\nReport  ${written}\n`);
}

/** The columns that the group acts on, those to predict, and how it acts on these. */
interface Chosen {
  readonly columns: readonly string[];
  readonly action: 'same' | 'trivial' | undefined;
  readonly responseRep: ExactRepresentation | undefined;
}

function chooseColumns(args: AnalyzeArguments, acting: GroupAction, source: DataSource): Chosen {
  const named = onlyOne(args.columns, acting.columns);
  const { by, ...counting } = args.roles;
  const others = [...args.response, ...Object.values(counting)];
  const columns =
    named ?? unnamed(args, acting, source.columns).filter((name) => name !== by && !others.includes(name));
  for (const name of [...columns, ...others]) if (name !== undefined) source.requireColumn(name);
  if (by !== undefined) source.requireKey(by);
  checkDegree(acting, columns);
  checkCenter(args, columns);
  if (args.response.length === 0) return { columns, action: undefined, responseRep: undefined };
  const action = responseAction(columns.length, args.response.length, args.responseAction);
  return { columns, action, responseRep: responseRepresentation(acting.representation, args.response.length, action) };
}

/** All columns; of a covariance without a first one that names the rows. */
function unnamed({ covariance }: AnalyzeArguments, acting: GroupAction, columns: readonly string[]): readonly string[] {
  const isNamed = covariance !== undefined && columns.length === acting.representation.dimension + 1;
  return isNamed ? columns.slice(1) : columns;
}

/** A known mean has a number for each column. */
function checkCenter({ center }: AnalyzeArguments, columns: readonly string[]): void {
  if (typeof center === 'string' || center.length === columns.length) return;
  throw misuse(`--mean with ${columns.length} numbers, one for each column`, `${center.length}`);
}

/** The regression, where there are responses. */
async function regressionOn(
  gathered: Gathered,
  representation: ExactRepresentation,
  { action, responseRep }: Chosen,
): Promise<Regressed | undefined> {
  if (responseRep === undefined || action === undefined) return undefined;
  return regress(gathered, [representation, responseRep], action);
}

/** What stands before the columns are analyzed. */
interface Input extends Chosen {
  readonly args: AnalyzeArguments;
  readonly acting: GroupAction;
  readonly decomposition: IsotypicDecomposition;
  readonly made: Made;
  readonly regression: Regression | undefined;
  readonly representation: ExactRepresentation;
  readonly source: DataSource;
  readonly gathered: Gathered;
}

async function readRows(
  {
    args,
    representation,
    source,
    columns,
    responseRep,
  }: Pick<Input, 'args' | 'representation' | 'source' | keyof Chosen>,
  stage: Stage,
  console: Console,
): Promise<Gathered> {
  const { missing } = args.reading;
  const { covariance, roles } = args;
  if (covariance !== undefined) {
    return readingOptions(() =>
      gatherCovariance(textOf(source), { columns, representation }, covariance, { signal: console.signal }),
    );
  }
  const wanted = { columns, representation, responses: args.response, responseRepresentation: responseRep };
  const onProgress = ({ stage: unit, done, total }: Progress) =>
    stage(`reading: ${done}${total === undefined ? '' : ` of ${total}`} ${unit}${source.share()}`);
  const gathered = await source.gather(
    { ...wanted, missing, roles, resume: args.resume },
    { signal: console.signal, onProgress },
  );
  checkCount(gathered);
  checkSizes(gathered);
  return gathered;
}

function dataRead({ args, source, gathered }: Input): Analysis['data'] {
  const { counts, columns, rows, moments } = gathered;
  const isWeighted = args.roles.weights !== undefined;
  return {
    source: args.data[0] === '-' ? 'standard input' : args.data.map((word) => basename(word)).join(', '),
    samples: moments.count,
    ...(isWeighted && { effective: moments.effectiveCount }),
    columns,
    ...source.written,
    rows: counts.rows,
    used: counts.used,
    dropped: counts.dropped,
    comments: counts.comments,
    blankLines: counts.blankLines,
    notes: source.notes,
    rowsKept: rows !== undefined || args.covariance !== undefined,
  };
}

async function analysisOf(
  input: Input,
  components: Analysis['components'],
  { mean, covariance }: Pick<Analysis, 'mean' | 'covariance'>,
): Promise<Analysis> {
  const { args, acting, decomposition, representation, gathered, made, regression } = input;
  const D = gathered.columns.length;
  const saved = parameters(representation);
  const tests = await testSymmetry(gathered, representation);
  return {
    command: args.line,
    data: dataRead(input),
    group: {
      name: acting.name,
      order: String(representation.group.order),
      degree: D,
      generators: acting.generators,
    },
    components,
    parameters: {
      mean: { free: D, symmetric: saved.mean },
      covariance: { free: (D * (D + 1)) / 2, symmetric: saved.covariance },
    },
    center: args.center,
    level: args.level,
    mean,
    covariance,
    variance: sharesOf(gathered, args),
    contrasts: contrastRows(decomposition, gathered, args),
    tests,
    ...(regression && { regression }),
    ...(args.roles.by !== undefined && {
      groups: await compareGroups(gathered, representation, args.roles.by, args),
    }),
    ...(made.axes && { axes: made.axes }),
    ...(made.shrinkage && { shrinkage: made.shrinkage }),
    files: Object.keys(made.files),
  };
}

/** What is written beside the page, and what is said of it there. */
interface Made extends MadeFiles {
  readonly shrinkage: Analysis['shrinkage'];
}

async function filesOf(source: Parameters<typeof rowFiles>[0], args: AnalyzeArguments): Promise<Made> {
  const { files, axes } = await rowFiles(source, args.rowFiles, args);
  if (args.shrinkage === undefined) return { files, axes, shrinkage: undefined };
  const { gathered, representation } = source;
  const { shrinkage, matrix } = await shrink(gathered, representation, args.shrinkage, args);
  return { files: { ...files, 'covariance.csv': csvOf(gathered.columns, matrix) }, axes, shrinkage };
}

async function figuresOf(
  { components, data }: Analysis,
  decomposition: IsotypicDecomposition,
  raw: Float64Layout,
  symmetric: Float64Layout,
): Promise<Figures> {
  const labels = [...data.columns];
  const blocks = components.map((c) => ({ label: c.label, offset: c.offset, size: c.degree * c.multiplicity }));
  const coordinates = blocks.flatMap(({ label, size }) =>
    Array.from({ length: size }, (_, r) => (r === 0 ? label : '')),
  );
  const values = inIsotypicCoordinates(decomposition, raw);
  return {
    contrasts: await contrastMap(decomposition, labels, blocks),
    covariances: await heatMaps([
      { title: 'as sampled', labels, values: raw.data },
      { title: 'under the symmetry', labels, values: symmetric.data },
    ]),
    blocks: await heatMaps([{ title: 'in isotypic coordinates', labels: coordinates, values }], blocks),
    spectrum: await spectrum(
      components.map(({ label, degree, eigenvalues }) => ({ label, degree, eigenvalues })),
      plainSpectrum(raw),
    ),
  };
}

/** The day in UTC; of SOURCE_DATE_EPOCH where that is set, so that a page can be made again byte by byte. */
function today(): string {
  const { SOURCE_DATE_EPOCH: epoch } = process.env;
  return new Date(epoch === undefined ? Date.now() : 1000 * Number(epoch)).toISOString().slice(0, 10);
}

/** Says what is done now; `undefined` when nothing is. */
type Stage = (stage: string | undefined) => void;

/** Draws the current stage on one line of the terminal; silent where nobody looks. */
function progressOn(args: AnalyzeArguments, console: Console): Stage {
  if (args.quiet || args.json || !console.isTerminal) return () => {};
  return (stage) => console.err(stage === undefined ? '\r\u001b[K' : `\r\u001b[K${stage} …`);
}

/** Columns may be named by the option or after the group. */
function onlyOne(option: readonly string[] | undefined, inGroup: readonly string[] | undefined) {
  if (option === undefined || inGroup === undefined) return option ?? inGroup;
  throw misuse('--columns, or "on columns" in --group', 'both', 'Leave one of them out.');
}

function checkDegree({ representation: { dimension }, name }: GroupAction, columns: readonly string[]): void {
  if (dimension === columns.length) return;
  const names = `${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''}`;
  throw new IsotypicError('DEGREE_MISMATCH', {
    where: 'isotypic analyze',
    expected: `as many columns as ${name} permutes, ${dimension}`,
    received: `${columns.length} (${names})`,
    remedy: 'Name the columns that the group acts on with --columns, or choose another group.',
  });
}

function checkCount({ counts, moments }: Gathered): void {
  if (moments.count >= 2) return;
  const dropped = counts.dropped === 0 ? '' : `, after ${counts.dropped} with missing values were dropped`;
  throw new IsotypicError('TOO_FEW_SAMPLES', {
    where: 'isotypic analyze',
    expected: 'at least 2 samples, to estimate a variance',
    received: `${moments.count}${dropped}`,
  });
}
