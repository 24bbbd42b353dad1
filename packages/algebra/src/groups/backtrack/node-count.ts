/** The nodes that a search may visit: all of its budget, or fewer when it is only an attempt. */
import type { WorkMeter } from '../../work.js';
import type { FoundGenerator } from './search.js';

/** Thrown when an attempt has used up what it was allowed; caught by whoever made the attempt. */
export class AttemptOver extends Error {}

export class NodeCount {
  /** Nodes visited. */
  count = 0;

  constructor(
    private readonly meter: WorkMeter,
    /** What the elements found so far say about the whole question. */
    private readonly known: (found: readonly FoundGenerator[]) => unknown,
    private readonly allowed = Number.POSITIVE_INFINITY,
  ) {}

  /** @throws {BudgetExceededError | AbortedError | AttemptOver} */
  step(found: readonly FoundGenerator[]): void {
    this.meter.step(1, () => this.known(found));
    if (++this.count > this.allowed) throw new AttemptOver();
  }
}

/** Nodes of a search tree before a search gives up, unless the caller says otherwise. */
export const DEFAULT_BUDGET = 5e6;
