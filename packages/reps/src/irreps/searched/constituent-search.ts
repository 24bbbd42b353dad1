/**
 * Matrices for the rows of a character table: from smaller groups by Clifford's theory, from permutation
 * representations that contain them, split by their centralizer algebras, and from linear characters of subgroups that
 * occur once.
 */
import {
  BudgetExceededError,
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  factor,
  gcd,
  IsotypicError,
  lcm,
  Matrix,
  type Permutation,
  type PermutationGroup,
  randomSource,
  type WorkMeter,
} from '@isotypic/algebra';
import { fixedCount } from '@isotypic/algebra/internal';
import type { CharacterTable } from '../../characters/character-table.js';
import type { ClassFunction } from '../../characters/class-function.js';
import { CharacterLift } from '../../characters/lift.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../characters/modulus.js';
import { multiplicitiesWithin } from '../../characters/multiplicities.js';
import { type SimpleConstituent, simpleConstituents } from '../../constituents/constituents.js';
import { overCyclotomics, overSmallestField } from '../../matrices/exact-matrices.js';
import type { CentralizerAlgebra } from '../../orbitals/centralizer-algebra.js';
import { orbitEdges } from '../../orbitals/orbit-edges.js';
import { orbitTrees } from '../../orbitals/orbit-tree.js';
import { orbitalOf } from '../../orbitals/point-basis.js';
import { movedPoints } from '../../representations/relators.js';
import { LISTING_LIMIT } from '../elements/element-table.js';
import type { IrrepForm } from '../formed-irrep.js';
import { InertiaSearch, type IrrepsWithValues } from '../inertia/inertia-search.js';
import { checkedForm } from './checked-form.js';
import { complexFormOf } from './complex-form.js';
import { type GroupSet, groupSets } from './group-sets.js';
import { SphericalSearch } from './spherical-form.js';

/** Points of the actions looked at: splitting one takes the square of that. */
const DEGREE_LIMIT = 1_500;

/** Actions on fewer points are looked at before linear characters of subgroups. */
const SMALL_DEGREE = 300;

/** Rank of the actions looked at. */
const RANK_LIMIT = 60;

/** A form that is made when it is needed. */
type LazyForm = (meter: WorkMeter) => IrrepForm;

/** Finds matrices for the rows of one table; what is found on the way is kept. */
export class ConstituentSearch {
  private readonly group: PermutationGroup;
  private readonly forms = new Map<number, LazyForm>();
  /** Of complex and quaternionic types in actions: by way of real matrices of twice the degree, slower than lines. */
  private readonly unreal = new Map<number, LazyForm>();
  private readonly primes: readonly number[];
  private readonly numberOf: ReadonlyMap<string, number>;
  private supply: Iterator<void, void, WorkMeter> | undefined;
  private readonly spherical: SphericalSearch;
  private readonly inertia: InertiaSearch;
  /** Whether all small actions were looked at. */
  private pastSmall = false;

  constructor(
    private readonly table: CharacterTable,
    irrepsOf: (group: PermutationGroup, meter: WorkMeter) => IrrepsWithValues,
  ) {
    const bound = Math.max(2 ** 24, 2 * Math.sqrt(Number(table.order)));
    const modulus = new Modulus(splittingPrime(table.exponent, bound));
    const root = rootOfUnityModulo(modulus, table.exponent);
    const arithmetic = { modulus, root, lift: new CharacterLift(table.structure, modulus, root) };
    this.spherical = new SphericalSearch(table, arithmetic);
    this.inertia = new InertiaSearch(table, arithmetic, irrepsOf);
    this.group = table.group;
    this.primes = factor(table.exponent).map(([p]) => p);
    this.numberOf = new Map(table.characters.map((χ, i) => [χ.toString(), i]));
  }

  /**
   * Matrices of row i of the table.
   * @throws {BudgetExceededError} when no representation looked at gives them; `details.found` lists the degrees that
   *   are known by then.
   */
  form(i: number, meter: WorkMeter): IrrepForm {
    const { degree, values } = this.table.characters[i];
    if (degree === 1) return this.linearForm(values);
    const known =
      this.known(i, meter, () => false) ??
      this.reduced(i, BigInt(LISTING_LIMIT), meter) ??
      this.known(i, meter, () => !this.pastSmall) ??
      this.reduced(i, this.table.order, meter) ??
      this.induced(i, meter) ??
      this.known(i, meter, () => true) ??
      this.unreal.get(i) ??
      this.relative(i, meter, 'any field');
    if (known !== undefined) {
      this.forms.set(i, known);
      return known(meter);
    }
    const found = [...this.forms.keys()].map((k) => this.table.characters[k].degree).sort((a, b) => a - b);
    throw new BudgetExceededError({
      where: 'irreps',
      expected:
        `it in an inertia group, an action on ≤ ${DEGREE_LIMIT} points, or a linear character of a subgroup ` +
        'that occurs in it once',
      received:
        `a character of degree ${degree}, of a group of order ${this.group.order}, ` +
        `in none of those tried, ${this.spherical.subgroups} subgroups among them`,
      remedy: 'Decompose a representation that contains it: isotypicDecomposition needs generators only.',
      details: { degree, found },
    });
  }

