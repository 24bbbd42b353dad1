/**
 * Proof that images of generators extend to a homomorphism. The Schreier relators of a stabiliser chain present the
 * group on its strong generators (Seress 2003, §8.1): for every level, transversal element u_x and strong generator s of
 * that level, u_{sx}⁻¹·s·u_x equals its own word through the deeper levels. Strong generators are words in the
 * generators, so each relator is a word whose image must be 1; nothing but generators is ever enumerated.
 */

import {
  cyclotomics,
  type GroupOperations,
  IsotypicError,
  Permutation,
  PermutationGroup,
  rationals,
  Word,
} from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';
import { overCyclotomics } from '../irreps/exact.js';
import { isRationalList, matrixOperations } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';
import type { ExactRepresentation } from './representation.js';

/** What `checkRepresentation` established. */
export interface RepresentationCertificate {
  /** How many relators were evaluated; 0 when the orders of two permutation groups decided. */
  readonly relators: number;
}

/** Two words for one element of a group. */
export interface Relator {
  readonly left: Word;
  readonly right: Word;
}

/** Relators that, with the definitions of the strong generators, present the group. O(Σ orbit·generators) of them. */
export function* presentation(group: PermutationGroup): Generator<Relator> {
  const { chain } = group;
  for (const [k, g] of group.generators.entries()) {
    const right = chain.wordOf(g.images) as Word;
    yield { left: Word.generator(k), right };
  }
  for (const level of chain.levels) {
    for (const x of level.orbit) {
      for (const s of level.generators) {
        const left = level.transversalWord(s.images[x]).inverse().times(s.word).times(level.transversalWord(x));
        const images = s.images.slice();
        // s·u_x, then u_{sx}⁻¹ in front of it.
        const carried = Permutation.fromTrustedImages(images).times(transversal(group, level.transversalWord(x)));
        const stabilising = carried.images.slice();
        level.divide(stabilising, s.images[x]);
        yield { left, right: chain.wordOf(stabilising) as Word };
      }
    }
  }
}

const elements = new ObjectCache<PermutationGroup, WeakMap<Word, Permutation>>();

function transversal(group: PermutationGroup, word: Word): Permutation {
  return word.evaluateIn(
    { one: Permutation.identity(group.degree), times: (a, b) => a.times(b), inverse: (a) => a.inverse() },
    group.generators,
    elements.getOrMake(group, () => new WeakMap()),
  );
}

/**
 * Checks every relator of a presentation of the group in the images of its generators.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`, with `details.relator`, the first that fails.
 */
export function checkRelators<T>(
  where: string,
  group: PermutationGroup,
  operations: GroupOperations<T>,
  images: readonly T[],
  equal: (left: T, right: T) => boolean,
): RepresentationCertificate {
  const memo = new Map<Word, T>();
  let relators = 0;
  for (const { left, right } of presentation(group)) {
    relators++;
    if (equal(left.evaluateIn(operations, images, memo), right.evaluateIn(operations, images, memo))) continue;
    const relator = left.times(right.inverse());
    const text = relator.length <= 60n ? `${relator}` : `a word of ${relator.length} letters`;
    throw new IsotypicError('NOT_A_HOMOMORPHISM', {
      where,
      expected: 'images that satisfy the relations of the group',
      received: `the relation ${text} = 1 broken`,
      remedy: 'The k-th image must belong to the k-th generator; products act right factor first.',
      details: { relator: text, word: relator },
    });
  }
  return { relators };
}

/**
 * Proves that a representation is one: that the images of the generators extend to a homomorphism of the whole group.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`, with `details.relator` naming a relation of the group that fails.
 * Cost: for permutations, one stabiliser chain of degree n + dimension; for matrices O(Σ orbit lengths · strong
 *   generators) products.
 * @example checkRepresentation(permutationRepresentation(catalogue.cyclic(5))).relators
 */
export function checkRepresentation(rep: ExactRepresentation): RepresentationCertificate {
  const where = 'checkRepresentation';
  const { group } = rep;
  if (rep instanceof PermutationRepresentation) {
    // The graph {(g_k, p_k)} of a homomorphism is a group isomorphic to its domain, and conversely.
    const n = group.degree;
    const joint = group.generators.map((g, k) => {
      const images = new Uint32Array(n + rep.dimension);
      images.set(g.images);
      for (let i = 0; i < rep.dimension; i++) images[n + i] = n + rep.images[k].images[i];
      return Permutation.fromTrustedImages(images);
    });
    if (joint.length === 0 || new PermutationGroup(joint).order === group.order) return { relators: 0 };
    return checkRelators(
      where,
      group,
      { one: Permutation.identity(rep.dimension), times: (a, b) => a.times(b), inverse: (a) => a.inverse() },
      rep.images,
      (a, b) => a.equals(b),
    );
  }
  const matrices = rep.generatorMatrices;
  return isRationalList(matrices)
    ? checkRelators(where, group, matrixOperations(rationals, rep.dimension), matrices, (a, b) => a.equals(b))
    : checkRelators(where, group, matrixOperations(cyclotomics, rep.dimension), matrices.map(overCyclotomics), (a, b) =>
        a.equals(b),
      );
}
