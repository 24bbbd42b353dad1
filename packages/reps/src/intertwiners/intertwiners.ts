/** The equivariant linear maps between two representations: Hom_G(X, Y) = {A : A ρ_X(g) = ρ_Y(g) A for all g}. */
import {
  cyclotomics,
  type ExactMatrix,
  type Float64Layout,
  IsotypicError,
  Matrix,
  type Orbitals,
  orbitals,
  rationals,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind } from '@isotypic/algebra/internal';
import { irrepFrame } from '../bases/irrep-frame.js';
import { DENSE_ENTRIES, requireMemory } from '../bases/memory.js';
import { realDecompositions } from '../decomposition/isotypic-decomposition.js';
import { DECOMPOSITION_OPTION_KINDS, type DecompositionOptions } from '../decomposition/options.js';
import { inOneField } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import { REPRESENTATION, type Representation } from '../representations/kinds.js';
import { FLOAT_MATRIX } from '../representations/numeric-representation.js';
import { requireSameGroup } from '../representations/same-group.js';
import { meterFor } from '../work.js';
import { type CopyPair, exactPairs } from './copy-pairs.js';
import {
  averageExact,
  averageFloat,
  type FloatMap,
  floatMaps,
  projectByMaps,
  projectExact,
  projectOrthogonal,
} from './hom-projection.js';

/** Hom_G(X, Y). Matrices are dim Y × dim X. */
export interface Intertwiners {
  readonly domain: Representation;
  readonly codomain: Representation;
  /** The real dimension of Hom_G(X, Y): Σ over irreps of m_X · m_Y · dim End. */
  readonly dimension: number;
  /**
   * An exact basis adapted to the irreps: for every pair of copies of one irrep, one, two or four maps by its type, in
   * the order irrep, copy in Y, copy in X, unit.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for representations by floats; `OUT_OF_MEMORY` when one such matrix
   *   would be too large; `BUDGET_EXCEEDED`, a step being a row of a product, with the maps made so far as
   *   `details.known`
   */
  basis(options?: WorkOptions): ExactMatrix[];
  /**
   * The 0/1 basis by orbitals, in order of first occurrence. Only between two permutation representations.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for other representations; `OUT_OF_MEMORY`; `BUDGET_EXCEEDED`, a step
   *   being a map, with those made so far as `details.known`
   */
  orbitalBasis(options?: WorkOptions): ExactMatrix[];
  /** The orbitals themselves, when both are permutation representations whose maps fit as dense matrices. */
  readonly orbitals: Orbitals | null;
  /**
   * The equivariant map closest to A: its average over the group, found without running through the group.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless A is an exact matrix or floats; `SHAPE_MISMATCH` unless it is
   *   dim Y × dim X; `BUDGET_EXCEEDED`, a step being a row of a product
   */
  project(A: ExactMatrix, options?: WorkOptions): ExactMatrix;
  project(A: Float64Layout, options?: WorkOptions): Float64Layout;
}

const MATRIX: Kind = {
  expected: 'an exact matrix, or floats as { data, rows, cols }',
  accepts: (v) =>
    v instanceof Matrix
      ? v.field === rationals || v.field === cyclotomics
      : !Array.isArray(v) && FLOAT_MATRIX.accepts(v),
  remedy: (v) =>
    Array.isArray(v) ? 'Rows of numbers are written { data: Float64Array.from(rows.flat()), rows, cols }.' : undefined,
};

/**
 * The equivariant maps from X to Y.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when X and Y are not representations of one group on the same generators;
 *   as `isotypicDecompositions`
 * @example
 * const natural = permutationRepresentation(catalogue.symmetric(4));
 * intertwiners(natural, natural).dimension // 2
 */
export function intertwiners(X: Representation, Y: Representation, options: DecompositionOptions = {}): Intertwiners {
  checkArgument(where, 'X', X, REPRESENTATION);
  checkArgument(where, 'Y', Y, REPRESENTATION);
  checkOptions(where, options, DECOMPOSITION_OPTION_KINDS);
  requireSameGroup(where, [X, Y]);
  return new HomSpace(X, Y, options);
}

const where = 'intertwiners';

class HomSpace implements Intertwiners {
  readonly orbitals: Orbitals | null;
  private lazyPairs: readonly CopyPair[] | undefined;
  private lazyMaps: readonly FloatMap[] | undefined;

  constructor(
    readonly domain: Representation,
    readonly codomain: Representation,
    private readonly options: DecompositionOptions,
  ) {
    const meter = new WorkMeter(where, options);
    this.orbitals = orbitalsBetween(domain, codomain, options);
    if (this.orbitals === null) this.pairs(meter);
  }

