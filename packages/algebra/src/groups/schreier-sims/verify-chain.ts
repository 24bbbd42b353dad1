/**
 * Is a stabilizer chain complete? By Schreier's lemma it is when every Schreier generator of every level sifts through
 * the levels below. Checked bottom-up, so that each level stands on levels already known to be groups.
 */
import { compose, composeInto } from '../../permutations/images.js';
import { orbitOf } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import type { RandomElement } from '../chain/product-replacement.js';
import type { StrongGenerator } from '../chain/schreier-tree.js';
import { flatten } from '../chain/shallow-tree.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import { fixesAllThatFix, stabilizerLiesIn } from './regular.js';
import { type ProvedBelow, SimsTest } from './sims-verify.js';

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
  for (let l = chain.levels.length - 1; l >= 0; l--) {
    // Shortcuts are products of the other generators of their level: what is closed under those is closed under them.
    const edges = chain.levels[l].generators.filter((g) => g.isShortcut !== true);
    const needed = neededEdges(chain, l, edges, below);
    if (!isComplete({ chain, l, edges, below, belowNext, random, meter }, generators, needed)) {
      const acting = l === 0 ? generators : [...below, ...needed];
      const missing =
        findMissingAt(chain, l, acting, meter) ??
        (l === 0 ? undefined : edges.find((g) => !needed.includes(g) && !chain.contains(g.images, l)));
      if (missing !== undefined) return missing;
    }
    belowNext = below;
    below = [...below, ...needed];
  }
  return undefined;
}

/** So few products are made before anything better is set up: orbits, trees and random elements take some hundred. */
const FEW_PRODUCTS = 200;

/** Products, for each generator and two more, above which a regular normal subgroup is looked for first (measured). */
const DEAR = 80;

/** The tests that may prove a level complete without Schreier's lemma, where they are cheaper. */
function isComplete(
  level: ProvedBelow,
  generators: readonly StrongGenerator[],
  needed: readonly StrongGenerator[],
): boolean {
  const { chain, l, edges, below, random, meter } = level;
  const { degree, levels } = chain;
  const { basePoint, orbit } = levels[l];
  const acting = l === 0 ? generators : [...below, ...edges];
  const images = acting.map((g) => g.images);
  if (below.length === 0) return fixesAllThatFix(degree, images, basePoint, meter);
  const actingBySchreier = l === 0 ? acting.length : below.length + needed.length;
  const bySchreier = (orbit.length * (actingBySchreier - 1) + 1) * (levels.length - l) + 2 * orbit.length;
  if (bySchreier < FEW_PRODUCTS) return false;
  const test = new SimsTest(level);
  if (Math.min(bySchreier, test.cost) > DEAR * (2 + acting.length)) {
    const inH = (h: Uint32Array): boolean => chain.contains(h, l + 1);
    if (stabilizerLiesIn(degree, images, basePoint, orbit.length, inH, random, meter)) return true;
  }
  // What follows sifts very often.
  for (const deeper of levels.slice(l)) flatten(deeper, random, meter);
  return test.cost < bySchreier && test.isPassed();
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
    const length = orbitOf(degree, images, basePoint).length;
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
