/**
 * The invariants of a product A ⊗ B ⊗ C of irreps, exactly: random tensors are averaged over the group modulo primes,
 * brought to reduced row echelon form, and the echelon form, which is unique, is reconstructed from its residues.
 *
 * Proof of what is returned. Let T be reconstructed, and z = d·(g·T − T) for a generator g, with d the denominators of
 * T and of the rows of the matrices, so that the entries of z are cyclotomic integers. At every place over every prime
 * used the residues of T were seen to be invariant, so z is divisible by the product M of the primes, and its norm, if
 * not 0, is at least M^φ(n). No conjugate of an entry is larger than the bound B of `isProven`, so that M > B implies
 * z = 0. The echelon form has as many rows as the characters say there are invariants, and they are independent.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type Fraction,
  IsotypicError,
  Matrix,
  type RandomSource,
  randomSource,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import {
  bigCoefficients,
  fractionsOver,
  interpolate,
  invMod,
  modularPrimes,
  reconstructVector,
  type SplitPrime,
  splitPrime,
  symmetricResidue,
} from '@isotypic/algebra/internal';
import { type AveragingPlan, averagingPlan } from './averaging-plan.js';
import { type ColumnSymmetry, type Shape, symmetryParts } from './column-symmetries.js';
import { lcmOf, type ModularModule, type ModuleAtPlace } from './modular-module.js';
import { addResidues, applyToTensor, rowReduce } from './residue-matrices.js';

export interface InvariantTensor {
  /** T[i, j, k] as a matrix: row i·d_B + j, column k. */
  readonly tensor: ExactMatrix;
  readonly symmetry: ColumnSymmetry;
}

export type Factors = readonly [ModularModule, ModularModule, ModularModule];

/**
 * A basis of the invariants, `dimension` of them, in the order symmetric, antisymmetric, mixed where `symmetry` names
 * equal factors; each part in reduced row echelon form. A step of the meter is an entry of a tensor to which an element
 * is applied.
 */
export function invariantTensors(
  factors: Factors,
  dimension: number,
  equalFactors: readonly (readonly [number, number, number])[],
  meter: WorkMeter,
): InvariantTensor[] {
  return new InvariantSearch(factors, dimension, equalFactors, meter).run();
}

/** The echelon forms at the places over one prime. */
interface PrimeImage {
  readonly p: number;
  readonly pattern: string;
  readonly symmetries: readonly ColumnSymmetry[];
  /** For each tensor the coordinates of its entries on the basis of ℚ(ζₙ): entry e, coordinate i at e·φ(n) + i. */
  readonly coordinates: readonly Float64Array[];
}

/** Failures in a row after which the first primes are taken to be the exceptions: one prime in 10⁶ is one. */
const PATIENCE = 3;

class InvariantSearch {
  private readonly shape: Shape;
  private readonly size: number;
  private readonly order: number;
  private readonly plan: AveragingPlan;
  private readonly random: RandomSource = randomSource();

  constructor(
    private readonly factors: Factors,
    private readonly dimension: number,
    private readonly equalFactors: readonly (readonly [number, number, number])[],
    private readonly meter: WorkMeter,
  ) {
    const [a, b, c] = factors.map((f) => f.degree);
    this.shape = [a, b, c];
    this.size = a * b * c;
    this.order = lcmOf(factors.map((f) => f.order));
    this.plan = averagingPlan(factors[0].irrep.group);
  }

