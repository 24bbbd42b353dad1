// One process of tools/run-tests.mjs: runs the files that the parent names, one after the other, and answers each with
// its counts. Between files the channel keeps it alive; during one it does not, so that a test which waits for what
// never comes ends the process, and the parent says so.
import { register } from 'node:module';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

register('./resolve-uvu.mjs', import.meta.url);
const { runFile } = await import('./suites.mjs');

process.on('message', async (file) => {
  process.channel.unref();
  const start = performance.now();
  const result = await runFile(pathToFileURL(file).href);
  process.channel.ref();
  process.send({ ...result, seconds: (performance.now() - start) / 1000 });
});
process.send(null);
