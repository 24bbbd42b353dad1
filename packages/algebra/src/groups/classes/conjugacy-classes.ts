/** Conjugacy classes of a permutation group: which method answers, and the order in which classes are listed. */
import { IsotypicError } from '../../errors.js';
import type { Permutation } from '../../permutations/permutation.js';
import type { WorkMeter } from '../../work.js';
import { rankOf } from '../chain/rank.js';
import { type Group, reductionOf } from '../group.js';
import { solvableGroup, solvableQuotient } from '../polycyclic/solvable-quotient.js';
import { specialCasesAreOn } from '../special-cases.js';
import { lift, lower } from '../structure/structure.js';
import { abelianClasses, dihedralClasses } from './abelian-classes.js';
import {
  type ClassForm,
  type ClassWork,
  listedClasses,
  type UnorderedClasses,
  writeOut,
  writtenOut,
} from './class-form.js';
import { directProductClasses } from './direct-product-classes.js';
import { enumerateClasses } from './enumerated-classes.js';
import { liftedClasses } from './lifted-classes.js';
import { classesByRandomSearch } from './random-classes.js';
import { symmetricClasses } from './symmetric-classes.js';
import { wreathClasses } from './wreath-classes.js';

/** A conjugacy class: one of its elements, their number and their order. */
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

/** Groups beyond this order are never listed element by element. */
const LISTABLE = 2_000_000n;
/**
 * The price of a list is |G| · generators · base², in look-ups of 10 ns. Below the first the list is made at once,
 * below the second unless the group is solvable, since lifting then takes about a millisecond; a search takes ten or
 * more.
 */
const CHEAP = 1e5;
const MODEST = 1e6;
/**
 * Look-ups of a list for the time of one comparison of a search: a quarter of a millisecond on a hundred points. The
 * list of PSL(2,101) takes 150 ms, and a search that ends takes 10 to 30; with 185 comparisons 2 of 29 seeds gave it
 * up.
 */
const COMPARISON = 2e4;
/** A search is given so many comparisons before a list takes over, however short. */
const PATIENCE = 100;

/**
 * @throws {BudgetExceededError} for more than 10⁶ classes, with their number in `details.known.classes` where a closed
 * form knows it; when random search does not complete within the budget; `details.known` has representatives of the
 * classes found
 */
export function conjugacyClassList(group: Group, work: ClassWork): ClassList {
  return inOrder(group, writeOut(classForm(group, work)), work.listing);
}

/** Closed forms first; then what is estimated to take the least time of listing, lifting and search. */
function classForm(group: Group, work: ClassWork): ClassForm {
  const { listing } = work;
  if (specialCasesAreOn()) {
    const closed =
      reducedClasses(group, work) ??
      symmetricClasses(group, listing) ??
      abelianClasses(group, listing) ??
      dihedralClasses(group, listing) ??
      directProductClasses(group, work, classForm);
    if (closed !== undefined) return closed;
  }
  const price = priceOfListing(group, listing);
  if (price <= CHEAP) return writtenOut(classesByListing(group, work));
  const isModest = price <= MODEST;
  const wreath = !isModest && specialCasesAreOn() ? wreathClasses(group, work, classForm) : undefined;
  if (wreath !== undefined) return wreath;
  const quotient = isModest ? solvableGroup(group, listing) : solvableQuotient(group, listing);
  const lifted = quotient && liftedClasses(group, quotient, work, classForm);
  if (lifted !== undefined) return writtenOut(lifted);
  return writtenOut(isModest ? classesByListing(group, work) : classesBySearch(group, price, work));
}

/** Infinite for groups that are not to be listed. */
function priceOfListing(group: Group, meter: WorkMeter): number {
  const order = group.orderWithin(meter);
  if (order > LISTABLE) return Number.POSITIVE_INFINITY;
  const base = group.chainWithin(meter).levels.length;
  return Number(order) * group.generators.length * base ** 2;
}

function classesBySearch(group: Group, price: number, work: ClassWork): UnorderedClasses {
  const patience = Math.max(PATIENCE, price / COMPARISON);
  return classesByRandomSearch(group, work, patience) ?? classesByListing(group, work);
}

function classesByListing(group: Group, work: ClassWork): UnorderedClasses {
  const chain = group.chainWithin(work.listing);
  const { representatives, sizes, labels } = enumerateClasses(chain, group.generators, work);
  return listedClasses(representatives, sizes.map(BigInt), (p) => labels[rankOf(chain, p.images) as number]);
}

/** The classes of the same group on fewer points. */
function reducedClasses(group: Group, work: ClassWork): ClassForm | undefined {
  const reduction = reductionOf(group, work.listing);
  if (reduction === undefined) return undefined;
  const { answer } = work;
  const small = classForm(reduction.onVertices, {
    ...work,
    ...(answer && { answer: (found) => answer(found.map((q) => lift(reduction, q))) }),
  });
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

function inOrder(group: Group, unordered: UnorderedClasses, meter: WorkMeter): ClassList {
  const { sizes } = unordered;
  const areKept = sizes.length * group.degree <= KEPT_IMAGES;
  const make = (i: number): Permutation => {
    meter.step(0);
    return unordered.representative(i);
  };
  const kept = areKept ? sizes.map((_, i) => make(i)) : undefined;
  const representative = (i: number): Permutation => kept?.[i] ?? unordered.representative(i);
  const orders = sizes.map((_, i) => {
    meter.step(0);
    return unordered.elementOrder?.(i) ?? representative(i).order();
  });
  const sequence = sizes.map((_, i) => i);
  const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
  sequence.sort((a, b) => {
    meter.step(0);
    return compare(orders[a], orders[b]) || compare(sizes[a], sizes[b]) || a - b;
  });
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