  /** What is known of row i, after looking at representations as long as that is wanted. */
  private known(i: number, meter: WorkMeter, wanted: () => boolean): LazyForm | undefined {
    for (;;) {
      meter.step();
      const form = this.forms.get(i) ?? this.relative(i, meter);
      if (form !== undefined || !wanted() || this.advance(meter) === 'exhausted') return form;
    }
  }

  /** From an irrep of a smaller group, of at most so many elements. */
  private reduced(i: number, most: bigint, meter: WorkMeter): LazyForm | undefined {
    const χ = this.table.characters[i];
    const found = tried(() => this.inertia.matrices(χ, most, meter));
    return found && made(checkedForm(this.table, χ, found));
  }

  /** From a linear character of a subgroup. */
  private induced(i: number, meter: WorkMeter): LazyForm | undefined {
    const form = this.spherical.form(i, meter);
    return form && made(form);
  }

  /** Looks at one more representation. What is interrupted by an error begins again at the next call. */
  private advance(meter: WorkMeter): 'advanced' | 'exhausted' {
    this.supply ??= this.steps(meter);
    try {
      return this.supply.next(meter).done === true ? 'exhausted' : 'advanced';
    } catch (error) {
      this.supply = undefined; // a generator that has thrown is over
      throw error;
    }
  }

  private linearForm(values: readonly Cyclotomic[]): IrrepForm {
    const isReal = values.every((x) => x.isRational());
    const at = (x: Cyclotomic): ExactMatrix => {
      const M = new Matrix(cyclotomics, 1, 1, [x]);
      return isReal ? overSmallestField([M])[0] : M;
    };
    return {
      isReal,
      conductor: values.reduce((n, { conductor }) => Math.max(n, conductor), 1),
      gram: overSmallestField([new Matrix(cyclotomics, 1, 1, [Cyclotomic.one])])[0],
      matrix: (g) => at(values[this.table.structure.identify(g)]),
    };
  }

  /**
   * From a known χ_j: its Galois conjugates, and its products with linear characters; for real types with real ones, as
   * long as other ways are left: to make complex matrices real takes minutes from degree 90 on.
   */
  private relative(i: number, meter: WorkMeter, over: 'its field' | 'any field' = 'its field'): LazyForm | undefined {
    const { characters } = this.table;
    const χ = characters[i];
    const linear = characters.filter(
      ({ degree, indicator }) => degree === 1 && (indicator === 1 || χ.indicator !== 1 || over === 'any field'),
    );
    for (const [j, form] of this.forms) {
      const ψ = characters[j];
      if (ψ.degree !== χ.degree) continue;
      meter.step(0);
      const λ = linear.find((x) => x.times(ψ).equals(χ));
      if (λ !== undefined) return made(scaledForm(form(meter), this.linearForm(λ.values)));
      const n = ψ.values.reduce((m, { conductor }) => lcm(m, conductor), 1);
      for (let k = 2; k < n; k++) {
        if (gcd(k, n) !== 1 || !ψ.values.every((x, c) => x.galois(k).equals(χ.values[c]))) continue;
        // An automorphism of the field of the matrices that is this one on the values.
        const known = form(meter);
        let lifted = k;
        while (gcd(lifted, known.conductor) !== 1) lifted += n;
        return made(galoisForm(known, lifted));
      }
    }
    return undefined;
  }

  /** Adds to `forms`, a representation at a time. */
  private *steps(first: WorkMeter): Generator<void, void, WorkMeter> {
    let meter = first;
    const random = randomSource(this.group.seed);
    for (const set of groupSets(this.group, random, DEGREE_LIMIT, meter)) {
      if (set.degree > SMALL_DEGREE && !this.pastSmall) {
        this.pastSmall = true;
        meter = yield;
      }
      if (!this.worthSplitting(set, meter)) continue;
      this.split(set, random.below(2 ** 31), meter);
      meter = yield;
    }
    this.pastSmall = true;
  }

  private isKnown(k: number): boolean {
    return this.table.characters[k].degree === 1 || this.forms.has(k) || this.unreal.has(k);
  }

  private worthSplitting({ images }: GroupSet, meter: WorkMeter): boolean {
    meter.step(0);
    const π = this.permutationCharacter(images);
    const counts = multiplicitiesWithin(this.table, π, meter);
    const rank = counts.reduce((sum, m) => sum + m * m, 0);
    // Quaternionic type occurs an even number of times over ℂ.
    const isNew = (m: number, k: number): boolean =>
      m === (this.table.characters[k].indicator === -1 ? 2 : 1) && !this.isKnown(k);
    return rank <= RANK_LIMIT && counts.some(isNew);
  }

