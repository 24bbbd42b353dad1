/**
 * Bare image arrays, for inner loops. Everything here trusts its arguments: equal lengths, permutations indeed.
 * Products follow the library's convention: the right factor acts first.
 */

export function identityImages(degree: number): Uint32Array {
  const images = new Uint32Array(degree);
  for (let i = 0; i < degree; i++) images[i] = i;
  return images;
}

/** target := a·b, (a·b)[i] = a[b[i]]. `target` may be `b`, not `a`. */
export function composeInto(target: Uint32Array, a: Uint32Array, b: Uint32Array): Uint32Array {
  for (let i = 0; i < b.length; i++) target[i] = a[b[i]];
  return target;
}

export function compose(a: Uint32Array, b: Uint32Array): Uint32Array {
  return composeInto(new Uint32Array(b.length), a, b);
}

export function invertImages(images: Uint32Array): Uint32Array {
  const inverse = new Uint32Array(images.length);
  for (let i = 0; i < images.length; i++) inverse[images[i]] = i;
  return inverse;
}

/** x·g·x⁻¹ */
export function conjugateImages(x: Uint32Array, g: Uint32Array): Uint32Array {
  const conjugate = new Uint32Array(g.length);
  for (let i = 0; i < g.length; i++) conjugate[x[i]] = x[g[i]];
  return conjugate;
}

export function isIdentityImages(images: Uint32Array): boolean {
  for (let i = 0; i < images.length; i++) if (images[i] !== i) return false;
  return true;
}

/** The number of points that stay. */
export function fixedCount(images: Uint32Array): number {
  let fixed = 0;
  for (let i = 0; i < images.length; i++) if (images[i] === i) fixed++;
  return fixed;
}

export function equalImages(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Do a and b commute? */
export function commute(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[b[i]] !== b[a[i]]) return false;
  return true;
}

/** a·b·a⁻¹·b⁻¹ */
export function commutator(a: Uint32Array, b: Uint32Array): Uint32Array {
  return compose(compose(a, b), invertImages(compose(b, a)));
}

/** Sign of a permutation. */
export function signOfImages(images: Uint32Array): 1 | -1 {
  const seen = new Uint8Array(images.length);
  let parity = 0;
  for (let start = 0; start < images.length; start++) {
    for (let x = images[start]; seen[start] === 0; x = images[x]) {
      if (x === start) {
        seen[start] = 1;
        break;
      }
      seen[x] = 1;
      parity ^= 1;
    }
  }
  return parity ? -1 : 1;
}

/** Permutations of disjoint sets, side by side. */
export function beside(parts: readonly Uint32Array[]): Uint32Array {
  const images = new Uint32Array(parts.reduce((n, p) => n + p.length, 0));
  let offset = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) images[offset + i] = offset + part[i];
    offset += part.length;
  }
  return images;
}
