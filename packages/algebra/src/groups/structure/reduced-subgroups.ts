/** Subgroups of a group that acts on fewer vertices, found there. */
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import type { WorkOptions } from '../../work.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import { siftAndInstall } from '../chain/random-schreier-sims.js';
import { SchreierTree, type StrongGenerator, strongGenerator, transversalBudget } from '../chain/schreier-tree.js';
import { keepShallow } from '../chain/shallow-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import type { PermutationGroup } from '../permutation-group.js';
import { Word } from '../word.js';
import { giantSetStabilizer } from './giants.js';
import { lift, lower, type Reduction } from './structure.js';

/**
 * What `find` makes of the group on vertices and the elements there, as a subgroup; undefined without a reduction of
 * all.
 */
export function liftedGroup(
  group: PermutationGroup,
  elements: readonly Permutation[],
  find: (small: PermutationGroup, elements: readonly Permutation[]) => PermutationGroup,
): PermutationGroup | undefined {
  const { reduction } = group;
  if (reduction === undefined) return undefined;
  const lowered: Permutation[] = [];
  for (const p of elements) {
    const q = p.degree === group.degree ? lower(reduction, p) : undefined;
    if (q === undefined) return undefined;
    lowered.push(q);
  }
  return lifted(group, reduction, find(reduction.onVertices, lowered));
}

function lifted(group: PermutationGroup, reduction: Reduction, small: PermutationGroup): PermutationGroup {
  const result = group.subgroup(small.generators.map((q) => lift(reduction, q)));
  result.adoptReduction({ ...reduction, onVertices: small });
  return result;
}

export function liftedCentralizer(
  group: PermutationGroup,
  g: Permutation,
  options: WorkOptions,
): PermutationGroup | undefined {
  return liftedGroup(group, [g], (small, [q]) => small.centralizer(q, options));
}

/** A conjugating element, null when there is none; undefined without a reduction of g and h. */
export function liftedConjugator(
  group: PermutationGroup,
  g: Permutation,
  h: Permutation,
  options: WorkOptions,
): Permutation | null | undefined {
  const { reduction } = group;
  const q = reduction && lower(reduction, g);
  const r = reduction && lower(reduction, h);
  if (reduction === undefined || q === undefined || r === undefined) return undefined;
  const x = reduction.onVertices.conjugatingElement(q, r, options);
  return x === undefined ? null : lift(reduction, x);
}

/** A point is fixed exactly when the set of its vertices is. */
export function stabilizerOfPoint(group: PermutationGroup, reduction: Reduction, point: number): PermutationGroup {
  const small =
    giantSetStabilizer(reduction.onVertices, [...reduction.incidence.verticesOf[point]]) ??
    randomStabilizer(group, reduction, point);
  return lifted(group, reduction, small);
}

/**
 * Random elements of the group, brought back to the point by a transversal, generate the stabilizer when a chain of
 * elements of theirs reaches the order that the orbit's length demands.
 */
function randomStabilizer(group: PermutationGroup, reduction: Reduction, point: number): PermutationGroup {
  const { onVertices } = reduction;
  const random = randomSource(group.seed);
  const tree = new SchreierTree(group.degree, point, transversalBudget(0));
  for (const { images } of group.generators) tree.extend(strongGenerator(images, Word.identity));
  keepShallow(tree, random);
  const target = group.order / BigInt(tree.orbit.length);
  const generators: StrongGenerator[] = [];
  const proof = new StabilizerChain(onVertices.degree);
  while (proof.order !== target) {
    const element = group.randomElement(random).images.slice();
    tree.divide(element, element[point]);
    const onThem = reduction.incidence.onVertices(element) as Uint32Array;
    if (!siftAndInstall(proof, onThem.slice())) continue;
    generators.push(strongGenerator(onThem, Word.identity));
    if (generators.length < 3) continue;
    // Products of the elements found are cheaper than new ones.
    const source = new ProductReplacement(generators, random, onVertices.degree);
    for (let calm = 0; calm < 4 && proof.order !== target; calm++) {
      if (siftAndInstall(proof, source.next().images.slice())) calm = -1;
    }
  }
  const stabilizer = onVertices.subgroup(generators.map((g) => g.images));
  stabilizer.adoptOrder(target);
  return stabilizer;
}
