// The built page as `isotypic studio` serves it, through the command itself.
import { main } from '@isotypic/cli';

export async function serve() {
  const controller = new AbortController();
  let say;
  const address = new Promise((resolve) => {
    say = resolve;
  });
  const ended = main(['studio', '--port', '0'], {
    out: (text) => say(text.trim()),
    err: (text) => {
      throw new Error(text);
    },
    isTerminal: false,
    signal: controller.signal,
  });
  return {
    address: await address,
    close: () => {
      controller.abort();
      return ended;
    },
  };
}
