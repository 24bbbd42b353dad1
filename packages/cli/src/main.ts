/** From arguments to an exit code. Everything that can go wrong ends here as one sentence on standard error. */
import { createRequire } from 'node:module';
import { AbortedError, catalogueEntries, IsotypicError } from '@isotypic/algebra';
import { type CommandArguments, HELP, parseArguments } from './arguments.js';
import { analyze } from './commands/analyze.js';
import { basis } from './commands/basis.js';
import { sharing } from './commands/sharing.js';
import type { Console } from './console.js';
import { alignTable } from './report/text.js';

export const EXIT = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const;

/** Codes that mean a fault of isotypic or of the machine rather than of the input. */
const NOT_THE_INPUT = new Set(['VERIFICATION_FAILED', 'OUT_OF_MEMORY', 'NO_CONVERGENCE', 'BUDGET_EXCEEDED']);

/** Runs one command and resolves to its exit code; never rejects. */
export async function main(argv: readonly string[], console: Console): Promise<number> {
  try {
    await dispatch(parseArguments(argv), console);
    return EXIT.done;
  } catch (error) {
    if (error instanceof AbortedError) {
      console.err('isotypic: interrupted; nothing was written\n');
      return EXIT.interrupted;
    }
    if (error instanceof IsotypicError) {
      console.err(`isotypic: ${error.message}\n`);
      return NOT_THE_INPUT.has(error.code) ? EXIT.failed : EXIT.badInput;
    }
    console.err(`isotypic: an unexpected failure, please report it\n${(error as Error)?.stack ?? String(error)}\n`);
    return EXIT.failed;
  }
}

async function dispatch(args: CommandArguments, console: Console): Promise<void> {
  switch (args.command) {
    case 'help':
      console.out(HELP);
      return;
    case 'version':
      console.out(`${(createRequire(import.meta.url)('../package.json') as { version: string }).version}\n`);
      return;
    case 'groups':
      console.out(listGroups());
      return;
    case 'basis':
      basis(args, console);
      return;
    case 'sharing':
      sharing(args, console);
      return;
    case 'analyze':
      await analyze(args, console);
  }
}

function listGroups(): string {
  const rows = catalogueEntries.map((entry) => [entry.examples[0] ?? entry.name, entry.summary]);
  return `${alignTable([['example', 'what it permutes'], ...rows])}

Products: "dihedral(4) x cyclic(2)", "cyclic(2) wr symmetric(3)"; generators: "<(0 1 2 3), (0 2)>".
`;
}
