/** The nodes that a search may visit: all of its budget, or fewer when it is only an attempt. */
import type { WorkMeter } from '../../work.js';

/** Thrown when an attempt has used up what it was allowed; caught by whoever made the attempt. */
export class AttemptOver extends Error {}

interface FoundElement {
  readonly images: Uint32Array;
}

export class NodeCount {
  /** Nodes visited. */
  count = 0;

  constructor(
    private readonly meter: WorkMeter,
    /** What the elements found so far say about the whole question; the meter's own answer when absent. */
    private readonly known?: (found: readonly FoundElement[]) => unknown,
    private readonly allowed = Number.POSITIVE_INFINITY,
    /**
     * Steps of the meter that a node is: none where the meter counts something else, and only the signal is looked at.
     */
    private readonly cost: 0 | 1 = 1,
  ) {}

  /** @throws {BudgetExceededError | AbortedError | AttemptOver} */
  step(found: readonly FoundElement[]): void {
    const { known } = this;
    this.meter.step(this.cost, known && (() => known(found)));
    if (++this.count > this.allowed) throw new AttemptOver();
  }
}

/** Nodes of a search tree before a search gives up, unless the caller says otherwise. */
export const DEFAULT_BUDGET = 5e6;
