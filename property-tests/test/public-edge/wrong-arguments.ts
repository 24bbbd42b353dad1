/**
 * Every public callable with a wrong value at every position, in turn: it must refuse with an `IsotypicError` that
 * names the argument, or give a result where the declared type allows the value.
 */
import { IsotypicError, type IsotypicErrorCode } from '@isotypic/algebra';
import type { Callable, Parameter } from './declarations.js';
import { invoke } from './invoke.js';
import { receiverOf, rightArguments } from './right-arguments.js';
import type { Suite } from './suite.js';
import { SWAPPED, WRONG_VALUES } from './wrong-values.js';

/** One call with one wrong value. */
export interface Trial {
  readonly callable: Callable;
  readonly position: number;
  /** The option that holds the value, or undefined for the argument itself. */
  readonly option: string | undefined;
  readonly value: string;
}

const UNKNOWN_OPTION = 'unknownOption';

/** All trials of a callable with wrong arguments. */
function trialsOf(callable: Callable): Trial[] {
  return callable.parameters.flatMap(({ options }, position) => [
    ...Object.keys(WRONG_VALUES).map((value) => ({ callable, position, option: undefined, value })),
    ...options.flatMap(({ name }) =>
      Object.keys(WRONG_VALUES).map((value) => ({ callable, position, option: name, value })),
    ),
    ...(options.length === 0 ? [] : [{ callable, position, option: UNKNOWN_OPTION, value: 'true' }]),
  ]);
}

/** `reps multiple(k = 'x')`. */
function nameOf({ callable, position, option, value }: Trial): string {
  const { name } = callable.parameters[position];
  const given = option === undefined ? `${name} = ${value}` : `${name} = { ${option}: ${value} }`;
  return `${callable.package} ${callable.path}(${given})`;
}

/** What is wrong with the callable's answer, or undefined. */
async function faultOf(trial: Trial): Promise<string | undefined> {
  const { callable, position, option, value } = trial;
  const args = await rightArguments(callable);
  const receiver = callable.kind === 'method' ? await receiverOf(callable) : undefined;
  const parameter = callable.parameters[position];
  const wrong = WRONG_VALUES[value].make();
  args[position] = option === undefined ? wrong : { ...(args[position] as object | undefined), [option]: wrong };
  try {
    await invoke(callable, receiver, args);
  } catch (error) {
    return faultOfRefusal(error, trial, parameter);
  }
  return isLegal(trial) ? undefined : 'accepted without a word';
}

function isLegal({ callable, position, option, value }: Trial): boolean {
  const { type, legal, options } = callable.parameters[position];
  if (value === 'a function' && type.includes('=>')) return true; // what it returns, nobody knows before it is called
  if (option === undefined) return legal.has(value);
  const given = options.find(({ name }) => name === option);
  if (value === 'undefined') return true; // not given
  return given !== undefined && (given.legal.has(value) || (value === 'a function' && given.type.includes('=>')));
}

/** What a right value may meet: another argument that it does not match, or a proof that it does not hold. */
const RELATIONS: ReadonlySet<IsotypicErrorCode> = new Set([
  'REFUTED',
  'DEGREE_MISMATCH',
  'SHAPE_MISMATCH',
  'FIELD_MISMATCH',
  'NOT_A_HOMOMORPHISM',
  'NOT_A_PERMUTATION',
  'NOT_IN_GROUP',
]);

function faultOfRefusal(error: unknown, trial: Trial, parameter: Parameter): string | undefined {
  const { callable, option, value } = trial;
  if (!(error instanceof IsotypicError)) return `throws ${String(error).split('\n')[0].slice(0, 120)}`;
  if (error.code === 'VERIFICATION_FAILED') return `calls it a bug of ours: ${error.message.slice(0, 120)}`;
  if (isLegal(trial)) {
    // a right value, which may be no match for the other arguments, or be refuted
    if (
      RELATIONS.has(error.code) ||
      parameter.type === 'readonly T[]' ||
      callable.parameters.some((other) => namesArgument(error, other.name, other))
    )
      return;
  }
  if (!namesArgument(error, option ?? parameter.name, parameter)) return `does not name it: ${error.message}`;
  const isSwapped = SWAPPED.has(value) && option === undefined && SWAPPABLE.test(parameter.type);
  if (isSwapped && !isLegal(trial) && error.remedy === undefined) {
    return `does not say what to pass: ${error.message}`;
  }
  return undefined;
}

/** Types that are passed for each other, so that a refusal must say what to pass instead. */
const SWAPPABLE = /^[^[=]*(Group|Representation|Permutation|Source)[^[=]*$/;

/** Words for an argument that are as good as its name. */
const NOUNS: readonly (readonly [RegExp, RegExp])[] = [
  [/Group/, /group/i],
  [/Permutation/, /permutation|\belements?\b/i],
  [/Representation|StructureSource|ActionSource/, /representation/i],
  [/Matrix|Layout|Samples/, /matri|samples|\brows?\b/i],
  [/Polynomial/, /polynomial/i],
  [/ClassFunction/, /class function|character/i],
  [/Irrep/, /irrep/i],
  [/^string$/, /text|expression|name/i],
];

function namesArgument({ code, message, where }: IsotypicError, name: string, { type, options }: Parameter): boolean {
  if (code === 'PARSE' || name.startsWith('__')) return true; // the text itself is shown, or the argument has no name
  if (code === 'UNKNOWN_NAME' && type === 'string') return true;
  const said = message.slice(where.length);
  if (new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'i').test(said)) return true;
  if ((options.length > 0 || name === 'options') && /\boptions?\b/.test(said)) return true;
  return NOUNS.some(([kind, noun]) => kind.test(type) && noun.test(said));
}

export const REFUSALS: Suite<Trial> = { trialsOf, nameOf, faultOf };
