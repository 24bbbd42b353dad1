/** The equivariant linear maps between two representations: Hom_G(X, Y) = {A : A ρ_X(g) = ρ_Y(g) A for all g}. */
import { type Float64Layout, IsotypicError, Matrix, type Orbitals, orbitals, rationals } from '@isotypic/algebra';
import { irrepFrame } from '../decomposition/irrep-frame.js';
import { type DecompositionOptions, isotypicDecompositions } from '../decomposition/isotypic-decomposition.js';
import { DENSE_ENTRIES, requireMemory } from '../decomposition/memory.js';
import type { RealDecomposition } from '../decomposition/real-decomposition.js';
import { inOneField } from '../matrices/exact-matrices.js';
import type { Representation } from '../representations/kinds.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';
import type { CopyPair } from './copy-pairs.js';
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
   * @throws {IsotypicError} `OUT_OF_MEMORY` when one such matrix would be too large
   */
  basis(): ExactMatrix[];
  /**
   * The 0/1 basis by orbitals, in order of first occurrence. Only between two permutation representations.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for other representations; `OUT_OF_MEMORY`
   */
  orbitalBasis(): ExactMatrix[];
  /** The orbitals themselves, when both are permutation representations whose maps fit as dense matrices. */
  readonly orbitals: Orbitals | null;
  /** The equivariant map closest to A: its average over the group, found without running through the group. */
  project(A: ExactMatrix): ExactMatrix;
  project(A: Float64Layout): Float64Layout;
}

/**
 * The equivariant maps from X to Y.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when X and Y are not representations of one group on the same generators.
 * @example
 * const natural = permutationRepresentation(catalogue.symmetric(4));
 * intertwiners(natural, natural).dimension // 2
 */
export function intertwiners(X: Representation, Y: Representation, options: DecompositionOptions = {}): Intertwiners {
  return new HomSpace(X, Y, options);
}

class HomSpace implements Intertwiners {
  readonly orbitals: Orbitals | null;
  private lazyPairs: readonly CopyPair[] | undefined;
  private lazyMaps: readonly FloatMap[] | undefined;

  constructor(
    readonly domain: Representation,
    readonly codomain: Representation,
    private readonly options: DecompositionOptions,
  ) {
    const areActions =
      domain instanceof PermutationRepresentation &&
      codomain instanceof PermutationRepresentation &&
      domain.images.length === codomain.images.length &&
      domain.images.length > 0 &&
      domain.dimension * codomain.dimension <= DENSE_ENTRIES;
    this.orbitals = areActions ? orbitals(domain.images, codomain.images) : null;
    if (this.orbitals === null) this.pairs();
  }

  get dimension(): number {
    if (this.orbitals) return this.orbitals.rank;
    return this.pairs().reduce(
      (sum, [x, y]) => sum + x.multiplicity * y.multiplicity * x.irrep.endomorphismDimension,
      0,
    );
  }

  basis(): ExactMatrix[] {
    this.requireMatrices('Intertwiners.basis');
    const maps: ExactMatrix[] = [];
    for (const [x, y] of this.pairs()) {
      for (let j = 0; j < y.multiplicity; j++) {
        for (let i = 0; i < x.multiplicity; i++) {
          const [T, L] = inOneField([y.intertwiner(j), x.leftInverse(i)]);
          maps.push(T.times(L));
          for (const z of irrepFrame(x.irrep, T.field).commuting) maps.push(T.times(z).times(L));
        }
      }
    }
    return maps;
  }

  orbitalBasis(): ExactMatrix[] {
    const pairs = this.orbitals;
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
    return Array.from(
      { length: pairs.rank },
      (_, k) =>
        new Matrix(
          rationals,
          pairs.outDegree,
          pairs.inDegree,
          Array.from(labels, (label) => (label === k ? rationals.one : rationals.zero)),
        ),
    );
  }

  project(A: ExactMatrix): ExactMatrix;
  project(A: Float64Layout): Float64Layout;
  project(A: ExactMatrix | Float64Layout): ExactMatrix | Float64Layout {
    if (A.rows !== this.codomain.dimension || A.cols !== this.domain.dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'Intertwiners.project',
        expected: `a ${this.codomain.dimension}×${this.domain.dimension} matrix`,
        received: `${A.rows}×${A.cols}`,
      });
    }
    if (A instanceof Matrix) {
      return this.orbitals ? averageExact(this.orbitals, A) : projectExact(this.pairs(), A);
    }
    const given = A as Float64Layout;
    if (this.orbitals) return averageFloat(this.orbitals, given);
    const pairs = this.pairs();
    if (pairs.every(([x, y]) => x.orthogonal && y.orthogonal)) return projectOrthogonal(pairs, given);
    this.lazyMaps ??= floatMaps(pairs);
    return projectByMaps(this.lazyMaps, given);
  }

  private requireMatrices(where: string): void {
    const remedy = 'The dimension is known; the components of a vector are given by component.apply(x).';
    requireMemory(where, this.codomain.dimension, this.domain.dimension, remedy);
  }

  /** For every irrep in both: its copies in X and in Y. */
  private pairs(): readonly CopyPair[] {
    if (this.lazyPairs === undefined) {
      const [x, y] = isotypicDecompositions([this.domain, this.codomain], this.options) as RealDecomposition[];
      this.lazyPairs = x.spaces
        .map((space, k): CopyPair => [space, y.spaces[k]])
        .filter(([a, b]) => a.multiplicity > 0 && b.multiplicity > 0);
    }
    return this.lazyPairs;
  }
}
