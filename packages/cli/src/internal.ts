/**
 * What the page of `apps/studio` needs of the command line: its analysis and its report, none of which touches a file.
 * Not part of the public surface: it may change at any time.
 */
export type { Analysis, TestRow } from './analysis/analysis.js';
export { type AnalysisOptions, analysisOptionsOf } from './analysis/analysis-options.js';
export { type AnalysisWork, type Analyzed, analyzeSource } from './analysis/analyze-source.js';
export { groupAction } from './analysis/group-action.js';
export { type Call, lineOf } from './command.js';
export { openBytesSource } from './data/bytes-source.js';
export type { Making } from './report/html.js';
export { reportFiles } from './report/report-files.js';
export { renderText } from './report/text.js';
