/** Where the operations of a backend ran, counted by operation, place and reason. */
import type { EngineName } from '../gpu/engine-names.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { GramRequest } from '../pipeline/pooled-grams.js';

/**
 * A method of `Pipeline`; what `pooledGrams` makes of pairs of different spaces is called `crossGrams`, and means
 * without Gram matrices `means`.
 */
export type StepName = keyof Pipeline | 'crossGrams' | 'means';

/** WebAssembly or plain JavaScript in float64, the system's BLAS, or an engine of gpu.js in float32. */
export type StepPlace = 'wasm-simd' | 'javascript' | 'system-blas' | EngineName;

/**
 * One line of `info().steps`.
 *
 * @example
 * const backend = await openBackend();
 * await backend.groupAverage([[1, 2, 6]], [[1, 2, 0]]);
 * const [{ operation, place, count }] = backend.info().steps;
 * [operation, place, count]; // ['groupAverage', 'wasm-simd', 1]
 * await backend.close();
 */
export interface BackendStep {
  readonly operation: StepName;
  readonly place: StepPlace;
  /** Why there: what was asked for, or what kept it from another place. */
  readonly reason: string;
  /** How many operations were done there for this reason. One that needs two places counts in both. */
  readonly count: number;
}

/** Lines with reasons of their own; what exceeds them is counted by operation and place. */
const MOST_LINES = 128;
const OTHER_REASONS = 'other reasons';

/** Counts, and no log: at most `MOST_LINES` lines, and one more for each operation and place. */
export class StepCounts {
  private readonly lines = new Map<string, BackendStep>();

  add(operation: StepName, place: StepPlace, reason: string): void {
    const key = `${operation} ${place} ${reason}`;
    const known = this.lines.get(key);
    if (known === undefined && this.lines.size >= MOST_LINES && reason !== OTHER_REASONS) {
      this.add(operation, place, OTHER_REASONS);
      return;
    }
    this.lines.set(key, { operation, place, reason, count: (known?.count ?? 0) + 1 });
  }

  list(): BackendStep[] {
    return [...this.lines.values()];
  }
}

/** What a request for Gram matrices asks for. */
export function gramSteps({ pairs }: Pick<GramRequest, 'pairs'>): StepName[] {
  if (pairs.length === 0) return ['means'];
  const names: StepName[] = [];
  if (pairs.some(([a, b]) => a === b)) names.push('pooledGrams');
  if (pairs.some(([a, b]) => a !== b)) names.push('crossGrams');
  return names;
}
