/** The arena that synchronous functions of this package share. */
import type { Blas } from './blas.js';
import { PlainBlas } from './plain-blas.js';
import { WasmBlas } from './wasm-blas.js';

let current: Blas | undefined;

/** The fastest kernels that this host runs, over the arena that all share. */
export function sharedBlas(): Blas {
  current ??= WasmBlas.open() ?? new PlainBlas();
  return current;
}

/** Runs `work` with other kernels in place of the shared ones: how a suite is run on the plain twin. */
export function withBlas<T>(blas: Blas, work: () => T): T {
  const before = current;
  current = blas;
  try {
    return work();
  } finally {
    current = before;
  }
}
