/** A table under one symmetry, or under two that are compared: the analysis and the report of `isotypic analyze`. */
import type { WorkOptions } from '@isotypic/algebra';
import {
  type Analysis,
  analysisOptionsOf,
  analyzeSource,
  type Call,
  groupAction,
  lineOf,
  type Making,
  openBytesSource,
  renderText,
  reportFiles,
} from '@isotypic/cli/internal';

export interface TableInput {
  readonly name: string;
  /** The file as it is. */
  readonly bytes: Uint8Array;
  /** One symmetry, or two to be compared. */
  readonly groups: readonly string[];
  /** Options of `isotypic analyze` by their names; `true` for those without a value. */
  readonly options: Readonly<Record<string, string | true>>;
  readonly making: Making;
}

/** What the command line prints and writes for one symmetry. */
export interface TableReport {
  readonly analysis: Analysis;
  readonly text: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Reading, decomposing, reading rows, estimating, drawing: what progress counts where nothing finer is known. */
const STAGES = 5;

/** @throws {IsotypicError} as the command line does */
export async function analyzeTable(input: TableInput, work: WorkOptions): Promise<readonly TableReport[]> {
  const reports: TableReport[] = [];
  for (const group of input.groups) reports.push(await reportOf(input, group, work));
  return reports;
}

async function reportOf(input: TableInput, group: string, { onProgress, signal }: WorkOptions): Promise<TableReport> {
  const { name, bytes, making } = input;
  const options = analysisOptionsOf(callOf(input, group), name);
  const acting = groupAction(group);
  let done = 0;
  const stage = (text: string): void => onProgress?.({ stage: text, done: Math.min(done++, STAGES), total: STAGES });
  stage('reading');
  const source = await openBytesSource(name, bytes, options.reading);
  try {
    const analyzed = await analyzeSource(options, acting, source, { signal, stage });
    stage('drawing');
    const files = await reportFiles(analyzed, making);
    return { analysis: analyzed.analysis, text: renderText(analyzed.analysis), files };
  } finally {
    await source.close();
  }
}

/** The call that the fields stand for. */
function callOf({ name, options }: TableInput, group: string): Call {
  const given: Readonly<Record<string, string | true>> = { group, ...options };
  const words = Object.entries(given).flatMap(([option, value]) => {
    if (value === true) return [`--${option}`];
    return value.startsWith('-') ? [`--${option}=${value}`] : [`--${option}`, value];
  });
  return {
    line: lineOf(['analyze', name, ...words]),
    words: [name],
    text: (option) => (typeof given[option] === 'string' ? given[option] : undefined),
    flag: (option) => given[option] === true,
  };
}
