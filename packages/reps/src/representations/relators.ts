/**
 * Proof that images of generators extend to a homomorphism. The Schreier relators of a stabilizer chain present the
 * group on its strong generators (Seress 2003, §8.1): for every level, transversal element u_x and strong generator s
 * of that level, u_{sx}⁻¹·s·u_x equals its own word through the deeper levels. Strong generators are words in the
 * generators, so each relator is a word whose image must be 1; nothing but generators is ever enumerated.
 */
import {
  type GroupOperations,
  IsotypicError,
  Permutation,
  PermutationGroup,
  Word,
  type WorkMeter,
} from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';

/** Two words for one element of a group. */
export interface Relator {
  readonly left: Word;
  readonly right: Word;
}

/**
 * Relators that present the group on its generators. Write Hₗ for the abstract group of the strong generators from
 * level l on. The relators for s and x of level l say that s·u_x·H₍ₗ₊₁₎ = u_{sx}·H₍ₗ₊₁₎, for every strong generator s
 * from level l on: those of deeper levels too, which need not be products of this level's own. So Hₗ is the union of
 * orbit-many cosets, and the order of H₀ is at most that of G. Shortcuts in the trees are products of the others.
 * O(Σ orbit·strong generators) of them.
 */
export function* presentation(group: PermutationGroup): Generator<Relator> {
  const { chain } = group;
  for (const [k, g] of group.generators.entries()) {
    const right = chain.wordOf(g.images) as Word;
    yield { left: Word.generator(k), right };
  }
  for (const [l, level] of chain.levels.entries()) {
    const all = new Set(chain.levels.slice(l).flatMap((deeper) => deeper.generators));
    const strong = [...all].filter((s) => s.isShortcut !== true);
    for (const x of level.orbit) {
      const carrier = transversal(group, level.transversalWord(x));
      for (const s of strong) {
        if (x === level.basePoint && s.images[x] === x) continue; // s·u_x·H = s·H = H says nothing
        const left = level.transversalWord(s.images[x]).inverse().times(s.word).times(level.transversalWord(x));
        // s·u_x, then u_{sx}⁻¹ in front of it.
        const stabilizing = Permutation.fromTrustedImages(s.images).times(carrier).images.slice();
        level.divide(stabilizing, s.images[x]);
        yield { left, right: chain.wordOf(stabilizing) as Word };
      }
    }
  }
}

const elements = new ObjectCache<PermutationGroup, WeakMap<Word, Permutation>>();

function transversal(group: PermutationGroup, word: Word): Permutation {
  return word.evaluateIn(
    permutationOperations(group.degree),
    group.generators,
    elements.getOrMake(group, () => new WeakMap()),
  );
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
  for (const { left, right } of presentation(group)) {
    meter?.step();
    relators++;
    if (equal(left.evaluateIn(operations, images, memo), right.evaluateIn(operations, images, memo))) continue;
    const relator = left.times(right.inverse());
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
