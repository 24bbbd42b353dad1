/** From an open source and options to all that is found out: structure, estimates, tests. Touches no file. */
import { type Float64Layout, IsotypicError, type Progress } from '@isotypic/algebra';
import { type ExactRepresentation, type IsotypicDecomposition, isotypicDecomposition } from '@isotypic/reps';
import { parameters } from '@isotypic/stats';
import { misuse } from '../command.js';
import { checkSizes } from '../data/column-sizes.js';
import type { DataSource } from '../data/data-source.js';
import type { Gathered } from '../data/gather.js';
import { gatherCovariance } from '../data/gather-covariance.js';
import { readingOptions } from '../data/table-options.js';
import { textOf } from '../data/table-source.js';
import type { Analysis, Regression } from './analysis.js';
import type { AnalysisOptions } from './analysis-options.js';
import { estimate, sampleCovariance, testSymmetry } from './estimates.js';
import type { GroupAction } from './group-action.js';
import { compareGroups } from './groups.js';
import { openProducts, type Products } from './products.js';
import { type Regressed, regress, responseAction, responseRepresentation } from './regression.js';
import { csvOf, type MadeFiles, rowFiles } from './row-files.js';
import { shrink } from './shrinkage.js';
import { componentRows } from './spectra.js';
import { contrastRows, sharesOf } from './variance.js';

