/** Threads that make tables: as many at once as wanted, each table by whichever thread is free. */
import { Worker } from 'node:worker_threads';
import { failureOf, type Job, type Outcome } from './messages.js';

/**
 * Makes the tables of `jobs`, which are started in their order; `done` hears of each as it ends. When the signal fires,
 * the threads are stopped where they stand; tables that were not finished are not heard of.
 */
export async function runJobs(
  jobs: readonly Job[],
  threads: number,
  done: (job: Job, outcome: Outcome) => void,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  const take = (): Job | undefined => (signal?.aborted === true ? undefined : jobs[next++]);
  const lanes = Array.from({ length: Math.min(threads, jobs.length) }, () => runLane(take, done, signal));
  await Promise.all(lanes);
}

/** One thread, and another one where a table brought it down: out of memory, most likely. */
async function runLane(
  take: () => Job | undefined,
  done: (job: Job, outcome: Outcome) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  let worker: Worker | undefined;
  const stop = (): void => void worker?.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for (let job = take(); job !== undefined; job = take()) {
      worker ??= new Worker(new URL('./worker.js', import.meta.url));
      const { outcome, isAlive } = await outcomeOf(worker, job);
      if (!isAlive) worker = undefined;
      if (!isAlive && signal?.aborted === true) return; // stopped, which is no failure
      done(job, outcome);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker?.terminate();
  }
}

function outcomeOf(worker: Worker, job: Job): Promise<{ readonly outcome: Outcome; readonly isAlive: boolean }> {
  return new Promise((resolve) => {
    let reason: unknown = new Error('the thread ended before the table was made');
    const settle = (outcome: Outcome, isAlive: boolean): void => {
      // each by name: removing all listeners would take away those by which Node notices new ones
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve({ outcome, isAlive });
    };
    const onMessage = (outcome: Outcome): void => settle(outcome, true);
    const onError = (error: unknown): void => {
      reason = error;
    };
    const onExit = (): void => settle({ status: 'failed', failure: failureOf(reason) }, false);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(job);
  });
}
