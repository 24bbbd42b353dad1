/** The largest subgroup found under which a function does hold. */
import { IsotypicError, Permutation, PermutationGroup } from '@isotypic/algebra';
import type { Draws } from './draws.js';
import type { Judge } from './judge.js';
import type { Letter, Move, Moves } from './moves.js';
import type { Image } from './subject.js';

/** Elements under which f was found equivariant, closed to a group. */
export interface HeldSubgroup {
  readonly group: PermutationGroup;
  readonly order: bigint;
  /** What kind of group it is: 'cyclic', 'the stabilizer of 0', … */
  readonly structure: string;
  readonly generators: readonly string[];
  /** Whether every element of the whole group was decided; else it is the largest found among random words. */
  readonly isComplete: boolean;
}

/** Groups up to this order are gone through element by element. */
const LARGEST_LISTED = 1024; // at two evaluations of f for each element that fails, and a pool for each that holds

/** Random words tried in larger groups. */
const WORDS = 200;

/**
 * The stabilizer of f, {g : f(gx) = gf(x) for all x}, is a subgroup whatever f is. Elements are held against a pool of
 * inputs, among them those that refuted f; those that pass all are closed by the group engine.
 */
export async function heldSubgroup(
  judge: Judge,
  moves: Moves,
  pool: readonly Float64Array[],
  draws: Draws,
): Promise<HeldSubgroup | undefined> {
  const { group } = moves;
  if (group === undefined || moves.generators === 0) return undefined;
  const cases: { readonly x: Float64Array; readonly image: Image }[] = [];
  for (const x of pool) {
    const image = await judge.imageOf(x).catch(() => undefined);
    if (image !== undefined) cases.push({ x, image });
  }
  const holds = async (move: Move): Promise<boolean> => {
    for (const { x, image } of cases) if (!(await judge.judge(move, x, draws, image)).holds) return false;
    return true;
  };
  const isComplete = group.order <= BigInt(LARGEST_LISTED);
  const candidates = isComplete
    ? shortestWords(group, moves)
    : [...someWords(group, moves, draws), ...stabilizers(group, moves, pool[0])];
  let held = new PermutationGroup([], { degree: group.degree });
  const refuted: Permutation[] = [];
  for (const { element, move } of candidates) {
    if (held.contains(element)) continue;
    // a coset of what holds fails as a whole
    const inverse = element.inverse();
    if (!held.isTrivial() && refuted.some((r) => held.contains(r.times(inverse)) || held.contains(inverse.times(r))))
      continue;
    if (await holds(move())) held = new PermutationGroup([...held.generators, element], { degree: group.degree });
    else refuted.push(element);
    if (held.order === group.order) break;
  }
  return {
    group: held,
    order: held.order,
    structure: structureOf(held, group),
    generators: held.generators.map(String),
    isComplete,
  };
}

/** What kind of group it is, in a few words. */
function structureOf(held: PermutationGroup, whole: PermutationGroup): string {
  if (held.isTrivial()) return 'the trivial group';
  if (held.order === whole.order) return 'the whole group';
  if (held.isAbelian()) {
    const invariants = held.abelianInvariants();
    // of orders that are powers of primes: cyclic where each prime comes once
    const isCyclic = invariants.every((a, i) => invariants.every((b, j) => i === j || (a % b !== 0n && b % a !== 0n)));
    return isCyclic ? 'cyclic' : `abelian, ${invariants.join(' × ')}`;
  }
  const fixed = Array.from({ length: whole.degree }, (_, i) => i).filter((i) => held.orbit(i).length === 1);
  const point = fixed.find((i) => whole.stabilizer(i).order === held.order);
  return point === undefined ? 'not abelian' : `the stabilizer of ${point}`;
}

interface Candidate {
  readonly element: Permutation;
  move(): Move;
}

const letter = (index: number): Letter => ({ kind: 'generator', index });

/** All elements but 1, each with a shortest word: breadth first along the Cayley graph. */
function* shortestWords(group: PermutationGroup, moves: Moves): Generator<Candidate> {
  const one = Permutation.identity(group.degree);
  const seen = new Set([one.toString()]);
  let layer: { readonly element: Permutation; readonly word: readonly Letter[] }[] = [{ element: one, word: [] }];
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const { element, word } of layer) {
      for (let k = 0; k < group.generators.length; k++) {
        const product = { element: group.generators[k].times(element), word: [letter(k), ...word] };
        const key = product.element.toString();
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(product);
        yield { element: product.element, move: () => moves.of(product.word) };
      }
    }
    layer = next;
  }
}

/** Generators, their powers and products, and random words: what subgroups of large groups are met by. */
function* someWords(group: PermutationGroup, moves: Moves, draws: Draws): Generator<Candidate> {
  const { generators } = group;
  const of = (indices: readonly number[]): Candidate => ({
    element: indices.map((k) => generators[k]).reduce((a, b) => a.times(b)),
    move: () => moves.of(indices.map(letter)),
  });
  for (let k = 0; k < generators.length; k++) {
    const order = Math.min(Number(generators[k].order()), 32);
    for (let n = 1; n < order; n++) yield of(new Array<number>(n).fill(k));
    for (let j = 0; j < generators.length; j++) if (j !== k) yield of([k, j]);
  }
  for (let n = 0; n < WORDS; n++) {
    const length = 2 + draws.below(10);
    yield of(Array.from({ length }, () => draws.below(generators.length)));
  }
}

/** Steps that a setwise stabilizer may take: a second or so. */
const STABILIZER_BUDGET = 1e6; // partition backtrack looks at a node in about a microsecond

/**
 * What fixes the places where the simplest failing input is not 0, each or as a set: a fault is often at a few
 * coordinates, and random words of a large group do not meet their stabilizer.
 */
function* stabilizers(group: PermutationGroup, moves: Moves, simplest: Float64Array | undefined): Generator<Candidate> {
  const support = simplest === undefined ? [] : [...simplest.keys()].filter((i) => simplest[i] !== 0);
  const isNatural = simplest?.length === group.degree && support.length > 0 && support.length <= MOST_POINTS;
  if (!isNatural || moves.ofElement(Permutation.identity(group.degree)) === undefined) return;
  const subgroups = [group.stabilizer(support), ...support.map((i) => group.stabilizer(i))];
  try {
    subgroups.push(group.setwiseStabilizer(support, { budget: STABILIZER_BUDGET }));
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error; // out of budget: the pointwise ones will do
  }
  for (const { generators } of subgroups) {
    for (const element of generators) yield { element, move: () => moves.ofElement(element)! };
  }
}

const MOST_POINTS = 4; // where a fault is at more places, their stabilizer is small
