/** All that the engine does, each task in a chunk of its own, loaded when it is first asked for. */
import type { WorkOptions } from '@isotypic/algebra';
import type { LookUpInput } from './look-up.js';
import type { SymmetryInput } from './symmetry.js';

export const tasks = {
  symmetry: async (input: SymmetryInput, work: WorkOptions) => (await import('./symmetry.js')).symmetryOf(input, work),
  lookUp: async (input: LookUpInput, work: WorkOptions) => (await import('./look-up.js')).lookUp(input, work),
};
