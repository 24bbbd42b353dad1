/** The grammar of `isotypic check`. */
import { type Call, type Command, integerOf, JSON_OPTION, misuse, nonEmpty } from '../../command.js';
import type { CheckArguments } from './check-arguments.js';

export const checkCommand: Command = {
  name: 'check',
  words: 'FILE#EXPORT',
  count: [1, 1],
  wordsAre: 'one function, such as layer.mjs#forward or layer.py:forward',
  summary: 'is a function equivariant? the smallest counterexample, which components break, and under what it holds',
  description:
    'Checks f(ρ(g)x) = ρ′(g)f(x) for the exported function, against what rounding can do to it. IN and OUT are such ' +
    'as "regular of dihedral(4)", "2*permutation + sign of symmetric(4)", "T(2) + V of SO(3)"; OUT may be trivial. ' +
    'The exit code is 1 when the function is not equivariant.',
  example: 'isotypic check layer.mjs#forward --in "regular of dihedral(4)" --out trivial',
  options: {
    in: { type: 'string', value: 'IN', help: 'how the argument moves; for several arguments, separated by ";"' },
    out: { type: 'string', value: 'OUT', help: 'how the result moves; trivial for an invariant' },
    python: {
      type: 'boolean',
      help: 'the function is of Python: FILE.py:NAME or MODULE:NAME, run by python3 or $PEER_PYTHON',
    },
    as: { type: 'string', value: 'KIND', help: 'what a Python function takes: numpy (default), torch, jax or list' },
    precision: { type: 'string', value: 'P', help: 'float64 (default) or float32: what the function computes in' },
    batch: { type: 'string', value: 'N', help: 'the function takes N samples at once, as rows' },
    runs: { type: 'string', value: 'N', help: 'cases (default 300)' },
    seed: { type: 'string', value: 'SEED', help: 'of the cases; a report says which to use again' },
    path: { type: 'string', value: 'PATH', help: 'the case to begin with, as a report says' },
    tolerance: {
      type: 'string',
      value: 'T',
      help: 'allow violations up to T of the size of f, in place of its own noise',
    },
    report: { type: 'string', value: 'FILE.html', help: 'a page with the error drawn by generator and by component' },
    json: JSON_OPTION,
  },
  async run(call, console) {
    const { check } = await import('./check.js');
    return check(argumentsOf(call), console);
  },
};

function argumentsOf(call: Call): CheckArguments {
  const [name] = call.words;
  const isPython = call.flag('python');
  const given = (option: string): string => {
    const value = call.text(option);
    if (value === undefined)
      throw misuse(`--${option}: how the ${option === 'in' ? 'argument' : 'result'} moves`, 'none');
    return nonEmpty(`--${option} with a text`, value);
  };
  const number = (option: string, most: number): number | undefined => {
    const value = call.text(option);
    return value === undefined ? undefined : integerOf(`--${option}`, value, 0, most);
  };
  const tolerance = call.text('tolerance');
  if (tolerance !== undefined && !(Number(tolerance) >= 0)) throw misuse('--tolerance from 0 on', tolerance);
  const report = call.text('report');
  return {
    name,
    isPython,
    in: given('in')
      .split(';')
      .map((part) => part.trim()),
    out: given('out'),
    as: call.text('as'),
    precision: call.text('precision'),
    batch: number('batch', 1e6),
    runs: number('runs', 1e9),
    seed: number('seed', 2 ** 31),
    path: call.text('path'),
    tolerance: tolerance === undefined ? undefined : Number(tolerance),
    report: report === undefined ? undefined : nonEmpty('--report with a name', report),
    json: call.flag('json'),
  };
}
