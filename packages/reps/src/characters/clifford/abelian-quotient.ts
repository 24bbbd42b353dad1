/**
 * Elementary abelian normal subgroups that show in a block system: where the action K on a block is affine, with
 * translations L, the group acts on blocks with K/L inside them, and V = G ∩ L^m is what acts trivially there.
 */
import { Permutation, type PermutationGroup, randomSource } from '@isotypic/algebra';
import { acting } from '../action.js';
import { BlockFrames } from '../block-frames.js';
import { primeDivisors } from '../modulus.js';
import type { TableWork } from '../table-work.js';

/** The translations of an affine action on q = p^d points, as vectors. */
interface Translations {
  readonly prime: number;
  readonly dimension: number;
  /** vectorOf[x] are the coordinates of the translation that takes point 0 to x. */
  readonly vectorOf: readonly (readonly number[])[];
  /** The inverses of the translations, by the image of point 0. */
  readonly inverses: readonly Uint32Array[];
}

/** V and G/V. */
export class AbelianQuotient {
  readonly prime: number;
  readonly top: PermutationGroup;
  /** A basis of V whose coordinates are read at `pivots`. */
  readonly basis: readonly Permutation[];
  /** Blocks and coordinates of translations there. */
  private readonly pivots: readonly { readonly point: number; readonly coordinate: number }[];
  /** The points of the group that the quotient acts on as they are. */
  private readonly others: readonly number[];
  private readonly otherAt: Int32Array;
  /** Points of a block in the quotient: all but the first, or one for the block where only translations act on it. */
  private readonly places: number;

  constructor(
    private readonly group: PermutationGroup,
    private readonly frames: BlockFrames,
    private readonly translations: Translations,
    work: TableWork,
  ) {
    const { degree, generators } = group;
    this.prime = translations.prime;
    const size = translations.vectorOf.length;
    this.places = frames.base.order === BigInt(size) ? 1 : size - 1;
    this.others = Array.from({ length: degree }, (_, x) => x).filter((x) => frames.blockOf[x] === -1);
    this.otherAt = new Int32Array(degree);
    this.others.forEach((x, i) => {
      this.otherAt[x] = i;
    });
    const images = generators.map((g) => this.imageOf(g).images);
    this.top = acting(group, images, frames.blockCount * this.places + this.others.length);
    const rank = logarithm(group.order / this.top.order, BigInt(this.prime));
    const { basis, pivots } = this.reducedBasis(rank > 0 ? this.kernelGenerators(work) : [], rank);
    this.basis = basis;
    this.pivots = pivots;
  }

  get rank(): number {
    return this.basis.length;
  }

  imageOf({ images }: Permutation): Permutation {
    const { frames, places, others, translations } = this;
    const { frame, coordinate, blockOf } = frames;
    const image = new Uint32Array(frame.length * places + others.length);
    frame.forEach((points, j) => {
      const first = images[points[0]];
      const target = blockOf[first];
      if (places === 1 && points.length !== 2) {
        image[j] = target;
        return;
      }
      const back = translations.inverses[coordinate[first]];
      for (let i = 0; i < places; i++) {
        image[j * places + i] = target * places + back[coordinate[images[points[i + 1]]]] - 1;
      }
    });
    others.forEach((x, i) => {
      image[frame.length * places + i] = frame.length * places + this.otherAt[images[x]];
    });
    return Permutation.fromTrustedImages(image);
  }

  /** The coordinates of an element of V, given by the images of points. */
  coordinates(imageOf: (point: number) => number): number[] {
    const { vectorOf } = this.translations;
    const { coordinate } = this.frames;
    return this.pivots.map(({ point, coordinate: at }) => vectorOf[coordinate[imageOf(point)]][at]);
  }

  /** Row i are the coordinates of g⁻¹·bᵢ·g. */
  conjugation(g: Permutation): number[][] {
    const [images, back] = [g.images, g.inverse().images];
    return this.basis.map((b) => this.coordinates((x) => back[b.images[images[x]]]));
  }

  /** The elements that fix every point of the quotient: G acts on its points and those of the quotient together. */
  private kernelGenerators(work: TableWork): Permutation[] {
    const { group, top } = this;
    const m = top.degree;
    const joint = group.generators.map((g, k) => {
      const image = top.generators[k].images;
      return Uint32Array.from({ length: m + group.degree }, (_, x) => (x < m ? image[x] : m + g.images[x - m]));
    });
    const both = acting(group, joint, m + group.degree);
    const points = Array.from({ length: m }, (_, x) => x);
    const kernel = work.meter.part((options) => both.stabilizer(points, options));
    return kernel.generators.map((g) => Permutation.fromTrustedImages(g.images.slice(m).map((y) => y - m)));
  }

