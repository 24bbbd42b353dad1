/** A subgroup H of a group and a linear character λ of H that occurs once in a given irreducible character. */

import { gcd, IsotypicError, type Permutation, PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { ClassStructure } from '../../characters/class-structure.js';
import type { Residues } from '../../characters/lift.js';
import { linearCharacters } from '../../characters/linear-characters.js';
import { powersOf } from '../../characters/modulus.js';
import type { Line } from './spherical-function.js';
import { SubgroupSupply } from './subgroup-supply.js';

/** Classes of a subgroup that are looked at. */
const MOST_CLASSES = 400;

/** Cosets of the kernel of λ times the degree of χ: a table of that many points is kept. */
const MOST_ENTRIES = 9e7;

/** Cosets of the kernel of λ. */
const MOST_COSETS = 4e5;

/**
 * Class identifications for one irrep, where invariants decide all values of χ, and where they do not: of each class
 * that they leave open a tenth of the elements at most is looked for, in 0.1–0.3 ms, so that one takes 30 µs on
 * average.
 */
const MOST_IDENTIFICATIONS = 5e6;
const MOST_SEARCHES = 2e6;

/** Double cosets times cosets carried for class sums, in 0.2 µs each, and double cosets: systems of this size. */
const MOST_CARRIED = 5e7;
const MOST_DOUBLE_COSETS = 500;

/** A line on so many cosets, or so many for each dimension of χ, is taken without looking for a better one. */
const GOOD_INDEX = 3000;
const GOOD_RATIO = 6;

/** Index of the subgroups whose lines are tried for a short orbit: an action on so many cosets takes a second. */
const LARGEST_SPREAD = 20_000;

/** Subgroups not looked at before that are listed in search of a line better than one already found. */
const PATIENCE = 6;

/** A subgroup with its linear characters, and what decides multiplicities. */
interface Listed {
  readonly subgroup: PermutationGroup;
  readonly inner: ClassStructure;
  readonly fusion: readonly number[];
  readonly linear: readonly Int32Array[];
}

interface Choice {
  readonly listed: Listed;
  readonly λ: Int32Array;
  /** The order of λ, and a class of H on which λ has this order. */
  readonly order: number;
  readonly at: number;
  readonly cost: number;
}

/** Looks for lines in one table; subgroups come one after another, and are kept. */
export class LineSearch {
  private readonly listed: Listed[] = [];
  private readonly supply: SubgroupSupply;
  /** A subgroup that came and is not yet listed. */
  private pending: PermutationGroup | undefined;
  /** The residues of the powers of E(exponent). */
  private readonly powers: Float64Array;

  constructor(
    private readonly table: CharacterTable,
    private readonly arithmetic: Residues,
  ) {
    this.supply = new SubgroupSupply(table);
    this.powers = powersOf(arithmetic.modulus, arithmetic.root, table.exponent);
  }

  /**
   * A line that occurs once in χ: rational ones before others, then of the largest subgroup.
   * @returns undefined when the subgroups looked at have none
   */
  line(χ: IrreducibleCharacter, meter: WorkMeter): Line | undefined {
    const { isCheap } = this.table.structure.identifierUpTo((c) => `${χ.values[c]}`);
    const limit = isCheap ? MOST_IDENTIFICATIONS : MOST_SEARCHES;
    let best: Choice | undefined;
    let patience = PATIENCE;
    for (let k = 0; ; k++) {
      const isNew = k >= this.listed.length;
      if (isNew && best !== undefined && patience-- === 0) break;
      const listed = isNew ? this.next(meter) : this.listed[k];
      if (listed === undefined) break;
      meter.step(0);
      const choice = this.best(listed, χ, limit, best?.cost ?? Number.POSITIVE_INFINITY);
      if (choice === undefined) continue;
      best = choice;
      if (best.cost <= Math.max(GOOD_INDEX, GOOD_RATIO * χ.degree)) break;
    }
    return best && lineOf(best, this.table.exponent);
  }

  /** How many subgroups were looked at so far. */
  get subgroupCount(): number {
    return this.listed.length;
  }

  /** Of the subgroups looked at so far of order χ(1) or more the smallest on which χ has the least norm. */
  subgroup(χ: IrreducibleCharacter): PermutationGroup | undefined {
    const { modulus, lift } = this.arithmetic;
    const { inverse } = this.table.structure;
    const residues = lift.residues(χ.values);
    const norm = (listed: Listed): number => {
      const { inner, fusion } = listed;
      const sum = this.sumOver(listed, (c) => modulus.mul(residues[fusion[c]], residues[inverse[fusion[c]]]));
      return modulus.mul(sum, modulus.inv(modulus.fromBigInt(inner.groupOrder)));
    };
    const [best] = this.listed
      .filter(({ subgroup }) => subgroup.order >= BigInt(χ.degree))
      .map((listed) => ({ subgroup: listed.subgroup, norm: norm(listed) }))
      .sort((a, b) => a.norm - b.norm || Number(a.subgroup.order - b.subgroup.order));
    return best?.subgroup;
  }

  /** Looks at subgroups until they are so many, or no more come. */
  listMore(most: number, meter: WorkMeter): void {
    while (this.listed.length < most && this.next(meter) !== undefined) meter.step(0);
  }

  /** A linear character of a subgroup looked at so far that induces χ. */
  monomialLine(χ: IrreducibleCharacter): Line | undefined {
    for (const listed of this.listed) {
      if (listed.subgroup.order * BigInt(χ.degree) !== this.table.order) continue;
      const λ = listed.linear.find((x) => this.occursOnce(listed, x, χ));
      if (λ === undefined) continue;
      const { order, at } = orderOf(λ, this.table.exponent);
      return lineOf({ listed, λ, order, at, cost: 0 }, this.table.exponent);
    }
    return undefined;
  }

  /** Lines of the subgroups looked at so far with values ±1, of large subgroups first; one for each order and index. */
  rationalLines(χ: IrreducibleCharacter, most: number): Line[] {
    const found = new Map<string, Choice>();
    const bySize = [...this.listed].sort((a, b) => Number(b.subgroup.order - a.subgroup.order));
    for (const listed of bySize) {
      const index = Number(this.table.order / listed.subgroup.order);
      for (const λ of listed.linear) {
        const { order, at } = orderOf(λ, this.table.exponent);
        const key = `${index} ${order}`;
        if (found.size === most || found.has(key) || order > 2 || index < χ.degree || index > LARGEST_SPREAD) continue;
        if (this.occursOnce(listed, λ, χ)) found.set(key, { listed, λ, order, at, cost: index * order });
      }
    }
    return [...found.values()].map((choice) => lineOf(choice, this.table.exponent));
  }

  private best(listed: Listed, χ: IrreducibleCharacter, limit: number, bound: number): Choice | undefined {
    const { subgroup, linear } = listed;
    const index = Number(this.table.order / subgroup.order);
    if (index < χ.degree || index > bound) return undefined;
    let best: Choice | undefined;
    let least = bound;
    for (const λ of linear) {
      const { order, at } = orderOf(λ, this.table.exponent);
      const cost = index * order * dearness(χ, order, index);
      const cosets = index * order;
      if (cost >= least || cosets > MOST_COSETS || cosets * χ.degree > MOST_ENTRIES) continue;
      if (!this.occursOnce(listed, λ, χ)) continue;
      // Monomial matrices take no values of φ.
      if (index > χ.degree && !this.isWithinReach(listed, cosets, limit)) continue;
      least = cost;
      best = { listed, λ, order, at, cost };
    }
    return best;
  }

  /** Whether φ is found, by class sums or by sums over H. */
  private isWithinReach(listed: Listed, cosets: number, limit: number): boolean {
    const rank = this.doubleCosets(listed);
    return (
      (rank <= MOST_DOUBLE_COSETS && rank * cosets <= MOST_CARRIED) ||
      (rank * cosets * Number(listed.subgroup.order) ** 2) / Number(this.table.order) <= limit
    );
  }

  /** |G|/|H|² Σ_C |C ∩ H|²/|C|, by Burnside's lemma. */
  private doubleCosets({ subgroup, inner, fusion }: Listed): number {
    const { classes, order: total } = this.table;
    const inside = new Map<number, number>();
    inner.classes.forEach(({ size }, c) => {
      inside.set(fusion[c], (inside.get(fusion[c]) ?? 0) + Number(size));
    });
    let sum = 0;
    for (const [c, n] of inside) sum += (n * n) / Number(classes[c].size);
    return Math.round((Number(total) / Number(subgroup.order) ** 2) * sum);
  }

  private occursOnce(listed: Listed, λ: Int32Array, χ: IrreducibleCharacter): boolean {
    const { inner, fusion } = listed;
    const { powers } = this;
    const { modulus, lift } = this.arithmetic;
    const { exponent } = this.table;
    const residues = lift.residues(χ.values);
    const sum = this.sumOver(listed, (c) => modulus.mul(residues[fusion[c]], powers[(exponent - λ[c]) % exponent]));
    return sum === modulus.fromBigInt(inner.groupOrder);
  }

  /** The sum of a class function over the elements of a subgroup, modulo the prime. */
  private sumOver({ inner }: Listed, value: (c: number) => number): number {
    const { modulus } = this.arithmetic;
    return inner.classes.reduce(
      (sum, { size }, c) => modulus.add(sum, modulus.mul(modulus.fromBigInt(size), value(c))),
      0,
    );
  }

  private next(meter: WorkMeter): Listed | undefined {
    for (;;) {
      this.pending ??= this.supply.next(meter);
      if (this.pending === undefined) return undefined;
      const listed = this.list(this.pending, meter);
      this.pending = undefined;
      if (listed === undefined) continue;
      this.listed.push(listed);
      return listed;
    }
  }

  private list(subgroup: PermutationGroup, meter: WorkMeter): Listed | undefined {
    if (this.table.order / subgroup.order > BigInt(MOST_COSETS)) return undefined;
    const classes = meter.part((options) => subgroup.conjugacyClasses(options));
    if (classes.length > MOST_CLASSES) return undefined;
    const inner = new ClassStructure(subgroup, undefined, undefined, meter);
    const scale = this.table.exponent / inner.exponent;
    return {
      subgroup,
      inner,
      fusion: inner.classes.map(({ representative }) => this.table.structure.identify(representative)),
      linear: linearCharacters(inner, meter).map((row) => row.map((a) => a * scale)),
    };
  }
}

/**
 * How much dearer a line is for its field: one that is not rational leads to larger fields, and for a character of real
 * type to matrices that have to be descended; but a χ of another type that λ induces is monomial.
 */
function dearness(χ: IrreducibleCharacter, order: number, index: number): number {
  if (order <= 2) return 1;
  if (χ.indicator === 1) return 100;
  return index === χ.degree ? 1 : 20;
}

/** The order of a linear character given by exponents, and a class on which it has this order. */
function orderOf(λ: Int32Array, exponent: number): { order: number; at: number } {
  const orders = Array.from(λ, (a) => exponent / gcd(a, exponent));
  const order = orders.reduce((n, m) => (n / gcd(n, m)) * m, 1);
  // The image is cyclic: some class is mapped to a generator of it.
  return { order, at: orders.indexOf(order) };
}

function lineOf({ listed, λ, order, at }: Choice, exponent: number): Line {
  const { subgroup, inner } = listed;
  const generator = inner.classes[at].representative;
  const exponentOf = (h: Permutation): number => λ[inner.identify(h)];
  return { subgroup, kernel: kernelOf(subgroup, generator, order, exponentOf, exponent), order, generator, exponentOf };
}

/** ker λ, by Schreier's generators for the transversal 1, c, …, c^(order − 1). */
function kernelOf(
  subgroup: PermutationGroup,
  generator: Permutation,
  order: number,
  exponentOf: (h: Permutation) => number,
  exponent: number,
): PermutationGroup {
  if (order === 1) return subgroup;
  const step = exponent / order;
  const turn = (h: Permutation): number => exponentOf(h) / step;
  // The power of c with the value E(order).
  let [c, a] = [generator, turn(generator)];
  for (; a !== 1; a = (a + turn(generator)) % order) c = c.times(generator);
  const powers = Array.from({ length: order }, (_, i) => c.power(i));
  const generators = subgroup.generators.flatMap((h) => {
    const b = turn(h);
    return powers.map((x, i) => powers[(i + b) % order].inverse().times(h).times(x));
  });
  const kernel = new PermutationGroup([...generators, c.power(order)], { degree: subgroup.degree });
  if (kernel.order * BigInt(order) === subgroup.order) return kernel;
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'irreps',
    expected: `a kernel of index ${order}`,
    received: `order ${kernel.order} in ${subgroup.order}`,
    remedy: 'This is a bug; please report it with the generators.',
  });
}