/** What an analysis found, and of what a report draws its figures. */
export interface Analyzed {
  readonly analysis: Analysis;
  readonly decomposition: IsotypicDecomposition;
  /** Maximum likelihood without the symmetry, and under it. */
  readonly covariances: { readonly sampled: Float64Layout; readonly symmetric: Float64Layout };
  /** Texts of the files that were asked for, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Who waits: `stage` is told what is done, in words, and how far where that is known. */
export interface AnalysisWork {
  readonly signal?: AbortSignal;
  stage(text: string, progress?: Progress): void;
}

/**
 * @param acting what `groupAction` makes of `options.group`
 * @throws {IsotypicError} for every kind of bad input, before the work it would spoil
 */
export async function analyzeSource(
  options: AnalysisOptions,
  acting: GroupAction,
  source: DataSource,
  work: AnalysisWork,
): Promise<Analyzed> {
  const { representation } = acting;
  const chosen = chooseColumns(options, acting, source);

  work.stage(`decomposing ℝ^${representation.dimension} under a group of order ${representation.group.order}`);
  const decomposition = isotypicDecomposition(representation, { signal: work.signal });

  const products = await openProducts(options.precision);
  const reading = { options, representation, source, products, ...chosen };
  const gathered = await readRows(reading, work).finally(() => products.backend?.close());
  work.stage('estimating');
  const estimates = await estimate(gathered, options);
  const components = componentRows(decomposition, estimates.matrix, chosen.columns);
  const regressed = await regressionOn(gathered, representation, chosen);
  const made = await filesOf({ gathered, representation, found: regressed?.found }, options);
  const regression = regressed?.regression;
  const input = { ...reading, acting, decomposition, gathered, made, regression };
  return {
    analysis: await analysisOf(input, components, estimates),
    decomposition,
    covariances: { sampled: await sampleCovariance(gathered), symmetric: estimates.matrix },
    files: made.files,
  };
}

/** The columns that the group acts on, those to predict, and how it acts on these. */
interface Chosen {
  readonly columns: readonly string[];
  readonly action: 'same' | 'trivial' | undefined;
  readonly responseRep: ExactRepresentation | undefined;
}

function chooseColumns(options: AnalysisOptions, acting: GroupAction, source: DataSource): Chosen {
  const named = onlyOne(options.columns, acting.columns);
  const { by, ...counting } = options.roles;
  const others = [...options.response, ...Object.values(counting)];
  const columns =
    named ?? unnamed(options, acting, source.columns).filter((name) => name !== by && !others.includes(name));
  for (const name of [...columns, ...others]) if (name !== undefined) source.requireColumn(name);
  if (by !== undefined) source.requireKey(by);
  checkDegree(acting, columns);
  checkCenter(options, columns);
  if (options.response.length === 0) return { columns, action: undefined, responseRep: undefined };
  const action = responseAction(columns.length, options.response.length, options.responseAction);
  return {
    columns,
    action,
    responseRep: responseRepresentation(acting.representation, options.response.length, action),
  };
}

/** Columns may be named by the option or after the group. */
function onlyOne(option: readonly string[] | undefined, inGroup: readonly string[] | undefined) {
  if (option === undefined || inGroup === undefined) return option ?? inGroup;
  throw misuse('--columns, or "on columns" in --group', 'both', 'Leave one of them out.');
}

/** All columns; of a covariance without a first one that names the rows. */
function unnamed({ covariance }: AnalysisOptions, acting: GroupAction, columns: readonly string[]): readonly string[] {
  const isNamed = covariance !== undefined && columns.length === acting.representation.dimension + 1;
  return isNamed ? columns.slice(1) : columns;
}

/** A known mean has a number for each column. */
function checkCenter({ center }: AnalysisOptions, columns: readonly string[]): void {
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
  readonly options: AnalysisOptions;
  readonly acting: GroupAction;
  readonly decomposition: IsotypicDecomposition;
  readonly made: Made;
  readonly regression: Regression | undefined;
  readonly representation: ExactRepresentation;
  readonly source: DataSource;
  readonly products: Products;
  readonly gathered: Gathered;
}

async function readRows(
  {
    options,
    representation,
    source,
    products: { backend },
    columns,
    responseRep,
  }: Pick<Input, 'options' | 'representation' | 'source' | 'products' | keyof Chosen>,
  { signal, stage }: AnalysisWork,
): Promise<Gathered> {
  const { missing } = options.reading;
  const { covariance, roles } = options;
  if (covariance !== undefined) {
    return readingOptions(() => gatherCovariance(textOf(source), { columns, representation }, covariance, { signal }));
  }
  const wanted = { columns, representation, responses: options.response, responseRepresentation: responseRep };
  const onProgress = ({ stage: unit, done, total }: Progress) =>
    stage(`reading: ${done}${total === undefined ? '' : ` of ${total}`} ${unit}${source.share()}`);
  const run = { signal, onProgress, backend };
  const gathered = await source.gather({ ...wanted, missing, roles, resume: options.resume }, run);
  checkCount(gathered);
  checkSizes(gathered);
  return gathered;
}

function dataRead({ options, source, products, gathered }: Input): Analysis['data'] {
  const { counts, columns, rows, moments } = gathered;
  const isWeighted = options.roles.weights !== undefined;
  return {
    source: options.name,
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
    ...(products.made !== undefined && { products: products.made }),
    rowsKept: rows !== undefined || options.covariance !== undefined,
  };
}

async function analysisOf(
  input: Input,
  components: Analysis['components'],
  { mean, covariance }: Pick<Analysis, 'mean' | 'covariance'>,
): Promise<Analysis> {
  const { options, acting, decomposition, representation, gathered, made, regression } = input;
  const D = gathered.columns.length;
  const saved = parameters(representation);
  const tests = await testSymmetry(gathered, representation);
  return {
    command: options.line,
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
    center: options.center,
    level: options.level,
    mean,
    covariance,
    variance: sharesOf(gathered, options),
    contrasts: contrastRows(decomposition, gathered, options),
    tests,
    ...(regression && { regression }),
    ...(options.roles.by !== undefined && {
      groups: await compareGroups(gathered, representation, options.roles.by, options),
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

async function filesOf(source: Parameters<typeof rowFiles>[0], options: AnalysisOptions): Promise<Made> {
  const { files, axes } = await rowFiles(source, options.rowFiles, options);
  if (options.shrinkage === undefined) return { files, axes, shrinkage: undefined };
  const { gathered, representation } = source;
  const { shrinkage, matrix } = await shrink(gathered, representation, options.shrinkage, options);
  return { files: { ...files, 'covariance.csv': csvOf(gathered.columns, matrix) }, axes, shrinkage };
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
