/** Perfect matchings, subsets and matchings between two sides. */

/** All perfect matchings of the given points, pairs in order of their smaller points. (m − 1)!! of m points. */
export function pairings(points: readonly number[]): [number, number][][] {
  if (points.length === 0) return [[]];
  if (points.length % 2 === 1) return [];
  const [first, ...rest] = points;
  return rest.flatMap((second, k) =>
    pairings(rest.filter((_, i) => i !== k)).map((pairs): [number, number][] => [[first, second], ...pairs]),
  );
}

/** All bijections from `left` to `right` as lists of pairs. */
export function matchings(left: readonly number[], right: readonly number[]): [number, number][][] {
  if (left.length === 0) return right.length === 0 ? [[]] : [];
  const [first, ...rest] = left;
  return right.flatMap((second, k) =>
    matchings(
      rest,
      right.filter((_, i) => i !== k),
    ).map((pairs): [number, number][] => [[first, second], ...pairs]),
  );
}

/** All subsets of `size` of the points, with the rest, in lexicographic order. */
export function subsets(points: readonly number[], size: number): { chosen: number[]; rest: number[] }[] {
  if (size === 0) return [{ chosen: [], rest: [...points] }];
  if (points.length < size) return [];
  const [first, ...others] = points;
  return [
    ...subsets(others, size - 1).map(({ chosen, rest }) => ({ chosen: [first, ...chosen], rest })),
    ...subsets(others, size).map(({ chosen, rest }) => ({ chosen, rest: [first, ...rest] })),
  ];
}

/** All ways to take `count` disjoint subsets of `size`, in no order among each other. */
export function disjointSubsets(
  points: readonly number[],
  size: number,
  count: number,
): { chosen: number[][]; rest: number[] }[] {
  if (count === 0) return [{ chosen: [], rest: [...points] }];
  return subsets(points, size).flatMap(({ chosen, rest }) =>
    disjointSubsets(rest, size, count - 1)
      .filter((more) => more.chosen.length === 0 || more.chosen[0][0] > chosen[0])
      .map((more) => ({ chosen: [chosen, ...more.chosen], rest: more.rest })),
  );
}
