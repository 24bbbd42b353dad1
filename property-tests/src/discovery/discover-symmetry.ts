/** Which of several groups, or which subgroup of one, a function respects. */
import { PermutationGroup, type WorkOptions } from '@isotypic/algebra';
import { callable, checkArgument, checkOptions, type Kind, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { type ExactRepresentation, type Representation, restrict } from '@isotypic/reps';
import { ACTION, type ActionSource, readAction } from '../equivariance/actions.js';
import { CHECK_OPTION_KINDS, type CheckOptions, checkEquivariance } from '../equivariance/check.js';
import type { EquivarianceReport } from '../equivariance/report.js';
import type { LawOptions } from '../laws/options.js';

/** Options of `discoverPermutationSymmetry`, `discoverSymmetry`. */
export interface DiscoveryOptions
  extends LawOptions,
    WorkOptions,
    Pick<CheckOptions, 'as' | 'precision' | 'tolerance'> {
  /** How f(x) moves: `trivial` (default), f is invariant; `same`, as x does. */
  readonly out?: 'trivial' | 'same';
}

export const DISCOVERY_OPTION_KINDS: OptionKinds<DiscoveryOptions> = {
  runs: CHECK_OPTION_KINDS.runs,
  seed: CHECK_OPTION_KINDS.seed,
  path: CHECK_OPTION_KINDS.path,
  onProgress: CHECK_OPTION_KINDS.onProgress,
  signal: CHECK_OPTION_KINDS.signal,
  budget: CHECK_OPTION_KINDS.budget,
  as: CHECK_OPTION_KINDS.as,
  precision: CHECK_OPTION_KINDS.precision,
  tolerance: CHECK_OPTION_KINDS.tolerance,
  out: oneOf('trivial', 'same'),
};

/** What one candidate came to. */
export interface SymmetryEvidence {
  readonly candidate: ActionSource;
  readonly name: string;
  /** The check under the whole group. */
  readonly report: EquivarianceReport;
  /** The group under which f was found right, the whole one or a subgroup, and the check under it. */
  readonly group: PermutationGroup | undefined;
  readonly order: bigint | undefined;
  readonly confirmation: EquivarianceReport;
}

/** A symmetry that was found in a function, and what was tried. */
export interface DiscoveredSymmetry {
  /** The candidate with the largest group, the first of those. Undefined when nothing but the identity was found. */
  readonly best: SymmetryEvidence | undefined;
  /** One for each candidate, in their order. */
  readonly evidence: readonly SymmetryEvidence[];
}

const CANDIDATES: Kind = {
  expected: `an array of candidates, each ${ACTION.expected}`,
  accepts: (v) => Array.isArray(v) && v.length > 0 && v.every((c) => ACTION.accepts(c)),
  remedy: (v) => (ACTION.accepts(v) ? 'Write [candidate].' : undefined),
};

/**
 * Checks f under each candidate; where a whole group fails, the elements under which f holds are closed to a subgroup,
 * and that one is checked by itself. What is found is as good as its check, whose report is the evidence: a black box
 * is refuted by one input, and never proved by any number of them.
 *
 * @param candidates actions on the inputs of f; `'permutation of symmetric(5)'` searches all permutations of five
 * @throws {IsotypicError} as `checkEquivariance`; a step of the budget is a call of f, for each check
 * @example
 * const f = (x) => x[0] * x[1] + x[1] * x[2] + x[2] * x[3] + x[3] * x[0];
 * const { best } = await discoverSymmetry(f, ['permutation of symmetric(4)']);
 * best.order // 8n
 */
export async function discoverSymmetry(
  f: (x: Float64Array) => unknown,
  candidates: readonly ActionSource[],
  options: DiscoveryOptions = {},
): Promise<DiscoveredSymmetry> {
  const where = 'discoverSymmetry';
  checkArgument(where, 'f', f, callable);
  checkArgument(where, 'candidates', candidates, CANDIDATES);
  checkOptions(where, options, DISCOVERY_OPTION_KINDS);
  const evidence: SymmetryEvidence[] = [];
  for (const candidate of candidates) evidence.push(await evidenceOf(f, candidate, options));
  const best = evidence.reduce<SymmetryEvidence | undefined>((known, one) => {
    if (one.order === undefined ? !one.confirmation.holds : one.order === 1n) return known;
    return known === undefined || (one.order ?? 0n) > (known.order ?? 0n) ? one : known;
  }, undefined);
  return { best, evidence };
}

/** Subgroups found one within the other: each is smaller by a factor of two at least, and few fail their own check. */
const MOST_DESCENTS = 8;

/** The check of one candidate, and of the subgroups that it leaves. */
export async function evidenceOf(
  f: (x: Float64Array) => unknown,
  candidate: ActionSource,
  { out = 'trivial', ...options }: DiscoveryOptions,
): Promise<SymmetryEvidence> {
  const check = (action: ActionSource): Promise<EquivarianceReport> =>
    checkEquivariance(f, { ...options, in: action, out: out === 'same' ? action : 'trivial' });
  const { representation } = readAction(candidate);
  const report = await check(candidate);
  const name = typeof candidate === 'string' ? candidate : `${representation ?? 'an action by matrices'}`;
  let confirmation = report;
  let held = representation?.group;
  let action: Representation | undefined = representation;
  for (let step = 0; step < MOST_DESCENTS && !confirmation.holds && action !== undefined; step++) {
    // Where f fails before any element moves it, no subgroup holds either.
    if (confirmation.largestSubgroup === undefined) break;
    held = confirmation.largestSubgroup.group;
    // Matrices of floats have no exact restriction.
    if (held.isTrivial() || action.kind === 'numeric') break;
    action = restrict(action as ExactRepresentation, held);
    confirmation = await check(action);
  }
  if (!confirmation.holds) held = held && new PermutationGroup([], { degree: held.degree });
  return { candidate, name, report, group: held, order: held?.order, confirmation };
}