  run(): InvariantTensor[] {
    let images: PrimeImage[] = [];
    let strangers = 0;
    for (const p of modularPrimes(2 ** 24, this.order)) {
      const image = this.imageAt(splitPrime(this.order, p));
      if (image === undefined) continue;
      if (images.length > 0 && image.pattern !== images[0].pattern) {
        if (++strangers < PATIENCE) continue;
        [images, strangers] = [[], 0];
      }
      images.push(image);
      const found = this.reconstructed(images);
      if (found !== undefined) return found;
    }
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'couplings',
      expected: 'coefficients of fewer digits than all primes below 2²⁴ have',
      received: `shape ${this.shape.join('×')} over a field of order ${this.order}`,
    });
  }

  /** Undefined for a prime that divides a denominator, or at which the random tensors or the forms degenerate. */
  private imageAt(split: SplitPrime): PrimeImage | undefined {
    const { factors, meter } = this;
    const representatives = factors.map((f) => f.representatives(split, meter));
    const known = new Map<string, EchelonForms | undefined>();
    const forms = split.units.map((_, place) => {
      const places = representatives.map((r) => r[place]);
      const key = places.join();
      if (!known.has(key)) {
        const modules = factors.map((f, k) => f.at(split, places[k], meter));
        meter.step(this.size * this.dimension * (this.plan.applications + 1));
        known.set(key, modules.every((m) => m !== undefined) ? this.formsAt(modules, split.p) : undefined);
      }
      return known.get(key);
    });
    const [first] = forms;
    if (first === undefined || forms.some((f) => f?.pattern !== first.pattern)) return undefined;
    const coordinates = first.rows.map((_, r) => {
      if (forms.length === 1) return first.rows[r];
      return this.coordinatesOf(
        forms.map((f) => (f as EchelonForms).rows[r]),
        split,
      );
    });
    return { p: split.p, pattern: first.pattern, symmetries: first.symmetries, coordinates };
  }

  private coordinatesOf(places: readonly Float64Array[], split: SplitPrime): Float64Array {
    const φ = places.length;
    const result = new Float64Array(this.size * φ);
    const values = new Float64Array(φ);
    for (let e = 0; e < this.size; e++) {
      let isZero = true;
      for (let k = 0; k < φ; k++) {
        values[k] = places[k][e];
        if (values[k] !== 0) isZero = false;
      }
      if (!isZero) result.set(interpolate(split, values), e * φ);
    }
    return result;
  }

  private formsAt(modules: readonly ModuleAtPlace[], p: number): EchelonForms | undefined {
    const { size, dimension, plan } = this;
    const averages = new Float64Array(dimension * size);
    const half = Math.floor(p / 2);
    for (let r = 0; r < dimension; r++) {
      const seed = Float64Array.from({ length: size }, () => this.random.below(p) - half);
      averages.set(averaged(plan, modules, seed, p), r * size);
    }
    if (rowReduce(averages, dimension, size, p).length < dimension) return undefined;
    const parts = symmetryParts(averages, dimension, this.shape, this.equalFactors, p);
    const rows = parts.flatMap((part) => part.rows);
    if (rows.length !== dimension || !rows.every((row) => isInvariant(modules, row, p))) return undefined;
    return {
      pattern: parts.map((part) => `${part.symmetry} ${part.pivots}`).join('; '),
      symmetries: parts.flatMap((part) => part.rows.map(() => part.symmetry)),
      rows,
    };
  }

  private reconstructed(images: readonly PrimeImage[]): InvariantTensor[] | undefined {
    const { dimension, order, size, shape } = this;
    const modulus = images.reduce((m, { p }) => m * BigInt(p), 1n);
    const φ = images[0].coordinates[0].length / size;
    const result: InvariantTensor[] = [];
    for (let r = 0; r < dimension; r++) {
      const { positions, residues } = combined(
        images.map((image) => image.coordinates[r]),
        images.map(({ p }) => p),
      );
      const vector = reconstructVector(residues, modulus, 1n, this.meter);
      if (vector === null || !this.isProven(positions, vector.numerators, φ, modulus)) return undefined;
      const [rows, cols] = [shape[0] * shape[1], shape[2]];
      const tensor: ExactMatrix =
        order === 1
          ? new Matrix(
              rationals,
              rows,
              cols,
              spread(size, positions, fractionsOver(vector.numerators, vector.denominator)),
            )
          : new Matrix(cyclotomics, rows, cols, asCyclotomics(size, positions, vector, φ, order));
      result.push({ tensor, symmetry: images[0].symmetries[r] });
    }
    return result;
  }

  /**
   * B = N_T·(N_A·N_B·N_C + d): N_T bounds the conjugates of an entry of T, N_A those of a row of a matrix, cleared of
   * denominators, which are at most d together.
   */
  private isProven(positions: readonly number[], numerators: readonly bigint[], φ: number, modulus: bigint): boolean {
    let largest = 0n;
    let [entry, sum] = [-1, 0n];
    positions.forEach((position, i) => {
      const at = Math.floor(position / φ);
      const size = numerators[i] < 0n ? -numerators[i] : numerators[i];
      sum = at === entry ? sum + size : size;
      entry = at;
      if (sum > largest) largest = sum;
    });
    const [rows, scales] = [1n, 1n].map((one, k) =>
      this.factors.reduce((product, f) => product * (k === 0 ? f.rowBound : f.scaleBound), one),
    );
    return modulus > largest * (rows + scales);
  }
}

