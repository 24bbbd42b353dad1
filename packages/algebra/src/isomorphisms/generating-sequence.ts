/** Few generators of a group, with few elements that they could go to. */
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import { type RandomSource, randomSource } from '../random.js';
import { factor } from '../scalars/integers.js';
import type { GeneratedSubgroups } from './generated-subgroups.js';

/** So many random sequences are looked at: the best of 30 has few images in nearly all groups. */
const TRIES = 30;

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
  let best: { elements: readonly Colored[]; images: number } | undefined;
  for (let attempt = 0; attempt < TRIES && !(best !== undefined && best.images <= attempt); attempt++) {
    const elements = randomSequence(subgroups, colored).sort((x, y) => y.choices - x.choices);
    const images = elements.slice(1).reduce((product, x) => product * x.choices, 1);
    if (best === undefined || images < best.images) best = { elements, images };
  }
  return stepsOf((best as { elements: readonly Colored[] }).elements, subgroups);
}

interface Colored {
  readonly element: Permutation;
  readonly classIndex: number;
  readonly choices: number;
}

/** Elements that generate the group, none of which can be left out. */
function randomSequence(subgroups: GeneratedSubgroups, draw: () => Colored): Colored[] {
  const { group } = subgroups;
  const orderOf = (elements: readonly Colored[]): bigint => subgroups.orderOf(elements.map((x) => x.element));
  const sequence: Colored[] = [];
  let order = 1n;
  while (order < group.order) {
    const next = draw();
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
  return sequence;
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
