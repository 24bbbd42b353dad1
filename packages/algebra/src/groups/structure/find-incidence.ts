/**
 * Finds blocks, stars or lines on which a permutation group acts faithfully, fewer than its points. Large primitive
 * groups of long base are all of that kind: subgroups of Sym(m) ≀ Sym(r) in product action on k-subsets (Liebeck 1984).
 * What is found needs no proof: any invariant family of sets that tells the points apart will do.
 */
import { DisjointSets } from '../../disjoint-sets.js';
import { orbitsOf } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { congruenceGeneratedBy } from '../actions/blocks.js';
import { areEquivalent, restrict } from '../actions/constituents.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import { SchreierTree, type StrongGenerator, strongGenerator, transversalBudget } from '../chain/schreier-tree.js';
import { keepShallow } from '../chain/shallow-tree.js';
import { Word } from '../word.js';
import { Incidence } from './incidence.js';

/** For each point the sets of an invariant family that it lies in. */
interface Family {
  readonly sets: number;
  readonly setsOf: readonly Uint32Array[];
}

/** Shorter orbits are left as they are. */
const SHORT_ORBIT = 50;
/** An orbit is compared with so many others, to see whether they are equivalent. */
const MOST_COMPARED = 64;

/**
 * An incidence with at most three quarters as many vertices as points; undefined when none is found. `sample` belongs
 * to a transitive group.
 */
export function findIncidence(
  degree: number,
  generators: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
  sample?: SuborbitSample,
): Incidence | undefined {
  const verticesOf: Uint32Array[] = new Array(degree);
  const colorOf = new Int32Array(degree);
  const kept: { action: Uint32Array[]; orbit: readonly number[] }[] = [];
  let vertices = 0;
  const orbits = orbitsOf(
    degree,
    generators.map((images) => ({ images })),
  );
  for (const [color, orbit] of orbits.entries()) {
    for (const x of orbit) colorOf[x] = color;
    if (orbit.length === 1) {
      verticesOf[orbit[0]] = new Uint32Array(0);
      continue;
    }
    meter.step(0);
    const action = restrict(generators, orbit);
    const likely = kept.filter((other) => other.orbit.length === orbit.length).slice(0, MOST_COMPARED);
    const like = orbits.length === 1 ? undefined : firstEquivalent(likely, action);
    if (like !== undefined) {
      like.bijection.forEach((y, i) => {
        verticesOf[orbit[i]] = verticesOf[like.orbit[y]];
      });
      continue;
    }
    kept.push({ action, orbit });
    const family =
      orbit.length < SHORT_ORBIT
        ? undefined
        : separatingFamily(
            action,
            (orbits.length === 1 ? sample : undefined) ?? sampleSuborbits(action, random, meter),
            meter,
          );
    for (const [i, x] of orbit.entries()) {
      verticesOf[x] = family?.setsOf[i].map((set) => set + vertices) ?? Uint32Array.of(vertices + i);
    }
    vertices += family?.sets ?? orbit.length;
  }
  return 4 * vertices <= 3 * degree ? Incidence.of(vertices, verticesOf, colorOf) : undefined;
}

function firstEquivalent(
  kept: readonly { action: Uint32Array[]; orbit: readonly number[] }[],
  action: readonly Uint32Array[],
): { orbit: readonly number[]; bijection: Int32Array } | undefined {
  for (const { action: other, orbit } of kept) {
    const bijection = areEquivalent(action, other);
    if (bijection !== undefined) return { orbit, bijection };
  }
  return undefined;
}

/**
 * So many random elements of a point stabilizer stand for it. Fewer than it has make more suborbits, and a longer
 * search.
 */
const STABILIZER_SAMPLE = 12;
/** With more suborbits than this, blocks are too many to be tried one by one. */
const MOST_SUBORBITS = 40;

/** Orbits, other than {0}, of some elements of the stabilizer of point 0: they refine the suborbits. */
export interface SuborbitSample {
  readonly tree: SchreierTree;
  readonly suborbits: readonly (readonly number[])[];
}

/** Shortest suborbits first. O(degree) for each of a few elements. */
export function sampleSuborbits(
  action: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
): SuborbitSample {
  const degree = action[0].length;
  const generators = action.map((images) => strongGenerator(images, Word.identity));
  const tree = new SchreierTree(degree, 0, transversalBudget(0));
  for (const g of generators) tree.extend(g);
  keepShallow(tree, random, meter);
  const suborbits = orbitsOf(degree, stabilizerSample(tree, generators, random))
    .filter((orbit) => orbit[0] !== 0)
    .sort((a, b) => a.length - b.length);
  return { tree, suborbits };
}

/** An invariant family of few sets that tells the points of a transitive action apart. */
function separatingFamily(
  action: readonly Uint32Array[],
  { tree, suborbits }: SuborbitSample,
  meter: WorkMeter,
): Family | undefined {
  // One suborbit: the action is doubly transitive, and primitive.
  if (suborbits.length < 2 || suborbits.length > MOST_SUBORBITS) return undefined;
  const systems = blockSystems(action, suborbits, meter);
  if (systems.length > 0) return separatingBlocks(systems, action[0].length);
  return separatingLines(action, tree, suborbits, meter);
}