interface EchelonForms {
  readonly pattern: string;
  readonly symmetries: readonly ColumnSymmetry[];
  readonly rows: readonly Float64Array[];
}

/** Σ_g g·T modulo p. */
function averaged(plan: AveragingPlan, modules: readonly ModuleAtPlace[], seed: Float64Array, p: number): Float64Array {
  const scratch = new Float64Array(seed.length);
  const moved = new Float64Array(seed.length);
  let tensor = seed;
  for (const nodes of plan.levels) {
    // a leaf is the tensor itself
    const values: Float64Array[] = [];
    for (const { branches } of nodes) {
      const value = branches.length === 0 ? tensor : tensor.slice();
      for (const { element, child } of branches) {
        const matrices = modules.map((m) => m.elements[element]);
        applyToTensor(matrices, values[child], moved, scratch, p);
        addResidues(value, moved, p);
      }
      values.push(value);
    }
    tensor = values[values.length - 1];
  }
  return tensor;
}

function isInvariant(modules: readonly ModuleAtPlace[], tensor: Float64Array, p: number): boolean {
  const [moved, scratch] = [new Float64Array(tensor.length), new Float64Array(tensor.length)];
  return modules[0].generators.every((_, g) => {
    applyToTensor(
      modules.map((m) => m.generators[g]),
      tensor,
      moved,
      scratch,
      p,
    );
    return moved.every((x, i) => x === tensor[i] || symmetricResidue(x - tensor[i], p) === 0);
  });
}

/** Where some residue is not 0, and what is congruent to all residues, in mixed radix (Garner 1959). */
function combined(
  residues: readonly Float64Array[],
  primes: readonly number[],
): { readonly positions: number[]; readonly residues: bigint[] } {
  const count = primes.length;
  // inverses[k] = (p₀ … p_{k−1})⁻¹ modulo p_k
  const inverses = primes.map((p, k) => {
    let product = 1;
    for (let i = 0; i < k; i++) product = symmetricResidue(product * (primes[i] % p), p);
    return symmetricResidue(invMod(product, p), p);
  });
  const moduli = primes.map((_, k) => primes.slice(0, k).reduce((m, p) => m * BigInt(p), 1n));
  const positions: number[] = [];
  const values: bigint[] = [];
  const digits = new Float64Array(count);
  for (let e = 0; e < residues[0].length; e++) {
    let isZero = true;
    for (let k = 0; k < count; k++) if (residues[k][e] !== 0) isZero = false;
    if (isZero) continue;
    let value = 0n;
    for (let k = 0; k < count; k++) {
      const p = primes[k];
      let below = 0;
      for (let i = k - 1; i >= 0; i--) below = symmetricResidue(below * (primes[i] % p) + digits[i], p);
      digits[k] = symmetricResidue(symmetricResidue(residues[k][e] - below, p) * inverses[k], p);
      value += BigInt(digits[k]) * moduli[k];
    }
    positions.push(e);
    values.push(value);
  }
  return { positions, residues: values };
}

function spread(size: number, positions: readonly number[], values: readonly Fraction[]): Fraction[] {
  const entries = new Array<Fraction>(size).fill(rationals.zero);
  positions.forEach((position, i) => {
    entries[position] = values[i];
  });
  return entries;
}

function asCyclotomics(
  size: number,
  positions: readonly number[],
  { numerators, denominator }: { readonly numerators: readonly bigint[]; readonly denominator: bigint },
  φ: number,
  order: number,
): Cyclotomic[] {
  const entries = new Array<Cyclotomic>(size).fill(Cyclotomic.zero);
  for (let i = 0; i < positions.length; ) {
    const entry = Math.floor(positions[i] / φ);
    const coordinates = new Array<bigint>(φ).fill(0n);
    for (; i < positions.length && Math.floor(positions[i] / φ) === entry; i++) {
      coordinates[positions[i] % φ] = numerators[i];
    }
    entries[entry] = Cyclotomic.fromVector(order, bigCoefficients(coordinates, denominator));
  }
  return entries;
}
