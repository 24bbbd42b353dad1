#!/usr/bin/env node
// A file of its own, outside dist: npm links it when it installs, before anything is built.
import { stderr, stdout } from 'node:process';

const { main } = await import('../dist/main.js').catch((error) => {
  stderr.write(`isotypic: not built yet; run npm run build first (${error.message})\n`);
  process.exit(1);
});

// A reader that has seen enough, as `head` has, is no failure of ours.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') return;
    if (stream === stdout) stderr.write(`isotypic: expected standard output to be writable, got ${error.message}.\n`);
    process.exit(2);
  });
}

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  isTerminal: stderr.isTTY === true,
  interruption,
});

/** The first Ctrl-C fires the signal; the second one finds no handler, and ends the process. */
function interruption() {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}
