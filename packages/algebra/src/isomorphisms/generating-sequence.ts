/** Few generators of a group, with few elements that they could go to. */
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import { type RandomSource, randomSource } from '../random.js';
import { factor } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';

/** So many random sequences of each length are looked at: the best of 30 has few images in nearly all groups. */
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
 * A short sequence that generates the group, the one with the fewest possible images among random ones;
 * `choices(c)` is how many elements are colored like class c. Nothing repeats: each step enlarges the group generated.
 */
export function generatingSequence(
  group: PermutationGroup,
  choices: (classIndex: number) => number,
  meter: WorkMeter,
): SequenceStep[] {
  const random = randomSource(group.seed);
  let best: { steps: SequenceStep[]; cost: number } | undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const steps = randomSequence(group, () => drawn(group, random), meter);
    const cost = steps.reduce((sum, { classIndex }) => sum + Math.log(choices(classIndex)), 0);
    if (best === undefined || cost < best.cost) best = { steps, cost };
  }
  return (best as { steps: SequenceStep[] }).steps;
}

function randomSequence(group: PermutationGroup, draw: () => Permutation, meter: WorkMeter): SequenceStep[] {
  const steps: { element: Permutation; order: bigint }[] = [];
  let order = 1n;
  while (order < group.order) {
    const element = draw();
    const next = generatedOrder([...steps.map((s) => s.element), element], group, meter);
    if (next === order) continue;
    order = next;
    steps.push({ element, order });
  }
  // what later elements generate without an earlier one makes it superfluous
  for (let i = 0; i < steps.length; ) {
    const others = steps.filter((_, k) => k !== i).map(({ element }) => element);
    if (generatedOrder(others, group, meter) === group.order) steps.splice(i, 1);
    else i++;
  }
  return steps.map(({ element }, i) => ({
    element,
    classIndex: group.classOf(element),
    order: generatedOrder(
      steps.slice(0, i + 1).map((s) => s.element),
      group,
      meter,
    ),
  }));
}

function generatedOrder(elements: Permutation[], group: PermutationGroup, meter: WorkMeter): bigint {
  meter.step();
  return elements.length === 0 ? 1n : group.subgroup(elements).orderWithin(meter);
}

/** A random element, or as often a power of one of prime order: those have small classes in many groups. */
function drawn(group: PermutationGroup, random: RandomSource): Permutation {
  const element = group.randomElement(random);
  const order = element.order();
  if (random.below(2) === 0 || order === 1n || order > BigInt(Number.MAX_SAFE_INTEGER)) return element;
  const primes = factor(Number(order));
  return element.power(order / BigInt(primes[random.below(primes.length)][0]));
}
