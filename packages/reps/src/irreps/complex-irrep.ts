/**
 * A complex irreducible representation: exact matrices over ℚ or a cyclotomic field and their invariant Hermitian form.
 */
import { type ExactMatrix, Matrix, type Permutation, type PermutationGroup, rationals } from '@isotypic/algebra';
import { evaluateThroughWords } from './evaluate.js';
import { type ComplexFloat64Layout, type UnitaryBasis, unitaryBasis } from './unitary.js';

export interface ComplexIrrepParts {
  readonly group: PermutationGroup;
  readonly degree: number;
  readonly label: string;
  /** Frobenius–Schur indicator. */
  readonly indicator: 1 | 0 | -1;
  readonly isTrivial: boolean;
  readonly generatorMatrices: () => readonly ExactMatrix[];
  readonly evaluate?: (g: Permutation) => ExactMatrix;
  /** Invariant Hermitian form; without it the matrices are unitary. */
  readonly gram?: () => ExactMatrix;
}

/**
 * A representation irreducible over ℂ.
 * @example irreps(catalogue.quaternion()).map((x) => [x.degree, x.indicator]) // [[1, 1], [1, 1], [1, 1], [1, 1], [2, -1]]
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
  private lazyEvaluate: ((g: Permutation) => ExactMatrix) | undefined;
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

  /** ρ(g), exact, for each generator of the group, in their order. */
  get generatorMatrices(): readonly ExactMatrix[] {
    this.lazyGenerators ??= this.parts.generatorMatrices();
    return this.lazyGenerators;
  }

  /** ρ(g), exact. @throws {IsotypicError} `NOT_IN_GROUP` */
  matrix(g: Permutation): ExactMatrix {
    this.lazyEvaluate ??=
      this.parts.evaluate ??
      (evaluateThroughWords(this.group, this.generatorMatrices, this.degree) as (g: Permutation) => ExactMatrix);
    return this.lazyEvaluate(g);
  }

  /** H with ρ(g)* H ρ(g) = H, Hermitian and positive definite; the identity when the matrices are unitary. */
  get gram(): ExactMatrix {
    this.lazyGram ??= this.parts.gram?.() ?? Matrix.identity(rationals, this.degree);
    return this.lazyGram;
  }

  /**
   * Unitary matrices of the generators in an orthonormal basis for `gram`: exact Gram–Schmidt, each entry rounded once.
   */
  get unitaryMatrices(): readonly ComplexFloat64Layout[] {
    return this.generatorMatrices.map((M) => this.unitary().round(M));
  }

  /** The unitary matrix of any element. @throws {IsotypicError} `NOT_IN_GROUP` */
  unitaryMatrix(g: Permutation): ComplexFloat64Layout {
    return this.unitary().round(this.matrix(g));
  }

  private unitary(): UnitaryBasis {
    this.lazyBasis ??= unitaryBasis(this.gram);
    return this.lazyBasis;
  }
}
