/** Worker threads of Node; a bundle for browsers has `helper-browser.ts` in its place. */
import { Worker } from 'node:worker_threads';
import { type Helper, WORKER_SOURCE } from './helper.js';

/** A thread over the shared memory, ready for its first call. */
export async function startHelper(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Helper> {
  // No flags of the parent: under --input-type=module the source would be read as a module.
  const worker = new Worker(WORKER_SOURCE, { eval: true, execArgv: [], workerData: { module, memory } });
  await new Promise<void>((resolve, reject) => {
    worker.once('online', resolve);
    worker.once('error', reject);
  });
  worker.unref();
  return {
    // Held while it works, let go while it waits: an idle pool does not keep a process alive.
    run: (program) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => (): void => {
          worker.off('error', failed);
          worker.unref();
          act();
        };
        const failed = (error: unknown): void => {
          worker.unref();
          reject(error);
        };
        worker.ref();
        worker.once('error', failed);
        worker.once('message', settle(resolve));
        worker.postMessage(program);
      }),
    terminate: () => worker.terminate(),
  };
}
