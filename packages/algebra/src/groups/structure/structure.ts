/**
 * What a group of large degree is, where its generators show it: a giant, a direct product, or a group on fewer points
 * in disguise. Order, membership, words and random elements then need no stabilizer chain on all the points.
 */
import { identityImages, signOfImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { type RandomSource, randomSource } from '../../random.js';
import { factorial, isPrime } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { restrict } from '../actions/constituents.js';
import { randomInGiant, recognizeGiant } from '../actions/giants.js';
import { strongGenerator } from '../chain/schreier-tree.js';
import type { DirectFactor, Group, Reduction, Structure } from '../group.js';
import { fixesAllThatFix } from '../schreier-sims/regular.js';
import { specialCasesAreOn } from '../special-cases.js';
import { Word } from '../word.js';
import { findIncidence, sampleSuborbits } from './find-incidence.js';
import type { Incidence } from './incidence.js';
import { supportComponents } from './support-components.js';

/** On fewer points a stabilizer chain is quicker than the search for structure. */
const SMALL_DEGREE = 64;

/** Is there reason to search the group for structure? */
export function mayShowStructure({ degree, generators }: Group): boolean {
  return degree >= SMALL_DEGREE && generators.length > 0 && specialCasesAreOn();
}

/** The structure of a group; undefined where none is seen, or special cases are off. */
export function findStructure(group: Group, meter: WorkMeter): Structure | undefined {
  const { degree } = group;
  if (!mayShowStructure(group)) return undefined;
  const generators = group.generators.map((g) => g.images);
  const components = supportComponents(degree, generators);
  if (components.length > 1) {
    const factors = components.map(({ points, generators: numbers }) => ({
      points,
      generators: numbers,
      group: group.acting(
        restrict(
          numbers.map((k) => generators[k]),
          points,
        ),
        points.length,
      ),
    }));
    return { kind: 'direct product', factors };
  }
  const random = randomSource(group.seed);
  // Transitive constituents of abelian groups are regular, and so are some others: their chains are short.
  if (group.isAbelian()) return undefined;
  const moved = generators[0].findIndex((y, x) => y !== x);
  if (moved !== -1 && fixesAllThatFix(degree, generators, moved, meter)) return undefined;
  const sample = group.isTransitive() ? sampleSuborbits(generators, random, meter) : undefined;
  if (sample?.suborbits.length === 1) {
    const giant = recognizeGiant(
      degree,
      generators.map((g, k) => strongGenerator(g, Word.generator(k))),
      random,
    );
    return giant && { kind: 'giant', giant };
  }
  // A transitive group of prime degree is primitive, and a group of affine maps unless it is doubly transitive
  // (Burnside).
  if (sample !== undefined && isPrime(degree)) return undefined;
  const incidence = findIncidence(degree, generators, random, meter, sample);
  return incidence && reductionTo(group, incidence);
}

/** The group on the vertices of an incidence that its generators respect; undefined when they do not. */
function reductionTo(group: Group, incidence: Incidence): Reduction | undefined {
  const images: Uint32Array[] = [];
  for (const g of group.generators) {
    const onVertices = incidence.onVertices(g.images);
    if (onVertices === undefined) return undefined;
    images.push(onVertices);
  }
  return { kind: 'reduction', incidence, onVertices: group.acting(images, incidence.vertices) };
}

export function structureOrder(structure: Structure, degree: number, meter: WorkMeter): bigint {
  switch (structure.kind) {
    case 'giant':
      return structure.giant === 'symmetric' ? factorial(degree) : factorial(degree) / 2n;
    case 'direct product':
      return structure.factors.reduce((n, { group }) => n * group.orderWithin(meter), 1n);
    case 'reduction':
      return structure.onVertices.orderWithin(meter);
  }
}

/** Makes the parts of the structure ready. */
export function structureReady(structure: Structure, meter: WorkMeter): void {
  if (structure.kind === 'direct product') for (const { group } of structure.factors) group.ready(meter);
  if (structure.kind === 'reduction') structure.onVertices.ready(meter);
}

export function structureContains(structure: Structure, p: Permutation): boolean {
  switch (structure.kind) {
    case 'giant':
      return structure.giant === 'symmetric' || signOfImages(p.images) === 1;
    case 'direct product':
      return parts(structure.factors, p)?.every((part, i) => structure.factors[i].group.contains(part)) ?? false;
    case 'reduction': {
      const onVertices = structure.incidence.onVertices(p.images);
      return onVertices !== undefined && structure.onVertices.contains(Permutation.fromTrustedImages(onVertices));
    }
  }
}

/** A uniform random element; in a giant by exchanges. */
export function structureRandom(structure: Structure, degree: number, random: RandomSource): Permutation {
  switch (structure.kind) {
    case 'giant':
      return Permutation.fromTrustedImages(randomInGiant(degree, structure.giant, random));
    case 'direct product':
      return beside(
        structure.factors,
        structure.factors.map(({ group }) => group.randomElement(random)),
        degree,
      );
    case 'reduction':
      return lift(structure, structure.onVertices.randomElement(random));
  }
}

/** A word in the generators for a member; undefined for others. For a giant there is none without its chain. */
export function structureWord(structure: Exclude<Structure, { kind: 'giant' }>, p: Permutation): Word | undefined {
  if (structure.kind === 'reduction') {
    const q = lower(structure, p);
    return q !== undefined && structure.onVertices.contains(q) ? structure.onVertices.factor(q) : undefined;
  }
  const inFactors = parts(structure.factors, p);
  if (!inFactors?.every((part, i) => structure.factors[i].group.contains(part))) return undefined;
  return structure.factors.reduce((word, { group, generators }, i) => {
    const letters = generators.map(Word.generator);
    const inWhole = group
      .factor(inFactors[i])
      .evaluateIn({ one: Word.identity, times: (a, b) => a.times(b), inverse: (a) => a.inverse() }, letters);
    return word.times(inWhole);
  }, Word.identity);
}

/** The element on the vertices that p acts as; undefined when p does not respect them. */
export function lower({ incidence }: Reduction, p: Permutation): Permutation | undefined {
  const images = incidence.onVertices(p.images);
  return images && Permutation.fromTrustedImages(images);
}

/** The element that acts as q on the vertices. */
export function lift({ incidence }: Reduction, q: Permutation): Permutation {
  return Permutation.fromTrustedImages(incidence.onPoints(q.images));
}

/** The restrictions to the factors' points, when they are invariant and nothing else moves. */
function parts(factors: readonly DirectFactor[], p: Permutation): Permutation[] | undefined {
  const factorOf = new Int32Array(p.degree).fill(-1);
  const position = new Int32Array(p.degree);
  factors.forEach(({ points }, i) => {
    points.forEach((x, at) => {
      factorOf[x] = i;
      position[x] = at;
    });
  });
  for (let x = 0; x < p.degree; x++) {
    const y = p.images[x];
    if (factorOf[x] === -1 ? y !== x : factorOf[y] !== factorOf[x]) return undefined;
  }
  return factors.map(({ points }) =>
    Permutation.fromTrustedImages(Uint32Array.from(points, (x) => position[p.images[x]])),
  );
}

/** An element of one factor as an element of the whole. */
export function inFactor({ points }: DirectFactor, element: Permutation, degree: number): Permutation {
  return beside([{ points }], [element], degree);
}

function beside(
  factors: readonly Pick<DirectFactor, 'points'>[],
  elements: readonly Permutation[],
  degree: number,
): Permutation {
  const images = identityImages(degree);
  factors.forEach(({ points }, i) => {
    points.forEach((x, at) => {
      images[x] = points[elements[i].images[at]];
    });
  });
  return Permutation.fromTrustedImages(images);
}
