/** All that the engine does, each task in a chunk of its own, loaded when it is first asked for. */
import type { WorkOptions } from '@isotypic/algebra';
import type { CheckInput } from './check.js';
import type { LayerInput } from './layer.js';
import type { LookUpInput } from './look-up.js';
import type { SymmetryInput } from './symmetry.js';
import type { TableInput } from './table.js';

export const tasks = {
  symmetry: async (input: SymmetryInput, work: WorkOptions) => (await import('./symmetry.js')).symmetryOf(input, work),
  lookUp: async (input: LookUpInput, work: WorkOptions) => (await import('./look-up.js')).lookUp(input, work),
  table: async (input: TableInput, work: WorkOptions) => (await import('./table.js')).analyzeTable(input, work),
  check: async (input: CheckInput) => (await import('./check.js')).checkFunction(input),
  layer: async (input: LayerInput, work: WorkOptions) => (await import('./layer.js')).layerOf(input, work),
};
