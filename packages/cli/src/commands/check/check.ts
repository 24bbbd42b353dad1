/** `isotypic check`: a function of a module, or of Python, held against a symmetry. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IsotypicError } from '@isotypic/algebra';
import { type Adapter, adapters, checkEquivariance, type EquivarianceReport } from '@isotypic/property-tests';
import { type PythonFunction, pythonFunction } from '@isotypic/property-tests/python';
import { choiceOf, misuse } from '../../command.js';
import type { Console } from '../../console.js';
import type { CheckArguments } from './check-arguments.js';
import { reportPage } from './report-page.js';

/** The exit code of a function that is not equivariant. */
const REFUTED = 1;

/** @returns the exit code */
export async function check(args: CheckArguments, console: Console): Promise<number> {
  const precision = args.precision === undefined ? undefined : choiceOf('--precision', args.precision, PRECISIONS);
  const f = args.isPython ? await ofPython(args, precision) : await ofModule(args);
  try {
    const { batch, runs, seed, path, tolerance } = args;
    const report = await checkEquivariance(f.call, {
      ...defined({ batch, runs, seed, path, tolerance, precision, as: f.as }),
      in: args.in.length === 1 ? args.in[0] : args.in,
      out: args.out,
    });
    if (args.report !== undefined) write(args.report, reportPage(report, args));
    console.out(args.json ? `${JSON.stringify(plain(report), null, 2)}\n` : `${args.name}: ${report}\n`);
    if (args.report !== undefined && !args.json) console.out(`\nReport  ${args.report}\n`);
    return report.holds ? 0 : REFUTED;
  } finally {
    await f.close();
  }
}

const PRECISIONS = ['float64', 'float32'] as const;

interface Checked {
  readonly call: (...args: readonly unknown[]) => unknown;
  readonly as: Adapter | undefined;
  close(): Promise<void>;
}

async function ofPython(
  { name, as }: CheckArguments,
  precision: (typeof PRECISIONS)[number] | undefined,
): Promise<Checked> {
  const kind = as === undefined ? undefined : choiceOf('--as', as, ['numpy', 'torch', 'jax', 'list'] as const);
  const f: PythonFunction = await pythonFunction(name, defined({ as: kind, precision }));
  const tensor = adapters.tensor((data, dims) => ({ data, dims }), precision ?? 'float64');
  return { call: f, as: tensor, close: () => f.close() };
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` for a name that is none, `IO` for a module that cannot be had */
async function ofModule({ name, as, precision }: CheckArguments): Promise<Checked> {
  if (as !== undefined) throw misuse('--as with --python only', as);
  const [file, exported = 'default', ...rest] = name.split('#');
  if (file === '' || rest.length > 0) throw misuse('a function as FILE#EXPORT', name);
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new IsotypicError('IO', {
      where: 'isotypic check',
      expected: 'a module that can be imported',
      received: `${file} (${error instanceof Error ? error.message : String(error)})`,
      remedy: 'For a function of Python say --python and FILE.py:NAME.',
      cause: error,
    });
  }
  const f = module[exported];
  if (typeof f !== 'function') {
    const names = Object.keys(module).filter((key) => typeof module[key] === 'function');
    throw misuse(
      `a function among the exports of ${file}`,
      exported,
      `It exports ${names.join(', ') || 'no function'}.`,
    );
  }
  const single = precision === 'float32' ? adapters.float32 : undefined;
  return { call: f as Checked['call'], as: single, close: async () => {} };
}

/** Without what is undefined. */
function defined<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined)) as ReturnType<
    typeof defined<T>
  >;
}

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new IsotypicError('IO', {
      where: 'isotypic check',
      expected: 'a report that can be written',
      received: `${file} (${error instanceof Error ? error.message : String(error)})`,
      cause: error,
    });
  }
}

/** The report as plain data: vectors as arrays, the group by its order and generators. */
function plain(report: EquivarianceReport): object {
  const { largestSubgroup: held, ...rest } = report;
  const subgroup = held && {
    order: `${held.order}`,
    structure: held.structure,
    generators: held.generators,
    isComplete: held.isComplete,
  };
  const whole = { ...rest, largestSubgroup: subgroup, toString: undefined };
  return JSON.parse(JSON.stringify(whole, (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v))) as object;
}
