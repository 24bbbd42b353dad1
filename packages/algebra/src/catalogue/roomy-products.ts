/** Products in group expressions: refused, when their generators would not fit, before they are written out. */
import { directProductOnTuples } from '../constructions/combined-actions.js';
import { directProduct, wreathProduct } from '../constructions/products.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { requireRoom } from './limits.js';

const generatorCount = (groups: readonly PermutationGroup[]): number =>
  groups.reduce((sum, { generators }) => sum + generators.length, 0);

/** The direct product on the disjoint union of the points. */
export function roomyProduct(factors: readonly PermutationGroup[]): PermutationGroup {
  const points = factors.reduce((sum, { degree }) => sum + degree, 0);
  requireRoom('directProduct', points, generatorCount(factors));
  return directProduct(...factors);
}

/** The direct product on the tuples of points. */
export function roomyGrid(factors: readonly PermutationGroup[]): PermutationGroup {
  const points = factors.reduce((product, { degree }) => product * degree, 1);
  requireRoom('directProductOnTuples', points, generatorCount(factors));
  return directProductOnTuples(...factors);
}

/** The wreath product; the base's generators come once for each orbit of the top. */
export function roomyWreath(
  base: PermutationGroup,
  top: PermutationGroup,
  action: 'imprimitive' | 'product' = 'imprimitive',
): PermutationGroup {
  const points = action === 'product' ? base.degree ** top.degree : base.degree * top.degree;
  requireRoom('wreathProduct', points, base.generators.length * top.orbits().length + top.generators.length);
  return wreathProduct(base, top, { action });
}
