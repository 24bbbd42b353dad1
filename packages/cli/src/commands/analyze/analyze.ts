/** `isotypic analyze`: from files and a group to a report and tables in a folder. */
import type { AnalysisOptions } from '../../analysis/analysis-options.js';
import { analyzeSource } from '../../analysis/analyze-source.js';
import { groupAction } from '../../analysis/group-action.js';
import type { Console } from '../../console.js';
import { openSource, type QueryOptions } from '../../data/open-source.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { reportFiles } from '../../report/report-files.js';
import { renderText } from '../../report/text.js';
import { version } from '../../version.js';

export interface AnalyzeArguments extends AnalysisOptions {
  /** One table of text, or any number of files and globs. */
  readonly data: readonly string[];
  /** Which rows are read, and how much memory an engine takes for it. */
  readonly query: QueryOptions;
  readonly out: string;
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
  const acting = groupAction(args.group);
  const source = await openSource(args, console);
  try {
    for (const note of source.notes) console.err(`isotypic: note: ${note}\n`);
    const analyzed = await analyzeSource(args, acting, source, { signal: console.signal, stage });
    stage('drawing');
    const files = await reportFiles(analyzed, { version: version(), made: today() });
    stage('writing');
    writeFolder(args.out, files);
    stage(undefined);
    const written = `${args.out}/report.html, tables in ${args.out}/table.safetensors and ${args.out}/table.json`;
    console.out(args.json ? String(files['analysis.json']) : `${renderText(analyzed.analysis)}\nReport  ${written}\n`);
  } finally {
    await source.close();
  }
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
