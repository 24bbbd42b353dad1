/**
 * Is a stabilizer chain complete? By Schreier's lemma it is when every Schreier generator of every level sifts through
 * the levels below. Checked bottom-up, so that each level stands on levels already known to be groups.
 */
import { compose, composeInto } from '../../permutations/images.js';
import { orbitLength } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { ProductReplacement, type RandomElement } from '../chain/product-replacement.js';
import { type StrongGenerator, strongGenerator } from '../chain/schreier-tree.js';
import { flatten, keepShallow } from '../chain/shallow-tree.js';
import { StabilizerChain, strongGeneratorsFrom } from '../chain/stabilizer-chain.js';
import { Word } from '../word.js';
import { siftAndInstall } from './install.js';
import { fixesAllThatFix, stabilizerLiesIn } from './regular.js';
import { regularGenerators } from './regular-tuples.js';
import { SimsTest } from './sims-verify.js';

/**
 * Looks for an element of the group that the chain lacks; undefined proves the chain complete.
 *
 * Level l with transversal T, standing on a group K below it, is the group ⟨edges of T, K⟩ exactly when T·K is closed
 * under left multiplication by the edges and by generators of K. At level 0 the input generators take their place:
 * everything else in the chain is a word in them.
 */
export function findMissing(
  chain: StabilizerChain,
  generators: readonly StrongGenerator[],
  random: RandomSource,
  meter: WorkMeter,
): RandomElement | undefined {
  const outside = generators.find(({ images }) => !chain.contains(images));
  if (outside !== undefined) return outside;
  // Generators of the group of the levels below l, known to be complete, and of the one below that.
  let below: readonly StrongGenerator[] = [];
  let belowNext: readonly StrongGenerator[] = [];
  const bottom = smallLevels(chain);
  if (bottom < chain.levels.length - 1) {
    const strong = strongGeneratorsFrom(chain, bottom);
    const order = chain.levels.slice(bottom).reduce((n, { orbit }) => n * orbit.length, 1);
    below = regularGenerators(chain.degree, strong, chain.base.slice(bottom), order, meter) ?? below;
    belowNext = strongGeneratorsFrom(chain, bottom + 1);
  }
  for (let l = below.length > 0 ? bottom - 1 : chain.levels.length - 1; l >= 0; l--) {
    const proof = new LevelProof(chain, l, generators, below, belowNext, random, meter);
    const missing = proof.findMissing();
    if (missing !== undefined) return missing;
    belowNext = below;
    below = [...below, ...proof.needed];
  }
  return undefined;
}

/** Elements times generators for each point of a group whose table is sooner made than its levels proved (measured). */
const SMALL_FOR_POINTS = 24;
/** Tables of so many entries take some megabytes. */
const SMALL = 2 ** 18;

/** The first of the levels whose group is small. */
function smallLevels({ levels, degree }: StabilizerChain): number {
  let l = levels.length;
  let order = 1;
  for (let generators = 0; l > 0; l--) {
    order *= levels[l - 1].orbit.length;
    generators += levels[l - 1].generators.length;
    if (order * generators > Math.min(SMALL_FOR_POINTS * degree, SMALL)) break;
  }
  return l;
}

/**
 * Random elements a, b of T·K, T the transversal of level l and K the group below, in place of the strong generators,
 * when a chain of elements of ⟨a, b⟩ reaches |T|·|K|: if T·K is closed under a and b, it is then ⟨a, b⟩, a group, and
 * the strong generators need only lie in it.
 */
function fewGenerators(
  chain: StabilizerChain,
  l: number,
  strong: readonly StrongGenerator[],
  random: RandomSource,
  meter: WorkMeter,
): readonly StrongGenerator[] {
  const deeper = chain.levels.length - l;
  if (strong.length <= 3 || chain.levels[l].orbit.length * (strong.length - 2) * deeper < MANY_SAVED) return strong;
  const pair = [randomMember(chain, l, random), randomMember(chain, l, random)];
  const target = chain.levels.slice(l).reduce((n, level) => n * BigInt(level.orbit.length), 1n);
  const proof = new StabilizerChain(chain.degree, chain.base.slice(l));
  const source = new ProductReplacement(pair, random, chain.degree);
  for (let calm = 0; calm < 10 && proof.order !== target; calm++) {
    meter.step();
    if (siftAndInstall(proof, source.next().images.slice())) calm = -1;
    for (const level of proof.levels) keepShallow(level, random, meter);
  }
  return proof.order === target ? pair : strong;
}

/** A uniform random element of T·K, with its word. */
function randomMember(chain: StabilizerChain, l: number, random: RandomSource): StrongGenerator {
  const digits = chain.levels.map(({ orbit }, k) => (k < l ? 0 : random.below(orbit.length)));
  const word = digits.reduce(
    (product, digit, k) =>
      k < l ? product : product.times(chain.levels[k].transversalWord(chain.levels[k].orbit[digit])),
    Word.identity,
  );
  return strongGenerator(chain.elementAt(digits, l), word);
}