  /** Gauss–Jordan elimination of the translations on all blocks, the elements taken along. */
  private reducedBasis(
    generators: readonly Permutation[],
    rank: number,
  ): Pick<AbelianQuotient, 'basis'> & {
    pivots: { point: number; coordinate: number }[];
  } {
    const { frame, coordinate } = this.frames;
    const { vectorOf, dimension, prime } = this.translations;
    const basis: Permutation[] = [];
    const pivots: { point: number; coordinate: number }[] = [];
    const entry = (v: Permutation, { point, coordinate: at }: { point: number; coordinate: number }): number =>
      vectorOf[coordinate[v.images[point]]][at];
    for (const generator of generators) {
      if (basis.length === rank) break;
      let v = generator;
      pivots.forEach((pivot, i) => {
        const a = entry(v, pivot);
        if (a !== 0) v = v.times(basis[i].power(prime - a));
      });
      const pivot = frame
        .flatMap((points) => Array.from({ length: dimension }, (_, at) => ({ point: points[0], coordinate: at })))
        .find((place) => entry(v, place) !== 0);
      if (pivot === undefined) continue;
      let inverse = 1;
      while ((inverse * entry(v, pivot)) % prime !== 1) inverse++;
      v = v.power(inverse);
      basis.forEach((b, i) => {
        const a = entry(b, pivot);
        if (a !== 0) basis[i] = b.times(v.power(prime - a));
      });
      basis.push(v);
      pivots.push(pivot);
    }
    return { basis, pivots };
  }
}

/** Orders of V: characters are listed, and each carries an element of G. */
const LARGEST_BASE = 1 << 16;

/** The quotient by the largest elementary abelian subgroup of this kind that is not too large. */
export function abelianQuotient(group: PermutationGroup, work: TableWork): AbelianQuotient | undefined {
  let best: AbelianQuotient | undefined;
  for (const orbit of group.orbits()) {
    if (orbit.length === 1) continue;
    for (const blocks of smallestBlockSystems(group, orbit, work)) {
      const frames = new BlockFrames(group, blocks);
      const translations = translationsOf(frames.base);
      if (translations === undefined) continue;
      const found = new AbelianQuotient(group, frames, translations, work);
      const isFit = found.rank > 0 && found.prime ** found.rank <= LARGEST_BASE;
      if (isFit && found.rank * Math.log(found.prime) > (best?.rank ?? 0) * Math.log(best?.prime ?? 1)) best = found;
    }
  }
  return best;
}

/** The orbit as one block where it is primitive, else the systems of its minimal blocks. */
function smallestBlockSystems(group: PermutationGroup, orbit: readonly number[], work: TableWork): number[][][] {
  const minimal = work.meter.part((options) => group.minimalBlocks(orbit[0], options));
  if (minimal.length === 0) return [[[...orbit]]];
  return minimal.map((block) => imagesOfBlock(group, block));
}

function imagesOfBlock(group: PermutationGroup, block: readonly number[]): number[][] {
  const blocks = [[...block]];
  const seen = new Set(block);
  for (const points of blocks) {
    for (const { images } of group.generators) {
      if (seen.has(images[points[0]])) continue;
      const next = points.map((x) => images[x]);
      for (const x of next) seen.add(x);
      blocks.push(next);
    }
  }
  return blocks;
}

/** Random elements looked at for a translation: one in |K₀| to one in two is, times what its powers bring. */
const DRAWS = 200;

/** The regular normal elementary abelian subgroup of a primitive group, if it is affine. */
function translationsOf(K: PermutationGroup): Translations | undefined {
  const primes = primeDivisors(K.degree);
  const [prime] = primes;
  const dimension = Math.round(Math.log(K.degree) / Math.log(prime));
  if (primes.length !== 1 || K.degree < 2 || prime ** dimension !== K.degree) return undefined;
  const random = randomSource(K.seed);
  for (let k = 0; k < DRAWS; k++) {
    const g = K.randomElement(random);
    const order = g.order();
    if (order % BigInt(prime) !== 0n) continue;
    const translation = g.power(order / BigInt(prime));
    if (translation.images.some((y, x) => y === x)) continue;
    const closure = K.normalClosure([translation]);
    if (closure.order !== BigInt(K.degree) || !closure.isAbelian()) return undefined;
    return vectorsOf(closure, prime, dimension);
  }
  return undefined;
}

/** Coordinates of the translations: a generator that moves point 0 out of what is reached adds one. */
function vectorsOf(L: PermutationGroup, prime: number, dimension: number): Translations {
  const vectorOf: number[][] = [];
  vectorOf[0] = new Array<number>(dimension).fill(0);
  const to: Permutation[] = [Permutation.identity(L.degree)];
  let reached = [0];
  let axis = 0;
  for (const t of L.generators) {
    if (vectorOf[t.images[0]] !== undefined) continue;
    const next: number[] = [];
    for (const x of reached) {
      let power = to[x];
      next.push(x);
      for (let e = 1; e < prime; e++) {
        power = t.times(power);
        const y = power.images[0];
        to[y] = power;
        vectorOf[y] = vectorOf[x].map((a, i) => (i === axis ? e : a));
        next.push(y);
      }
    }
    reached = next;
    axis++;
  }
  return { prime, dimension, vectorOf, inverses: to.map((t) => t.inverse().images) };
}

function logarithm(n: bigint, p: bigint): number {
  let e = 0;
  for (let m = n; m > 1n; m /= p) e++;
  return e;
}
