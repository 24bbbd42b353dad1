/** An irreducible representation over ℚ, as its constructions hand it over and users see it. */
import type { Matrix, Permutation, PermutationGroup, WorkMeter, WorkOptions } from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { checkMember, matrixMeter } from './matrix-work.js';

/** What a construction knows about an irrep over ℚ. */
export interface RationalIrrepParts {
  readonly group: PermutationGroup;
  readonly label: string;
  readonly isTrivial: boolean;
  readonly characterDegree: number;
  readonly fieldDegree: number;
  schurIndex(meter: WorkMeter): number;
  matrix(g: Permutation, meter: WorkMeter): Matrix<Fraction>;
}

/**
 * A representation irreducible over ℚ.
 * @example rationalIrreps(catalogue.quaternion())[4].schurIndex // 2
 */
export class RationalIrrep {
  readonly group: PermutationGroup;
  readonly label: string;
  readonly isTrivial: boolean;
  /** χ(1) of a complex constituent χ. */
  readonly characterDegree: number;
  /** [ℚ(χ) : ℚ], the number of different constituents. */
  readonly fieldDegree: number;
  private readonly parts: RationalIrrepParts;
  private lazyGenerators: readonly Matrix<Fraction>[] | undefined;

  /** For constructions that know what they build; users call `rationalIrreps`. */
  constructor(parts: RationalIrrepParts) {
    this.parts = parts;
    this.group = parts.group;
    this.label = parts.label;
    this.isTrivial = parts.isTrivial;
    this.characterDegree = parts.characterDegree;
    this.fieldDegree = parts.fieldDegree;
  }

  /**
   * m_ℚ(χ), the multiplicity of each constituent.
   * @throws {IsotypicError} `NOT_DECIDED`, with an upper bound in `details.schurIndexDivides`, when matrices were found
   * over no cyclic extension of ℚ(χ).
   */
  get schurIndex(): number {
    return this.parts.schurIndex(matrixMeter('RationalIrrep.schurIndex'));
  }

  /** characterDegree · fieldDegree · schurIndex. */
  get degree(): number {
    return this.characterDegree * this.fieldDegree * this.schurIndex;
  }

  /**
   * Makes the index and the generators' matrices, which are otherwise made when they are looked at, within a budget. A
   * step is an entry of a matrix; the default is 5·10⁷.
   * @throws {BudgetExceededError | AbortedError}
   * @example rationalIrreps(catalogue.symmetric(4))[4].realize({ budget: 1000 }).generatorMatrices.length // 2
   */
  realize(options: WorkOptions = {}): this {
    const meter = matrixMeter('RationalIrrep.realize', options);
    this.parts.schurIndex(meter);
    this.generators(meter);
    return this;
  }

  /**
   * ρ(g) over ℚ for each generator.
   * @throws {IsotypicError} `NOT_DECIDED` when the index is smaller than the degree of the fields with known matrices
   * and no norm equation was solved.
   */
  get generatorMatrices(): readonly Matrix<Fraction>[] {
    return this.generators(matrixMeter('RationalIrrep.generatorMatrices'));
  }

  private generators(meter: WorkMeter): readonly Matrix<Fraction>[] {
    this.lazyGenerators ??= this.group.generators.map((g) => this.parts.matrix(g, meter));
    return this.lazyGenerators;
  }

  /**
   * ρ(g) over ℚ. A step of `budget` is an entry of a matrix.
   * @throws {IsotypicError} `NOT_IN_GROUP`; `NOT_DECIDED` as `generatorMatrices`
   * @throws {BudgetExceededError | AbortedError}
   */
  matrix(g: Permutation, options?: WorkOptions): Matrix<Fraction> {
    checkMember('RationalIrrep.matrix', g, this.group);
    return this.parts.matrix(g, matrixMeter('RationalIrrep.matrix', options));
  }
}
