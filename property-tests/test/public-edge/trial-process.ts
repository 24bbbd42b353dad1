/** Runs trials one after the other in a process of its own, which may hang or run out of memory without harm. */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Callable } from './declarations.js';
import { SUITES } from './suites.js';

/** What the process is sent, once. */
export interface Task {
  readonly suite: keyof typeof SUITES;
  readonly callables: readonly Callable[];
  /** Numbers of trials. */
  readonly chosen: readonly number[];
}

/** Lines about the trials go here: synchronously, so that the last line tells which trial never ended. */
export const REPORT_CHANNEL = 4;

/** `[number]` when a trial begins, `[number, fault or null]` when it ends. */
export type Line = readonly [trial: number, fault?: string | null];

const report = (line: Line) => writeSync(REPORT_CHANNEL, `${JSON.stringify(line)}\n`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('message', async ({ suite, callables, chosen }: Task) => {
    const { trialsOf, faultOf } = SUITES[suite];
    const trials = callables.flatMap(trialsOf);
    for (const number of chosen) {
      report([number]);
      const fault = await faultOf(trials[number]).catch((error) => `the test itself fails: ${error}`);
      report([number, fault ?? null]);
    }
    process.exit(0);
  });
}
