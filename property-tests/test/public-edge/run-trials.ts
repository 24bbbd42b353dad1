import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Callable } from './declarations.js';
import { SUITES } from './suites.js';
import { type Line, REPORT_CHANNEL, type Task } from './trial-process.js';

/** A trial that runs this long is one that never ends: the right calls take milliseconds. */
const PATIENCE_MS = 5_000;
const HEAP_MB = 512;

export interface Fault {
  readonly package: string;
  readonly path: string;
  readonly trial: string;
  readonly fault: string;
}

/** Runs each `stride`-th trial, in processes that are given up when they hang or exhaust their memory. */
export async function runTrials(
  suite: keyof typeof SUITES,
  callables: readonly Callable[],
  stride = 1,
): Promise<{ count: number; faults: Fault[] }> {
  const { trialsOf, nameOf } = SUITES[suite];
  const trials = callables.flatMap(trialsOf);
  let waiting = trials.map((_, number) => number).filter((number) => number % stride === 0);
  const count = waiting.length;
  const faults: Fault[] = [];
  while (waiting.length > 0) {
    const { verdicts, last } = await runInProcess({ suite, callables, chosen: waiting });
    for (const [number, fault] of verdicts) {
      const { package: home, path } = trials[number].callable;
      faults.push({ package: home, path, trial: nameOf(trials[number]), fault });
    }
    waiting = waiting.filter((number) => number > last);
  }
  return { count, faults };
}

/** The faults that one process finds, up to the trial, the last one, at which it broke off or was done. */
function runInProcess(task: Task): Promise<{ verdicts: [trial: number, fault: string][]; last: number }> {
  const child = fork(fileURLToPath(new URL('./trial-process.js', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
  });
  child.send(task);
  const verdicts: [number, string][] = [];
  let [last, running] = [task.chosen[0], true];
  let patience: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdio[REPORT_CHANNEL] as Readable }).on('line', (text) => {
    const [number, fault] = JSON.parse(text) as Line;
    [last, running] = [number, fault === undefined];
    clearTimeout(patience);
    if (typeof fault === 'string') verdicts.push([number, fault]);
    if (running) patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(patience);
      const ended =
        signal === 'SIGKILL' ? `has not ended after ${PATIENCE_MS / 1000} s` : `ends the process (${signal ?? code})`;
      if (running) verdicts.push([last, ended]);
      resolve({ verdicts, last });
    });
  });
}
