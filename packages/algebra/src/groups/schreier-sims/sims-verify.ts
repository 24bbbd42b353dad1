/**
 * Sims' test of one level of a stabilizer chain (Sims 1978; Seress 2003, §8.2), which looks at orbits of stabilizers
 * where Schreier's lemma looks at every point.
 *
 * Let H fix β, Z a set of elements, and G = ⟨H, Z⟩ with Ω = Gβ; for a representative δ of each H-orbit of Ω let u_δ ∈ G
 * carry β to δ, and let u_{hδ} = h·u_δ. Then G_β = H if
 *   (1) u_δ⁻¹·H_δ·u_δ ≤ H for each representative δ, and
 *   (2) for each z ∈ Z there is P ≤ H with z·P·z⁻¹ ≤ H, and c(ω) = u_{zω}⁻¹·z·u_ω ∈ H for an ω in each P-orbit of Ω.
 * For (1) says that every Schreier generator from H lies in H, so that u_{pω} ∈ p·u_ω·H for all p in H; and then (2)
 * for ω gives (2) for pω: u_{zpω}⁻¹·z·u_{pω} ∈ u_{zpω}⁻¹·(zpz⁻¹)·z·u_ω·H ⊆ H·(u_{zω}⁻¹·z·u_ω)·H = H.
 *
 * Each z is chosen with zγ = β for a representative γ, and P = H_γ. What is left to do is little, for
 *   (3) where zβ = γ and z² ∈ H, so that z² ∈ P, c(zω) ∈ H·c(ω)⁻¹·H: an ω in each orbit of ⟨P, z⟩ is enough for (2);
 *   (4) where u_δ = h⁻¹·z·u_ω with h ∈ H, and (1) holds in the orbit of ω, (1) holds for Q = h⁻¹·z·P_ω·z⁻¹·h ≤ H_δ:
 *       u_δ⁻¹·Q·u_δ = u_ω⁻¹·P_ω·u_ω. Q fixes ε = h⁻¹zβ, and |H_δ : Q| = |γᴴ|·|ωᴾ|/|δᴴ|. So (1) needs to be tested only
 *       for elements of H_δ that move ε to so many points: with Q they generate H_δ.
 */
import { DisjointSets } from '../../disjoint-sets.js';
import { compose, composeInto, conjugateImages, identityImages, invertImages } from '../../permutations/images.js';
import { orbitOf, orbitRepresentatives } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { type StrongGenerator, strongGenerator } from '../chain/schreier-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import { Word } from '../word.js';
import { siftAndInstall } from './install.js';
import { SuborbitForest } from './suborbit-forest.js';

/** An element z of the level with zγ = β, γ a representative. */
interface Passage {
  readonly z: Uint32Array;
  /** The edge in H·z·H or its inverse, if it is one. */
  readonly edge: StrongGenerator | undefined;
  readonly gamma: number;
}

/** How an orbit of H was reached: u_δ = h⁻¹·z·u_ω, where h carries the representative δ to zω. */
interface Arrival {
  readonly delta: number;
  readonly omega: number;
  readonly by: Passage;
}

/** So many random elements move a point all through its orbit, but for one chance in millions. */
const MOST_DRAWS = 24;

/** A level of a chain, with generators of the group H of the levels below. */
export interface ProvedBelow {
  readonly chain: StabilizerChain;
  readonly l: number;
  /** What the tree of the level is made of, shortcuts left out. */
  readonly edges: readonly StrongGenerator[];
  /** Generators of H, known to be complete, and of the stabilizer in it of the next base point. */
  readonly below: readonly StrongGenerator[];
  readonly belowNext: readonly StrongGenerator[];
  readonly random: RandomSource;
  readonly meter: WorkMeter;
}

/**
 * Is M = ⟨edges of level l, H⟩ exactly (transversal of level l)·H, where H is the group of the levels below?
 */
export class SimsTest {
  /** About how many products of permutations the test takes. */
  readonly cost: number;
  private readonly forest: SuborbitForest;
  private readonly beta: number;
  /** The representatives in the order in which they serve as γ. */
  private readonly gammas: readonly number[];
  private readonly stabilizers = new Map<number, readonly Uint32Array[]>();
  private readonly passages: Passage[] = [];
  private readonly arrivals: Arrival[] = [];

