/** Stabilizers of sets in the natural symmetric and alternating groups. */
import { cycle } from '../../permutations/cycle-type.js';
import { factorial } from '../../scalars/integers.js';
import type { Group } from '../group.js';

/**
 * The setwise stabilizer in a giant: Sym(S) × Sym(complement), or its even part. Undefined for other groups.
 */
export function giantSetStabilizer(group: Group, set: readonly number[]): Group | undefined {
  const { structure, degree } = group;
  if (structure?.kind !== 'giant') return undefined;
  const inside = new Set(set);
  const outside = Array.from({ length: degree }, (_, x) => x).filter((x) => !inside.has(x));
  const parts = [[...inside], outside].filter((part) => part.length > 1);
  const transpositions = parts.map(([a, b]) => cycle(degree, [a, b]));
  const isEven = structure.giant === 'alternating';
  // ⟨(a b c), …⟩ over c generates Alt(part); with products of two odd elements it is the even part of the product.
  const generators = parts.flatMap((part) => {
    const long = cycle(degree, part);
    if (!isEven) return [cycle(degree, part.slice(0, 2)), long];
    const three = part.length > 2 ? [cycle(degree, part.slice(0, 3))] : [];
    // The cycle of all points when odd in number, else of all but the first, is even.
    return [...three, cycle(degree, part.length % 2 === 1 ? part : part.slice(1))];
  });
  if (isEven && transpositions.length === 2) generators.push(transpositions[0].times(transpositions[1]));
  const all = factorial(inside.size) * factorial(outside.length);
  const order = isEven && degree > 1 && transpositions.length > 0 ? all / 2n : all;
  return group.subgroup(
    generators.filter((g) => !g.isIdentity()),
    { order },
  );
}
