/** An irrep modulo the primes p ≡ 1 (mod n) that split ℚ(ζₙ), at each of the φ(n) places over p. */
import {
  type Cyclotomic,
  type ExactMatrix,
  type GroupOperations,
  inverse,
  lcm,
  type Matrix,
  type PermutationGroup,
  type Word,
  type WorkMeter,
} from '@isotypic/algebra';
import {
  type CyclotomicIntegerMatrix,
  clearCyclotomicRows,
  commonOrder,
  imagesAt,
  invMod,
  type SplitPrime,
  symmetricResidue,
} from '@isotypic/algebra/internal';
import { overCyclotomics } from '../matrices/exact-matrices.js';
import { checkRelators } from '../representations/relators.js';
import { type AveragingPlan, averagingPlan, classWords } from './averaging-plan.js';
import {
  invertResidues,
  multiplyResidues,
  type SparseResidues,
  sparseResidues,
  transposeResidues,
} from './residue-matrices.js';

/** What couplings need of an irrep. */
export interface CoupledIrrep {
  readonly group: PermutationGroup;
  readonly degree: number;
  readonly generatorMatrices: readonly ExactMatrix[];
}

/** The matrices at one place. */
export interface ModuleAtPlace {
  readonly generators: readonly SparseResidues[];
  /** Of the elements of the averaging plan. */
  readonly elements: readonly SparseResidues[];
}

/** The least common multiple of orders of fields. */
export function lcmOf(orders: readonly number[]): number {
  return orders.reduce(lcm, 1);
}

/** Larger than the order of every field whose matrices are made. */
const ORDER_LIMIT = 1_000_000;

/** The matrices of an irrep, or of its contragredient g ↦ ρ(g)⁻ᵀ, modulo primes; each made once. */
export class ModularModule {
  /** All entries of the generators' matrices lie in ℚ(ζ_order). */
  readonly order: number;
  /** Of a row of a generator's matrix cleared of denominators: no conjugate has a larger sum of absolute values. */
  readonly rowBound: bigint;
  /** What a row is multiplied by for that. */
  readonly scaleBound: bigint;
  private lazyPlan: AveragingPlan | undefined;
  /** Of the generators. */
  private readonly matrices: readonly Matrix<Cyclotomic>[];
  private readonly cleared = new Map<number, readonly CyclotomicIntegerMatrix[]>();
  private readonly firstPlaces = new Map<string, Float64Array[] | undefined>();
  private readonly places = new Map<string, readonly number[]>();
  private readonly characters = new Map<string, Float64Array | undefined>();
  private readonly modules = new Map<string, ModuleAtPlace | undefined>();

  constructor(
    readonly irrep: CoupledIrrep,
    private readonly isContragredient: boolean,
    meter: WorkMeter,
  ) {
    this.matrices = irrep.generatorMatrices.map(overCyclotomics);
    this.order = commonOrder(
      this.matrices.flatMap((M) => M.entries),
      ORDER_LIMIT,
    );
    const matrices = isContragredient ? this.contragredients(meter) : this.clearedOver(this.order, meter);
    this.rowBound = matrices.reduce((bound, M) => maximum(bound, M.norm * BigInt(irrep.degree)), 1n);
    this.scaleBound = matrices.reduce((bound, M) => M.scales.reduce(maximum, bound), 1n);
  }

  /** For the bounds: ρ(g)⁻ᵀ has the entries of ρ(g⁻¹). */
  private contragredients(meter: WorkMeter): CyclotomicIntegerMatrix[] {
    return this.matrices.map((M) => clearCyclotomicRows(inverse(M, { meter }).transpose(), this.order, meter));
  }

  get degree(): number {
    return this.irrep.degree;
  }

  private get plan(): AveragingPlan {
    this.lazyPlan ??= averagingPlan(this.irrep.group);
    return this.lazyPlan;
  }

  /** Of each place over the prime the least one at which the matrices have the same images. */
  representatives(split: SplitPrime, meter: WorkMeter): readonly number[] {
    const key = `${split.order}:${split.p}`;
    let found = this.places.get(key);
    if (found === undefined) {
      const images = this.clearedOver(split.order, meter).map((M) => imagesAt(M, split, meter));
      found = split.units.map((_, k) =>
        split.units.findIndex((_unit, l) => l === k || images.every((all) => all[l] === all[k])),
      );
      this.places.set(key, found);
      for (const place of new Set(found)) {
        this.modules.set(
          `${key}:${place}`,
          this.made(
            split,
            images.map((all) => all[place]),
            meter,
          ),
        );
      }
    }
    return found;
  }

  /** Undefined where the prime divides a denominator, or makes a matrix singular. */
  at(split: SplitPrime, place: number, meter: WorkMeter): ModuleAtPlace | undefined {
    this.representatives(split, meter);
    return this.modules.get(`${split.order}:${split.p}:${place}`);
  }

  /** The character of the class representatives, at one place; undefined as for `at`. */
  character(split: SplitPrime, meter: WorkMeter): Float64Array | undefined {
    const key = `${split.order}:${split.p}`;
    if (!this.characters.has(key)) this.characters.set(key, this.traces(split, meter));
    return this.characters.get(key);
  }

