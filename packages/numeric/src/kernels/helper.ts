/** What the threads of a pool are and what they run, on every host. */
import type { GemmCall } from './wasm-blas.js';

/**
 * One worker thread: `helper-node.ts` starts it in Node, `helper-browser.ts` in a browser (`#helper` of package.json).
 */
export interface Helper {
  /** Runs one gemm; resolves when it is done. */
  gemm(args: GemmCall): Promise<void>;
  terminate(): unknown;
}

/** What every worker runs: instantiate over the shared memory, then one gemm a message. */
export const WORKER_SOURCE = `
const serve = (port, data) => {
  const instance = new WebAssembly.Instance(data.module, { env: { memory: data.memory } });
  port((args) => instance.exports.gemm(...args));
};
if (typeof require === 'function') {
  const { parentPort, workerData } = require('node:worker_threads');
  serve((run) => parentPort.on('message', (args) => { run(args); parentPort.postMessage(0); }), workerData);
} else {
  onmessage = ({ data }) => serve((run) => {
    onmessage = ({ data: args }) => { run(args); postMessage(0); };
    postMessage(0);
  }, data);
}`;
