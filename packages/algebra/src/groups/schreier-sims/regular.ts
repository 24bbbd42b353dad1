/**
 * Regular groups, and groups with a regular normal subgroup: point stabilizers proved trivial, or proved to be as small
 * as they seem, by comparing images of points alone, without products of permutations.
 */
import { commutator, compose, conjugateImages, equalImages } from '../../permutations/images.js';
import { orbitOf, orbitRepresentatives } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { SchreierTree, strongGenerator, transversalBudget } from '../chain/schreier-tree.js';
import { keepShallow } from '../chain/shallow-tree.js';
import { Word } from '../word.js';

/**
 * Does every element of G = ⟨generators⟩ that fixes β fix all points? On Ω = Gβ exactly when for each generator a some
 * map that commutes with G carries β to aβ (Dixon & Mortimer 1996, Theorem 4.2A): such maps carry β to every point of
 * Ω, so G_β fixes all of them. Then G_β is normal, and it fixes a point δ elsewhere, and with it all of Gδ, exactly
 * when gβ ↦ gδ is a map. O(degree · generators²).
 */
export function fixesAllThatFix(
  degree: number,
  generators: readonly Uint32Array[],
  beta: number,
  meter: WorkMeter,
): boolean {
  const image = new Int32Array(degree).fill(-1);
  const queue: number[] = [];
  /** Is gβ ↦ gδ a map? */
  const isMap = (delta: number): boolean => {
    meter.step();
    for (const x of queue) image[x] = -1;
    queue.length = 0;
    image[beta] = delta;
    queue.push(beta);
    for (let i = 0; i < queue.length; i++) {
      const x = queue[i];
      for (const g of generators) {
        const y = g[x];
        const z = g[image[x]];
        if (image[y] === -1) {
          image[y] = z;
          queue.push(y);
        } else if (image[y] !== z) return false;
      }
    }
    return true;
  };
  if (!generators.every((g) => isMap(g[beta]))) return false;
  const representatives = orbitRepresentatives(
    degree,
    generators.map((images) => ({ images })),
  );
  const own = representatives[beta];
  for (let x = 0; x < degree; x++) {
    if (representatives[x] === x && x !== own && !generators.every((g) => g[x] === x) && !isMap(x)) return false;
  }
  return true;
}

/** The regular normal subgroup of G is looked for as the closure of one of so many elements. */
const MOST_SEEDS = 12;

/**
 * Proves that the stabilizer of β in G = ⟨generators⟩ lies in a group H of elements that fix β, where some N ⊴ G is
 * regular on Gβ, and fixes no point unless it fixes all; `inH` is membership in H. With gᵢ = nᵢ·hᵢ, nᵢ ∈ N and hᵢ
 * fixing β, G = N·⟨hᵢ⟩, so that G_β = ⟨hᵢ⟩: only the hᵢ are tested. False when no N is found. O(degree · generators² ·
 * log³ degree).
 */
export function stabilizerLiesIn(
  degree: number,
  generators: readonly Uint32Array[],
  beta: number,
  length: number,
  inH: (images: Uint32Array) => boolean,
  random: RandomSource,
  meter: WorkMeter,
): boolean {
  let tried = 0;
  for (const seed of seeds(generators)) {
    if (seed[beta] === beta) continue;
    if (++tried > MOST_SEEDS) break;
    const N = regularNormalClosure(degree, generators, seed, beta, length, meter);
    if (N === undefined) continue;
    const tree = new SchreierTree(degree, beta, transversalBudget(0));
    N.forEach((images) => {
      tree.extend(strongGenerator(images, Word.identity));
    });
    keepShallow(tree, random, meter);
    return generators.every((g) => {
      const h = g.slice();
      tree.divide(h, g[beta]);
      return inH(h);
    });
  }
  return false;
}

/** The generators, their products and commutators. */
function* seeds(generators: readonly Uint32Array[]): Iterable<Uint32Array> {
  yield* generators;
  for (const [i, a] of generators.entries()) {
    for (const b of generators.slice(0, i)) {
      yield compose(a, b);
      yield commutator(a, b);
    }
  }
}

/** Generators of the normal closure of `seed` when it is regular on Gβ and has no other element that fixes β. */
function regularNormalClosure(
  degree: number,
  generators: readonly Uint32Array[],
  seed: Uint32Array,
  beta: number,
  length: number,
  meter: WorkMeter,
): Uint32Array[] | undefined {
  if (!fixesAllThatFix(degree, [seed], beta, meter)) return undefined;
  const N = [seed];
  let size = orbitOf(degree, N, beta).length;
  for (const x of N) {
    for (const g of generators) {
      const conjugate = conjugateImages(g, x);
      if (equalImages(conjugate, x)) continue;
      // Semiregular groups of equal orbit lengths are equal when one contains the other.
      const larger = [...N, conjugate];
      if (!fixesAllThatFix(degree, larger, beta, meter)) return undefined;
      const reached = orbitOf(degree, larger, beta).length;
      if (reached === size) continue;
      N.push(conjugate);
      size = reached;
    }
  }
  return size === length ? N : undefined;
}
