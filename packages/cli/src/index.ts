/** The command line as a function, for programs that want its analysis without a process. */
export type {
  Analysis,
  ComponentRow,
  DataRead,
  EffectTest,
  EqualityRow,
  Estimate,
  Groups,
  Hypothesis,
  Range,
  Regression,
  RegressionErrors,
  TestRow,
} from './analysis/analysis.js';
export type { Console } from './console.js';
export { EXIT } from './exit.js';
export { main } from './main.js';
