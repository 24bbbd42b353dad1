/** The float64 backend: always there, and the reference for every other. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { sharedBlas } from '../kernels/arena.js';
import type { Indices } from '../kernels/group-average.js';
import { ARENA_NUMBERS } from '../kernels/products.js';
import type { SystemBlas } from '../kernels/system-blas.js';
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import type { Float64Layout, MatrixLike } from '../matrix/layout.js';
import type { BlockResiduals, ResidualRequest } from '../pipeline/block-residual.js';
import type { SampleSpace } from '../pipeline/change-of-basis.js';
import type { MapRequest } from '../pipeline/coordinates.js';
import { gramBy, multiplyBy } from '../pipeline/plain-basis.js';
import type { GramRequest, PooledGrams } from '../pipeline/pooled-grams.js';
import { openRunner, type Runner, type Watch } from '../pipeline/runner.js';
import type { ThreadPool } from '../pipeline/thread-pool.js';
import type { Backend, BackendInfo } from './backend.js';
import { Float64Pipeline } from './float64-pipeline.js';
import { Operands } from './operands.js';

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
  readonly blas?: SystemBlas;
  readonly pool?: ThreadPool;
}

export class Float64Backend implements Backend {
  readonly kind = 'float64';
  readonly precision = 'double';
  private readonly operands: Operands;
  private readonly pipeline: Float64Pipeline;

  private constructor(
    private readonly place: Place,
    finite: boolean,
  ) {
    this.operands = new Operands(finite);
    this.pipeline = new Float64Pipeline(place.runner);
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
      return new Float64Backend({ runner, reasons, blas: found }, finite);
    }
    const reasons =
      blas === 'wasm'
        ? options.reasons
        : [...options.reasons, `WebAssembly, because no BLAS of the system can be used: ${found}`];
    if (threads === 1) return new Float64Backend({ runner: openRunner(), reasons }, finite);
    const { ThreadPool } = await import('../pipeline/thread-pool.js');
    const pool = await ThreadPool.open(threads);
    if (typeof pool === 'object') return new Float64Backend({ runner: pool, reasons, pool }, finite);
    return new Float64Backend(
      { runner: openRunner(), reasons: [...reasons, `one thread, because of ${pool}`] },
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
      kernels: 0,
      bufferLimit: 8 * ARENA_NUMBERS,
    };
  }

  async pooledGrams(request: GramRequest, watch?: Watch): Promise<PooledGrams> {
    this.operands.grams('pooledGrams', request, watch);
    return this.pipeline.pooledGrams(request, watch);
  }

  async blockResiduals(request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
    this.operands.residuals('blockResiduals', request, watch);
    return this.pipeline.blockResiduals(request, watch);
  }

  async toCoordinates(space: SampleSpace, watch?: Watch, room?: Float64Array): Promise<Float64Matrix> {
    this.operands.coordinates('toCoordinates', space, watch, room);
    return this.pipeline.toCoordinates(space, watch, room);
  }

  async fromCoordinates(request: MapRequest, watch?: Watch): Promise<Float64Matrix> {
    this.operands.map('fromCoordinates', request, watch);
    return this.pipeline.fromCoordinates(request, watch);
  }

  async squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[], watch?: Watch): Promise<Float64Array> {
    this.operands.lengths('squaredLengths', space, blocks, watch);
    return this.pipeline.squaredLengths(space, blocks, watch);
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[], watch?: Watch): Promise<Float64Matrix> {
    const rows = this.operands.matrix('groupAverage', 'X', X);
    this.operands.generators('groupAverage', generators, watch);
    return this.pipeline.groupAverage(rows, generators, watch);
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
