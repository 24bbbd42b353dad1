/**
 * A change of basis x̂ = Qᵀx as a sum of small ones, and what is made of it: what the pipeline knows of a symmetry.
 * Coordinates are in blocks: component k takes `width` lines of `pooled` coordinates each, the coordinate s of line i
 * at offset + i·pooled + s. Pooled coordinates are further samples of one vector of `width` numbers.
 */
import type { Float64Layout } from '../matrix/layout.js';
import type { Factors } from './factors.js';

/** A component whose copies are pooled. */
export interface PooledComponent {
  readonly offset: number;
  readonly width: number;
  readonly pooled: number;
}

/** Q restricted to some variables: the coordinates that they alone make. */
export interface Summand {
  /** The variables. */
  readonly points: Int32Array;
  /** Their coordinates, as many. */
  readonly coordinates: Int32Array;
  /** Orthogonal, points × coordinates. Equal summands share one object. */
  readonly matrix: Float64Layout;
  /**
   * Where the points are an abelian group, product of cyclic ones of these orders, listed in their lexicographic order,
   * and every coordinate is a combination of a character and its conjugate.
   */
  readonly cycles?: readonly number[];
  /** Whether the matrix is the reflection that exchanges (1, 0, …, 0) with (1, …, 1)/√n, which two sums do. */
  readonly isReflection?: boolean;
  /** The matrix in sparse steps, where it has such. */
  readonly factors?: Factors;
}

/** How samples are turned into isotypic coordinates, by a matrix or by steps. */
export interface ChangeOfBasis {
  readonly dimension: number;
  readonly components: readonly PooledComponent[];
  /** Every variable and every coordinate occurs in exactly one. */
  readonly summands: readonly Summand[];
}

/** Rows in the original coordinates, and their change of basis. */
export interface SampleSpace {
  readonly rows: Float64Layout;
  readonly basis: ChangeOfBasis;
  /** Taken off every row before anything is rotated. */
  readonly shift?: Float64Array | undefined;
  /** Taken off after the shift: what one number for each variable cannot say of a mean far from zero. */
  readonly deviation?: Float64Array | undefined;
}

const ONE: Float64Layout = { data: Float64Array.of(1), rows: 1, cols: 1 };

const unchanged = new WeakSet<ChangeOfBasis>();

/**
 * The basis whose coordinates are the variables, in the components given. Its summands, one for each variable, are made
 * when they are asked for: means of columns need none, and of many columns they take more memory than these.
 */
export function unchangedBasis(dimension: number, components: ChangeOfBasis['components']): ChangeOfBasis {
  let made: Summand[] | undefined;
  const basis = {
    dimension,
    components,
    get summands(): Summand[] {
      made ??= Array.from({ length: dimension }, (_, j) => {
        const own = Int32Array.of(j);
        return { points: own, coordinates: own, matrix: ONE };
      });
      return made;
    },
  };
  unchanged.add(basis);
  return basis;
}

/** Whether this is an {@link unchangedBasis}. */
export function isUnchanged(basis: ChangeOfBasis): boolean {
  return unchanged.has(basis);
}

/** The matrix of a reflection on n points. */
export function reflectionMatrix(n: number): Float64Layout {
  if (n === 1) return ONE;
  const u = 1 / Math.sqrt(n);
  const data = new Float64Array(n * n).fill(-u / (1 - u) / Math.sqrt(n));
  for (let i = 1; i < n; i++) data[i * n + i] += 1;
  for (let i = 0; i < n; i++) {
    data[i] = u;
    data[i * n] = u;
  }
  return { data, rows: n, cols: n };
}
