/** Transitive constituents: actions on invariant sets, and which of them are equivalent. */

/** The action on an invariant set, its points numbered in the order given. */
export function restrict(generators: readonly Uint32Array[], points: readonly number[]): Uint32Array[] {
  const position = new Map(points.map((x, i) => [x, i]));
  return generators.map((g) => Uint32Array.from(points, (x) => position.get(g[x]) as number));
}

/**
 * A bijection that carries one transitive action, generator by generator, to the other; undefined when there is none.
 */
export function areEquivalent(a: readonly Uint32Array[], b: readonly Uint32Array[]): Int32Array | undefined {
  const degree = a[0].length;
  const image = new Int32Array(degree).fill(-1);
  const queue: number[] = [];
  const extendsTo = (candidate: number): boolean => {
    for (const x of queue) image[x] = -1;
    queue.length = 0;
    image[0] = candidate;
    queue.push(0);
    for (const x of queue) {
      for (let k = 0; k < a.length; k++) {
        const y = a[k][x];
        const z = b[k][image[x]];
        if (image[y] === -1) {
          image[y] = z;
          queue.push(y);
        } else if (image[y] !== z) return false;
      }
    }
    return true;
  };
  for (let candidate = 0; candidate < degree; candidate++) if (extendsTo(candidate)) return image;
  return undefined;
}
