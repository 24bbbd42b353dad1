/**
 * Elements with their inverses. Lifting makes many of them for a short while, and an engine makes and forgets a short
 * plain array ten times faster than a typed one of more than 64 bytes; of long ones the typed are quicker.
 */

export type Images = ArrayLike<number>;

export interface Element {
  readonly images: Images;
  readonly inverse: Images;
}

/** From this degree on images are typed arrays. */
const LONG = 200;

const blank = (degree: number): number[] | Uint32Array =>
  degree < LONG ? new Array<number>(degree).fill(0) : new Uint32Array(degree);

export function elementOf(images: Images): Element {
  const own = blank(images.length);
  const inverse = blank(images.length);
  for (let i = 0; i < own.length; i++) {
    own[i] = images[i];
    inverse[images[i]] = i;
  }
  return { images: own, inverse };
}

/** The right factor acts first. */
export function times(a: Images, b: Images): Images {
  const images = blank(b.length);
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
  const conjugate = blank(g.length);
  for (let i = 0; i < g.length; i++) conjugate[x[i]] = x[g[i]];
  return conjugate;
}