/** A second chain, which may fail to reach the order of the first, must save so many products. */
const MANY_SAVED = 1500;

/** So few products are made before anything better is set up: orbits, trees and random elements take some hundred. */
const FEW_PRODUCTS = 200;

/** Products for each generator, and two more, above which a level is searched for a regular normal subgroup first (measured). */
const DEAR = 80;

class LevelProof {
  /** Edges that make the orbit with the group below: with it they generate the group of the level. */
  readonly needed: readonly StrongGenerator[];
  private readonly edges: readonly StrongGenerator[];

  constructor(
    private readonly chain: StabilizerChain,
    private readonly l: number,
    private readonly generators: readonly StrongGenerator[],
    private readonly below: readonly StrongGenerator[],
    private readonly belowNext: readonly StrongGenerator[],
    private readonly random: RandomSource,
    private readonly meter: WorkMeter,
  ) {
    // Shortcuts are products of the other generators of their level: what is closed under those is closed under them.
    this.edges = chain.levels[l].generators.filter((g) => g.isShortcut !== true);
    this.needed = neededEdges(chain, l, this.edges, below);
  }

  findMissing(): RandomElement | undefined {
    const { chain, l, random, meter, below, needed, edges } = this;
    if (this.isComplete()) return undefined;
    if (l === 0) return findMissingAt(chain, l, this.generators, meter);
    const acting = fewGenerators(chain, l, [...below, ...needed], random, meter);
    const missing = findMissingAt(chain, l, acting, meter);
    if (missing !== undefined) return missing;
    return [...edges, ...below].find((g) => !acting.includes(g) && !chain.contains(g.images, l));
  }

  /** The tests that may prove the level complete without Schreier's lemma, where they are cheaper. */
  private isComplete(): boolean {
    const { chain, l, random, meter, below, belowNext } = this;
    const { degree } = chain;
    const { basePoint, orbit } = chain.levels[l];
    const acting = l === 0 ? this.generators : [...below, ...this.edges];
    const images = acting.map((g) => g.images);
    if (below.length === 0) return fixesAllThatFix(degree, images, basePoint, meter);
    const deeper = chain.levels.length - l;
    const products = l === 0 ? acting.length : below.length + this.needed.length;
    const bySchreier = (orbit.length * (products - 1) + 1) * deeper + 2 * orbit.length;
    if (bySchreier < FEW_PRODUCTS) return false;
    const test = new SimsTest(chain, l, below, belowNext, random, meter);
    if (Math.min(bySchreier, test.cost) > DEAR * (2 + acting.length)) {
      const inH = (h: Uint32Array): boolean => chain.contains(h, l + 1);
      if (stabilizerLiesIn(degree, images, basePoint, orbit.length, inH, random, meter)) return true;
    }
    // What follows sifts very often.
    for (const level of chain.levels.slice(l)) flatten(level, random, meter);
    return test.cost < bySchreier && test.isPassed();
  }
}

/** The first edges that, with the group below, carry the base point all through its orbit. */
function neededEdges(
  { degree, levels }: StabilizerChain,
  l: number,
  edges: readonly StrongGenerator[],
  below: readonly StrongGenerator[],
): StrongGenerator[] {
  const { basePoint, orbit } = levels[l];
  const needed: StrongGenerator[] = [];
  let reached = 1;
  for (const edge of edges) {
    if (reached === orbit.length) break;
    const images = [...below, ...needed, edge].map((g) => g.images);
    const length = orbitLength(degree, images, basePoint);
    if (length === reached) continue;
    reached = length;
    needed.push(edge);
  }
  // An edge passed over may have been wanted by a later one.
  return reached === orbit.length ? needed : [...edges];
}

/** About how many image look-ups `findMissing` takes. */
export function verificationCost({ levels, degree }: StabilizerChain): number {
  let cost = 0;
  let strong = 0;
  for (let l = levels.length - 1; l >= 0; l--) {
    strong += levels[l].generators.length;
    cost += levels[l].orbit.length * strong * (levels.length - l) * degree;
  }
  return cost;
}

function findMissingAt(
  chain: StabilizerChain,
  l: number,
  generators: readonly StrongGenerator[],
  meter: WorkMeter,
): RandomElement | undefined {
  const level = chain.levels[l];
  const product = new Uint32Array(chain.degree);
  const acting = generators.map((s) => ({ s, k: level.generators.indexOf(s) }));
  const u = new Uint32Array(chain.degree);
  for (const x of level.orbit) {
    const inverse = level.inverseTransversal(x);
    for (let i = 0; i < u.length; i++) u[inverse[i]] = i;
    for (const { s, k } of acting) {
      if (k !== -1 && level.isEdge(x, k)) continue;
      meter.step();
      // s·u_x sifts from this level on exactly when the Schreier generator u_{sx}⁻¹·s·u_x sifts below it.
      composeInto(product, s.images, u);
      if (!chain.siftInPlace(product, l).isMember) {
        return { images: compose(s.images, u), word: s.word.times(level.transversalWord(x)) };
      }
    }
  }
  return undefined;
}
