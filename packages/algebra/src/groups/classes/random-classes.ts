/**
 * Conjugacy classes by random search. Elements are drawn, compared with the classes known, and new ones centralized;
 * the list is complete exactly when the class equation Σ |G|/|C(xᵢ)| = |G| holds.
 */
import type { Permutation } from '../../permutations/permutation.js';
import { type RandomSource, randomSource } from '../../random.js';
import { gcd, mulMod } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { ConjugacySearch } from '../backtrack/conjugacy.js';
import type { Group } from '../group.js';
import { type ClassWork, listedClasses, type UnorderedClasses } from './class-form.js';
import { classInvariant } from './class-invariant.js';
import { fineInvariant } from './fine-invariant.js';

interface KnownClass {
  readonly index: number;
  readonly representative: Permutation;
  readonly size: bigint;
  readonly search: ConjugacySearch<Group>;
}

/** Random elements compared before the search gives up: groups with 10⁵ classes need some times as many. */
export const DEFAULT_DRAWS = 20_000;

/**
 * One step is one random element compared with the classes known; undefined after `patience` of them.
 * @throws {BudgetExceededError} `details.known` has the representatives found
 */
export function classesByRandomSearch(
  group: Group,
  { draws: meter, listing, answer }: ClassWork,
  patience = Number.POSITIVE_INFINITY,
): UnorderedClasses | undefined {
  group.ready(listing);
  const found = new ClassSearch(group, meter, listing);
  if (answer !== undefined) meter.known = () => answer(found.known.map((c) => c.representative));
  const random = randomSource(group.seed);
  found.add(group.randomElement(random).power(0));
  for (let compared = 0; found.covered !== group.order; ) {
    if (compared >= patience) return undefined;
    meter.step(0);
    // Small classes are rarely hit: they are looked for among powers and in centralizers.
    let element = group.randomElement(random);
    if (random.below(2) === 1) {
      const { representative, search } = found.known[random.below(found.known.length)];
      const centralizer = search.centralizer();
      element = centralizer.randomElement(random);
      if (random.below(2) === 1) element = element.times(representative);
    }
    if (!found.isPromising(element, random)) continue;
    meter.step();
    meter.report('conjugacy classes', found.known.length);
    compared++;
    found.addWithPowers(element);
  }
  return listedClasses(
    found.known.map((c) => c.representative),
    found.known.map((c) => c.size),
    (p) => found.classOf(p).index,
  );
}

function isIn({ representative, search }: KnownClass, p: Permutation): boolean {
  return representative.equals(p) || search.elementTo(p) !== undefined;
}

/** One in so many of the elements that look known is looked at further, where that has brought nothing for long. */
const LOOKED_AT = 8;
/** For long: so many times the number of classes known that look so, and some more. */
const CALM = 4;

/** Known classes that look alike, and how often elements that look so were looked at further since the last new one. */
interface Alike {
  count: number;
  calm: number;
}

/** The classes known of one cycle type, by the fine invariant. */
interface SameType extends Alike {
  readonly byInvariant: Map<string, Alike & { readonly classes: KnownClass[] }>;
}

/** Is it worth while to look at an element further? Most that look like those of known classes belong to them. */
function isWorthWhile(alike: Alike, random: RandomSource): boolean {
  if (alike.calm > CALM * (alike.count + 1) && random.below(LOOKED_AT) !== 0) return false;
  alike.calm++;
  return true;
}

/** Keys of so many elements are kept at a time: an ordinary map, emptied, is less work to collect than a weak one. */
const MOST_REMEMBERED = 64;

/** The same, but an element that is looked at several times on its way is looked at once. */
function remembered(key: (p: Permutation) => string): (p: Permutation) => string {
  const known = new Map<Permutation, string>();
  return (p) => {
    let found = known.get(p);
    if (found === undefined) {
      found = key(p);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(p, found);
    }
    return found;
  };
}

class ClassSearch {
  readonly known: KnownClass[] = [];
  covered = 0n;
  private readonly byType = new Map<string, SameType>();
  private readonly type: (p: Permutation) => string;
  private readonly fine: (p: Permutation) => string;