  get dimension(): number {
    if (this.orbitals) return this.orbitals.rank;
    return this.pairs().reduce(
      (sum, [x, y]) => sum + x.multiplicity * y.multiplicity * x.irrep.endomorphismDimension,
      0,
    );
  }

  basis(options: WorkOptions = {}): ExactMatrix[] {
    const name = 'Intertwiners.basis';
    const meter = meterFor(name, options);
    this.requireMatrices(name);
    const maps: ExactMatrix[] = [];
    meter.known = () => maps;
    for (const [x, y] of exactPairs(name, this.pairs(meter), this.domain)) {
      for (let j = 0; j < y.multiplicity; j++) {
        for (let i = 0; i < x.multiplicity; i++) {
          const [T, L] = inOneField([y.intertwiner(j, meter), x.leftInverse(i, meter)]);
          maps.push(product(T, L, meter));
          for (const z of irrepFrame(x.irrep, T.field).commuting) {
            maps.push(product(product(T, z, meter), L, meter));
          }
        }
      }
    }
    return maps;
  }

  orbitalBasis(options: WorkOptions = {}): ExactMatrix[] {
    const pairs = this.orbitals;
    const meter = meterFor('Intertwiners.orbitalBasis', options);
    this.requireMatrices('Intertwiners.orbitalBasis');
    if (pairs === null) {
      throw new IsotypicError('INVALID_ARGUMENT', {
        where: 'Intertwiners.orbitalBasis',
        expected: 'two permutation representations',
        received: `${this.domain} and ${this.codomain}`,
        remedy: 'Use basis().',
      });
    }
    const labels = pairs.labels();
    const maps: ExactMatrix[] = [];
    meter.known = () => maps;
    for (let k = 0; k < pairs.rank; k++) {
      meter.step();
      const entries = Array.from(labels, (label) => (label === k ? rationals.one : rationals.zero));
      maps.push(new Matrix(rationals, pairs.outDegree, pairs.inDegree, entries));
    }
    return maps;
  }

  project(A: ExactMatrix, options?: WorkOptions): ExactMatrix;
  project(A: Float64Layout, options?: WorkOptions): Float64Layout;
  project(A: ExactMatrix | Float64Layout, options: WorkOptions = {}): ExactMatrix | Float64Layout {
    const name = 'Intertwiners.project';
    checkArgument(name, 'A', A, MATRIX);
    const meter = meterFor(name, options);
    if (A.rows !== this.codomain.dimension || A.cols !== this.domain.dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: name,
        expected: `a ${this.codomain.dimension}×${this.domain.dimension} matrix`,
        received: `${A.rows}×${A.cols}`,
      });
    }
    if (A instanceof Matrix) {
      return this.orbitals
        ? averageExact(this.orbitals, A)
        : projectExact(exactPairs(name, this.pairs(meter), this.domain), A, meter);
    }
    if (this.orbitals) return averageFloat(this.orbitals, A);
    const pairs = this.pairs(meter);
    if (pairs.every(([x, y]) => x.orthogonal && y.orthogonal)) return projectOrthogonal(pairs, A, meter);
    this.lazyMaps ??= floatMaps(exactPairs(name, pairs, this.domain), meter);
    return projectByMaps(this.lazyMaps, A);
  }

  private requireMatrices(where: string): void {
    const remedy = 'The dimension is known; the components of a vector are given by component.apply(x).';
    requireMemory(where, this.codomain.dimension, this.domain.dimension, remedy);
  }

  /** For every irrep in both: its copies in X and in Y. */
  private pairs(meter = new WorkMeter(where, this.options)): readonly CopyPair[] {
    if (this.lazyPairs === undefined) {
      const [x, y] = realDecompositions(where, [this.domain, this.codomain], this.options, meter);
      this.lazyPairs = x.spaces
        .map((space, k): CopyPair => [space, y.spaces[k]])
        .filter(([a, b]) => a.multiplicity > 0 && b.multiplicity > 0);
    }
    return this.lazyPairs;
  }
}

/** Between two permutation representations whose maps fit as dense matrices; else null. */
function orbitalsBetween(X: Representation, Y: Representation, options: WorkOptions): Orbitals | null {
  if (X.kind !== 'permutation' || Y.kind !== 'permutation' || X.images.length === 0) return null;
  if (X.dimension * Y.dimension > DENSE_ENTRIES) return null;
  const { signal, budget, onProgress } = options;
  const pairs = orbitals(X.images, Y.images, { signal, budget, onProgress });
  return pairs.rank === 0 ? null : pairs; // found here, within the budget
}
