/** Conjugacy classes of a permutation group: which method answers, and the order in which classes are listed. */
import { IsotypicError } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkOptions } from '../../work.js';
import { rankOf } from '../chain/rank.js';
import type { PermutationGroup } from '../permutation-group.js';
import { specialCasesAreOn } from '../special-cases.js';
import { lift, lower } from '../structure/structure.js';
import { abelianClasses, dihedralClasses } from './abelian-classes.js';
import { type ClassForm, listedClasses, type UnorderedClasses, writeOut, writtenOut } from './class-form.js';
import { directProductClasses } from './direct-product-classes.js';
import { enumerateClasses } from './enumerated-classes.js';
import { classesByRandomSearch } from './random-classes.js';
import { symmetricClasses } from './symmetric-classes.js';
import { wreathClasses } from './wreath-classes.js';

export interface ConjugacyClass {
  readonly representative: Permutation;
  readonly size: bigint;
  readonly elementOrder: bigint;
}

export interface ClassList {
  /** Identity first, then by element order, then by size; deterministic. */
  readonly classes: readonly ConjugacyClass[];
  /** Index of the class of a member. @throws {IsotypicError} `NOT_IN_GROUP` */
  classOf(p: Permutation): number;
}

/**
 * Groups up to this order are listed element by element at once; up to the second, when random search does not end
 * soon.
 */
const SMALL = 20_000n;
const LISTABLE = 2_000_000n;
/** Random elements drawn before listing takes over. */
const PATIENCE = 300;

/**
 * @throws {BudgetExceededError} for more than 10⁶ classes, with their number in `details.known.classes` where a closed
 * form
 *   knows it; when random search does not complete within `budget` draws (default 20,000);
 *   `details.known` has the classes found
 */
export function conjugacyClassList(group: PermutationGroup, options: WorkOptions = {}): ClassList {
  return inOrder(group, writeOut(classForm(group, options)));
}

/** Closed forms first, then listing, then search. */
export function classForm(group: PermutationGroup, options: WorkOptions = {}): ClassForm {
  if (specialCasesAreOn()) {
    const closed =
      reducedClasses(group, options) ??
      symmetricClasses(group) ??
      abelianClasses(group) ??
      dihedralClasses(group) ??
      directProductClasses(group, options);
    if (closed !== undefined) return closed;
  }
  if (group.order <= SMALL) return writtenOut(classesByListing(group));
  return (
    (specialCasesAreOn() ? wreathClasses(group, options) : undefined) ?? writtenOut(classesBySearch(group, options))
  );
}

function classesBySearch(group: PermutationGroup, options: WorkOptions): UnorderedClasses {
  if (group.order > LISTABLE) return classesByRandomSearch(group, options);
  if (group.isAbelian()) return classesByListing(group);
  try {
    return classesByRandomSearch(group, { ...options, budget: PATIENCE });
  } catch (error) {
    if (error instanceof IsotypicError && error.code === 'BUDGET_EXCEEDED') return classesByListing(group);
    throw error;
  }
}

function classesByListing(group: PermutationGroup): UnorderedClasses {
  const { representatives, sizes, labels } = enumerateClasses(group.chain, group.generators);
  return listedClasses(representatives, sizes.map(BigInt), (p) => labels[rankOf(group.chain, p.images) as number]);
}

/** The classes of the same group on fewer points. */
function reducedClasses(group: PermutationGroup, options: WorkOptions): ClassForm | undefined {
  const { reduction } = group;
  if (reduction === undefined) return undefined;
  const small = classForm(reduction.onVertices, options);
  return {
    atLeast: small.atLeast,
    list() {
      const classes = small.list();
      return {
        ...classes,
        representative: (i) => lift(reduction, classes.representative(i)),
        elementOrder: (i) => classes.elementOrder?.(i) ?? classes.representative(i).order(),
        indexOf: (p) => classes.indexOf(lower(reduction, p) as Permutation),
      };
    },
  };
}

/** Classes of many points in all are made again when they are looked at. */
const KEPT_IMAGES = 1 << 24;

function inOrder(group: PermutationGroup, unordered: UnorderedClasses): ClassList {
  const { sizes } = unordered;
  const areKept = sizes.length * group.degree <= KEPT_IMAGES;
  const kept = areKept ? sizes.map((_, i) => unordered.representative(i)) : undefined;
  const representative = (i: number): Permutation => kept?.[i] ?? unordered.representative(i);
  const orders = sizes.map((_, i) => unordered.elementOrder?.(i) ?? representative(i).order());
  const sequence = sizes.map((_, i) => i);
  const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
  sequence.sort((a, b) => compare(orders[a], orders[b]) || compare(sizes[a], sizes[b]) || a - b);
  const position = new Int32Array(sequence.length);
  sequence.forEach((old, i) => {
    position[old] = i;
  });
  return {
    classes: sequence.map((i) => ({
      get representative() {
        return representative(i);
      },
      size: sizes[i],
      elementOrder: orders[i],
    })),
    classOf(p) {
      if (!group.contains(p)) throw notInGroup('PermutationGroup.classOf', p);
      return position[unordered.indexOf(p)];
    },
  };
}

export function notInGroup(where: string, p: Permutation): IsotypicError {
  return new IsotypicError('NOT_IN_GROUP', { where, expected: 'an element of the group', received: String(p) });
}