  constructor(private readonly level: ProvedBelow) {
    const { chain, l, below, belowNext } = level;
    const { basePoint, orbit } = chain.levels[l];
    const next = chain.levels[l + 1]?.basePoint;
    const edges = orbit.length < LONG_ORBIT ? below : [...below, ...this.shortcuts()];
    const forest = new SuborbitForest(chain.levels[l], edges, next === undefined ? [basePoint] : [basePoint, next]);
    this.forest = forest;
    this.beta = basePoint;
    // Generators of the stabilizer of the next base point are known; those of few points have few orbits.
    const { sizes } = forest;
    const bySize = forest.representatives
      .filter((x) => x !== basePoint)
      .sort((x, y) => (sizes[x] > 1 ? sizes[x] : chain.degree) - (sizes[y] > 1 ? sizes[y] : chain.degree));
    const known = forest.representatives.includes(next) ? this.costOf(next, belowNext) : Number.POSITIVE_INFINITY;
    const other = bySize.length === 0 ? known : this.costOf(bySize[0]);
    this.cost = Math.min(known, other);
    this.gammas = known < Number.POSITIVE_INFINITY && known <= other ? [...new Set([next, ...bySize])] : bySize;
    if (known < Number.POSITIVE_INFINITY) this.stabilizers.set(next, imagesOf(belowNext));
  }

  isPassed(): boolean {
    const { passages, forest } = this;
    if (!forest.isClosed || !this.connect()) return false;
    if (!passages.every(({ z, gamma }) => this.stabilizer(gamma).every((k) => this.inH(conjugateImages(z, k)))))
      return false;
    if (!this.arrivals.every((arrival) => this.stabilizerIsBelow(arrival))) return false;
    if (!passages.every((p) => this.passageIsClosed(p))) return false;
    // The other edges lie in ⟨H, Z⟩, so that the level's own transversal does.
    const used = passages.map(({ edge }) => edge);
    const others = this.level.edges.filter((e) => !used.includes(e));
    return others.every((e) => this.inH(forest.schreierGenerator(e.images, this.beta)));
  }

  private inH(images: Uint32Array): boolean {
    const { chain, l, meter } = this.level;
    meter.step();
    return chain.contains(images, l + 1);
  }

  /** A few random elements of H: edges that make trees of logarithmic depth. */
  private shortcuts(): StrongGenerator[] {
    return Array.from({ length: SHORTCUTS }, () => strongGenerator(this.randomInH(), Word.identity));
  }

  private randomInH(): Uint32Array {
    const { chain, l, random } = this.level;
    const digits = chain.levels.map(({ orbit }, k) => (k <= l ? 0 : random.below(orbit.length)));
    return chain.elementAt(digits, l + 1);
  }

  /**
   * About how many products of permutations the test takes with this γ: for its stabilizer, known or to be found, for
   * the stabilizers of the other representatives, and for the orbits of that stabilizer.
   */
  private costOf(gamma: number, known?: readonly StrongGenerator[]): number {
    const { chain, l, edges } = this.level;
    const { points, representatives, sizes } = this.forest;
    const deeper = chain.levels.length - l;
    const order = chain.levels.slice(l + 1).reduce((n, { orbit }) => n * orbit.length, 1);
    const orbits =
      known === undefined
        ? Math.max(representatives.length, (points.length * sizes[gamma]) / order)
        : countOrbits(chain.degree, known, points);
    return (
      ((known?.length ?? 5 * deeper) + edges.length) * (3 + deeper) +
      (2 * (representatives.length - 1) + orbits / 2) * (10 + deeper)
    );
  }

  /** Reaches all of Ω from β by passages and H: by one where one is enough. */
  private connect(): boolean {
    const { forest, beta, passages } = this;
    forest.reach(beta, identityImages(this.level.chain.degree));
    const candidates: Passage[] = [];
    for (const gamma of this.gammas) {
      const passage = this.passage(gamma);
      candidates.push(passage);
      if (!this.connectsAlone(passage)) continue;
      candidates.splice(0, candidates.length, passage);
      break;
    }
    const queue = [beta];
    for (const passage of candidates) {
      if (queue.length === forest.points.length) break;
      // Each is tried on everything reached so far; what it adds is tried with those before it as well.
      const known = this.arrivals.length;
      passages.push(passage);
      for (let k = 0; k < queue.length; k++) {
        for (const by of passages) if (!this.arrive(by, queue[k], queue)) return false;
      }
      if (!this.arrivals.slice(known).some(({ by }) => by === passage)) passages.pop();
    }
    return queue.length === forest.points.length;
  }

  private connectsAlone({ z }: Passage): boolean {
    const { points, representatives, representativeOf } = this.forest;
    const orbits = new DisjointSets(this.level.chain.degree);
    let parts = representatives.length;
    for (const omega of points) {
      const delta = representativeOf[z[omega]];
      if (delta === -1) return false;
      if (orbits.unite(representativeOf[omega], delta)) parts--;
    }
    return parts === 1;
  }

  /** Takes the H-orbit of zω into the queue, if it is a new one; false outside Ω. */
  private arrive(by: Passage, omega: number, queue: number[]): boolean {
    const { forest } = this;
    const point = by.z[omega];
    const delta = forest.representativeOf[point];
    if (delta === -1) return false;
    if (forest.isReached(delta)) return true;
    const u = forest.transversal(omega);
    composeInto(u, by.z, u);
    forest.bringHome(u, point);
    forest.reach(delta, u);
    this.arrivals.push({ delta, omega, by });
    queue.push(...forest.orbit(delta));
    return true;
  }

