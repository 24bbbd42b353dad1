/** The command line as a function, for programs that want its analysis without a process. */
export type { Analysis, ComponentRow, DataRead, Estimate, Regression, TestRow } from './analysis/analysis.js';
export type { Console } from './console.js';
export { EXIT, main } from './main.js';
