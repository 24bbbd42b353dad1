/// <reference lib="dom" />
/** Web Workers: what a host without Node's worker threads has. */
import { type Helper, WORKER_SOURCE } from './helper.js';

/** A thread over the shared memory, ready for its first call. */
export async function startHelper(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Helper> {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const answer = (message: unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(message);
    });
  await answer({ module, memory });
  URL.revokeObjectURL(url);
  return { run: answer, terminate: () => worker.terminate() };
}
