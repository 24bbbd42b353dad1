/** Equivariant maps between orbits: each is known from the image of one point. */

/**
 * The map φ with φ(g·x) = g·φ(x) for all generators g and φ(from) = to, as pairs [x, φ(x)]; undefined when there is
 * none or it is not injective. `a` and `b` list the generators in the two actions; `size` is the length of the orbit of
 * `from`.
 */
export function equivariantMap(
  a: readonly Uint32Array[],
  b: readonly Uint32Array[],
  from: number,
  to: number,
  size: number,
): [number, number][] | undefined {
  const image = new Map<number, number>([[from, to]]);
  for (const [x, y] of image) {
    for (let k = 0; k < a.length; k++) {
      const gx = a[k][x];
      const gy = b[k][y];
      const known = image.get(gx);
      if (known === undefined) image.set(gx, gy);
      else if (known !== gy) return undefined;
    }
  }
  const images = new Set(image.values());
  return images.size === size ? [...image] : undefined;
}
