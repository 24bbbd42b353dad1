/** `isotypic analyze`: from a table and a group to structure, estimates, tests, a report and tables. */
import { basename } from 'node:path';
import { type Float64Layout, groupName, IsotypicError, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import {
  type IsotypicDecomposition,
  isotypicDecomposition,
  type PermutationRepresentation,
  permutationRepresentation,
} from '@isotypic/reps';
import { decompositionTable } from '@isotypic/tables';
import type { Analysis } from '../../analysis/analysis.js';
import { estimate, sampleCovariance, testSymmetry } from '../../analysis/estimates.js';
import { regress } from '../../analysis/regression.js';
import { componentRows, inIsotypicCoordinates, plainSpectrum } from '../../analysis/spectra.js';
import type { Console } from '../../console.js';
import { readSamples, type SampleTable, selectColumns } from '../../data/read-samples.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { heatMaps, spectrum } from '../../report/figures.js';
import { type Figures, renderHtml } from '../../report/html.js';
import { renderText } from '../../report/text.js';

export interface AnalyzeArguments {
  readonly data: string;
  readonly group: string;
  readonly out: string;
  /** Columns to predict; the others are the predictors. */
  readonly response: readonly string[];
  readonly responseAction: 'same' | 'trivial' | undefined;
  readonly columns: readonly string[] | undefined;
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
  const group = parseGroup(args.group);
  const { samples, responses } = readColumns(args, group);

  stage(`decomposing R^${group.degree} under a group of order ${group.order}`);
  const representation = permutationRepresentation(group);
  const decomposition = isotypicDecomposition(representation, { signal: console.signal });

  stage('estimating');
  const estimates = await estimate(samples, representation);
  const components = componentRows(decomposition, estimates.matrix);
  const analysis = await analysisOf({ args, group, representation, samples, responses }, components, estimates);

  stage('drawing');
  const figures = await figuresOf(analysis, decomposition, sampleCovariance(samples), estimates.matrix);
  const tables = decompositionTable(decomposition, { groupName: analysis.group.name });

  stage('writing');
  const json = `${JSON.stringify(analysis, null, 2)}\n`;
  writeFolder(args.out, {
    'report.html': renderHtml(analysis, figures),
    'table.safetensors': tables.safetensors,
    'table.json': tables.json,
    'analysis.json': json,
  });
  stage(undefined);
  const written = `${args.out}/report.html, tables in ${args.out}/table.safetensors and ${args.out}/table.json`;
  console.out(args.json ? json : `${renderText(analysis)}\nReport  ${written}\n`);
}

/** The columns that the group acts on, and those to predict. */
function readColumns(args: AnalyzeArguments, group: PermutationGroup) {
  const table = readSamples(args.data);
  const responses = selectColumns(table, args.response);
  const columns = args.columns ?? table.columns.filter((name) => !args.response.includes(name));
  const samples = selectColumns(table, columns);
  checkDegree(group, args.group, samples);
  checkCount(samples);
  return { samples, responses };
}

/** What stands before the columns are analyzed. */
interface Input {
  readonly args: AnalyzeArguments;
  readonly group: PermutationGroup;
  readonly representation: PermutationRepresentation;
  readonly samples: SampleTable;
  readonly responses: SampleTable;
}

async function analysisOf(
  { args, group, representation, samples, responses }: Input,
  components: Analysis['components'],
  { mean, covariance }: Pick<Analysis, 'mean' | 'covariance'>,
): Promise<Analysis> {
  const tests = await testSymmetry(samples, representation);
  const regression = args.response.length > 0 && (await regress(samples, responses, group, args.responseAction));
  return {
    data: { source: basename(args.data), samples: samples.rows, columns: samples.columns },
    group: {
      name: groupName(group) ?? args.group,
      order: String(group.order),
      degree: group.degree,
      generators: group.generators.map(String),
    },
    components,
    parameters: {
      mean: { free: samples.cols, symmetric: mean.length },
      covariance: { free: (samples.cols * (samples.cols + 1)) / 2, symmetric: covariance.length },
    },
    mean,
    covariance,
    tests,
    ...(regression && { regression }),
  };
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

/** Draws the current stage on one line of the terminal; silent where nobody looks. `undefined` clears the line. */
function progressOn(args: AnalyzeArguments, console: Console): (stage: string | undefined) => void {
  if (args.quiet || args.json || !console.isTerminal) return () => {};
  return (stage) => console.err(stage === undefined ? '\r\u001b[K' : `\r\u001b[K${stage} …`);
}

function checkDegree(group: PermutationGroup, expression: string, samples: SampleTable): void {
  if (group.degree === samples.cols) return;
  throw new IsotypicError('DEGREE_MISMATCH', {
    where: 'isotypic analyze',
    expected: `as many columns as ${expression} permutes, ${group.degree}`,
    received: `${samples.cols} (${samples.columns.slice(0, 8).join(', ')}${samples.cols > 8 ? ', …' : ''})`,
    remedy: 'Name the columns that the group acts on with --columns, or choose another group.',
  });
}

function checkCount(samples: SampleTable): void {
  if (samples.rows >= 2) return;
  throw new IsotypicError('TOO_FEW_SAMPLES', {
    where: 'isotypic analyze',
    expected: 'at least 2 samples, to estimate a variance',
    received: String(samples.rows),
  });
}
