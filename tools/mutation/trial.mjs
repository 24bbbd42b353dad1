// One process of mutation testing: runs the test files named, one after the other, until the first test that fails. The
// last line of its output is { failure: { file, text } or null, seconds }, in seconds of CPU time.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

register('../testing/resolve-uvu.mjs', import.meta.url);
const { runFile } = await import('../testing/suites.mjs');

let failure = null;
for (const file of process.argv.slice(2)) {
  const { failed, text } = await runFile(pathToFileURL(file).href, { stopsAtFailure: true });
  if (failed === 0) continue;
  failure = { file, text: text.slice(0, 400) };
  break;
}
const { user, system } = process.cpuUsage();
console.log(`\n${JSON.stringify({ failure, seconds: (user + system) / 1e6 })}`);
process.exit(0);
