/** Choosing a backend. */
import { invalidArgument } from '@isotypic/algebra';
import { ENGINES, type EngineName } from '../gpu/engine.js';
import type { Backend, Precision } from './backend.js';
import { Float64Backend } from './float64-backend.js';
import { GpuBackend } from './gpu-backend.js';

export interface BackendOptions {
  /**
   * 'float64' (always there), 'gpu' (gpu.js, float32 products), or 'auto' (default): float64 unless single precision
   * is asked for. An accelerator is never chosen silently for a request in double precision.
   */
  readonly kind?: 'auto' | 'float64' | 'gpu';
  /** 'double' (default) or 'single' (default of 'gpu', which computes in float32 in any case). */
  readonly precision?: Precision;
  /** On 'gpu': this engine and no other (default: the first of webgpu, webgl2, webasm, cpu that runs). */
  readonly engine?: EngineName;
  /** Threads for large products on 'float64' (default 1). Results do not depend on it. */
  readonly threads?: number;
  /**
   * What makes large products on 'float64': 'wasm' (default; the same bits on every machine), 'system' (the host's own
   * BLAS, faster where the processor has wide vectors; `info()` says which one it is, or why there is none), or the
   * path of a library with the C interface of BLAS, and no other. The last two need the npm package koffi.
   */
  readonly blas?: 'wasm' | 'system' | (string & {});
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
  const { kind = 'auto', threads = 1, finite = false, blas = 'wasm', engine } = options;
  const precision = options.precision ?? (kind === 'gpu' ? 'single' : 'double');
  if (kind !== 'auto' && kind !== 'float64' && kind !== 'gpu') {
    throw invalidArgument('openBackend', "kind to be 'auto', 'float64' or 'gpu'", kind);
  }
  if (precision !== 'double' && precision !== 'single') {
    throw invalidArgument('openBackend', "precision to be 'double' or 'single'", precision);
  }
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw invalidArgument('openBackend', 'threads to be an integer from 1 to 256', threads);
  }
  if (typeof blas !== 'string' || blas === '') {
    throw invalidArgument('openBackend', "blas to be 'wasm', 'system' or the path of a library", blas);
  }
  if (engine !== undefined && !ENGINES.includes(engine)) {
    throw invalidArgument('openBackend', `engine to be one of ${ENGINES.join(', ')}`, engine);
  }
  if (kind === 'gpu' && precision === 'double') {
    throw invalidArgument(
      'openBackend',
      "precision 'single' with kind 'gpu'",
      precision,
      "gpu.js computes in float32; kind 'float64' gives double precision.",
    );
  }
  const candidates = engine === undefined ? ENGINES : [engine];
  if (kind === 'gpu') return GpuBackend.open(candidates, { precision, finite });
  if (kind === 'auto' && precision === 'single') {
    // Worth it only on real hardware: gpu.js on the CPU is slower than float64 is here.
    const hardware = candidates.filter((name) => name === 'webgpu' || name === 'webgl2');
    try {
      return await GpuBackend.open(hardware, { precision, finite, hardware: true });
    } catch (error) {
      const tried = error instanceof Error ? error.message : String(error);
      return Float64Backend.open({ finite, threads, blas, reasons: [`single precision asked for, but ${tried}`] });
    }
  }
  return Float64Backend.open({
    finite,
    threads,
    blas,
    reasons: [`${kind} with ${precision} precision: float64 is always there`],
  });
}
