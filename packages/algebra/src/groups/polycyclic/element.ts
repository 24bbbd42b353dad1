/**
 * Elements with their inverses, as plain arrays: lifting makes many of them for a short while, and an engine makes and
 * forgets a plain array ten times faster than a typed one of more than 64 bytes.
 */

export type Images = readonly number[];

export interface Element {
  readonly images: Images;
  readonly inverse: Images;
}

export function elementOf(images: ArrayLike<number>): Element {
  const own = new Array<number>(images.length);
  const inverse = new Array<number>(images.length).fill(0);
  for (let i = 0; i < own.length; i++) {
    own[i] = images[i];
    inverse[images[i]] = i;
  }
  return { images: own, inverse };
}

/** The right factor acts first. */
export function times(a: Images, b: Images): number[] {
  const images = new Array<number>(b.length);
  for (let i = 0; i < b.length; i++) images[i] = a[b[i]];
  return images;
}

/** x·y for elements. */
export function product(x: Element, y: Element): Element {
  return { images: times(x.images, y.images), inverse: times(y.inverse, x.inverse) };
}

/** x⁻¹. */
export function inverted({ images, inverse }: Element): Element {
  return { images: inverse, inverse: images };
}

/** xᵉ, e ≥ 1. */
export function powerOf(x: Element, e: number): Element {
  let power = x;
  for (let k = 1; k < e; k++) power = product(power, x);
  return power;
}

/** x·g·x⁻¹. */
export function conjugated({ images: x }: Element, g: Images): Images {
  const conjugate = new Array<number>(g.length).fill(0);
  for (let i = 0; i < g.length; i++) conjugate[x[i]] = x[g[i]];
  return conjugate;
}
