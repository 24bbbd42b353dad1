/** What all laws take, and how they fail. */
import { PermutationGroup } from '@isotypic/algebra';
import { instance, integer, type Kind, type OptionKinds, refuted } from '@isotypic/algebra/internal';
import { MatrixRepresentation, PermutationRepresentation } from '@isotypic/reps';
import fc from 'fast-check';

export interface LawOptions {
  /** Cases of each law (each says its default). */
  readonly runs?: number;
  /** Replays a failure: reports print both with it. */
  readonly seed?: number;
  readonly path?: string;
}

export const LAW_OPTION_KINDS: OptionKinds<LawOptions> = {
  runs: integer(1),
  seed: integer(),
  path: {
    expected: "a path as reports print it, such as '3:0:1'",
    accepts: (v) => typeof v === 'string' && /^(\d+(:\d+)*)?$/.test(v),
  },
};

/** fast-check's parameters for law options. */
export function lawParameters(
  { runs, seed, path }: LawOptions,
  defaultRuns: number,
): { numRuns: number; seed?: number; path?: string } {
  return {
    numRuns: runs ?? defaultRuns,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  };
}

/** @throws {IsotypicError} `REFUTED` naming the law, unless it holds */
export function requireLaw(holds: boolean, law: string, values = ''): void {
  if (!holds) throw refuted('laws', law, values === '' ? 'a counterexample' : `a counterexample: ${values}`);
}

export const GROUP: Kind = instance(PermutationGroup, 'a permutation group', (v) => {
  if (Array.isArray(v)) return 'new PermutationGroup([images, …]) makes one of generators.';
  return typeof v === 'object' && v !== null && 'group' in v ? 'Pass its .group.' : undefined;
});

export const EXACT_REPRESENTATION: Kind = instance(
  [PermutationRepresentation, MatrixRepresentation],
  'a representation by exact matrices',
  (v) =>
    v instanceof PermutationGroup || Array.isArray(v)
      ? 'permutationRepresentation(group, images) makes one.'
      : undefined,
);

export const ARBITRARY: Kind = instance(fc.Arbitrary, 'an arbitrary of fast-check');

export const FIELD: Kind = {
  expected: 'a field, such as rationals',
  accepts: (v) => typeof v === 'object' && v !== null && 'zero' in v && 'one' in v && 'mul' in v && 'print' in v,
};
