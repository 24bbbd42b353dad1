/** Subgroups of a group that acts on fewer vertices, found there. */
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { ProductReplacement } from '../chain/product-replacement.js';
import { SchreierTree, type StrongGenerator, strongGenerator, transversalBudget } from '../chain/schreier-tree.js';
import { keepShallow } from '../chain/shallow-tree.js';
import { StabilizerChain } from '../chain/stabilizer-chain.js';
import { type Group, type Reduction, reductionOf } from '../group.js';
import { siftAndInstall } from '../schreier-sims/install.js';
import type { Answer } from '../search-work.js';
import { Word } from '../word.js';
import { giantSetStabilizer } from './giant-stabilizers.js';
import { lift, lower } from './structure.js';

/**
 * What `find` makes of the group on vertices and the elements there, as a subgroup; undefined without a reduction of
 * all.
 */
export function liftedGroup<G extends Group>(
  group: G,
  elements: readonly Permutation[],
  meter: WorkMeter,
  find: (small: Group, elements: readonly Permutation[], reduction: Reduction) => Group,
): G | undefined {
  const reduction = reductionOf(group, meter);
  if (reduction === undefined) return undefined;
  const lowered: Permutation[] = [];
  for (const p of elements) {
    const q = p.degree === group.degree ? lower(reduction, p) : undefined;
    if (q === undefined) return undefined;
    lowered.push(q);
  }
  return lifted(group, reduction, find(reduction.onVertices, lowered, reduction));
}

function lifted<G extends Group>(group: G, reduction: Reduction, small: Group): G {
  return group.subgroup(
    small.generators.map((q) => lift(reduction, q)),
    { reduction: { ...reduction, onVertices: small } },
  );
}

/** What elements found on the vertices say about the question on the points. */
export function lifting(reduction: Reduction, answer: Answer | undefined): Answer | undefined {
  return answer && ((elements) => answer(elements.map((images) => reduction.incidence.onPoints(images))));
}

/** A point is fixed exactly when the set of its vertices is. */
export function stabilizerOfPoint<G extends Group>(group: G, reduction: Reduction, point: number, meter: WorkMeter): G {
  const small =
    giantSetStabilizer(reduction.onVertices, [...reduction.incidence.verticesOf[point]]) ??
    randomStabilizer(group, reduction, point, meter);
  return lifted(group, reduction, small);
}

/**
 * Random elements of the group, brought back to the point by a transversal, generate the stabilizer when a chain of
 * elements of theirs reaches the order that the orbit's length demands.
 */
function randomStabilizer(group: Group, reduction: Reduction, point: number, meter: WorkMeter): Group {
  const { onVertices } = reduction;
  const random = randomSource(group.seed);
  const tree = new SchreierTree(group.degree, point, transversalBudget(0));
  for (const { images } of group.generators) tree.extend(strongGenerator(images, Word.identity));
  keepShallow(tree, random, meter);
  const target = group.ready(meter).order / BigInt(tree.orbit.length);
  const generators: StrongGenerator[] = [];
  const proof = new StabilizerChain(onVertices.degree);
  while (proof.order !== target) {
    meter.step();
    const element = group.randomElement(random).images.slice();
    tree.divide(element, element[point]);
    const onThem = reduction.incidence.onVertices(element) as Uint32Array;
    if (!siftAndInstall(proof, onThem.slice())) continue;
    generators.push(strongGenerator(onThem, Word.identity));
    if (generators.length < 3) continue;
    // Products of the elements found are cheaper than new ones.
    const source = new ProductReplacement(generators, random, onVertices.degree);
    for (let calm = 0; calm < 4 && proof.order !== target; calm++) {
      meter.step();
      if (siftAndInstall(proof, source.next().images.slice())) calm = -1;
    }
  }
  return onVertices.subgroup(
    generators.map((g) => g.images),
    { order: target },
  );
}
