/** From arguments to an exit code. Everything that can go wrong ends here as one sentence on standard error. */
import { AbortedError, IsotypicError } from '@isotypic/algebra';
import { commandHelp, parseArguments, programHelp } from './arguments.js';
import type { Command } from './command.js';
import { analyzeCommand } from './commands/analyze/command.js';
import { basisCommand } from './commands/basis/command.js';
import { cgCommand } from './commands/cg/command.js';
import { charactersCommand } from './commands/characters/command.js';
import { checkCommand } from './commands/check/command.js';
import { decomposeCommand } from './commands/decompose/command.js';
import { graphCommand } from './commands/graph/command.js';
import { groupCommand } from './commands/group/command.js';
import { groupsCommand } from './commands/groups/command.js';
import { harmonicsCommand } from './commands/harmonics/command.js';
import { irrepsCommand } from './commands/irreps/command.js';
import { layerCommand } from './commands/layer/command.js';
import { momentsCommand } from './commands/moments/command.js';
import { pointgroupCommand } from './commands/pointgroup/command.js';
import { sharingCommand } from './commands/sharing/command.js';
import { sqlCommand } from './commands/sql/command.js';
import { studioCommand } from './commands/studio/command.js';
import { suggestCommand } from './commands/suggest/command.js';
import { tableCommand } from './commands/table/command.js';
import { trainCommand } from './commands/train/command.js';
import { verifyCommand } from './commands/verify/command.js';
import type { Console } from './console.js';
import { EXIT } from './exit.js';
import { version } from './version.js';

/** In the order of the help. */
const COMMANDS: readonly Command[] = [
  analyzeCommand,
  suggestCommand,
  groupsCommand,
  groupCommand,
  graphCommand,
  charactersCommand,
  irrepsCommand,
  decomposeCommand,
  cgCommand,
  basisCommand,
  sharingCommand,
  layerCommand,
  harmonicsCommand,
  pointgroupCommand,
  trainCommand,
  sqlCommand,
  momentsCommand,
  tableCommand,
  verifyCommand,
  checkCommand,
  studioCommand,
];

/** Codes that mean a fault of isotypic or of the machine rather than of the input. */
const NOT_THE_INPUT = new Set(['VERIFICATION_FAILED', 'OUT_OF_MEMORY', 'NO_CONVERGENCE', 'BUDGET_EXCEEDED']);

/**
 * Runs one command and resolves to its exit code; never rejects.
 * @example
 * let said = '';
 * const out = (text) => { said += text; };
 * await main(['group', 'dihedral(4)', '--json'], { out, err: out, isTerminal: false }) // 0
 * JSON.parse(said).order // '8'
 * await main(['group', 'dihedral(x)'], { out, err: out, isTerminal: false }) // 2
 */
export async function main(argv: readonly string[], console: Console): Promise<number> {
  try {
    return await dispatch(argv, console);
  } catch (error) {
    if (error instanceof AbortedError) {
      console.err('isotypic: interrupted; nothing was written\n');
      return EXIT.interrupted;
    }
    if (error instanceof IsotypicError) {
      // what a command says of itself begins with the program's name already
      const { message } = error;
      console.err(`${message.startsWith('isotypic') ? message : `isotypic: ${message}`}\n`);
      return NOT_THE_INPUT.has(error.code) ? EXIT.failed : EXIT.badInput;
    }
    console.err(`isotypic: an unexpected failure, please report it\n${(error as Error)?.stack ?? String(error)}\n`);
    return EXIT.failed;
  }
}

async function dispatch(argv: readonly string[], console: Console): Promise<number> {
  const request = parseArguments(argv, COMMANDS);
  if (request.kind === 'call') return (await request.command.run(request.call, console)) ?? EXIT.done;
  if (request.kind === 'version') console.out(`${version()}\n`);
  else console.out(request.command === undefined ? programHelp(COMMANDS) : commandHelp(request.command));
  return EXIT.done;
}
