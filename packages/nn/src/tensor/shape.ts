/** Shapes, and where the entries of a row-major tensor lie. */

/** How many entries a shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((n, extent) => n * extent, 1);

/** How far apart neighbors along each axis lie. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((extent, axis) => extent === b[axis]));

/**
 * The shape both broadcast to: axes are matched from the last one on, and an axis that is missing or of extent 1 is
 * repeated. Undefined where they do not fit.
 */
export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let axis = 0; axis < rank; axis++) {
    const x = a[axis - rank + a.length] ?? 1;
    const y = b[axis - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1) return undefined;
    shape[axis] = x === 1 ? y : x;
  }
  return shape;
}

/** A shape that is repeated along the first and the last axes of another: entry m stands at (outer, m, inner). */
export interface Repetition {
  readonly outer: number;
  readonly middle: number;
  readonly inner: number;
}

/** How `small` is repeated in `large`, where that happens on leading and trailing axes alone. */
export function repetitionIn(small: readonly number[], large: readonly number[]): Repetition | undefined {
  const missing = large.length - small.length;
  const kept = large.map((extent, axis) => extent === 1 || (axis >= missing && small[axis - missing] === extent));
  const repeats = kept.map((k) => !k);
  // Axes of extent 1 belong to either side.
  const first = large.findIndex((extent, axis) => extent !== 1 && !repeats[axis]);
  if (first < 0) return { outer: 1, middle: 1, inner: sizeOf(large) };
  let last = large.length - 1;
  while (large[last] === 1 || repeats[last]) last--;
  for (let axis = first; axis <= last; axis++) if (repeats[axis]) return undefined;
  return {
    outer: sizeOf(large.slice(0, first)),
    middle: sizeOf(large.slice(first, last + 1)),
    inner: sizeOf(large.slice(last + 1)),
  };
}
