/**
 * All couplings of the irreps of a group. What is kept for three irreps a, b, c are the invariants of a ⊗ b ⊗ c, the
 * 3j symbols of the group, one list for all orders of the three; Clebsch–Gordan coefficients of a ⊗ b → c are those of
 * (a, b, c̄) with the last index lowered by the invariant form that pairs c̄ with c (Wigner 1940; Butler 1981, ch. 3).
 */
import {
  type ExactMatrix,
  Matrix,
  type PermutationGroup,
  rationals,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  integer,
  type OptionKinds,
  oneOf,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { GROUP } from '../argument-kinds.js';
import { ComplexIrrep } from '../irreps/complex-irrep.js';
import { irreps as complexIrreps } from '../irreps/lists/irreps.js';
import { realIrreps } from '../irreps/lists/real-irreps.js';
import { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField } from '../matrices/exact-matrices.js';
import { type AxisPermutation, type ColumnSymmetry, equalColumns, permutedPositions } from './column-symmetries.js';
import { type ComplexClebschGordan, complexCoupling } from './complex-coupling.js';
import { type ClebschGordan, realCoupling } from './finite.js';
import { type Factors, type InvariantTensor, invariantTensors } from './invariant-tensors.js';
import { ModularModule } from './modular-module.js';
import { couplingNorm, diagonalOf, orthogonalCopies } from './orthogonal-copies.js';
import { ProductDimensions } from './product-dimensions.js';
import { isSimplyReducible } from './simply-reducible.js';

/** Steps, each an entry of a tensor to which an element of the group is applied: some ten seconds. */
const COUPLING_BUDGET = 1e9;

/** Options of `couplings`; the budget is for the list of irreps, as of `irreps`. */
export interface CouplingsOptions extends WorkOptions {
  /** Over which irreps: those over ℝ (default), or those over ℂ. */
  readonly field?: 'real' | 'complex';
}

const OPTION_KINDS: OptionKinds<CouplingsOptions> = { ...WORK_OPTION_KINDS, field: oneOf('real', 'complex') };

/** The 3j symbols of three irreps. */
export interface ThreeJSymbols {
  /** For each copy the exact invariant T of a ⊗ b ⊗ c, row i·d_b + j, column k; orthogonal for the invariant forms. */
  readonly tensors: readonly ExactMatrix[];
  /**
   * How each behaves when equal irreps among the three change places: by 1, by the sign of the permutation, or `mixed`,
   * one of a basis of a two-dimensional representation of S₃; `none` where no two are equal.
   */
  readonly symmetries: readonly ColumnSymmetry[];
}

/** Numbers of three irreps. */
export type IrrepTriple = readonly [a: number, b: number, c: number];

/** The Clebsch–Gordan tensor of irreps over ℝ, or over ℂ. */
export type CouplingOf<I extends RealIrrep | ComplexIrrep> = I extends RealIrrep ? ClebschGordan : ComplexClebschGordan;

/**
 * The couplings of all irreps of a group, each computed when it is asked for and kept. Irreps are named by their number
 * in `irreps`.
 * @example
 * const S3 = couplings(catalogue.symmetric(3));
 * [...S3.triples()].length // 11
 * S3.coupling(2, 2, 1).injections.length // 1: the sign, antisymmetric in e ⊗ e
 * S3.threeJ(2, 2, 1).symmetries // ['antisymmetric']
 */
export class Couplings<I extends RealIrrep | ComplexIrrep = RealIrrep> {
  private readonly dimensions: ProductDimensions;
  private readonly modules: (ModularModule | undefined)[] = [];
  private readonly duals: (number | undefined)[] = [];
  private readonly pairings: (ExactMatrix | undefined)[] = [];
  private readonly symbols = new Map<string, readonly InvariantTensor[]>();
  private simplyReducible: boolean | undefined;
  private readonly made = new Map<string, CouplingOf<I>>();

  /** Use `couplings`. */
  constructor(
    readonly group: PermutationGroup,
    /** `realIrreps(group)` or `irreps(group)`. */
    readonly irreps: readonly I[],
  ) {
    this.dimensions = new ProductDimensions(group);
  }

  /**
   * Whether the group is simply reducible: every element conjugate to its inverse, no irrep over ℂ more than once in a
   * product of two. Permuted columns then change 3j symbols by signs at most.
   * @see Wigner 1940
   * @example couplings(catalogue.quaternion()).isSimplyReducible // true
   */
  get isSimplyReducible(): boolean {
    this.simplyReducible ??= isSimplyReducible(this.group);
    return this.simplyReducible;
  }

  /** The number of the irrep that is the complex conjugate of this one; over ℝ the irrep itself. */
  dual(c: number, options: WorkOptions = {}): number {
    this.checkIrreps('Couplings.dual', { c });
    return this.dualWithin(c, meterOf('Couplings.dual', options));
  }

  /**
   * How often irrep c occurs in a ⊗ b. O(classes), by characters.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no number of an irrep
   * @example couplings(catalogue.symmetric(3)).multiplicity(2, 2, 0) // 1
   */
  multiplicity(a: number, b: number, c: number, options: WorkOptions = {}): number {
    this.checkIrreps('Couplings.multiplicity', { a, b, c });
    return this.multiplicityWithin([a, b, c], meterOf('Couplings.multiplicity', options));
  }

  /** The triples (a, b, c) with c in a ⊗ b, in lexicographic order. */
  *triples(options: WorkOptions = {}): Generator<IrrepTriple> {
    const meter = meterOf('Couplings.triples', options);
    const all = [...this.irreps.keys()];
    for (const a of all) {
      for (const b of all) {
        for (const c of all) {
          meter.step(0);
          if (this.multiplicityWithin([a, b, c], meter) > 0) yield [a, b, c];
        }
      }
    }
  }

  /**
   * The Clebsch–Gordan tensor of a ⊗ b → c, exact, and orthonormal in floats. A step of `budget` (default 10⁹) is an
   * entry of a tensor to which an element of the group is applied.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no number of an irrep
   * @throws {BudgetExceededError | AbortedError}
   * @see the proof of exactness in `invariant-tensors.ts`
   * @example couplings(catalogue.alternating(4), { field: 'complex' }).coupling(3, 3, 3).multiplicity // 2
   */
  coupling(a: number, b: number, c: number, options: WorkOptions = {}): CouplingOf<I> {
    this.checkIrreps('Couplings.coupling', { a, b, c });
    const meter = meterOf('Couplings.coupling', options);
    const key = `${a},${b},${c}`;
    let found = this.made.get(key);
    if (found === undefined) {
      found = this.couplingWithin([a, b, c], meter);
      this.made.set(key, found);
    }
    return found;
  }

  /**
   * The 3j symbols: the invariants of a ⊗ b ⊗ c. Those of permuted columns have the same entries at permuted places
   * when the three are different; equal columns may change a sign, and are told by `symmetries`. Options as of
   * `coupling`.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no number of an irrep
   * @throws {BudgetExceededError | AbortedError}
   * @example couplings(catalogue.symmetric(4)).threeJ(3, 3, 3).symmetries // ['symmetric']
   */
  threeJ(a: number, b: number, c: number, options: WorkOptions = {}): ThreeJSymbols {
    this.checkIrreps('Couplings.threeJ', { a, b, c });
    const found = this.invariantsWithin([a, b, c], meterOf('Couplings.threeJ', options));
    return { tensors: found.map((t) => t.tensor), symmetries: found.map((t) => t.symmetry) };
  }

  private checkIrreps(where: string, numbers: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(numbers)) {
      checkArgument(where, name, value, integer(0, this.irreps.length - 1));
    }
  }

  private moduleOf(index: number, meter: WorkMeter): ModularModule {
    const irrep = this.irreps[index];
    irrep.realizeWithin(meter);
    this.modules[index] ??= new ModularModule(irrep, false, meter);
    return this.modules[index];
  }

  private invariantDimension(irreps: readonly number[], meter: WorkMeter): number {
    return this.dimensions.invariants(
      irreps.map((i) => this.moduleOf(i, meter)),
      meter,
    );
  }

  private dualWithin(c: number, meter: WorkMeter): number {
    this.duals[c] ??= this.foundDual(c, meter);
    return this.duals[c];
  }

  private foundDual(c: number, meter: WorkMeter): number {
    const irrep: RealIrrep | ComplexIrrep = this.irreps[c];
    if (irrep instanceof RealIrrep || irrep.indicator !== 0) return c;
    return this.irreps.findIndex(
      (other, d) => d !== c && other.degree === irrep.degree && this.invariantDimension([c, d], meter) === 1,
    );
  }

  private multiplicityWithin([a, b, c]: IrrepTriple, meter: WorkMeter): number {
    const count = this.invariantDimension([a, b, this.dualWithin(c, meter)], meter);
    const irrep: RealIrrep | ComplexIrrep = this.irreps[c];
    return irrep instanceof RealIrrep ? count / irrep.endomorphismDimension : count;
  }

  /** The invariants of the columns in the order asked for. */
  private invariantsWithin(triple: IrrepTriple, meter: WorkMeter): readonly InvariantTensor[] {
    const places = [0, 1, 2].sort((i, j) => triple[i] - triple[j] || i - j);
    const sorted = places.map((k) => triple[k]) as unknown as IrrepTriple;
    const known = this.sortedInvariants(sorted, meter);
    if (known.length === 0 || places.every((k, i) => k === i)) return known;
    // column k of what is asked for is column π[k] of the sorted list
    const π = [0, 1, 2].map((k) => places.indexOf(k)) as unknown as AxisPermutation;
    const [d1, d2, d3] = triple.map((i) => this.irreps[i].degree);
    const positions = permutedPositions(sorted.map((i) => this.irreps[i].degree) as unknown as IrrepTriple, π);
    return known.map(({ tensor, symmetry }) => {
      const entries = Array.from(positions, (at) => tensor.entries[at]);
      return { tensor: new Matrix(tensor.field, d1 * d2, d3, entries), symmetry };
    });
  }

  private sortedInvariants(sorted: IrrepTriple, meter: WorkMeter): readonly InvariantTensor[] {
    const key = sorted.join();
    let found = this.symbols.get(key);
    if (found === undefined) {
      const dimension = this.invariantDimension(sorted, meter);
      const factors = sorted.map((i) => this.moduleOf(i, meter)) as unknown as Factors;
      found =
        dimension === 0
          ? []
          : this.orthogonal(sorted, invariantTensors(factors, dimension, equalColumns(sorted), meter), meter);
      this.symbols.set(key, found);
    }
    return found;
  }

  /** Each part orthogonal in itself; parts of different symmetry are so already, the form being symmetric too. */
  private orthogonal(sorted: IrrepTriple, tensors: readonly InvariantTensor[], meter: WorkMeter): InvariantTensor[] {
    if (tensors.length === 1) return [...tensors];
    const [a, b] = sorted.map((i) => this.irreps[i]);
    const done: InvariantTensor[] = [];
    const norms: ReturnType<typeof couplingNorm>[] = [];
    for (const { tensor, symmetry } of tensors) {
      const [candidate, left, right] = inOneField([tensor, a.gram, b.gram]);
      const { field } = candidate;
      // one column of T*(S_A ⊗ S_B)T′ = n·S_C⁻¹ is enough
      const forms = { left, right, result: Matrix.identity(field, 1) };
      let T = candidate;
      done.forEach((other, k) => {
        meter.step(0);
        if (other.symmetry !== symmetry) return;
        const [Y] = inOneField([other.tensor, candidate]);
        const overlap = couplingNorm(Y, candidate, forms);
        if (!field.isZero(overlap)) T = T.minus(Y.scale(field.div(overlap, norms[k])));
      });
      done.push({ tensor: T, symmetry });
      norms.push(couplingNorm(T, T, forms));
    }
    return done;
  }

  private couplingWithin([a, b, c]: IrrepTriple, meter: WorkMeter): CouplingOf<I> {
    const invariants = this.invariantsWithin([a, b, this.dualWithin(c, meter)], meter);
    const lowered = invariants.map(({ tensor }) => lastIndexLowered(tensor, this.pairing(c, meter)));
    const [left, right, result] = [a, b, c].map((i) => this.irreps[i]) as (RealIrrep | ComplexIrrep)[];
    if (left instanceof ComplexIrrep) {
      return complexCoupling(left, right as ComplexIrrep, result as ComplexIrrep, lowered) as CouplingOf<I>;
    }
    return this.realCoupling(left, right as RealIrrep, result as RealIrrep, lowered, meter) as CouplingOf<I>;
  }

  private realCoupling(
    left: RealIrrep,
    right: RealIrrep,
    result: RealIrrep,
    hom: readonly ExactMatrix[],
    meter: WorkMeter,
  ): ClebschGordan {
    if (hom.length === 0 || result.endomorphismDimension === 1) return realCoupling(left, right, result, hom);
    const all = inOneField([left.gram, right.gram, result.gram, ...result.commutingUnits, ...hom]);
    const [SA, SB, SC] = all;
    const count = result.commutingUnits.length;
    const [units, tensors] = [all.slice(3, 3 + count), all.slice(3 + count)];
    const injections = orthogonalCopies(tensors, units, { left: SA, right: SB, result: SC }, meter);
    return realCoupling(left, right, result, injections);
  }

  /** N with c̄(g)ᵀ N c(g) = N. */
  private pairing(c: number, meter: WorkMeter): ExactMatrix {
    this.pairings[c] ??= this.foundPairing(c, meter);
    return this.pairings[c];
  }

  private foundPairing(c: number, meter: WorkMeter): ExactMatrix {
    const irrep: RealIrrep | ComplexIrrep = this.irreps[c];
    if (irrep.degree === 1) return Matrix.identity(rationals, 1);
    // the matrices are real, and so is the form
    if (irrep instanceof RealIrrep || irrep.indicator === 1) return irrep.gram;
    const [conjugate, own] = [this.irreps[this.dualWithin(c, meter)], irrep].map(
      (x) => new ModularModule(x, true, meter),
    );
    const trivial = this.moduleOf(
      this.irreps.findIndex((x) => x.isTrivial),
      meter,
    );
    const [{ tensor }] = invariantTensors([conjugate, own, trivial], 1, equalColumns([0, 1, 2]), meter);
    return new Matrix(tensor.field, irrep.degree, irrep.degree, tensor.entries);
  }
}

