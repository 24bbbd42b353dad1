/** The float64 backend: always there, and the reference for every other. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { sharedBlas } from '../kernels/arena.js';
import { ARENA_NUMBERS } from '../kernels/products.js';
import type { SystemBlas } from '../kernels/system-blas.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { MatrixLike } from '../matrix/layout.js';
import { gramBy, multiplyBy } from '../pipeline/plain-basis.js';
import { openRunner, type Runner } from '../pipeline/runner.js';
import type { ThreadPool } from '../pipeline/thread-pool.js';
import type { Backend, BackendInfo } from './backend.js';
import { CheckedPipeline } from './checked-pipeline.js';
import { Float64Pipeline } from './float64-pipeline.js';
import { Operands } from './operands.js';
import { StepCounts } from './steps.js';

export interface Float64BackendOptions {
  readonly finite: boolean;
  readonly threads: number;
  /** 'wasm', 'system', or the path of a library. */
  readonly blas: string;
  readonly reasons: readonly string[];
}

/** Where a backend runs, and what it says of it. */
interface Place {
  readonly runner: Runner;
  readonly reasons: readonly string[];
  /** Why operations come here, in short. */
  readonly reason: string;
  readonly blas?: SystemBlas;
  readonly pool?: ThreadPool;
}

const LARGE_GRAMS = "large Gram matrices by the system's BLAS asked for";
const NO_BLAS = 'no BLAS of the system can be used, as the reasons say';

export class Float64Backend extends CheckedPipeline implements Backend {
  readonly kind = 'float64';
  readonly precision = 'double';
  private readonly steps: StepCounts;

  private constructor(
    private readonly place: Place,
    finite: boolean,
  ) {
    const steps = new StepCounts();
    super(new Operands(finite), new Float64Pipeline(place.runner, steps, place.reason));
    this.steps = steps;
  }

  /** @throws {IsotypicError} `BACKEND_UNAVAILABLE` when a library is named by its path and cannot be used. */
  static async open(options: Float64BackendOptions): Promise<Float64Backend> {
    const { blas, threads, finite } = options;
    const found = await systemBlas(options);
    if (typeof found === 'object') {
      const decides = found.obeysThreads ? '' : '; it decides itself how many threads it uses';
      const reasons = [...options.reasons, `large Gram matrices by ${found.device}, as asked for${decides}`];
      const { withSystemBlas } = await import('../pipeline/system-runner.js');
      const runner = withSystemBlas(openRunner(), found);
      return new Float64Backend({ runner, reasons, reason: LARGE_GRAMS, blas: found }, finite);
    }
    const reasons =
      blas === 'wasm'
        ? options.reasons
        : [...options.reasons, `WebAssembly, because no BLAS of the system can be used: ${found}`];
    const reason = blas === 'wasm' ? options.reasons.join('; ') : NO_BLAS;
    if (threads === 1) return new Float64Backend({ runner: openRunner(), reasons, reason }, finite);
    const { ThreadPool } = await import('../pipeline/thread-pool.js');
    const pool = await ThreadPool.open(threads);
    if (typeof pool === 'object') return new Float64Backend({ runner: pool, reasons, reason, pool }, finite);
    return new Float64Backend(
      { runner: openRunner(), reasons: [...reasons, `one thread, because of ${pool}`], reason },
      finite,
    );
  }

  info(): BackendInfo {
    const { runner, reasons, blas } = this.place;
    const wasm = sharedBlas().kind === 'wasm';
    return {
      kind: 'float64',
      precision: 'double',
      engine: blas !== undefined ? 'system-blas' : wasm ? 'wasm-simd' : 'javascript',
      device: blas?.device ?? (wasm ? 'WebAssembly SIMD, float64' : 'JavaScript, float64'),
      threads: blas?.threads ?? runner.threads,
      reasons,
      steps: this.steps.list(),
      kernels: 0,
      bufferLimit: 8 * ARENA_NUMBERS,
    };
  }

  async multiply(A: MatrixLike, B: MatrixLike): Promise<Float64Matrix> {
    const [left, right] = [this.operands.matrix('multiply', 'A', A), this.operands.matrix('multiply', 'B', B)];
    return multiplyBy(this, left, right);
  }

  async gram(X: MatrixLike): Promise<Float64Matrix> {
    return gramBy(this, this.operands.matrix('gram', 'X', X));
  }

  async close(): Promise<void> {
    if (!this.operands.close()) return;
    await this.pipeline.settled();
    await this.place.pool?.close();
  }
}

/** The library asked for, or why none can be used; a named one must be there. */
async function systemBlas({ blas, threads }: Float64BackendOptions): Promise<SystemBlas | string> {
  if (blas === 'wasm') return 'none was asked for';
  try {
    const { SystemBlas } = await import('../kernels/system-blas.js');
    return await SystemBlas.open(blas === 'system' ? undefined : blas, threads);
  } catch (error) {
    if (blas !== 'system' || !(error instanceof IsotypicError)) throw error;
    return error.received;
  }
}
