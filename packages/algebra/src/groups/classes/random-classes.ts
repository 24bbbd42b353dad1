/**
 * Conjugacy classes by random search. Elements are drawn, compared with the classes known, and new ones centralized;
 * the list is complete exactly when the class equation Σ |G|/|C(xᵢ)| = |G| holds.
 */
import type { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { gcd, mulMod } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { ConjugacySearch } from '../backtrack/conjugacy.js';
import type { Group } from '../group.js';
import { type ClassWork, listedClasses, type UnorderedClasses } from './class-form.js';
import { classInvariant } from './class-invariant.js';

interface KnownClass {
  readonly index: number;
  readonly representative: Permutation;
  readonly size: bigint;
  readonly search: ConjugacySearch<Group>;
}

/** Random elements drawn before the search gives up: groups with 10⁵ classes need some times as many. */
export const DEFAULT_DRAWS = 20_000;

/**
 * One step is one random element drawn; undefined after `patience` draws.
 * @throws {BudgetExceededError} `details.known` has the representatives found
 */
export function classesByRandomSearch(
  group: Group,
  { draws: meter, listing, answer }: ClassWork,
  patience = Number.POSITIVE_INFINITY,
): UnorderedClasses | undefined {
  group.ready(listing);
  const found = new ClassSearch(group, meter);
  if (answer !== undefined) meter.known = () => answer(found.known.map((c) => c.representative));
  const random = randomSource(group.seed);
  found.add(group.randomElement(random).power(0));
  for (let draws = 0; found.covered !== group.order; draws++) {
    if (draws >= patience) return undefined;
    meter.step();
    meter.report('conjugacy classes', found.known.length);
    // Small classes are rarely hit: they are looked for among powers and in centralizers.
    let element = group.randomElement(random);
    if (draws % 2 === 1) {
      const { representative, search } = found.known[random.below(found.known.length)];
      const centralizer = search.centralizer();
      element = centralizer.randomElement(random);
      if (random.below(2) === 1) element = element.times(representative);
    }
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

class ClassSearch {
  readonly known: KnownClass[] = [];
  covered = 0n;
  private readonly byInvariant = new Map<string, KnownClass[]>();
  private readonly invariant: (p: Permutation) => string;

  constructor(
    private readonly group: Group,
    private readonly meter: WorkMeter,
  ) {
    this.invariant = classInvariant(group);
  }

  /** The class of p, when it is known. */
  find(p: Permutation): KnownClass | undefined {
    return this.byInvariant.get(this.invariant(p))?.find((known) => isIn(known, p));
  }

  /** The class of p when all are known: the last candidate is right when the others are not. */
  classOf(p: Permutation): KnownClass {
    const candidates = this.byInvariant.get(this.invariant(p)) as KnownClass[];
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
    const settled = new Set(stable);
    for (let k = 2; k < order; k++) {
      this.meter.step(0);
      if (settled.has(k) || gcd(k, order) !== 1) continue;
      if (search.elementTo(p.power(k)) !== undefined) {
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
    const key = this.invariant(p);
    const candidates = this.byInvariant.get(key);
    if (candidates === undefined) this.byInvariant.set(key, [entry]);
    else candidates.push(entry);
    return search;
  }
}