  constructor(
    private readonly group: Group,
    private readonly meter: WorkMeter,
    listing: WorkMeter,
  ) {
    this.type = remembered(classInvariant(group));
    this.fine = remembered(fineInvariant(group, listing));
  }

  /** Is it worth while to compare an element with the classes known? */
  isPromising(p: Permutation, random: RandomSource): boolean {
    const same = this.byType.get(this.type(p));
    if (same === undefined) return true;
    if (!isWorthWhile(same, random)) return false;
    const alike = same.byInvariant.get(this.fine(p));
    return alike === undefined || isWorthWhile(alike, random);
  }

  private alike(p: Permutation): readonly KnownClass[] {
    return this.byType.get(this.type(p))?.byInvariant.get(this.fine(p))?.classes ?? [];
  }

  /** The class of p, when it is known. */
  find(p: Permutation): KnownClass | undefined {
    return this.alike(p).find((known) => isIn(known, p));
  }

  /** The class of p when all are known: the last candidate is right when the others are not. */
  classOf(p: Permutation): KnownClass {
    const candidates = this.alike(p);
    return candidates.slice(0, -1).find((known) => isIn(known, p)) ?? candidates[candidates.length - 1];
  }

  /**
   * Adds the class of p, and those of its powers, where they are new. Known classes come with those of all generators
   * of their cyclic groups, so a new p brings only new ones: one for each coset of {k : pᵏ ~ p} in the units.
   */
  addWithPowers(p: Permutation): void {
    if (this.covered === this.group.order || this.find(p) !== undefined) return;
    const order = Number(p.order());
    const search = this.add(p);
    const stable = this.stableUnits(p, order, search);
    const settled = new Set(stable);
    for (let k = 2; k < order; k++) {
      this.meter.step(0);
      if (gcd(k, order) !== 1) {
        // Powers with a common factor are reached once through their own generators.
        if (order % k === 0) this.addWithPowers(p.power(k));
      } else if (!settled.has(k)) {
        this.add(p.power(k), search);
        for (const u of stable) settled.add(mulMod(u, k, order));
      }
    }
  }

  /** The units k with pᵏ conjugate to p, a group. */
  private stableUnits(p: Permutation, order: number, search: ConjugacySearch<Group>): number[] {
    let stable = [1];
    const key = this.fine(p);
    const settled = new Set(stable);
    for (let k = 2; k < order; k++) {
      this.meter.step(0);
      if (settled.has(k) || gcd(k, order) !== 1) continue;
      const power = p.power(k);
      if (this.fine(power) === key && search.elementTo(power) !== undefined) {
        // ⟨stable, k⟩: the cosets of the powers of k.
        const known = stable;
        for (let power = k; !stable.includes(power); power = mulMod(power, k, order)) {
          stable = [...stable, ...known.map((u) => mulMod(u, power, order))];
        }
        for (const u of stable) settled.add(u);
      } else for (const u of stable) settled.add(mulMod(u, k, order));
    }
    return stable;
  }

  /** Adds the class of p, known to be new; a generator of the same cyclic group has the same centralizer. */
  add(p: Permutation, sameCentralizer?: ConjugacySearch<Group>): ConjugacySearch<Group> {
    const search = new ConjugacySearch(this.group, p, { meter: this.meter, cost: 0 }, sameCentralizer);
    const size = this.group.order / search.centralizer().order;
    const entry: KnownClass = { index: this.known.length, representative: p, size, search };
    this.known.push(entry);
    this.covered += size;
    const type = this.type(p);
    const same: SameType = this.byType.get(type) ?? { byInvariant: new Map(), count: 0, calm: 0 };
    const key = this.fine(p);
    const alike = same.byInvariant.get(key) ?? { classes: [], count: 0, calm: 0 };
    alike.classes.push(entry);
    for (const group of [same, alike]) {
      group.count++;
      group.calm = 0;
    }
    same.byInvariant.set(key, alike);
    this.byType.set(type, same);
    return search;
  }
}