function stabilizerSample(
  tree: SchreierTree,
  generators: readonly StrongGenerator[],
  random: RandomSource,
): { images: Uint32Array }[] {
  const source = new ProductReplacement(generators, random, tree.degree);
  return Array.from({ length: STABILIZER_SAMPLE }, () => {
    // Neighbors in the random walk have much in common.
    for (let step = 0; step < 3; step++) source.next();
    const images = source.next().images.slice();
    tree.divide(images, images[0]);
    return { images };
  });
}

/** The block systems generated by point 0 and another, one for each suborbit of the latter, largest blocks first. */
function blockSystems(
  action: readonly Uint32Array[],
  suborbits: readonly (readonly number[])[],
  meter: WorkMeter,
): { count: number; blockOf: Int32Array }[] {
  const degree = action[0].length;
  const generators = action.map((images) => ({ images }));
  const systems = new Map<string, { count: number; blockOf: Int32Array }>();
  for (const [beta] of suborbits) {
    meter.step(0);
    const representatives = congruenceGeneratedBy(degree, generators, [0, beta]);
    const blockOf = new Int32Array(degree);
    let count = 0;
    for (let x = 0; x < degree; x++) blockOf[x] = representatives[x] === x ? count++ : blockOf[representatives[x]];
    if (count === 1) continue;
    const block = blockOf.reduce((list, b, x) => (b === 0 ? `${list} ${x}` : list), '');
    systems.set(block, { count, blockOf });
  }
  return [...systems.values()].sort((a, b) => a.count - b.count);
}

/** Block systems, coarse ones first, until every point is the only one in its blocks. */
function separatingBlocks(
  systems: readonly { count: number; blockOf: Int32Array }[],
  degree: number,
): Family | undefined {
  const chosen: Int32Array[] = [];
  let sets = 0;
  let parts = 1;
  let partOf = new Int32Array(degree);
  for (const { count, blockOf } of systems) {
    const numbers = new Map<number, number>();
    const finer = partOf.map((part, x) => {
      const key = part * count + blockOf[x];
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    if (numbers.size === parts) continue;
    chosen.push(blockOf.map((b) => b + sets));
    sets += count;
    parts = numbers.size;
    partOf = finer;
    if (2 * sets > degree) return undefined;
    if (parts === degree) {
      return { sets, setsOf: Array.from({ length: degree }, (_, x) => Uint32Array.from(chosen, (b) => b[x])) };
    }
  }
  return undefined;
}

/** Suborbits that are tried, shortest first. */
const MOST_TRIED = 3;

/**
 * The lines of a Johnson or Hamming graph. There Δ is a shortest suborbit, and the common neighbors of two adjacent
 * points fall into cliques without edges between them; a clique with the two points is a line.
 */
function separatingLines(
  action: readonly Uint32Array[],
  tree: SchreierTree,
  suborbits: readonly (readonly number[])[],
  meter: WorkMeter,
): Family | undefined {
  const degree = tree.degree;
  for (const delta of suborbits.slice(0, MOST_TRIED)) {
    if (delta.length ** 2 > 64 * degree) return undefined;
    const isNear = new Uint8Array(degree);
    for (const x of delta) isNear[x] = 1;
    const adjacent = (x: number, y: number): boolean => isNear[tree.carryBack(x, y)] === 1;
    const beta = delta[0];
    const common = delta.filter((y) => y !== beta && adjacent(beta, y));
    for (const part of components(common, adjacent, meter).slice(0, 2)) {
      const family = orbitOfSet(action, [0, beta, ...part], meter);
      if (family !== undefined) return family;
    }
  }
  return undefined;
}

/** The connected components, largest first. */
function components(
  points: readonly number[],
  adjacent: (x: number, y: number) => boolean,
  meter: WorkMeter,
): number[][] {
  const joined = new DisjointSets(points.length);
  for (let i = 0; i < points.length; i++) {
    meter.step(0);
    for (let j = 0; j < i; j++) if (!joined.same(i, j) && adjacent(points[i], points[j])) joined.unite(i, j);
  }
  return joined
    .parts()
    .map((part) => part.map((i) => points[i]))
    .sort((a, b) => b.length - a.length);
}

/** The images of a set under the group, given up when they are more than half as many as the points. */
function orbitOfSet(action: readonly Uint32Array[], set: readonly number[], meter: WorkMeter): Family | undefined {
  const degree = action[0].length;
  const sorted = Uint32Array.from(set).sort();
  const sets = new Map<string, Uint32Array>([[sorted.join(), sorted]]);
  for (const line of sets.values()) {
    meter.step(0);
    for (const g of action) {
      const image = line.map((x) => g[x]).sort();
      const key = image.join();
      if (!sets.has(key)) sets.set(key, image);
    }
    if (2 * sets.size > degree || sets.size * set.length > 16 * degree) return undefined;
  }
  const setsOf: number[][] = Array.from({ length: degree }, () => []);
  for (const [number, line] of [...sets.values()].entries()) for (const x of line) setsOf[x].push(number);
  return { sets: sets.size, setsOf: setsOf.map((list) => Uint32Array.from(list)) };
}
