/** A function of Python as one of JavaScript: a process of its own, spoken to line by line. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { IsotypicError } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  integer,
  type Kind,
  type OptionKinds,
  oneOf,
  text,
} from '@isotypic/algebra/internal';
import { decodeValue, encodeArgument, type PythonValue } from './wire.js';

/** Options of a function in Python. */
export interface PythonOptions {
  /** The interpreter (default `python3`, or what the environment variable PEER_PYTHON names). */
  readonly python?: string;
  /** Where it runs, and where modules are looked for first (default: here). */
  readonly cwd?: string;
  /** What the function is handed: `numpy` (default), `torch`, `jax`, or nested `list`s, which need no package. */
  readonly as?: 'numpy' | 'torch' | 'jax' | 'list';
  /** What a float64 argument is handed over in: `float32` for layers whose weights are (default `float64`). */
  readonly precision?: 'float64' | 'float32';
  /** Milliseconds that one call may take before the process is ended (default 60 000). */
  readonly timeout?: number;
}

/** A function that lives in another process. */
export interface PythonFunction {
  (...args: readonly unknown[]): Promise<PythonValue>;
  /** Ends the process; calls that are under way are refused. */
  close(): Promise<void>;
}

const FUNCTION_NAME: Kind = {
  expected: "'module:function' or 'file.py:function'",
  accepts: (v) => typeof v === 'string' && /^[^:]+:[^:]+$/.test(v),
};

const PYTHON_OPTION_KINDS: OptionKinds<PythonOptions> = {
  python: text,
  cwd: text,
  as: oneOf('numpy', 'torch', 'jax', 'list'),
  precision: oneOf('float64', 'float32'),
  timeout: integer(1, 2 ** 31 - 1),
};

const SERVER = fileURLToPath(new URL('../../python/isotypic_function.py', import.meta.url));

/**
 * Starts Python and imports a function, so that it can be checked like any other. Arguments are vectors, or
 * `{ data, dims }`; results come as `{ data, dims }` with a Float32Array or Float64Array, lists and records of them.
 *
 * @param name `module:function`, or `file.py:function`; the function may be `Class.method` or an object with `__call__`
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `IO` when Python or the function cannot be had, with what Python says
 * @example
 * const f = await pythonFunction('math:fsum', { as: 'list' });
 * (await f([1, 2, 3.5])) // 6.5
 * await f.close();
 */
export async function pythonFunction(name: string, options: PythonOptions = {}): Promise<PythonFunction> {
  const where = 'pythonFunction';
  checkArgument(where, 'name', name, FUNCTION_NAME);
  checkOptions(where, options, PYTHON_OPTION_KINDS);
  const process = new PythonProcess(name, options);
  await process.ready();
  const call = (...args: readonly unknown[]): Promise<PythonValue> => process.call(args);
  const close = (): Promise<void> => process.close();
  return Object.assign(call, { close });
}

interface Pending {
  readonly resolve: (value: PythonValue) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** One interpreter with one function. */
class PythonProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly pending = new Map<number, Pending>();
  private readonly started: Promise<void>;
  private readonly ended: Promise<void>;
  private next = 1;
  private failure: IsotypicError | undefined;
  private complaints = '';

  constructor(
    private readonly name: string,
    private readonly options: PythonOptions,
  ) {
    const { as = 'numpy', cwd } = options;
    const python = options.python ?? globalThis.process.env.PEER_PYTHON?.split(':')[0] ?? 'python3';
    this.child = spawn(python, ['-u', SERVER, name, as], { cwd, stdio: 'pipe' });
    this.child.stderr.on('data', (chunk) => {
      this.complaints = `${this.complaints}${chunk}`.slice(-LONGEST_COMPLAINT);
    });
    // A pipe that breaks is told by the end of the process.
    this.child.stdin.on('error', () => {});
    this.started = new Promise((resolve, reject) => {
      this.child.once('error', (error) => reject(this.end(`${python} cannot be started (${error.message})`)));
      createInterface({ input: this.child.stdout }).on('line', (line) => this.receive(line, resolve, reject));
      this.child.once('exit', (code, signal) =>
        reject(this.end(`the process ended (${signal ?? `exit code ${code}`})`)),
      );
    });
    this.started.catch(() => {});
    this.ended = new Promise((resolve) => this.child.once('close', () => resolve()));
  }

  ready(): Promise<void> {
    return this.started;
  }

  call(args: readonly unknown[]): Promise<PythonValue> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = this.next++;
    const { timeout = 60_000, precision = 'float64' } = this.options;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.end(`no answer within ${timeout} ms`);
        this.child.kill('SIGKILL');
      }, timeout);
      this.pending.set(id, { resolve, reject, timer });
      const values = args.map((value, k) => encodeArgument(value, `argument ${k}`, precision));
      this.child.stdin.write(`${JSON.stringify({ id, arguments: values })}\n`);
    });
  }

  async close(): Promise<void> {
    this.end('it was closed');
    this.child.stdin.end();
    this.child.kill();
    if (this.child.pid !== undefined) await this.ended;
  }

  private receive(line: string, ready: () => void, refuse: (error: unknown) => void): void {
    const message = JSON.parse(line) as {
      readonly ready?: boolean;
      readonly id?: number;
      readonly value?: unknown;
      readonly error?: string;
    };
    if (message.ready === true) ready();
    else if (message.ready === false) refuse(this.end(lastLines(message.error ?? '')));
    else {
      const asked = this.pending.get(message.id ?? 0);
      if (asked === undefined) return;
      this.pending.delete(message.id ?? 0);
      clearTimeout(asked.timer);
      if (message.error === undefined) asked.resolve(decodeValue(message.value));
      else asked.reject(new Error(`${this.name} raised ${lastLines(message.error)}`));
    }
  }

  /** Refuses what is under way and what comes, with the first reason. */
  private end(reason: string): IsotypicError {
    this.failure ??= new IsotypicError('IO', {
      where: 'pythonFunction',
      expected: `${this.name} to be served by Python`,
      received: `${reason}${this.complaints === '' ? '' : `; standard error ends with ${lastLines(this.complaints)}`}`,
      remedy: 'Name an interpreter that has what the module imports with { python }, and its folder with { cwd }.',
    });
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(this.failure);
    }
    this.pending.clear();
    return this.failure;
  }
}

/** Characters of standard error that are kept for the message of a failure. */
const LONGEST_COMPLAINT = 4096;

/** The end of a traceback: where it was raised, and what. */
function lastLines(traceback: string): string {
  return traceback.trim().split('\n').slice(-3).join('\n');
}
