/** Equivariance and invariance as assertions: they throw the report of a check. */
import { callable, checkArgument, checkOptions } from '@isotypic/algebra/internal';
import { CHECK_OPTION_KINDS, Check, type CheckOptions } from './check.js';
import { EquivarianceError, type EquivarianceReport } from './report.js';
import { ARGUMENTS, type ArgumentSource, OUTPUTS, type OutputSource, sidesOf } from './spaces.js';
import type { Verified } from './subject.js';

/**
 * Asserts that f intertwines two actions of one group: `checkEquivariance`, thrown unless it holds.
 *
 * @returns the report, when it holds
 * @throws {EquivarianceError} `REFUTED` with `.report`, and in `details` its reason, x, word, seed and path;
 * @throws {IsotypicError} what `checkEquivariance` refuses
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * await assertEquivariant((x) => x.map((t) => t ** 2), rep, rep);
 * await assertEquivariant((x) => x.map((t, i) => 1e-12 * t * i), rep, rep) // throws REFUTED
 */
export async function assertEquivariant<Args extends readonly unknown[] = [Float64Array]>(
  f: (...args: Args) => unknown,
  repX: ArgumentSource | readonly ArgumentSource[],
  repY: OutputSource,
  options: CheckOptions = {},
): Promise<EquivarianceReport> {
  const where = 'assertEquivariant';
  checkArgument(where, 'f', f, callable);
  checkArgument(where, 'repX', repX, ARGUMENTS);
  checkArgument(where, 'repY', repY, OUTPUTS);
  checkOptions(where, options, CHECK_OPTION_KINDS);
  const sides = sidesOf(where, repX, repY, options.batch, ['repX', 'repY']);
  return assertCheck(where, 'f(ρ_X(g)x) = ρ_Y(g)f(x)', new Check(where, f as unknown as Verified, sides, options));
}

/**
 * Asserts that f(ρ(g)x) = f(x), whatever the length of f(x).
 * @throws {EquivarianceError | IsotypicError} as `assertEquivariant`
 * @example await assertInvariant((x) => [Math.max(...x)], 'permutation of symmetric(5)');
 */
export async function assertInvariant<Args extends readonly unknown[] = [Float64Array]>(
  f: (...args: Args) => unknown,
  rep: ArgumentSource | readonly ArgumentSource[],
  options: CheckOptions = {},
): Promise<EquivarianceReport> {
  const where = 'assertInvariant';
  checkArgument(where, 'f', f, callable);
  checkArgument(where, 'rep', rep, ARGUMENTS);
  checkOptions(where, options, CHECK_OPTION_KINDS);
  const sides = sidesOf(where, rep, 'trivial', options.batch, ['rep', 'rep']);
  return assertCheck(where, 'f(ρ_X(g)x) = f(x)', new Check(where, f as unknown as Verified, sides, options));
}

/** Runs a check, and throws its report unless it holds. */
export async function assertCheck(where: string, expected: string, check: Check): Promise<EquivarianceReport> {
  const report = await check.run();
  if (!report.holds) throw new EquivarianceError(where, expected, report, check.cause);
  return report;
}
