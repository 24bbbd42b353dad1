/** Double cosets, transversals and representatives of cosets. */
import { checkArgument } from '../../arguments.js';
import { DisjointSets } from '../../disjoint-sets.js';
import { IsotypicError } from '../../errors.js';
import { compose, invertImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter, WorkOptions } from '../../work.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { checkActing, checkDegree } from '../argument-checks.js';
import { setwiseStabilizer } from '../backtrack/set-stabilizer.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { askedOf } from '../question.js';
import { CosetTree } from './coset-tree.js';
import { Ladder, type Leaf } from './ladder.js';

/** A double coset HxK. */
export interface DoubleCoset {
  /** The representative x of its coset Hx that has the least images of the base of the group. */
  readonly representative: Permutation;
  readonly size: bigint;
}

/**
 * The double cosets HxK of two subgroups of G, larger ones first. The cosets of H (or of K) are reached from G through
 * stabilizers of its orbits, or of the blocks that it permutes, and no step needs a table of more than its index: G may
 * have any order. That the sizes add up to the order of G is checked. One step is one image of a coset.
 *
 * @throws {IsotypicError} `NOT_IN_GROUP` unless both are subgroups, `DEGREE_MISMATCH`, `OUT_OF_MEMORY` for an index
 * times degree of one step above 2²⁷
 * @throws {BudgetExceededError} when `budget` is given and used up
 * @example
 * const [G, H] = [catalogue.symmetric(4), catalogue.dihedral(4)];
 * doubleCosets(G, H, H).map((c) => c.size) // [ 16n, 8n ]
 */
export function doubleCosets(
  group: PermutationGroup,
  left: PermutationGroup,
  right: PermutationGroup,
  options: WorkOptions = {},
): DoubleCoset[] {
  const where = 'doubleCosets';
  const meter = checked(where, group, { left, right }, options);
  const [own, other] = [ladderTo(group, left, meter), ladderTo(group, right, meter)];
  const isOwn = own.longest <= other.longest;
  const found = isOwn ? climb(own, left, right, meter) : climb(other, right, left, meter);
  const tree = new CosetTree(group, left, meter);
  const cosets = found.map(({ x, size }) => ({
    representative: Permutation.fromTrustedImages(tree.representative(isOwn ? x : invertImages(x))),
    size,
  }));
  const sum = cosets.reduce((n, c) => n + c.size, 0n);
  if (sum !== group.order) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where,
      expected: `sizes of sum ${group.order}`,
      received: `${sum}`,
    });
  }
  return cosets.sort((a, b) => Number(b.size > a.size) - Number(a.size > b.size));
}

interface LadderTo {
  /** From the group down to the subgroup, or to a normal subgroup of it. */
  readonly groups: readonly PermutationGroup[];
  /** The largest index of a step. */
  readonly longest: bigint;
}

/** Through the stabilizers of the orbits of H to H, or through those of its blocks to what keeps each block. */
function ladderTo(group: PermutationGroup, subgroup: PermutationGroup, meter: WorkMeter): LadderTo {
  const orbits = subgroup.orbits().filter((orbit) => orbit.length > 1);
  const blocks = orbits.flatMap(
    (orbit) => minimalBlockSystem(subgroup.degree, subgroup.generators, orbit, meter) ?? [orbit],
  );
  const throughOrbits = downThrough(group, orbits, meter);
  const direct = ladderOf([...throughOrbits, subgroup]);
  if (blocks.length === orbits.length) return direct;
  const kernel = downThrough(subgroup, blocks, meter);
  const throughBlocks = ladderOf([...downThrough(group, blocks, meter), kernel[kernel.length - 1]]);
  return throughBlocks.longest < direct.longest ? throughBlocks : direct;
}

/** The group, and the subgroups that keep one set, two sets, … */
function downThrough(
  group: PermutationGroup,
  sets: readonly (readonly number[])[],
  meter: WorkMeter,
): PermutationGroup[] {
  const groups = [group];
  for (const set of sets) groups.push(setwiseStabilizer(groups[groups.length - 1], set, { meter, cost: 0 }));
  return groups;
}

/** Steps that stay are left out. */
function ladderOf(groups: readonly PermutationGroup[]): LadderTo {
  const proper = groups.filter((g, i) => i === 0 || g.order !== groups[i - 1].order);
  const longest = proper.slice(1).reduce((most, g, i) => {
    const index = proper[i].order / g.order;
    return index > most ? index : most;
  }, 1n);
  return { groups: proper, longest };
}

