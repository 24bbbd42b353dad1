/** `isotypic studio`: the page where one draws a symmetry, on this machine alone. */
import { type Command, integerOf } from '../../command.js';
import { EXIT } from '../../exit.js';
import { STUDIO } from '../../studio-folder.js';

/** Vite's port of finished pages; links that were kept lead to it again. */
const PORT = 4173;

export const studioCommand: Command = {
  name: 'studio',
  words: '',
  count: [0, 0],
  wordsAre: 'nothing',
  summary: 'a page to draw symmetries, analyze tables and look groups up, served on this machine',
  description:
    'Serves the page on 127.0.0.1 and prints its address; everything is computed in the browser, and nothing leaves ' +
    'it. Ctrl-C ends it.',
  example: 'isotypic studio --port 4173',
  options: {
    port: { type: 'string', value: 'N', help: `where it listens (default ${PORT}); 0 for any that is free` },
  },
  async run(call, console) {
    const port = integerOf('--port', call.text('port') ?? String(PORT), 0, 65_535);
    const { serveStudio } = await import('./serve.js');
    const server = await serveStudio(STUDIO, port);
    const signal = console.signal ?? console.interruption?.();
    console.out(`${server.address}\n`);
    await new Promise<void>((resolve) => {
      if (signal?.aborted) resolve();
      else signal?.addEventListener('abort', () => resolve(), { once: true });
    });
    await server.close();
    return EXIT.done;
  },
};
