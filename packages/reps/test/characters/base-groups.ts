/** Groups with a full base or an elementary abelian normal subgroup, for the tests of Clifford theory. */
import { Permutation, PermutationGroup } from '@isotypic/algebra';

/** (A_n² × A_n³):S₃ on 5n points, S₃ on three blocks and by its sign on two, and C_k on k more. */
export function blocksUnderS3(n: number, k = 0): PermutationGroup {
  const degree = 5 * n + k;
  const at = (block: number, i: number): number => block * n + i;
  const text = (cycles: readonly (readonly number[])[]): Permutation =>
    Permutation.fromCycles(cycles.map((cycle) => `(${cycle.join(' ')})`).join(''), degree);
  const places = Array.from({ length: n }, (_, i) => i);
  const generators = [0, 2].flatMap((block) =>
    places.slice(2).map((i) => text([[at(block, 0), at(block, 1), at(block, i)]])),
  );
  generators.push(text(places.map((i) => [at(2, i), at(3, i), at(4, i)])));
  generators.push(text([...places.map((i) => [at(0, i), at(1, i)]), ...places.map((i) => [at(2, i), at(3, i)])]));
  if (k > 0) generators.push(text([Array.from({ length: k }, (_, i) => 5 * n + i)]));
  return new PermutationGroup(generators, { degree });
}

/** The same group with fixed points before and after. */
export function besideFixedPoints(group: PermutationGroup, before: number, after: number): PermutationGroup {
  const degree = before + group.degree + after;
  const images = group.generators.map(({ images }) =>
    Permutation.fromImages(
      Array.from({ length: degree }, (_, x) =>
        x < before || x >= before + group.degree ? x : before + images[x - before],
      ),
    ),
  );
  return new PermutationGroup(images, { degree });
}
