/** How the work of a search is counted, and what it says when it is stopped. */
import type { WorkMeter } from '../work.js';

/** What elements that have the property say about the whole question: `details.known` when a search is stopped. */
export type Answer = (elements: readonly Uint32Array[]) => unknown;

export interface SearchWork {
  readonly meter: WorkMeter;
  /** What the elements found so far say about the question; the meter's own `known` when absent. */
  readonly answer?: Answer | undefined;
  /** Steps of the meter that a node is: 0 where the meter counts something else; default 1. */
  readonly cost?: 0 | 1;
}
