/**
 * Pruning on the left (Leon 1991; Seress 2003, §9.1.1). With t also k·t has the property, for all k in the subgroup K
 * found so far; when k fixes the images chosen so far, the subtrees below y and below ky stand or fall together. Any
 * elements of the stabilizer of those images will do, so a few random ones are made and nothing is verified.
 */
import { compose, identityImages, invertImages, isIdentityImages } from '../../permutations/images.js';
import { orbitRepresentatives } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';

/** Schreier generators made for each stabilizer. */
const TRIES = 6;

export class ImageStabilizers {
  /** points[i] was fixed by steps[i + 1]; steps[0] generates K. */
  private readonly points: number[] = [];
  private readonly steps: (readonly Uint32Array[])[];

  constructor(
    generators: readonly Uint32Array[],
    private readonly random: RandomSource,
  ) {
    this.steps = [generators];
  }

  /** Orbit labels of elements of K that fix `images`; undefined when only the identity is known. */
  orbits(degree: number, images: ArrayLike<number>): Int32Array | undefined {
    let known = 0;
    while (known < images.length && this.points[known] === images[known]) known++;
    this.points.length = known;
    this.steps.length = known + 1;
    for (let i = known; i < images.length; i++) {
      this.points.push(images[i]);
      this.steps.push(this.fixing(this.steps[i], images[i]));
    }
    const generators = this.steps[images.length];
    if (generators.length === 0) return undefined;
    return orbitRepresentatives(
      degree,
      generators.map((g) => ({ images: g })),
    );
  }

  /** Random Schreier generators of the stabilizer of a point in the group of the given elements. */
  private fixing(generators: readonly Uint32Array[], point: number): readonly Uint32Array[] {
    if (generators.every((g) => g[point] === point)) return generators;
    const { degree, carry } = transversalFrom(generators, point);
    const found: Uint32Array[] = [];
    let element = identityImages(degree);
    for (let k = 0; k < TRIES; k++) {
      for (const g of generators) if (this.random.below(2) === 1) element = compose(g, element);
      const residue = compose(invertImages(carry(element[point])), element);
      if (!isIdentityImages(residue)) found.push(residue);
    }
    return found;
  }
}

/** `carry(y)` is an element of the group of the given elements that carries `point` to y, a point of its orbit. */
function transversalFrom(
  generators: readonly Uint32Array[],
  point: number,
): { degree: number; carry: (y: number) => Uint32Array } {
  const degree = generators[0].length;
  const edges = new Map<number, { from: number; by: Uint32Array }>();
  const orbit = [point];
  const seen = new Set(orbit);
  for (const x of orbit) {
    for (const by of generators) {
      const y = by[x];
      if (seen.has(y)) continue;
      seen.add(y);
      edges.set(y, { from: x, by });
      orbit.push(y);
    }
  }
  const carry = (y: number): Uint32Array => {
    let result = identityImages(degree);
    for (let edge = edges.get(y); edge !== undefined; edge = edges.get(edge.from)) result = compose(result, edge.by);
    return result;
  };
  return { degree, carry };
}
