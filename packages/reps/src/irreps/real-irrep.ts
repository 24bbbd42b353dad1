/**
 * A real irreducible representation: exact matrices over ℚ or a real cyclotomic field, their invariant form, their
 * commuting units, and the orthonormal float64 normal form in which equal representations have equal matrices.
 */
import {
  type ExactMatrix,
  type ExactScalar,
  type Float64Layout,
  IsotypicError,
  inverse,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  toFloat64,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import {
  arrayOf,
  callable,
  checkArgument,
  checkOptions,
  instance,
  type OptionKinds,
  realDimension,
  text,
} from '@isotypic/algebra/internal';
import { GROUP } from '../argument-kinds.js';
import { evaluateThroughWords } from '../matrices/evaluate.js';
import type { RealType } from './endomorphism-units.js';
import { checkMember, matrixMeter } from './matrix-work.js';
import {
  type CommutingUnits,
  commutingUnits,
  invariantForm,
  type OrthogonalBasis,
  orthogonalBasis,
} from './real-structure.js';

/** What a construction knows about an irrep. All but the first three may be left to be found, on first use. */
export interface RealIrrepParts {
  readonly group: PermutationGroup;
  readonly degree: number;
  /** ρ(g) for each generator g of the group, in their order. */
  readonly generatorMatrices: (meter: WorkMeter) => readonly ExactMatrix[];
  readonly label?: string;
  readonly isTrivial?: boolean;
  /** Known type; without it the commuting algebra is computed. */
  readonly type?: RealType;
  /** ρ(g) for any g, when there is a better way than a word in the generators. */
  readonly evaluate?: (g: Permutation, meter: WorkMeter) => ExactMatrix;
  readonly gram?: (meter: WorkMeter) => ExactMatrix;
  readonly commuting?: (meter: WorkMeter) => CommutingUnits<ExactScalar>;
  /**
   * The normal form's matrix of g, when it is known in closed form; it must be the one that `gram` and the units give.
   */
  readonly orthogonal?: (g: Permutation) => Float64Layout;
}

/** What `RealIrrep.fromMatrices` may be told. */
export interface FromMatricesOptions {
  readonly label?: string;
  /** ρ(g) for any g, when there is a better way than a word in the generators. */
  readonly evaluate?: (g: Permutation) => ExactMatrix;
}

const FROM_MATRICES_KINDS: OptionKinds<FromMatricesOptions> = { label: text, evaluate: callable };

const MATRICES = arrayOf(instance(Matrix, 'an exact Matrix'), 'an array of exact matrices, one for each generator');

/**
 * A representation irreducible over ℝ.
 *
 * @example
 * const [trivial, sign, standard] = realIrreps(catalogue.symmetric(3));
 * standard.degree;                  // 2
 * standard.generatorMatrices[0];    // exact, over ℚ
 * standard.orthogonalMatrices[0];   // the same map in an orthonormal basis, rounded once
 */
export class RealIrrep {
  readonly group: PermutationGroup;
  readonly degree: number;
  readonly label: string;
  private readonly parts: RealIrrepParts;
  private lazyGenerators: readonly ExactMatrix[] | undefined;
  private lazyGram: ExactMatrix | undefined;
  private lazyCommuting: CommutingUnits<ExactScalar> | undefined;
  private lazyBasis: OrthogonalBasis<ExactScalar> | undefined;
  private lazyEvaluate: ((g: Permutation, meter: WorkMeter) => ExactMatrix) | undefined;
  private lazyOrthogonal: readonly Float64Layout[] | undefined;

  /** For constructions that know what they build; users call `RealIrrep.fromMatrices`. */
  constructor(parts: RealIrrepParts) {
    this.parts = parts;
    this.group = parts.group;
    this.degree = parts.degree;
    this.label = parts.label ?? (this.isTrivial ? 'trivial' : `irrep of degree ${this.degree}`);
  }

  /**
   * The irrep with the given exact matrices on the group's generators, proven irreducible over ℝ by its commuting
   * algebra. That they are a representation of the group is not proven here (`verifyIrreps`, `checkRepresentation`).
   * @throws {IsotypicError} `SHAPE_MISMATCH` for a wrong number of matrices or ones that are not square of one size;
   *   `INVALID_ARGUMENT` for arguments of another kind, and with `details.reason` 'not irreducible'.
   * @example
   * const G = catalogue.cyclic(2);
   * RealIrrep.fromMatrices(G, [new Matrix(rationals, 1, 1, [new Fraction(-1)])], { label: 'sign' }).type // 'real'
   */
  static fromMatrices(
    group: PermutationGroup,
    matrices: readonly ExactMatrix[],
    options: FromMatricesOptions = {},
  ): RealIrrep {
    checkArgument('RealIrrep.fromMatrices', 'group', group, GROUP);
    checkArgument('RealIrrep.fromMatrices', 'matrices', matrices, MATRICES);
    checkOptions('RealIrrep.fromMatrices', options, FROM_MATRICES_KINDS);
    const degree = matrices[0]?.rows ?? 1;
    if (
      matrices.length !== group.generators.length ||
      matrices.some((M) => M.rows !== degree || M.cols !== degree || degree === 0)
    ) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'RealIrrep.fromMatrices',
        expected: `${group.generators.length} square matrices of one positive size, one for each generator`,
        received: matrices.map((M) => `${M.rows}×${M.cols}`).join(', ') || 'none',
      });
    }
    const irrep = new RealIrrep({ ...options, group, degree, generatorMatrices: () => matrices });
    irrep.commuting(new WorkMeter('RealIrrep.fromMatrices'));
    return irrep;
  }

  /** 'real', 'complex' or 'quaternionic': the commuting algebra is ℝ, ℂ or ℍ. */
  get type(): RealType {
    return this.parts.type ?? this.commuting(matrixMeter('RealIrrep.type')).type;
  }

  /** Dimension of the commuting algebra: 1, 2, 4. */
  get endomorphismDimension(): 1 | 2 | 4 {
    return realDimension(this.type);
  }

  get isTrivial(): boolean {
    if (this.parts.isTrivial !== undefined) return this.parts.isTrivial;
    return this.degree === 1 && this.generatorMatrices.every((M) => M.field.eql(M.at(0, 0), M.field.one));
  }

  /**
   * Makes the generators' matrices, the form and the commuting units, which are otherwise made when they are looked at,
   * within a budget. A step is an entry of a matrix; the default is 5·10⁷, what two matrices of degree 5000 have.
   * @throws {BudgetExceededError | AbortedError}
   * @example realIrreps(catalogue.symmetric(4))[4].realize({ budget: 1000 }).generatorMatrices.length // 2
   */
  realize(options: WorkOptions = {}): this {
    this.realizeWithin(matrixMeter('RealIrrep.realize', options));
    return this;
  }

  /** The same as a part of work that has a meter already. @internal */
  realizeWithin(meter: WorkMeter): void {
    this.generators(meter);
    this.form(meter);
    this.commuting(meter);
  }

  private generators(meter: WorkMeter): readonly ExactMatrix[] {
    this.lazyGenerators ??= this.parts.generatorMatrices(meter);
    return this.lazyGenerators;
  }

  private form(meter: WorkMeter): ExactMatrix {
    this.lazyGram ??= this.parts.gram?.(meter) ?? this.foundForm(meter);
    return this.lazyGram;
  }

  private foundForm(meter: WorkMeter): ExactMatrix {
    const generators = this.generators(meter);
    if (generators.length === 0) return Matrix.identity(rationals, this.degree);
    const inverses = generators.map((M) => meter.part((options) => inverse(M, options)));
    return invariantForm('RealIrrep.gram', generators, inverses, meter);
  }

  /** ρ(g), exact, for each generator of the group, in their order. @throws {BudgetExceededError} see `realize` */
  get generatorMatrices(): readonly ExactMatrix[] {
    return this.generators(matrixMeter('RealIrrep.generatorMatrices'));
  }

  /**
   * ρ(g), exact. Constructions with a closed form use it; otherwise a word for g in the generators is multiplied out.
   * A step of `budget` is an entry of a matrix.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   * @throws {BudgetExceededError | AbortedError}
   */
  matrix(g: Permutation, options?: WorkOptions): ExactMatrix {
    checkMember('RealIrrep.matrix', g, this.group);
    return this.matrixWithin(g, matrixMeter('RealIrrep.matrix', options));
  }

  /** `matrix` of an element of the group, as a part of work that has a meter already. @internal */
  matrixWithin(g: Permutation, meter: WorkMeter): ExactMatrix {
    this.lazyEvaluate ??= this.parts.evaluate ?? evaluateThroughWords(this.group, this.generators(meter), this.degree);
    return this.lazyEvaluate(g, meter);
  }

  /** The invariant symmetric positive-definite form S: ρ(g)ᵀ S ρ(g) = S. Unique up to a positive factor. */
  get gram(): ExactMatrix {
    return this.form(matrixMeter('RealIrrep.gram'));
  }

  /**
   * Exact z₁, …: none for real type, one for complex, three for quaternionic; they commute with every ρ(g), anticommute
   * with each other, z₃ = −z₁z₂, and z_u² = −c_u·1 with c_u > 0.
   */
  get commutingUnits(): readonly ExactMatrix[] {
    return this.commuting(matrixMeter('RealIrrep.commutingUnits')).units;
  }

  /**
   * The exact basis behind the normal form: columns orthogonal for `gram`, with their squared lengths. The normal
   * form's orthonormal basis is column j divided by √norms[j].
   */
  get orthogonalBasis(): { readonly columns: ExactMatrix; readonly norms: readonly number[] } {
    const basis = this.basis();
    return { columns: basis.columns, norms: this.floatNorms() };
  }

  /** Orthonormal basis in the exact coordinates: columns b_j with b_iᵀ S b_j = δ_ij. x_exact = B x_orthonormal. */
  get orthonormalBasis(): Float64Layout {
    const { columns } = this.basis();
    const norms = this.floatNorms();
    return mapEntries(toFloat64(columns), (x, _i, j) => x / Math.sqrt(norms[j]));
  }

  /** The inverse of `orthonormalBasis`, BᵀS: x_orthonormal = BᵀS x_exact. */
  get orthonormalCoordinates(): Float64Layout {
    const { columns } = this.basis();
    const norms = this.floatNorms();
    const exact = columns.transpose().times(this.gram);
    return mapEntries(toFloat64(exact), (x, i) => x / Math.sqrt(norms[i]));
  }

  /** ρ̂(g) for each generator in the orthonormal normal form, rounded once: each entry within 3 ulp. */
  get orthogonalMatrices(): readonly Float64Layout[] {
    this.lazyOrthogonal ??= this.group.generators.map((g, k) => this.toOrthogonal(this.generatorMatrices[k], g));
    return this.lazyOrthogonal;
  }

  /**
   * ρ̂(g) of any element, rounded once from the exact matrix. A step of `budget` is an entry of a matrix.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   * @throws {BudgetExceededError | AbortedError}
   */
  orthogonalMatrix(g: Permutation, options?: WorkOptions): Float64Layout {
    checkMember('RealIrrep.orthogonalMatrix', g, this.group);
    const meter = matrixMeter('RealIrrep.orthogonalMatrix', options);
    return this.parts.orthogonal?.(g) ?? this.toOrthogonal(this.matrixWithin(g, meter), g);
  }

  private toOrthogonal(exact: ExactMatrix, g: Permutation): Float64Layout {
    if (this.parts.orthogonal !== undefined) return this.parts.orthogonal(g);
    const { columns } = this.basis();
    const norms = this.floatNorms();
    // Entry (i, j) is bᵢᵀ S ρ b_j / √(nᵢ n_j), numerator and norms exact.
    const numerators = columns.transpose().times(this.gram).times(exact).times(columns);
    return mapEntries(toFloat64(numerators), (x, i, j) =>
      i === j ? x / norms[i] : x / Math.sqrt(norms[i] * norms[j]),
    );
  }

  private commuting(meter: WorkMeter): CommutingUnits<ExactScalar> {
    if (this.lazyCommuting === undefined) {
      if (this.parts.commuting !== undefined) this.lazyCommuting = this.parts.commuting(meter);
      else if (this.parts.type === 'real' || this.degree === 1) {
        this.lazyCommuting = { type: 'real', units: [], squares: [] };
      } else if (this.generators(meter).length === 0) {
        throw new IsotypicError('INVALID_ARGUMENT', {
          where: 'RealIrrep',
          expected: 'an irreducible representation',
          received: `degree ${this.degree} of the trivial group`,
          details: { reason: 'not irreducible' },
        });
      } else this.lazyCommuting = commutingUnits('RealIrrep', this.generators(meter), meter);
    }
    return this.lazyCommuting;
  }

  private basis(): OrthogonalBasis<ExactScalar> {
    if (this.lazyBasis === undefined) {
      const meter = matrixMeter('RealIrrep.orthogonalBasis');
      this.lazyBasis = orthogonalBasis('RealIrrep', this.form(meter), this.commuting(meter), meter);
    }
    return this.lazyBasis;
  }

  private floatNorms(): readonly number[] {
    const { columns, norms } = this.basis();
    return Array.from(toFloat64(new Matrix(columns.field, 1, norms.length, norms)).data);
  }
}

export const REAL_IRREP = instance(RealIrrep, 'a RealIrrep', (value) =>
  GROUP.accepts(value)
    ? 'Pass one of realIrreps(group).'
    : typeof value === 'object' && value !== null && 'indicator' in value
      ? 'Pass one of realIrreps(group), not of irreps(group).'
      : undefined,
);

function mapEntries(M: Float64Layout, f: (x: number, i: number, j: number) => number): Float64Layout {
  const { rows, cols } = M;
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] = f(M.data[i * cols + j], i, j);
  return { data, rows, cols };
}
