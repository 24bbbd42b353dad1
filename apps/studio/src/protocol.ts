/** What the page asks of the engine, and what the engine says; all of it plain data, for it crosses between threads. */
import type { Progress } from '@isotypic/algebra';
import type { tasks } from './engine/tasks.js';

type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
/** The inputs and results of all tasks by name, as a table that a generic name looks up. */
type Inputs = { readonly [T in TaskName]: Parameters<Tasks[T]>[0] };
type Results = { readonly [T in TaskName]: Awaited<ReturnType<Tasks[T]>> };
export type InputOf<T extends TaskName> = Inputs[T];
export type ResultOf<T extends TaskName> = Results[T];

export interface Request {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** An error of the library as it reads; anything else is a fault of ours. */
export interface Failure {
  readonly code: string | undefined;
  readonly message: string;
}

export type Reply =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'result'; readonly result: unknown }
  | { readonly id: number; readonly kind: 'failure'; readonly failure: Failure };