  /** By an edge between β and the orbit of γ, or else an element of the transversal. */
  private passage(gamma: number): Passage {
    const { forest, beta } = this;
    const { chain, l, edges } = this.level;
    const { representativeOf } = forest;
    const forward = edges.find((e) => representativeOf[e.inverse[beta]] === gamma);
    const edge = forward ?? edges.find((e) => representativeOf[e.images[beta]] === gamma);
    let z: Uint32Array;
    if (edge === undefined) z = chain.levels[l].inverseTransversal(gamma).slice();
    else {
      const [t, inverse] = edge === forward ? [edge.images, edge.inverse] : [edge.inverse, edge.images];
      z = identityImages(chain.degree);
      forest.carryOut(z, inverse[beta]);
      z = compose(t, z);
    }
    // Where β and γ are exchanged by some element, by this one.
    if (representativeOf[z[beta]] === gamma) forest.bringHome(z, z[beta]);
    return { z, edge, gamma };
  }

  /**
   * Generators of H_γ. The next base point's stabilizer is the next group of the chain. Any other is generated by
   * random elements: its order is known, and a chain made of elements of it that has this order proves that they
   * generate.
   */
  private stabilizer(gamma: number): readonly Uint32Array[] {
    const known = this.stabilizers.get(gamma);
    if (known !== undefined) return known;
    const { chain, l, below, meter } = this.level;
    const size = this.forest.sizes[gamma];
    const found: Uint32Array[] = size === 1 ? imagesOf(below) : [];
    const orderOfH = chain.levels.slice(l + 1).reduce((n, { orbit }) => n * BigInt(orbit.length), 1n);
    const proof = new StabilizerChain(chain.degree);
    while (size > 1 && proof.order !== orderOfH / BigInt(size)) {
      meter.step();
      const element = this.randomFixing(gamma);
      if (siftAndInstall(proof, element.slice())) found.push(element);
    }
    this.stabilizers.set(gamma, found);
    return found;
  }

  /** A uniform random element of the stabilizer in H of a representative. */
  private randomFixing(delta: number): Uint32Array {
    const element = this.randomInH();
    this.forest.bringHome(element, element[delta]);
    return element;
  }

  /** (1) for δ, by (4). */
  private stabilizerIsBelow({ delta, omega, by }: Arrival): boolean {
    const { forest, beta } = this;
    const { degree } = this.level.chain;
    const ofOmega = orbitOf(degree, this.stabilizer(by.gamma), omega).length;
    const index = (forest.sizes[by.gamma] * ofOmega) / forest.sizes[delta];
    if (index === 1) return true;
    if (!Number.isInteger(index)) return false;
    const epsilon = forest.homeOf(by.z[omega], by.z[beta]);
    const u = forest.transversal(delta);
    const inverse = invertImages(u);
    const found: Uint32Array[] = [];
    for (let draws = 0; draws < MOST_DRAWS; draws++) {
      const x = this.randomFixing(delta);
      if (!this.inH(conjugateImages(inverse, x))) return false;
      found.push(x);
      if (orbitOf(degree, found, epsilon).length === index) return true;
    }
    return false;
  }

  /** (2) for z, by (3) where it applies. */
  private passageIsClosed(passage: Passage): boolean {
    const { forest, arrivals } = this;
    const { z, gamma } = passage;
    const P = this.stabilizer(gamma);
    const isSwap = z[this.beta] === gamma;
    if (isSwap && !this.inH(compose(z, z))) return false;
    const roots = orbitRepresentatives(
      this.level.chain.degree,
      (isSwap ? [...P, z] : P).map((images) => ({ images })),
    );
    const isDone = new Uint8Array(this.level.chain.degree);
    // c(ω) = 1 by construction
    for (const { by, omega } of arrivals) if (by === passage) isDone[roots[omega]] = 1;
    for (const omega of forest.points) {
      if (isDone[roots[omega]] === 1) continue;
      isDone[roots[omega]] = 1;
      if (!this.inH(forest.schreierGenerator(z, omega))) return false;
    }
    return true;
  }
}

function imagesOf(generators: readonly StrongGenerator[]): Uint32Array[] {
  return generators.map((g) => g.images);
}

/** The number of orbits on points that are a union of orbits. */
function countOrbits(degree: number, generators: readonly StrongGenerator[], points: readonly number[]): number {
  const representatives = orbitRepresentatives(degree, generators);
  return points.reduce((n, x) => (representatives[x] === x ? n + 1 : n), 0);
}

/** On fewer points paths are so short that shortcuts cost more than they save. */
const LONG_ORBIT = 200;

/** Edges at a point: 2·4 of them reach 10⁵ points in log₇ 10⁵ ≈ 6 steps, and each is a product to pay for. */
const SHORTCUTS = 4;
