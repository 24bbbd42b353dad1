/** The worker: one task at a time. Its thread is busy while it works, so that stopping means ending it. */
import { IsotypicError, type Progress, type WorkOptions } from '@isotypic/algebra';
import type { Reply, Request } from '../protocol.js';
import { tasks } from './tasks.js';

/** Messages of progress closer together than this, in milliseconds, are not seen: three frames of a screen. */
const BETWEEN = 50;

const reply = (message: Reply): void => self.postMessage(message);

self.onmessage = async ({ data: { id, task, input } }: MessageEvent<Request>) => {
  let last = 0;
  const onProgress = (progress: Progress): void => {
    const now = performance.now();
    if (now - last < BETWEEN) return;
    last = now;
    reply({ id, kind: 'progress', progress });
  };
  try {
    const run = tasks[task] as (input: unknown, work: WorkOptions) => Promise<unknown>;
    reply({ id, kind: 'result', result: await run(input, { onProgress }) });
  } catch (error) {
    const code = error instanceof IsotypicError ? error.code : undefined;
    reply({ id, kind: 'failure', failure: { code, message: error instanceof Error ? error.message : String(error) } });
  }
};
