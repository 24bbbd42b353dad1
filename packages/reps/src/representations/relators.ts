/**
 * Proof that images of generators extend to a homomorphism: the relators of a presentation of the group, on strong
 * generators, hold in the images. A strong generator is a word in the generators, whose image is evaluated once, so
 * nothing but generators is ever enumerated.
 */
import {
  type GroupOperations,
  groupPresentation,
  IsotypicError,
  Permutation,
  PermutationGroup,
  Word,
  type WorkMeter,
} from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';

const presentations = new ObjectCache<PermutationGroup, readonly Word[]>();

/**
 * Words in the group's generators whose being 1 presents the group: the relators of `groupPresentation` with words for
 * the strong generators, shared by all relators, and what tells equal generators and identities. A fifth to a tenth of
 * the products that all Schreier relators of the chain take.
 */
export function presentation(group: PermutationGroup, meter?: WorkMeter): readonly Word[] {
  return presentations.getOrMake(group, () => relatorsOf(group, meter));
}

function relatorsOf(group: PermutationGroup, meter: WorkMeter | undefined): Word[] {
  const { elements, relators } =
    meter === undefined ? groupPresentation(group) : meter.part(({ signal }) => groupPresentation(group, { signal }));
  const words = new Map(elements.map((g) => [g.images.join(), group.factor(g)]));
  const inverses = new Map<Word, Word>();
  const free: GroupOperations<Word> = {
    one: Word.identity,
    times: (a, b) => a.times(b),
    inverse: (a) => {
      const known = inverses.get(a) ?? a.inverse();
      inverses.set(a, known);
      return known;
    },
  };
  const own: Word[] = [];
  group.generators.forEach((g, k) => {
    // The first of equal generators stands for them; the identity is the empty word.
    const key = g.images.join();
    const letter = Word.generator(k);
    const first = group.generators.findIndex((h) => h.equals(g));
    if (g.isIdentity()) own.push(letter);
    else if (first < k) own.push(letter.times(free.inverse(Word.generator(first))));
    else words.set(key, letter);
  });
  const images = elements.map((g) => words.get(g.images.join()) as Word);
  return [...own, ...relators.map((relator) => relator.evaluateIn(free, images))];
}

/** How a check of relations is done: its meter, and the code of its refusal. */
export interface RelatorCheck {
  /** A step is a relator. */
  readonly meter?: WorkMeter;
  /** `REFUTED` where an object offered for verification is spoken of. Default: `NOT_A_HOMOMORPHISM`. */
  readonly code?: 'NOT_A_HOMOMORPHISM' | 'REFUTED';
}

/**
 * Checks every relator of a presentation of the group in the images of its generators.
 * @returns how many were evaluated
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM` (or the code asked for), with `details.relator`, the first that fails.
 */
export function checkRelators<T>(
  where: string,
  group: PermutationGroup,
  operations: GroupOperations<T>,
  images: readonly T[],
  equal: (left: T, right: T) => boolean,
  { meter, code = 'NOT_A_HOMOMORPHISM' }: RelatorCheck = {},
): { readonly relators: number } {
  const memo = new Map<Word, T>();
  let relators = 0;
  for (const relator of presentation(group, meter)) {
    meter?.step();
    relators++;
    if (equal(relator.evaluateIn(operations, images, memo), operations.one)) continue;
    const text = relator.length <= 60n ? `${relator}` : `a word of ${relator.length} letters`;
    throw new IsotypicError(code, {
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
 * The same for permutations of {0, …, degree−1}, where orders decide: the group of the pairs (g_k, p_k) on both sets of
 * points projects onto G, and has the order of G exactly for a homomorphism. A relator is looked for only when it has
 * not.
 */
export function checkPermutationImages(
  where: string,
  group: PermutationGroup,
  images: readonly Permutation[],
  degree: number,
  check: RelatorCheck = {},
): void {
  const n = group.degree;
  const pairs = group.generators.map((g, k) => {
    const pair = new Uint32Array(n + degree);
    pair.set(g.images);
    for (let i = 0; i < degree; i++) pair[n + i] = n + images[k].images[i];
    return Permutation.fromTrustedImages(pair);
  });
  if (pairs.length === 0 || new PermutationGroup(pairs).order === group.order) return;
  checkRelators(where, group, permutationOperations(degree), images, (a, b) => a.equals(b), check);
  throw new IsotypicError('VERIFICATION_FAILED', {
    where,
    expected: 'a relator that fails, where (g, ρ(g)) generate a larger group than G',
    received: 'none',
  });
}

/** The symmetric group's operations, for evaluating words. */
export function permutationOperations(degree: number): GroupOperations<Permutation> {
  return { one: Permutation.identity(degree), times: (a, b) => a.times(b), inverse: (a) => a.inverse() };
}

/** How elements move the points of an action, through words in the generators; what words share is evaluated once. */
export function movedPoints(group: PermutationGroup, images: readonly Permutation[]): (g: Permutation) => Permutation {
  const operations = permutationOperations(images[0].degree);
  const memo = new WeakMap();
  return (g) => group.factor(g).evaluateIn(operations, images, memo);
}
