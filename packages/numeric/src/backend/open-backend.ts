/** Choosing a backend. */
import {
  boolean,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal/basics';
import { ENGINES, type EngineName } from '../gpu/engine-names.js';
import type { Backend, Precision } from './backend.js';
import type { Float64Backend } from './float64-backend.js';
import type { GpuBackend } from './gpu-backend.js';

/** Options of `openBackend`. */
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
  /** Threads that share the chunks of rows on 'float64' (default 1). Results do not depend on it. */
  readonly threads?: number;
  /**
   * What makes large Gram matrices on 'float64': 'wasm' (default; the same bits on every machine), 'system' (the
   * host's own BLAS, faster where the processor has wide vectors; `info()` says which one it is, or why there is
   * none), or the path of a library with the C interface of BLAS, and no other. The last two need the npm package
   * koffi.
   */
  readonly blas?: 'wasm' | 'system' | (string & {});
  /** Refuse NaN and ±∞ in every operand (default false). */
  readonly finite?: boolean;
}

/** Threads of one backend: more than any processor at hand has cores. */
const MOST_THREADS = 256;

const BACKEND_OPTION_KINDS: OptionKinds<BackendOptions> = {
  kind: oneOf('auto', 'float64', 'gpu'),
  precision: oneOf('double', 'single'),
  engine: oneOf(...ENGINES),
  threads: integer(1, MOST_THREADS),
  blas: {
    expected: "'wasm', 'system' or the path of a library",
    accepts: (v) => typeof v === 'string' && v !== '',
  },
  finite: boolean,
};

/**
 * Opens a backend; `close()` it when done.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a bad option; `BACKEND_UNAVAILABLE` with what was tried, or with the
 *   line that installs gpu.js where it is missing.
 *
 * @example
 * const backend = await openBackend();
 * (await backend.gram([[1, 2], [3, 4]])).toRows(); // [[10, 14], [14, 20]]
 * await backend.close();
 */
export async function openBackend(options: BackendOptions = {}): Promise<Backend> {
  checkOptions('openBackend', options, BACKEND_OPTION_KINDS);
  const { kind = 'auto', threads = 1, finite = false, blas = 'wasm', engine } = options;
  const precision = options.precision ?? (kind === 'gpu' ? 'single' : 'double');
  if (kind === 'gpu' && precision === 'double') {
    throw invalidArgument(
      'openBackend',
      "option precision to be 'single' with kind 'gpu'",
      precision,
      "gpu.js computes in float32; kind 'float64' gives double precision.",
    );
  }
  const candidates = engine === undefined ? ENGINES : [engine];
  if (kind === 'gpu') return openGpu(candidates, { precision, finite });
  if (kind === 'auto' && precision === 'single') {
    // Worth it only on real hardware: gpu.js on the CPU is slower than float64 is here.
    const hardware = candidates.filter((name) => name === 'webgpu' || name === 'webgl2');
    try {
      return await openGpu(hardware, { precision, finite, hardware: true });
    } catch (error) {
      const tried = error instanceof Error ? error.message : String(error);
      return openFloat64({ finite, threads, blas, reasons: [`single precision asked for, but ${tried}`] });
    }
  }
  return openFloat64({
    finite,
    threads,
    blas,
    reasons: [`${kind} with ${precision} precision: float64 is always there`],
  });
}

/** Loaded with the first backend: a page that only looks at groups does without. */
const openFloat64: typeof Float64Backend.open = async (options) => {
  const { Float64Backend } = await import('./float64-backend.js');
  return Float64Backend.open(options);
};

/** Loaded when it is asked for, and gpu.js with it. */
const openGpu: typeof GpuBackend.open = async (candidates, options) => {
  const { GpuBackend } = await import('./gpu-backend.js');
  return GpuBackend.open(candidates, options);
};
