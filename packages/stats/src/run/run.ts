/** Where the big products of a computation run, and how it is watched: progress, an abort signal, a budget. */
import { WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { type Kind, type OptionKinds, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { type Backend, type Float64Layout, Float64Matrix, openBackend } from '@isotypic/numeric';

/** The products of samples that statistics needs of a backend. */
export type Products = Pick<Backend, 'multiply' | 'multiplyTransposed' | 'gram' | 'crossGram'> &
  Partial<Pick<Backend, 'precision'>>;

/**
 * How a computation runs. It reports as stage `products`, looks at the signal and lets the event loop turn at every
 * chunk of rows. A step of the budget is 2¹⁶ multiply–adds of the products, begun.
 */
export interface RunOptions extends WorkOptions {
  /** Where to run; default: float64, opened once for the process. */
  readonly backend?: Products;
}

const BACKEND: Kind = {
  expected: 'a backend, as openBackend of @isotypic/numeric gives',
  accepts: (v) =>
    typeof v === 'object' && v !== null && 'multiply' in v && 'gram' in v && typeof v.multiply === 'function',
  remedy: (v) => (v instanceof Promise ? 'Write await openBackend(…).' : undefined),
};

export const RUN_OPTION_KINDS: OptionKinds<RunOptions> = { ...WORK_OPTION_KINDS, backend: BACKEND };

let shared: Promise<Backend> | undefined;

/** The float64 backend of the process, opened when it is first needed. */
function sharedBackend(): Promise<Backend> {
  shared ??= openBackend({ kind: 'float64' });
  return shared;
}

/** Runs `work` on the backend given, or on the shared float64 one. */
export async function withProducts<R>(
  backend: Products | undefined,
  work: (products: Products) => Promise<R>,
): Promise<R> {
  return work(backend ?? (await sharedBackend()));
}

/**
 * Where products of D×D matrices run: single precision is for the samples, of which there are many, not for the maps
 * that are made of them, whose structure must hold to rounding in float64.
 */
export async function doublePrecision(products: Products): Promise<Products> {
  return products.precision === 'single' ? sharedBackend() : products;
}

/**
 * The options of one call for the functions that it is made of: one meter counts for all of them, at the products, so
 * that nobody else needs to poll.
 */
export function watched<T extends RunOptions>(where: string, options: T): T {
  const { onProgress, signal, budget } = options;
  if (onProgress === undefined && signal === undefined && budget === undefined) return options;
  const backend = new WatchedProducts(options.backend, new WorkMeter(where, { onProgress, signal, budget }));
  return { ...options, onProgress: undefined, signal: undefined, budget: undefined, backend };
}

/** Multiply–adds that make one step. */
const STEP = 2 ** 16;

/** Multiply–adds between two looks at the signal: at one a nanosecond (measured: 2 to 8 in one) 0.13 s at most. */
const STRETCH = 2 ** 27;

/** Products of another backend in stretches of rows, each counted by a meter before it is computed. */
class WatchedProducts implements Products {
  private steps = 0;
  private readonly pause = new Pauses();

  constructor(
    private readonly backend: Products | undefined,
    private readonly meter: WorkMeter,
  ) {}

  get precision(): Products['precision'] {
    return this.backend?.precision ?? 'double';
  }

  multiply(A: Float64Layout, B: Float64Layout): Promise<Float64Matrix> {
    return this.byRows(A, B.cols, (products, rows) => products.multiply(rows, B));
  }

  multiplyTransposed(A: Float64Layout, B: Float64Layout): Promise<Float64Matrix> {
    return this.byRows(A, B.rows, (products, rows) => products.multiplyTransposed(rows, B));
  }

  async gram(X: Float64Layout): Promise<Float64Matrix> {
    await this.count(X.rows * X.cols * X.cols);
    return withProducts(this.backend, (p) => p.gram(X));
  }

  async crossGram(X: Float64Layout, Y: Float64Layout): Promise<Float64Matrix> {
    await this.count(X.rows * X.cols * Y.cols);
    return withProducts(this.backend, (p) => p.crossGram(X, Y));
  }

  private async byRows(
    A: Float64Layout,
    width: number,
    multiply: (products: Products, rows: Float64Layout) => Promise<Float64Matrix>,
  ): Promise<Float64Matrix> {
    const height = Math.max(64, Math.floor(STRETCH / Math.max(1, A.cols * width)));
    const out = new Float64Matrix(A.rows, width);
    for (let from = 0; from < A.rows; from += height) {
      const to = Math.min(A.rows, from + height);
      await this.count((to - from) * A.cols * width);
      const rows = { data: A.data.subarray(from * A.cols, to * A.cols), rows: to - from, cols: A.cols };
      const part = await withProducts(this.backend, (p) => multiply(p, rows));
      if (part.rows === A.rows) return part;
      out.data.set(part.data, from * width);
    }
    return out;
  }

  private async count(terms: number): Promise<void> {
    const steps = Math.ceil(terms / STEP);
    this.meter.step(steps);
    this.steps += steps;
    this.meter.report('products', this.steps);
    await this.pause.now();
  }
}

/** Turns of the event loop in long work, so that timers run and an abort signal can arrive. */
export class Pauses {
  private last = performance.now();

  /** Gives the event loop a turn if the last one is 50 ms ago: a turn costs a millisecond or more. */
  async now(): Promise<void> {
    if (performance.now() - this.last < 50) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    this.last = performance.now();
  }
}
