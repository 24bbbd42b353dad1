/** Where the big products of a computation run, and how it is watched: progress, an abort signal, a budget. */
import { WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { type Kind, type OptionKinds, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import {
  type Backend,
  type Float64Layout,
  type GramRequest,
  type Indices,
  type MapRequest,
  type MatrixLike,
  openBackend,
  type Pipeline,
  type ResidualRequest,
  type SampleSpace,
  type Watch,
} from '@isotypic/numeric';
import { once } from './once.js';

/** What statistics needs of a backend. */
export type Operations = Pipeline & Partial<Pick<Backend, 'precision' | 'inFloat64'>>;

/**
 * How a computation runs. It reports as stage `products`, looks at the signal and lets the event loop turn at every
 * chunk of rows. A step of the budget is 2¹⁶ multiply–adds of the products, begun.
 */
export interface RunOptions extends WorkOptions {
  /** Where to run; default: float64, opened once for the process. */
  readonly backend?: Operations;
}

const BACKEND: Kind = {
  expected: 'a backend, as openBackend of @isotypic/numeric gives',
  accepts: (v) => typeof v === 'object' && v !== null && 'pooledGrams' in v && typeof v.pooledGrams === 'function',
  remedy: (v) => (v instanceof Promise ? 'Write await openBackend(…).' : undefined),
};

export const RUN_OPTION_KINDS: OptionKinds<RunOptions> = { ...WORK_OPTION_KINDS, backend: BACKEND };

let shared: Promise<Backend> | undefined;

/** The float64 backend of the process, opened when it is first needed. */
function sharedBackend(): Promise<Backend> {
  shared ??= openBackend({ kind: 'float64' });
  return shared;
}

/** Runs `work` on the backend given, or on the shared float64 one; on either with bases that are operators. */
export async function withOperations<R>(
  backend: Operations | undefined,
  work: (operations: Operations) => Promise<R>,
): Promise<R> {
  return work(await rotating(backend ?? (await sharedBackend())));
}

/** Loaded with the backend that it stands on. */
const rotation = /* @__PURE__ */ once(() => import('./rotating-pipeline.js'));

async function rotating(backend: Operations): Promise<Operations> {
  const { RotatingPipeline } = await rotation();
  return backend instanceof RotatingPipeline ? backend : new RotatingPipeline(backend, backend.precision ?? 'double');
}

/**
 * Where maps and residuals are made: single precision is for the many samples, not for the maps that are made of them,
 * whose structure must hold to rounding in float64. What goes elsewhere therefore is counted with the reason.
 */
export async function doublePrecision(operations: Operations, reason: string): Promise<Operations> {
  return operations.precision === 'single' ? inFloat64(operations, reason) : operations;
}

/** The same backend in float64, or the shared one where it has none; counted with the reason where it counts. */
export async function inFloat64(operations: Operations, reason: string): Promise<Operations> {
  const { RotatingPipeline } = await rotation();
  const own: Operations = operations instanceof RotatingPipeline ? operations.inner : operations;
  const watch = own instanceof WatchedBackend ? own : undefined;
  const watched = watch === undefined ? own : await watch.own();
  const backend: Operations = watched instanceof RotatingPipeline ? watched.inner : watched;
  const plain =
    backend.inFloat64?.(reason) ?? (backend.precision === 'single' ? await sharedBackend() : (backend as Operations));
  return rotating(watch === undefined ? plain : watch.over(plain));
}

/**
 * The options of one call for the functions that it is made of: one meter counts for all of them, at the chunks of the
 * operations, so that nobody else needs to poll.
 */
export function watched<T extends RunOptions>(where: string, options: T): T {
  const { onProgress, signal, budget } = options;
  if (onProgress === undefined && signal === undefined && budget === undefined) return options;
  const meter = new WorkMeter(where, { onProgress, signal, budget });
  const backend = new WatchedBackend(options.backend, meter);
  return { ...options, onProgress: undefined, signal: undefined, budget: undefined, backend };
}

/** Multiply–adds that make one step. */
const STEP = 2 ** 16;

/** Another backend, whose operations are counted by a meter. */
class WatchedBackend implements Operations {
  private steps = { done: 0 };
  private readonly pause = new Pauses();

  constructor(
    private readonly backend: Operations | undefined,
    private readonly meter: WorkMeter,
  ) {}

  get precision(): Operations['precision'] {
    return this.backend?.precision ?? 'double';
  }

  /** The same meter on another backend. */
  over(backend: Operations): WatchedBackend {
    const other = new WatchedBackend(backend, this.meter);
    other.steps = this.steps;
    return other;
  }

  async pooledGrams(request: GramRequest) {
    return (await this.own()).pooledGrams(request, this.watch);
  }

  async blockResiduals(request: ResidualRequest) {
    return (await this.own()).blockResiduals(request, this.watch);
  }

  async toCoordinates(space: SampleSpace, _watch: unknown, room?: Float64Array) {
    return (await this.own()).toCoordinates(space, this.watch, room);
  }

  async fromCoordinates(request: MapRequest) {
    return (await this.own()).fromCoordinates(request, this.watch);
  }

  async squaredLengths(space: SampleSpace, blocks: readonly Float64Layout[]) {
    return (await this.own()).squaredLengths(space, blocks, this.watch);
  }

  async groupAverage(X: MatrixLike, generators: readonly Indices[]) {
    return (await this.own()).groupAverage(X, generators, this.watch);
  }

  private readonly watch: Watch = async (terms) => {
    const steps = Math.ceil(terms / STEP);
    this.meter.step(steps);
    this.steps.done += steps;
    this.meter.report('products', this.steps.done);
    await this.pause.now();
  };

  /** What does the work. */
  own(): Promise<Operations> | Operations {
    return this.backend ?? sharedBackend();
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
