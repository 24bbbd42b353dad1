/** The engine as the page sees it: one task at a time, with progress, and with an end when nobody waits any longer. */
import type { Progress } from '@isotypic/algebra';
import type { InputOf, Reply, Request, ResultOf, TaskName } from '../protocol.js';

/** What the engine refused, in the words of the library. */
export class EngineFailure extends Error {
  constructor(
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

/** Not a failure: somebody stopped it, or asked for something else. */
export class Stopped extends Error {}

interface Pending {
  readonly id: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (progress: Progress) => void;
}

let worker = start();
let pending: Pending | undefined;
let count = 0;

function start(): Worker {
  const made = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' });
  made.onmessage = ({ data }: MessageEvent<Reply>) => {
    if (pending === undefined || data.id !== pending.id) return;
    if (data.kind === 'progress') {
      pending.onProgress(data.progress);
      return;
    }
    const { resolve, reject } = pending;
    pending = undefined;
    if (data.kind === 'result') resolve(data.result);
    else reject(new EngineFailure(data.failure.code, data.failure.message));
  };
  made.onerror = ({ message }) => {
    pending?.reject(new EngineFailure(undefined, `The engine could not be loaded. ${message ?? ''}`));
    pending = undefined;
  };
  return made;
}

/** Runs a task; what still runs is stopped first. */
export function run<T extends TaskName>(
  task: T,
  input: InputOf<T>,
  onProgress: (progress: Progress) => void,
): Promise<ResultOf<T>> {
  stop();
  const id = ++count;
  const request: Request = { id, task, input };
  return new Promise<ResultOf<T>>((resolve, reject) => {
    pending = { id, resolve: resolve as (result: unknown) => void, reject, onProgress };
    worker.postMessage(request);
  });
}

/** Ends what runs. Its thread is busy and hears no message: it is ended, and another one takes its place. */
export function stop(): void {
  if (pending === undefined) return;
  worker.terminate();
  worker = start();
  pending.reject(new Stopped());
  pending = undefined;
}
