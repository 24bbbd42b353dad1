/** Permutation groups that data often have, on variables in order: where a search among all groups begins. */
import {
  catalogue,
  directProduct,
  directProductOnTuples,
  type Permutation,
  PermutationGroup,
  wreathProduct,
} from '@isotypic/algebra';

export interface KnownGroup {
  readonly generators: readonly Permutation[];
  /** Whether it turns all variables round one circle. */
  readonly isCircle: boolean;
}

/**
 * All variables alike or on a circle; blocks of a, alike within and among each other (wreath products); a table of
 * a×b cells, rows and columns moved apart (products); blocks moved as wholes; and two kinds of variables. A group and
 * its mirror images force the same pattern of a covariance, so dihedral groups stand for cyclic ones only in products.
 */
export function knownGroups(D: number): KnownGroup[] {
  const { cyclic, dihedral, symmetric } = catalogue;
  const circle = cyclic(D);
  const groups: PermutationGroup[] = [symmetric(D), circle];
  for (let a = 2; 2 * a <= D; a++) {
    if (D % a !== 0) continue;
    const b = D / a;
    for (const A of [symmetric(a), cyclic(a)]) {
      for (const B of [symmetric(b), cyclic(b)]) groups.push(wreathProduct(A, B));
    }
    const lines = (n: number) => [symmetric(n), cyclic(n), ...(n > 3 ? [dihedral(n)] : [])];
    for (const A of [new PermutationGroup([], { degree: a }), ...lines(a)]) {
      for (const B of lines(b)) groups.push(directProductOnTuples(B, A));
    }
  }
  for (let k = 1; 2 * k <= D && k < D; k++) groups.push(directProduct(symmetric(k), symmetric(D - k)));
  return groups.map((group) => ({ generators: group.generators, isCircle: group === circle }));
}
