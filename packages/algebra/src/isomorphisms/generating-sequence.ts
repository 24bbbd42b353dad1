/** Few generators of a group, with few elements that they could go to. */
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import { type RandomSource, randomSource } from '../random.js';
import { factor } from '../scalars/integers.js';
import type { GeneratedSubgroups } from './generated-subgroups.js';

/** Most random sequences looked at: the best of 100 has few images in nearly all groups. */
const TRIES = 100;
/** Looking at another sequence takes as long as listing and testing so many images, 0.05 to 0.1 ms (measured). */
const IMAGES_PER_TRY = 10;

/** A generator that a map is to be defined on. */
export interface SequenceStep {
  readonly element: Permutation;
  /** The index of its class. */
  readonly classIndex: number;
  /** The order of the group that it and the steps before it generate. */
  readonly order: bigint;
}

/**
 * A short sequence that generates the group, the one with the fewest possible images among random ones, as far as
 * looking at another one costs less than trying them; `choices(c)` is how many elements are colored like class c.
 * Elements with many choices come first: the first image is needed up to conjugation only. Nothing repeats: each step
 * enlarges the group generated.
 */
export function generatingSequence(
  subgroups: GeneratedSubgroups,
  choices: (classIndex: number) => number,
): SequenceStep[] {
  const { group } = subgroups;
  const random = randomSource(group.seed);
  const colored = (): Colored => {
    const element = drawn(group, random);
    const classIndex = group.classOf(element);
    return { element, classIndex, choices: choices(classIndex) };
  };
  let best: Colored[] | undefined;
  let images = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && images > attempt * IMAGES_PER_TRY; attempt++) {
    const elements = randomSequence(subgroups, colored, images);
    if (elements === undefined) continue;
    best = elements.sort((x, y) => y.choices - x.choices);
    images = imagesOf(best);
  }
  return stepsOf(best as Colored[], subgroups);
}

interface Colored {
  readonly element: Permutation;
  readonly classIndex: number;
  readonly choices: number;
}

/** How many images the elements may have when the one with the most choices is needed up to conjugation only. */
function imagesOf(elements: readonly Colored[]): number {
  const choices = elements.map((x) => x.choices);
  return choices.reduce((product, x) => product * x, 1) / Math.max(1, ...choices);
}

/** Elements that generate the group, none of which can be left out, with fewer images than `limit`. */
function randomSequence(subgroups: GeneratedSubgroups, draw: () => Colored, limit: number): Colored[] | undefined {
  const { group } = subgroups;
  const orderOf = (elements: readonly Colored[]): bigint => subgroups.orderOf(elements.map((x) => x.element));
  const sequence: Colored[] = [];
  let order = 1n;
  while (order < group.order) {
    const next = draw();
    // Whether they generate the group takes most of the time.
    if (imagesOf([...sequence, next]) >= limit) return undefined;
    const larger = orderOf([...sequence, next]);
    if (larger === order) continue;
    order = larger;
    sequence.push(next);
  }
  // what later elements generate without an earlier one makes it superfluous
  for (let i = 0; i + 1 < sequence.length; ) {
    const others = sequence.filter((_, k) => k !== i);
    if (orderOf(others) === group.order) sequence.splice(i, 1);
    else i++;
  }
  return imagesOf(sequence) < limit ? sequence : undefined;
}

/** With the orders that the elements up to each one generate. */
function stepsOf(elements: readonly Colored[], subgroups: GeneratedSubgroups): SequenceStep[] {
  return elements.map(({ element, classIndex }, i) => {
    const order = subgroups.orderOf(elements.slice(0, i + 1).map((x) => x.element));
    return { element, classIndex, order };
  });
}

/** A random element, or as often a power of one of prime order: those have small classes in many groups. */
function drawn(group: PermutationGroup, random: RandomSource): Permutation {
  const element = group.randomElement(random);
  const order = element.order();
  if (random.below(2) === 0 || order === 1n || order > BigInt(Number.MAX_SAFE_INTEGER)) return element;
  const primes = factor(Number(order));
  return element.power(order / BigInt(primes[random.below(primes.length)][0]));
}
