/** The equivariant linear maps between two representations: Hom_G(X, Y) = {A : A ρ_X(g) = ρ_Y(g) A for all g}. */
import {
  cyclotomics,
  type Field,
  type Float64Layout,
  IsotypicError,
  inverse,
  Matrix,
  type Orbitals,
  orbitals,
  rationals,
  toFloat64,
} from '@isotypic/algebra';
import type { CopySpace } from '../decomposition/copy-space.js';
import { irrepFrame, overField } from '../decomposition/irrep-frame.js';
import { type DecompositionOptions, isotypicDecompositions } from '../decomposition/isotypic-decomposition.js';
import { unitMatrices } from '../decomposition/numeric-copies.js';
import type { RealDecomposition } from '../decomposition/real-decomposition.js';
import { isRationalMatrix } from '../irreps/exact.js';
import { addScaled, multiplyFloat, transposeFloat } from '../representations/float-matrices.js';
import type { Representation } from '../representations/kinds.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';

/** Hom_G(X, Y). Matrices are dim Y × dim X. */
export interface Intertwiners {
  readonly domain: Representation;
  readonly codomain: Representation;
  /** The real dimension of Hom_G(X, Y): Σ over irreps of m_X · m_Y · dim End. */
  readonly dimension: number;
  /**
   * An exact basis adapted to the irreps: for every pair of copies of one irrep, one, two or four maps by its type, in the
   * order irrep, copy in Y, copy in X, unit.
   */
  basis(): ExactMatrix[];
  /**
   * The 0/1 basis by orbitals, in order of first occurrence. Only between two permutation representations.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for other representations.
   */
  orbitalBasis(): ExactMatrix[];
  /** The orbitals themselves, when both are permutation representations. */
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
  private lazyPairs: [CopySpace, CopySpace][] | undefined;

  constructor(
    readonly domain: Representation,
    readonly codomain: Representation,
    private readonly options: DecompositionOptions,
  ) {
    const areActions =
      domain instanceof PermutationRepresentation &&
      codomain instanceof PermutationRepresentation &&
      domain.images.length === codomain.images.length &&
      domain.images.length > 0;
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
    const maps: ExactMatrix[] = [];
    for (const [x, y] of this.pairs()) {
      for (let j = 0; j < y.multiplicity; j++) {
        for (let i = 0; i < x.multiplicity; i++) {
          const [T, L] = sameField(y.intertwiner(j), x.leftInverse(i));
          maps.push(T.times(L) as ExactMatrix);
          for (const z of irrepFrame(x.irrep, T.field).commuting) maps.push(T.times(z).times(L) as ExactMatrix);
        }
      }
    }
    return maps;
  }

  orbitalBasis(): ExactMatrix[] {
    const pairs = this.orbitals;
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
      return this.orbitals
        ? averageExact(this.orbitals, A as Matrix<unknown>)
        : this.projectExact(A as Matrix<unknown>);
    }
    if (this.orbitals) return averageFloat(this.orbitals, A as Float64Layout);
    return this.projectFloat(A as Float64Layout);
  }

  /** Σ T_j δ L_i, where δ is the part of L_j A T_i in the commuting algebra: Σ_u tr(z_u⁻¹ ·)/d · z_u. */
  private projectExact(A: Matrix<unknown>): ExactMatrix {
    let sum: Matrix<unknown> = Matrix.zero<unknown>(A.field, A.rows, A.cols);
    for (const [x, y] of this.pairs()) {
      for (let i = 0; i < x.multiplicity; i++) {
        for (let j = 0; j < y.multiplicity; j++) {
          const [Lj, Aij, Ti] = sameField(y.leftInverse(j), A, x.intertwiner(i));
          const middle = Lj.times(Aij).times(Ti);
          const { field } = middle;
          const d = field.fromInteger(middle.rows);
          let commuting: Matrix<unknown> = Matrix.identity(field, middle.rows).scale(field.div(middle.trace(), d));
          for (const given of irrepFrame(x.irrep, field).commuting) {
            const z = overField(given as ExactMatrix, field);
            const square = z.times(z).at(0, 0); // z² = square·1, so z⁻¹ = z/square
            const coefficient = field.div(z.times(middle).trace(), field.mul(square, d));
            commuting = commuting.plus(z.scale(coefficient));
          }
          const [T, delta, L] = sameField(y.intertwiner(j), commuting, x.leftInverse(i));
          const [left, right] = sameField(sum, T.times(delta).times(L));
          sum = left.plus(right);
        }
      }
    }
    return sum as ExactMatrix;
  }

  /** In orthonormal bases: the blocks of QᵀAQ between copies of one irrep, each reduced to its commuting units. */
  private projectFloat(A: Float64Layout): Float64Layout {
    if (this.pairs().some(([x, y]) => !x.orthogonal || !y.orthogonal)) return this.projectByMaps(A);
    const sum: Float64Layout = { data: new Float64Array(A.data.length), rows: A.rows, cols: A.cols };
    for (const [x, y] of this.pairs()) {
      const d = x.irrep.degree;
      const [X, Y] = [columnsOf(x, this.domain.dimension), columnsOf(y, this.codomain.dimension)];
      const blocks = multiplyFloat(transposeFloat(Y), multiplyFloat(A, X));
      const units = unitMatrices(x.irrep);
      for (let j = 0; j < y.multiplicity; j++) {
        for (let i = 0; i < x.multiplicity; i++) reduceBlock(blocks, j * d, i * d, units);
      }
      addScaled(sum, 1, multiplyFloat(Y, multiplyFloat(blocks, transposeFloat(X))));
    }
    return sum;
  }

  private projectByMaps(A: Float64Layout): Float64Layout {
    const maps = this.floatMaps();
    const result = new Float64Array(A.rows * A.cols);
    for (const { map, dual } of maps) {
      let coefficient = 0;
      for (let k = 0; k < dual.length; k++) coefficient += dual[k] * A.data[k];
      for (let k = 0; k < map.length; k++) result[k] += coefficient * map[k];
    }
    return { data: result, rows: A.rows, cols: A.cols };
  }

  private lazyMaps: { map: Float64Array; dual: Float64Array }[] | undefined;

  /** The basis in doubles with the functionals that read off coefficients: A ↦ tr(z⁻¹ L_j A T_i)/d. */
  private floatMaps(): { map: Float64Array; dual: Float64Array }[] {
    if (this.lazyMaps) return this.lazyMaps;
    const maps: { map: Float64Array; dual: Float64Array }[] = [];
    for (const [x, y] of this.pairs()) {
      for (let j = 0; j < y.multiplicity; j++) {
        for (let i = 0; i < x.multiplicity; i++) {
          const [Tj, Li, Ti, Lj] = sameField(y.intertwiner(j), x.leftInverse(i), x.intertwiner(i), y.leftInverse(j));
          const { field } = Tj;
          const d = field.fromInteger(Li.rows);
          const units = [
            Matrix.identity(field, Li.rows),
            ...irrepFrame(x.irrep, field).commuting.map((z) => overField(z as ExactMatrix, field)),
          ];
          for (const z of units) {
            const map = Tj.times(z).times(Li);
            // tr(z⁻¹ L_j A T_i) = Σ A[r][s] (T_i z⁻¹ L_j)[s][r]
            const functional = Ti.times(inverse(z)).times(Lj).transpose().scale(field.inv(d));
            maps.push({ map: rounded(map), dual: rounded(functional) });
          }
        }
      }
    }
    this.lazyMaps = maps;
    return maps;
  }

  /** For every irrep in both: its copies in X and in Y. */
  private pairs(): [CopySpace, CopySpace][] {
    if (this.lazyPairs === undefined) {
      const [x, y] = isotypicDecompositions([this.domain, this.codomain], this.options) as RealDecomposition[];
      this.lazyPairs = x.spaces
        .map((space, k): [CopySpace, CopySpace] => [space, y.spaces[k]])
        .filter(([a, b]) => a.multiplicity > 0 && b.multiplicity > 0);
    }
    return this.lazyPairs;
  }
}

