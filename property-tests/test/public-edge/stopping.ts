/**
 * Long work stops: every public callable that takes a signal or a budget is called with a signal that has fired, with
 * one that fires while it works, and with small budgets. It must end within a second, by its result (a
 * memo, a short input) or by the right error.
 */
import { AbortedError, BudgetExceededError } from '@isotypic/algebra';
import type { Callable } from './declarations.js';
import { invoke } from './invoke.js';
import { longCall } from './right-arguments.js';
import type { Suite } from './suite.js';

export interface StopTrial {
  readonly callable: Callable;
  /** Of the options. */
  readonly position: number;
  readonly how: 'signal before' | 'signal meanwhile' | number;
}

const BUDGETS = [0, 1, 5, 40];

/** The signal fires after this long. */
const MEANWHILE_MS = 30;

/** Of processor time: a busy machine does not fail the test. */
const PATIENCE_MS = 1000;

const takes = (callable: Callable, option: string): number =>
  callable.parameters.findIndex(({ options }) => options.some(({ name }) => name === option));

function trialsOf(callable: Callable): StopTrial[] {
  const [signal, budget] = [takes(callable, 'signal'), takes(callable, 'budget')];
  return [
    ...(signal < 0
      ? []
      : (['signal before', 'signal meanwhile'] as const).map((how) => ({ callable, position: signal, how }))),
    ...(budget < 0 ? [] : BUDGETS.map((how) => ({ callable, position: budget, how }))),
  ];
}

const nameOf = ({ callable, how }: StopTrial): string =>
  `${callable.package} ${callable.path}({ ${typeof how === 'number' ? `budget: ${how}` : how} })`;

async function faultOf({ callable, position, how }: StopTrial): Promise<string | undefined> {
  const { receiver, args: given } = await longCall(callable);
  const args = Array.from({ length: Math.max(given.length, position + 1) }, (_, i) => given[i]);
  const clock = new ProcessorClock(how === 'signal before' ? 0 : how === 'signal meanwhile' ? MEANWHILE_MS : Infinity);
  const stop = typeof how === 'number' ? { budget: how } : { signal: clock.signal };
  args[position] = { ...(args[position] as object | undefined), ...stop };
  let error: unknown;
  try {
    await invoke(callable, receiver, args);
  } catch (thrown) {
    error = thrown;
  }
  const late = clock.elapsed() - (how === 'signal meanwhile' ? MEANWHILE_MS : 0);
  if (late > PATIENCE_MS) return `works on for ${(late / 1000).toFixed(1)} s`;
  if (error === undefined) return undefined;
  if (typeof how !== 'number')
    return error instanceof AbortedError ? undefined : `throws ${String(error).slice(0, 160)}`;
  if (!(error instanceof BudgetExceededError)) return `throws ${String(error).slice(0, 160)}`;
  if (callable.promisesKnown && error.details.known === undefined) return 'has no details.known, which it promises';
  return undefined;
}

/** Processor time of this process, and a signal that reads it. */
class ProcessorClock {
  private readonly start = process.cpuUsage();
  readonly signal: AbortSignal;

  constructor(firesAfterMs: number) {
    const isFired = () => this.elapsed() >= firesAfterMs;
    this.signal = {
      get aborted() {
        return isFired();
      },
      reason: 'the clock',
    } as AbortSignal;
  }

  /** In milliseconds. */
  elapsed(): number {
    const { user, system } = process.cpuUsage(this.start);
    return (user + system) / 1000;
  }
}

export const STOPPING: Suite<StopTrial> = { trialsOf, nameOf, faultOf };
