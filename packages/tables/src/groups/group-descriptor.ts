/** A permutation group in a descriptor: its generators identify it, order and name are for people. */
import { IsotypicError, Permutation, PermutationGroup } from '@isotypic/algebra';
import { checkArgument, fingerprint } from '@isotypic/algebra/internal';
import { GROUP } from '@isotypic/reps/internal';

/** What a table says of its group. */
export interface GroupDescriptor {
  readonly name: string;
  readonly degree: number;
  /** 0-based image arrays. */
  readonly generators: readonly (readonly number[])[];
  /** Decimal. */
  readonly order: string;
  readonly seed: number;
}

export function describeGroupIn(where: string, group: PermutationGroup, name: string): GroupDescriptor {
  checkArgument(where, 'group', group, GROUP);
  return {
    name,
    degree: group.degree,
    generators: group.generators.map((g) => g.toArray()),
    order: String(group.order),
    seed: group.seed,
  };
}

/** The fingerprint of a group on its generators, in their order. */
export function groupFingerprint({ degree, generators }: GroupDescriptor): string {
  return fingerprint(['permutation group', [degree], ...generators.map((g) => g)]);
}

/**
 * The group that a descriptor names.
 * @throws {IsotypicError} `PARSE` for generators that are none, or whose group has another order
 */
export function groupOfDescriptor(where: string, described: unknown): PermutationGroup {
  const { degree, generators, order, seed } = (described ?? {}) as Partial<GroupDescriptor>;
  if (!Number.isSafeInteger(degree) || !Array.isArray(generators) || !Number.isSafeInteger(seed)) {
    throw broken(where, 'a descriptor of a group: degree, generators, order and seed', String(described));
  }
  let group: PermutationGroup;
  try {
    group = new PermutationGroup(
      generators.map((images) => Permutation.fromImages(images)),
      { degree, seed },
    );
  } catch (error) {
    throw broken(where, 'generators of a permutation group', String(error));
  }
  if (String(group.order) !== order) throw broken(where, `the order ${group.order} of its generators`, String(order));
  return group;
}

function broken(where: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('PARSE', { where, expected, received });
}