function columnsOf(space: CopySpace, dimension: number): Float64Layout {
  const width = space.multiplicity * space.irrep.degree;
  const columns: Float64Layout = { data: new Float64Array(dimension * width), rows: dimension, cols: width };
  space.writeOrthonormal(columns.data, width, 0);
  return columns;
}

/** Replaces a d×d block by Σ_u ⟨E_u, block⟩/d · E_u, its part in the commuting algebra. */
function reduceBlock(M: Float64Layout, row: number, column: number, units: readonly Float64Layout[]): void {
  const d = units[0].rows;
  const coefficients = units.map((E) => {
    let sum = 0;
    for (let r = 0; r < d; r++) {
      for (let c = 0; c < d; c++) sum += E.data[r * d + c] * M.data[(row + r) * M.cols + column + c];
    }
    return sum / d;
  });
  for (let r = 0; r < d; r++) {
    for (let c = 0; c < d; c++) {
      M.data[(row + r) * M.cols + column + c] = units.reduce(
        (sum, E, u) => sum + coefficients[u] * E.data[r * d + c],
        0,
      );
    }
  }
}

function rounded(M: Matrix<unknown>): Float64Array {
  return toFloat64(M as ExactMatrix).data;
}

/** The matrices over ℚ when all are rational, else over the cyclotomic numbers. */
function sameField(...matrices: Matrix<unknown>[]): Matrix<unknown>[] {
  const exact = matrices as ExactMatrix[];
  const field = exact.every(isRationalMatrix) ? (rationals as Field<unknown>) : (cyclotomics as Field<unknown>);
  return exact.map((m) => overField(m, field));
}

function averageExact(pairs: Orbitals, A: Matrix<unknown>): ExactMatrix {
  const { field } = A;
  const labels = pairs.labels();
  const sums: unknown[] = new Array(pairs.rank).fill(field.zero);
  A.entries.forEach((x, at) => {
    sums[labels[at]] = field.add(sums[labels[at]], x);
  });
  const means = sums.map((x, k) => field.div(x, field.fromInteger(pairs.sizes()[k])));
  return new Matrix(
    field,
    A.rows,
    A.cols,
    Array.from(labels, (k) => means[k]),
  ) as ExactMatrix;
}

function averageFloat(pairs: Orbitals, A: Float64Layout): Float64Layout {
  const labels = pairs.labels();
  const means = new Float64Array(pairs.rank);
  for (let at = 0; at < labels.length; at++) means[labels[at]] += A.data[at];
  pairs.sizes().forEach((size, k) => {
    means[k] /= size;
  });
  return { data: Float64Array.from(labels, (k) => means[k]), rows: A.rows, cols: A.cols };
}
