/** What the threads of a pool are and what they run, on every host. */
/**
 * One worker thread: `helper-node.ts` starts it in Node, `helper-browser.ts` in a browser (`#helper` of package.json).
 */
export interface Helper {
  /** Runs the program at this address; resolves when it is done. */
  run(program: number): Promise<void>;
  terminate(): unknown;
}

/** What every worker runs: instantiate over the shared memory, then one program a message. */
export const WORKER_SOURCE = `
const serve = (port, data) => {
  const instance = new WebAssembly.Instance(data.module, { env: { memory: data.memory } });
  port((program) => instance.exports.run(program));
};
if (typeof require === 'function') {
  const { parentPort, workerData } = require('node:worker_threads');
  serve((run) => parentPort.on('message', (program) => { run(program); parentPort.postMessage(0); }), workerData);
} else {
  onmessage = ({ data }) => serve((run) => {
    onmessage = ({ data: program }) => { run(program); postMessage(0); };
    postMessage(0);
  }, data);
}`;