  private permutationCharacter(images: readonly Permutation[]): ClassFunction {
    const representatives = this.representatives(images);
    return this.table.classFunction(representatives.map((p) => Cyclotomic.fromRational(fixedCount(p.images))));
  }

  /** How the class representatives permute the points of an action. */
  private representatives(images: readonly Permutation[]): Permutation[] {
    const moved = movedPoints(this.group, images);
    return this.table.classes.map(({ representative }) => moved(representative));
  }

  /** The constituents of an action that occur once. */
  private split({ degree, images }: GroupSet, seed: number, meter: WorkMeter): void {
    meter.step(0);
    const [tree] = orbitTrees(images, degree);
    const orbit = orbitEdges(tree, images, new Int32Array(degree));
    const moves = this.representatives(images);
    const constituents = tried(() => simpleConstituents(this.group, orbit, randomSource(seed)));
    if (constituents === undefined) return;
    const { algebra, list } = constituents;
    for (const part of list) {
      meter.step(0);
      for (const k of this.rowsOf(part, algebra, moves)) {
        if (this.isKnown(k)) continue;
        const { values } = this.table.characters[k];
        const c = values.findIndex((x) => !x.isReal());
        const probe = c < 0 ? undefined : { element: this.table.classes[c].representative, value: values[c] };
        const make = (work: WorkMeter): IrrepForm => complexFormOf(part.irrep, probe, this.primes, work);
        (part.irrep.type === 'real' ? this.forms : this.unreal).set(k, lazily(make));
      }
    }
  }

  /** The rows of the table in a real constituent: χ, or χ and χ̄. tr(eρ(g)) = Σ_x e(x, gx) is χ, χ + χ̄ or 2χ. */
  private rowsOf(
    { irrep, coefficients }: SimpleConstituent,
    algebra: CentralizerAlgebra,
    moves: readonly Permutation[],
  ): number[] {
    const { points } = algebra.orbit.tree;
    const position = new Int32Array(points.length);
    points.forEach((x, p) => {
      position[x] = p;
    });
    const e = coefficients.map((x) => (x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x as never)));
    const scale = Cyclotomic.fromRational(irrep.type === 'quaternionic' ? 2 : 1).inverse();
    const values = moves.map((g) => {
      const counts = new Float64Array(e.length);
      for (let p = 0; p < position.length; p++) counts[orbitalOf(algebra, p, position[g.images[points[p]]])]++;
      return e
        .reduce(
          (sum, x, k) => (counts[k] === 0 ? sum : sum.plus(x.times(Cyclotomic.fromRational(counts[k])))),
          Cyclotomic.zero,
        )
        .times(scale);
    });
    if (irrep.type !== 'complex') {
      const k = this.numberOf.get(values.join(' '));
      return k === undefined ? [] : [k];
    }
    return this.table.characters.flatMap((χ, k) =>
      χ.indicator === 0 && χ.values.every((x, c) => x.plus(x.conjugate()).equals(values[c])) ? [k] : [],
    );
  }
}

/** Undefined where one way does not lead to matrices: others may. */
function tried<T>(way: () => T): T | undefined {
  try {
    return way();
  } catch (error) {
    const isUndecided = error instanceof IsotypicError && ['NOT_DECIDED', 'OUT_OF_MEMORY'].includes(error.code);
    if (isUndecided || (error instanceof BudgetExceededError && error.details?.found !== undefined)) return undefined;
    throw error;
  }
}

function made(form: IrrepForm): LazyForm {
  return () => form;
}

function lazily(make: LazyForm): LazyForm {
  let form: IrrepForm | undefined;
  return (meter) => {
    form ??= make(meter);
    return form;
  };
}

function scaledForm(form: IrrepForm, λ: IrrepForm): IrrepForm {
  const scaled = (A: ExactMatrix, B: ExactMatrix): ExactMatrix => {
    const [M] = overSmallestField([overCyclotomics(A).scale(overCyclotomics(B).at(0, 0))]);
    return form.conductor === 1 && λ.isReal ? M : overCyclotomics(M);
  };
  return {
    isReal: form.isReal && λ.isReal,
    conductor: (form.conductor / gcd(form.conductor, λ.conductor)) * λ.conductor,
    gram: form.gram,
    matrix: (g, meter) => scaled(form.matrix(g, meter), λ.matrix(g, meter)),
  };
}

function galoisForm(form: IrrepForm, k: number): IrrepForm {
  const apply = (M: ExactMatrix): Matrix<Cyclotomic> => overCyclotomics(M).map(cyclotomics, (x) => x.galois(k));
  const image = apply(form.gram);
  // The invariant form is unique up to a real factor, which an automorphism may make negative.
  const gram = image.at(0, 0).toNumber() < 0 ? image.scale(Cyclotomic.fromRational(-1)) : image;
  return { isReal: form.isReal, conductor: form.conductor, gram, matrix: (g, meter) => apply(form.matrix(g, meter)) };
}