  /**
   * Evaluates the relations of the group at one place.
   * @returns false where the prime divides a denominator or makes a matrix singular
   * @throws {IsotypicError} `NOT_A_HOMOMORPHISM` where one fails, as it does then in characteristic 0
   */
  checkRelations(where: string, split: SplitPrime, meter: WorkMeter): boolean {
    const { group, degree: n } = this.irrep;
    const generators = this.atFirstPlace(split, meter);
    if (generators === undefined || generators.some((M) => invertResidues(M, n, split.p) === undefined)) return false;
    const equal = (a: Float64Array, b: Float64Array): boolean =>
      a.every((x, i) => symmetricResidue(x - b[i], split.p) === 0);
    checkRelators(where, group, residueOperations(n, split.p, meter), generators, equal, {
      meter,
      code: 'NOT_A_HOMOMORPHISM',
    });
    return true;
  }

  private atFirstPlace(split: SplitPrime, meter: WorkMeter): Float64Array[] | undefined {
    const key = `${split.order}:${split.p}`;
    if (!this.firstPlaces.has(key)) {
      const cleared = this.clearedOver(split.order, meter);
      const images = cleared.map((M) => imagesAt(M, split, meter)[0]);
      this.firstPlaces.set(key, dividedRows(cleared, images, split.p));
    }
    return this.firstPlaces.get(key);
  }

  private traces(split: SplitPrime, meter: WorkMeter): Float64Array | undefined {
    const n = this.degree;
    const generators = this.atFirstPlace(split, meter);
    const all = generators && evaluate(classWords(this.irrep.group), generators, n, split.p, meter);
    return (
      all &&
      Float64Array.from(all, (M) => {
        let trace = 0;
        for (let i = 0; i < n; i++) trace += M[i * n + i];
        return symmetricResidue(trace, split.p);
      })
    );
  }

  private clearedOver(order: number, meter: WorkMeter): readonly CyclotomicIntegerMatrix[] {
    let found = this.cleared.get(order);
    if (found === undefined) {
      found = this.matrices.map((M) => clearCyclotomicRows(M, order, meter));
      this.cleared.set(order, found);
    }
    return found;
  }

  private made(split: SplitPrime, images: readonly Float64Array[], meter: WorkMeter): ModuleAtPlace | undefined {
    const generators = dividedRows(this.clearedOver(split.order, meter), images, split.p);
    if (generators === undefined) return undefined;
    const all = evaluate(this.plan.words, generators, this.degree, split.p, meter);
    if (all === undefined) return undefined;
    const own = this.isContragredient ? generators.map((M) => contragredient(M, this.degree, split.p)) : generators;
    const elements = this.isContragredient ? all.map((M) => contragredient(M, this.degree, split.p)) : all;
    return {
      generators: own.map((M) => sparseResidues(M, this.degree)),
      elements: elements.map((M) => sparseResidues(M, this.degree)),
    };
  }
}

function maximum(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** A⁻ᵀ of a matrix that `evaluate` has shown to be invertible. */
function contragredient(a: Float64Array, n: number, p: number): Float64Array {
  return transposeResidues(invertResidues(a, n, p) as Float64Array, n);
}

/** The residues of the matrices themselves: rows divided by what they were multiplied by. */
function dividedRows(
  cleared: readonly CyclotomicIntegerMatrix[],
  images: readonly Float64Array[],
  p: number,
): Float64Array[] | undefined {
  const result: Float64Array[] = [];
  for (const [k, { rows, cols, scales }] of cleared.entries()) {
    const dense = Float64Array.from(images[k]);
    for (let i = 0; i < rows; i++) {
      if (scales[i] === 1n) continue;
      const residue = Number(scales[i] % BigInt(p));
      if (residue === 0) return undefined;
      const factor = symmetricResidue(invMod(residue, p), p);
      for (let j = 0; j < cols; j++) dense[i * cols + j] = symmetricResidue(dense[i * cols + j] * factor, p);
    }
    result.push(dense);
  }
  return result;
}

function evaluate(
  words: readonly Word[],
  generators: readonly Float64Array[],
  n: number,
  p: number,
  meter: WorkMeter,
): Float64Array[] | undefined {
  if (generators.some((M) => invertResidues(M, n, p) === undefined)) return undefined;
  const memo = new Map<Word, Float64Array>();
  const operations = residueOperations(n, p, meter);
  return words.map((word) => word.evaluateIn(operations, generators, memo));
}

/** Invertible matrices modulo p as a group. */
function residueOperations(n: number, p: number, meter: WorkMeter): GroupOperations<Float64Array> {
  const one = new Float64Array(n * n);
  for (let i = 0; i < n; i++) one[i * n + i] = 1;
  return {
    one,
    times: (a, b) => {
      meter.step(0);
      return multiplyResidues(a, b, n, p);
    },
    inverse: (a) => invertResidues(a, n, p) as Float64Array,
  };
}
