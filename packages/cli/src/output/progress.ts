/** How far many pieces of work are: a bar that is drawn anew on a terminal, a line for each piece elsewhere. */
import type { Console } from '../console.js';

export interface Progress {
  /** One piece has ended; `what` is a line about it, `name` its name alone. */
  step(done: number, total: number, name: string, what: string): void;
  /** Leaves the terminal's line clean for what comes next. */
  end(): void;
}

const WIDTH = 24;
/** To the first column, and clear the line (ECMA-48). */
const CLEAR = '\r\x1b[K';

export function progressOn(console: Console, options: { readonly isQuiet: boolean }): Progress {
  if (options.isQuiet) return { step() {}, end() {} };
  if (!console.isTerminal) {
    return {
      step: (done, total, _name, what) =>
        console.err(`${String(done).padStart(String(total).length)}/${total} ${what}\n`),
      end() {},
    };
  }
  return {
    step: (done, total, name) => console.err(`${CLEAR}${bar(done / total)} ${done}/${total}  ${name}`),
    end: () => console.err(CLEAR),
  };
}

function bar(part: number): string {
  const full = Math.floor(part * WIDTH);
  return `[${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}]`;
}
