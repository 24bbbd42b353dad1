/** Direct, semidirect and wreath products of matrix groups, with their actions. */
import { type Cyclotomic, type ExactMatrix, IsotypicError, type Matrix, Permutation, rank } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  invalidArgument,
  type OptionKinds,
  oneOf,
  text,
} from '@isotypic/algebra/internal';
import { integerEntry } from '../linear/entries.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { MATRIX_GROUP, MatrixGroup } from './matrix-group.js';

function zeros(n: number): SparseMatrix {
  return SparseMatrix.fromColumns(
    n,
    Array.from({ length: n }, () => new Map()),
  );
}

/**
 * The direct product on the direct sum of the spaces. Types of mixed groups need no such product: T(1)[A]*T(1)[B] is a
 * representation of A × B already.
 * @example directProduct(symmetric(3), specialOrthogonal(3)).dimension // 6
 */
export function directProduct(...factors: readonly MatrixGroup[]): MatrixGroup {
  const where = 'directProduct';
  checkArgument(where, 'the factors', factors, arrayOf(MATRIX_GROUP));
  if (factors.length === 0) throw invalidArgument(where, 'at least one factor', 'none');
  const beside = (at: number, m: SparseMatrix, others: (n: number) => SparseMatrix) =>
    SparseMatrix.blockDiagonal(factors.map((f, k) => (k === at ? m : others(f.dimension))));
  return new MatrixGroup(
    {
      dimension: factors.reduce((n, f) => n + f.dimension, 0),
      lieAlgebra: factors.flatMap((f, k) => f.algebra.map((A) => beside(k, A, zeros))),
      discrete: factors.flatMap((f, k) => f.elements.map((h) => beside(k, h, SparseMatrix.identity))),
      turns: factors.flatMap((f, k) =>
        f.turns.map(({ generator, order }) => ({ generator: beside(k, generator, zeros), order })),
      ),
      name: factors.map((f) => (f.name.includes(' ') ? `(${f.name})` : f.name)).join(' x '),
    },
    { factors },
  );
}

/**
 * N ⋊ H for two groups of matrices of one size, H normalizing N: the group that both generate.
 *
 * That H normalizes N is checked where it can be decided: on the Lie algebra of N, whose span each generator of H must
 * carry into itself, and for permutation groups by membership.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` for different dimensions; `NOT_IN_GROUP` where H does not normalize N
 * @example
 * // the dihedral group as rotations of order 5 and a reflection
 * const reflection = new MatrixGroup({ dimension: 2, discrete: [[[0, 1], [1, 0]]] });
 * semidirectProduct(planeRotations(5), reflection).turns.length // 1
 */
export function semidirectProduct(normal: MatrixGroup, complement: MatrixGroup, name?: string): MatrixGroup {
  const where = 'semidirectProduct';
  checkArgument(where, 'normal', normal, MATRIX_GROUP);
  checkArgument(where, 'complement', complement, MATRIX_GROUP);
  if (name !== undefined) checkArgument(where, 'name', name, text);
  if (normal.dimension !== complement.dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `two groups of ${normal.dimension}×${normal.dimension} matrices`,
      received: `one of ${complement.dimension}×${complement.dimension}`,
      remedy: 'embedded(group, n, coordinates) makes a group of a larger space of it.',
    });
  }
  for (const h of complement.elements) requireNormalizes(where, normal, h);
  return new MatrixGroup({
    dimension: normal.dimension,
    lieAlgebra: [...normal.algebra, ...complement.algebra],
    discrete: [...normal.elements, ...complement.elements],
    turns: [...normal.turns, ...complement.turns],
    name: name ?? `(${normal.name} : ${complement.name})`,
  });
}

function requireNormalizes(where: string, normal: MatrixGroup, h: SparseMatrix): void {
  const inverse = h.inverse();
  const span = normal.algebra.map((A) => A.toDense() as Matrix<unknown>);
  const stays = normal.algebra.every((A) => isInSpan(h.times(A).times(inverse).toDense() as Matrix<unknown>, span));
  if (stays && normalizesPermutations(normal, h)) return;
  throw new IsotypicError('NOT_IN_GROUP', {
    where,
    expected: `a complement that normalizes ${normal.name}`,
    received: 'a generator that does not',
    remedy: 'Exchange the two, or make the normal factor larger.',
  });
}

function isInSpan(m: Matrix<unknown>, span: readonly Matrix<unknown>[]): boolean {
  const rows = (matrices: readonly Matrix<unknown>[]) => {
    const flat = matrices.map((A) => SparseMatrix.fromDense(A as ExactMatrix));
    return SparseMatrix.fromColumns(
      m.rows * m.cols,
      flat.map((A) => {
        const column = new Map<number, Cyclotomic>();
        A.forEach((i, j, x) => {
          column.set(i * A.cols + j, x);
        });
        return column;
      }),
    ).toDense() as Matrix<unknown>;
  };
  return rank(rows([...span, m])) === rank(rows(span));
}

/**
 * Whether h, a permutation matrix, carries the generators of a permutation group into it; true where that is not known.
 */
