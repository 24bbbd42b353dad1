/** Choosing a backend. */
import { IsotypicError, invalidArgument } from '@isotypic/algebra';
import type { Backend, Precision } from './backend.js';
import { Float64Backend } from './float64-backend.js';

export interface BackendOptions {
  /**
   * 'float64' (always there), 'gpu' (gpu.js, float32 products), or 'auto' (default): float64 unless single precision
   * is asked for. An accelerator is never chosen silently for a request in double precision.
   */
  readonly kind?: 'auto' | 'float64' | 'gpu';
  /** 'double' (default) or 'single'. */
  readonly precision?: Precision;
  /** Threads for large products on 'float64' (default 1). Results do not depend on it. */
  readonly threads?: number;
  /** Refuse NaN and ±∞ in every operand (default false). */
  readonly finite?: boolean;
}

/**
 * Opens a backend; `close()` it when done.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a bad option; `BACKEND_UNAVAILABLE` with what was tried.
 *
 * @example
 * const backend = await openBackend();
 * const G = await backend.gram([[1, 2], [3, 4]]);
 * await backend.close();
 */
export async function openBackend(options: BackendOptions = {}): Promise<Backend> {
  const { kind = 'auto', precision = 'double', threads = 1, finite = false } = options;
  if (kind !== 'auto' && kind !== 'float64' && kind !== 'gpu') {
    throw invalidArgument('openBackend', "kind to be 'auto', 'float64' or 'gpu'", kind);
  }
  if (precision !== 'double' && precision !== 'single') {
    throw invalidArgument('openBackend', "precision to be 'double' or 'single'", precision);
  }
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw invalidArgument('openBackend', 'threads to be an integer from 1 to 256', threads);
  }
  if (kind === 'gpu') {
    throw new IsotypicError('BACKEND_UNAVAILABLE', {
      where: 'openBackend',
      expected: 'a gpu backend',
      received: 'none in this version',
      remedy: "Use kind 'float64'.",
    });
  }
  return new Float64Backend({
    finite,
    threads,
    reasons: [`${kind} with ${precision} precision: float64 is always there`],
  });
}
