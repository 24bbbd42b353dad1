/** Simply reducible groups (Wigner 1940): all classes ambivalent, all products of two irreps free of multiplicities. */
import type { PermutationGroup } from '@isotypic/algebra';

/**
 * Wigner's criterion: Σ_g ζ(g)³ ≤ Σ_g v(g)², where ζ(g) counts the square roots of g and v(g) what commutes with g;
 * equal exactly for simply reducible groups.
 */
export function isSimplyReducible(group: PermutationGroup): boolean {
  const classes = group.conjugacyClasses();
  const roots = classes.map(() => 0n);
  for (const { representative, size } of classes) {
    roots[group.classOf(representative.times(representative))] += size;
  }
  const sum = (term: (size: bigint, index: number) => bigint): bigint =>
    classes.reduce((total, { size }, index) => total + size * term(size, index), 0n);
  return sum((size, k) => (roots[k] / size) ** 3n) === sum((size) => (group.order / size) ** 2n);
}
