/** What a backtrack search keeps, or carries to another of its kind: a coloring of the points and ways to refine it. */
export interface SearchObject<S> {
  readonly degree: number;
  /** The first coloring: invariant, as every recoloring here, under elements that carry one object to another. */
  readonly hashes: Int32Array;
  /** A permutation that is carried along with the object; the identity where there is none. */
  readonly images: Uint32Array;
  /** For each point how many images are settled when its own is. */
  readonly cycleLengths: Int32Array;
  /** Ways of recoloring that know nothing of base points, numbered from 0. */
  readonly ways: number;
  /** Does one round in one way leave nothing for another? */
  readonly settlesAtOnce?: boolean;
  /** Is it indifferent to the search where the point goes? */
  isIdle(point: number): boolean;
  /** Recolors in place, one way; the sum of the new colors. */
  recolor(way: number, colors: Int32Array, scratch: Int32Array): number;
  /** Recolors by what fixing the first `count` of the points in their order says of the others; the sum. */
  recolorByPoints(colors: Int32Array, points: ArrayLike<number>, count: number): number;
  /** Does x carry it to `target`? */
  isCarriedTo(target: S, x: Uint32Array): boolean;
  isKeptBy(x: Uint32Array): boolean;
}