/** Σ_l T[i, j, l] N[l, k] */
function lastIndexLowered(tensor: ExactMatrix, pairing: ExactMatrix): ExactMatrix {
  const [T, N] = inOneField([tensor, pairing]);
  const { field } = T;
  const diagonal = diagonalOf(N);
  if (diagonal === undefined) return T.times(N);
  if (diagonal.every((x) => field.eql(x, field.one))) return T;
  const { cols } = T;
  const entries = T.entries.map((x, at) => (field.isZero(x) ? x : field.mul(x, diagonal[at % cols])));
  return new Matrix(field, T.rows, cols, entries);
}

function meterOf(where: string, options: WorkOptions): WorkMeter {
  checkOptions(where, options, WORK_OPTION_KINDS);
  return new WorkMeter(where, options, COUPLING_BUDGET);
}

/**
 * The couplings of the irreps of a group over ℝ, or with `{ field: 'complex' }` over ℂ: Clebsch–Gordan tensors and 3j
 * symbols of all triples, exact. Nothing but the list of irreps is made before it is asked for.
 *
 * Random tensors are averaged over the group along a stabilizer chain, modulo primes, and their echelon form is
 * reconstructed with enough primes to prove it. O(Σ |orbit| · d_a d_b d_c (d_a + d_b + d_c)) a triple at most.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`, and as `irreps`
 * @throws {BudgetExceededError | AbortedError} as `irreps`
 * @see Wigner 1940 (simply reducible groups); Derome & Sharp 1965; Butler 1981
 * @example couplings(catalogue.symmetric(4)).coupling(3, 3, 4).multiplicity // 1
 */
export function couplings(
  group: PermutationGroup,
  options: CouplingsOptions & { readonly field: 'complex' },
): Couplings<ComplexIrrep>;
export function couplings(group: PermutationGroup, options?: CouplingsOptions & { readonly field?: 'real' }): Couplings;
export function couplings(
  group: PermutationGroup,
  options: CouplingsOptions = {},
): Couplings | Couplings<ComplexIrrep> {
  checkArgument('couplings', 'group', group, GROUP);
  checkOptions('couplings', options, OPTION_KINDS);
  const { field = 'real', ...work } = options;
  return field === 'real'
    ? new Couplings(group, realIrreps(group, work))
    : new Couplings(group, complexIrreps(group, work));
}