/** The double cosets of H and K, from those of the last group of the ladder, a normal subgroup of H, and K. */
function climb(
  { groups }: LadderTo,
  subgroup: PermutationGroup,
  acting: PermutationGroup,
  meter: WorkMeter,
): { readonly x: Uint32Array; readonly size: bigint }[] {
  const ladder = new Ladder(groups, acting, meter);
  const last = groups[groups.length - 1];
  const sizeOf = ({ order }: Leaf): bigint => (last.order * acting.order) / order;
  const fused = new DisjointSets(ladder.leaves.length);
  if (last.order !== subgroup.order) {
    for (const [k, { x }] of ladder.leaves.entries()) {
      for (const h of subgroup.generators) fused.unite(k, ladder.locate(compose(h.images, x)));
    }
  }
  return fused.parts().map((part) => ({
    x: ladder.leaves[part[0]].x,
    size: part.reduce((n, k) => n + sizeOf(ladder.leaves[k]), 0n),
  }));
}

/**
 * Representatives of the cosets Hx of a subgroup, one by one, in the order of their images of the base of G, each the
 * least in its coset: without a table, whatever the index is. One step is one image of a base point.
 * @throws {IsotypicError} as `doubleCosets`
 * @example [...rightTransversal(catalogue.symmetric(3), catalogue.cyclic(3))].map(String) // [ '()', '(1 2)' ]
 */
export function rightTransversal(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  options: WorkOptions = {},
): IterableIterator<Permutation> {
  const meter = checked('rightTransversal', group, { subgroup }, options);
  return permutations(new CosetTree(group, subgroup, meter).representatives());
}

/**
 * Representatives of the cosets xH: the inverses of `rightTransversal`, in its order.
 * @throws {IsotypicError} as `doubleCosets`
 * @example [...leftTransversal(catalogue.symmetric(4), catalogue.alternating(4))].length // 2
 */
export function leftTransversal(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  options: WorkOptions = {},
): IterableIterator<Permutation> {
  const meter = checked('leftTransversal', group, { subgroup }, options);
  return permutations(inverted(new CosetTree(group, subgroup, meter).representatives()));
}

/**
 * The element of `leftTransversal(G, H)` in the coset xH: equal for x and y exactly when xH = yH.
 * @throws {IsotypicError} as `doubleCosets`; `NOT_IN_GROUP` for an element outside
 * @example
 * const [G, H] = [catalogue.symmetric(4), catalogue.dihedral(4)];
 * cosetRepresentative(G, H, H.generators[0]).toString() // '()'
 */
export function cosetRepresentative(
  group: PermutationGroup,
  subgroup: PermutationGroup,
  x: Permutation,
  options: WorkOptions = {},
): Permutation {
  const where = 'cosetRepresentative';
  checkArgument(where, 'group', group, groupKind);
  checkActing(where, 'x', group.degree, x);
  const meter = checked(where, group, { subgroup }, options);
  if (!group.contains(x)) throw outside(where, 'an element of the group', `${x}`);
  const tree = new CosetTree(group, subgroup, meter);
  return Permutation.fromTrustedImages(invertImages(tree.representative(invertImages(x.images))));
}

function* permutations(images: Iterable<Uint32Array>): IterableIterator<Permutation> {
  for (const x of images) yield Permutation.fromTrustedImages(x);
}

function* inverted(images: Iterable<Uint32Array>): IterableIterator<Uint32Array> {
  for (const x of images) yield invertImages(x);
}

function checked(
  where: string,
  group: PermutationGroup,
  subgroups: Readonly<Record<string, PermutationGroup>>,
  options: WorkOptions,
): WorkMeter {
  const meter = askedOf(where, group, options);
  for (const [name, subgroup] of Object.entries(subgroups)) {
    checkArgument(where, name, subgroup, groupKind);
    checkDegree(where, name, group.degree, subgroup);
    const other = subgroup.generators.find((h) => !group.contains(h));
    if (other !== undefined) throw outside(where, `${name} to be a subgroup of the group`, `one with ${other}`);
    subgroup.ready(meter);
  }
  return meter;
}

function outside(where: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('NOT_IN_GROUP', { where, expected, received });
}
