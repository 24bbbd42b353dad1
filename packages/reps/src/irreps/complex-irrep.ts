/**
 * A complex irreducible representation: exact matrices over ℚ or a cyclotomic field and their invariant Hermitian form.
 */
import {
  type ExactMatrix,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { evaluateThroughWords } from '../matrices/evaluate.js';
import { checkMember, matrixMeter } from './matrix-work.js';
import { type ComplexFloat64Layout, type UnitaryBasis, unitaryBasis } from './unitary.js';

/** Of what a complex irrep is made. */
export interface ComplexIrrepParts {
  readonly group: PermutationGroup;
  readonly degree: number;
  readonly label: string;
  /** Frobenius–Schur indicator. */
  readonly indicator: 1 | 0 | -1;
  readonly isTrivial: boolean;
  readonly generatorMatrices: (meter: WorkMeter) => readonly ExactMatrix[];
  readonly evaluate?: (g: Permutation, meter: WorkMeter) => ExactMatrix;
  /** Invariant Hermitian form; without it the matrices are unitary. */
  readonly gram?: (meter: WorkMeter) => ExactMatrix;
}

/**
 * A representation irreducible over ℂ.
 * @example irreps(catalogue.quaternion()).map((x) => x.degree * x.indicator) // [1, 1, 1, 1, -2]
 */
export class ComplexIrrep {
  readonly group: PermutationGroup;
  readonly degree: number;
  readonly label: string;
  /** Frobenius–Schur indicator: 1 real, 0 complex, −1 quaternionic. */
  readonly indicator: 1 | 0 | -1;
  readonly isTrivial: boolean;
  private readonly parts: ComplexIrrepParts;
  private lazyGenerators: readonly ExactMatrix[] | undefined;
  private lazyEvaluate: ((g: Permutation, meter: WorkMeter) => ExactMatrix) | undefined;
  private lazyGram: ExactMatrix | undefined;
  private lazyBasis: UnitaryBasis | undefined;

  /** For constructions that know what they build; users call `irreps`. */
  constructor(parts: ComplexIrrepParts) {
    this.parts = parts;
    this.group = parts.group;
    this.degree = parts.degree;
    this.label = parts.label;
    this.indicator = parts.indicator;
    this.isTrivial = parts.isTrivial;
  }

  /**
   * Makes the generators' matrices and the form, which are otherwise made when they are looked at, within a budget. A
   * step is an entry of a matrix; the default is 5·10⁷, what two matrices of degree 5000 have.
   * @throws {BudgetExceededError | AbortedError}
   * @example irreps(catalogue.symmetric(4))[4].realize({ budget: 1000 }).generatorMatrices.length // 2
   */
  realize(options: WorkOptions = {}): this {
    this.realizeWithin(matrixMeter('ComplexIrrep.realize', options));
    return this;
  }

  /** The same as a part of work that has a meter already. @internal */
  realizeWithin(meter: WorkMeter): void {
    this.lazyGenerators ??= this.parts.generatorMatrices(meter);
    this.lazyGram ??= this.parts.gram?.(meter) ?? Matrix.identity(rationals, this.degree);
  }

  /** ρ(g), exact, for each generator of the group, in their order. @throws {BudgetExceededError} see `realize` */
  get generatorMatrices(): readonly ExactMatrix[] {
    this.lazyGenerators ??= this.parts.generatorMatrices(matrixMeter('ComplexIrrep.generatorMatrices'));
    return this.lazyGenerators;
  }

  /**
   * ρ(g), exact. A step of `budget` is an entry of a matrix.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   * @throws {BudgetExceededError | AbortedError}
   */
  matrix(g: Permutation, options?: WorkOptions): ExactMatrix {
    checkMember('ComplexIrrep.matrix', g, this.group);
    return this.matrixWithin(g, matrixMeter('ComplexIrrep.matrix', options));
  }

  /** `matrix` of an element of the group, as a part of work that has a meter already. @internal */
  matrixWithin(g: Permutation, meter: WorkMeter): ExactMatrix {
    this.lazyEvaluate ??= this.parts.evaluate ?? evaluateThroughWords(this.group, this.generatorMatrices, this.degree);
    return this.lazyEvaluate(g, meter);
  }

  /** H with ρ(g)* H ρ(g) = H, Hermitian and positive definite; the identity when the matrices are unitary. */
  get gram(): ExactMatrix {
    this.lazyGram ??= this.parts.gram?.(matrixMeter('ComplexIrrep.gram')) ?? Matrix.identity(rationals, this.degree);
    return this.lazyGram;
  }

  /**
   * Unitary matrices of the generators in an orthonormal basis for `gram`: exact Gram–Schmidt, each entry rounded once.
   */
  get unitaryMatrices(): readonly ComplexFloat64Layout[] {
    return this.generatorMatrices.map((M) => this.unitary().round(M));
  }

  /** The unitary matrix of any element. @throws {IsotypicError} `NOT_IN_GROUP` */
  unitaryMatrix(g: Permutation, options?: WorkOptions): ComplexFloat64Layout {
    checkMember('ComplexIrrep.unitaryMatrix', g, this.group);
    return this.unitary().round(this.matrixWithin(g, matrixMeter('ComplexIrrep.unitaryMatrix', options)));
  }

  /** Orthonormal basis for `gram` in the exact coordinates: x_exact = B x_orthonormal, each entry rounded once. */
  get orthonormalBasis(): ComplexFloat64Layout {
    return this.unitary().basis;
  }

  /** The inverse of `orthonormalBasis`, B*H. */
  get orthonormalCoordinates(): ComplexFloat64Layout {
    return this.unitary().coordinates;
  }

  private unitary(): UnitaryBasis {
    this.lazyBasis ??= unitaryBasis(this.gram, matrixMeter('ComplexIrrep.unitaryMatrices'));
    return this.lazyBasis;
  }
}