function normalizesPermutations(normal: MatrixGroup, h: SparseMatrix): boolean {
  const { permutations } = normal.knowledge;
  const monomial = h.signedPermutation();
  if (permutations === undefined || monomial === null || monomial.signs.some((s) => s < 0)) return true;
  const conjugator = Permutation.fromImages(monomial.images);
  return permutations.generators.every((g) => permutations.contains(conjugator.times(g).times(conjugator.inverse())));
}

/**
 * The translations of an n-dimensional space with a group of linear maps: matrices [[A, v], [0, 1]] of size n + 1.
 * @example
 * affineGroup(parseMatrixGroup('SO(2)')).dimension // 3
 */
export function affineGroup(linear: MatrixGroup): MatrixGroup {
  checkArgument('affineGroup', 'linear', linear, MATRIX_GROUP);
  const n = linear.dimension;
  const one = SparseMatrix.identity(1);
  const translations = Array.from({ length: n }, (_, i) =>
    SparseMatrix.fromColumns(n + 1, [
      ...Array.from({ length: n }, () => new Map<number, Cyclotomic>()),
      new Map([[i, integerEntry(1)]]),
    ]),
  );
  return new MatrixGroup({
    dimension: n + 1,
    lieAlgebra: [...translations, ...linear.algebra.map((A) => SparseMatrix.blockDiagonal([A, zeros(1)]))],
    discrete: linear.elements.map((h) => SparseMatrix.blockDiagonal([h, one])),
    turns: linear.turns.map(({ generator, order }) => ({
      generator: SparseMatrix.blockDiagonal([generator, zeros(1)]),
      order,
    })),
    name: `Affine(${linear.name})`,
  });
}

/** Options of `wreathProduct`. */
export interface WreathOptions {
  /** `imprimitive` (default): on m copies of the space side by side; `product`: on their tensor product. */
  readonly action?: 'imprimitive' | 'product';
}

const WREATH_KINDS: OptionKinds<WreathOptions> = { action: oneOf('imprimitive', 'product') };

/**
 * base ≀ top = baseᵐ ⋊ top, top a group of permutations of m places (Dixon & Mortimer 1996, §2.6–2.7, for matrices).
 * Generators of the base stand in the first place of each orbit of top; conjugates give the others.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless top is given by permutation matrices
 * @example wreathProduct(orthogonal(2), symmetric(3)).dimension // 6
 */
export function wreathProduct(base: MatrixGroup, top: MatrixGroup, options: WreathOptions = {}): MatrixGroup {
  const where = 'wreathProduct';
  checkArgument(where, 'base', base, MATRIX_GROUP);
  checkArgument(where, 'top', top, MATRIX_GROUP);
  checkOptions(where, options, WREATH_KINDS);
  const { permutations } = top.knowledge;
  if (permutations === undefined) {
    throw invalidArgument(where, 'a top group of permutations', top.name, 'permutationMatrices(group) makes one.');
  }
  const m = top.dimension;
  const action = options.action ?? 'imprimitive';
  const places = permutations.orbits().map((orbit) => orbit[0]);
  const at = (place: number, x: SparseMatrix, kind: 'element' | 'derivation') =>
    action === 'product' ? tensorAt(base.dimension, m, place, x) : blockAt(base.dimension, m, place, x, kind);
  const permuted = permutations.generators.map((g) =>
    action === 'product' ? permuteTensorPlaces(base.dimension, g) : permuteBlocks(base.dimension, g),
  );
  return new MatrixGroup({
    dimension: action === 'product' ? base.dimension ** m : base.dimension * m,
    lieAlgebra: places.flatMap((place) => base.algebra.map((A) => at(place, A, 'derivation'))),
    discrete: [...places.flatMap((place) => base.elements.map((h) => at(place, h, 'element'))), ...permuted],
    turns: places.flatMap((place) =>
      base.turns.map(({ generator, order }) => ({ generator: at(place, generator, 'derivation'), order })),
    ),
    name: `${base.name.includes(' ') ? `(${base.name})` : base.name} wr ${top.name}`,
  });
}

function blockAt(d: number, m: number, place: number, x: SparseMatrix, kind: 'element' | 'derivation'): SparseMatrix {
  const other = kind === 'element' ? SparseMatrix.identity(d) : zeros(d);
  return SparseMatrix.blockDiagonal(Array.from({ length: m }, (_, k) => (k === place ? x : other)));
}

function tensorAt(d: number, m: number, place: number, x: SparseMatrix): SparseMatrix {
  return SparseMatrix.identity(d ** place)
    .kronecker(x)
    .kronecker(SparseMatrix.identity(d ** (m - place - 1)));
}

function permuteBlocks(d: number, g: Permutation): SparseMatrix {
  const images: number[] = [];
  for (let place = 0; place < g.degree; place++) for (let i = 0; i < d; i++) images.push(g.image(place) * d + i);
  return SparseMatrix.permutation(images);
}

/** v₀ ⊗ v₁ ⊗ … goes to the product with v_j in place g(j); place 0 is the slowest index. */
function permuteTensorPlaces(d: number, g: Permutation): SparseMatrix {
  const m = g.degree;
  const images = Array.from({ length: d ** m }, (_, index) => {
    let image = 0;
    for (let place = 0; place < m; place++) {
      const digit = Math.floor(index / d ** (m - place - 1)) % d;
      image += digit * d ** (m - g.image(place) - 1);
    }
    return image;
  });
  return SparseMatrix.permutation(images);
}
