/** The laws of matrices and of elimination, for any field. */
import {
  determinant,
  type EliminationMethod,
  type EliminationOptions,
  type Field,
  IsotypicError,
  inverse,
  Matrix,
  nullspace,
  rank,
  rref,
  solve,
} from '@isotypic/algebra';
import { checkArgument, checkOptions, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { matrixOf, SIZE } from '../arbitraries/matrices.js';
import { ARBITRARY, FIELD } from '../arguments.js';
import { type Law, LawSuite, type Verdict } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/** Options of `matrixLaws`. */
export interface MatrixLawOptions extends LawOptions, Pick<EliminationOptions, 'method'> {
  /** Most rows and columns (default 4). */
  readonly size?: number;
}

const METHODS: Readonly<Record<EliminationMethod, true>> = {
  auto: true,
  plain: true,
  'fraction-free': true,
  modular: true,
  sparse: true,
};

const OPTION_KINDS: OptionKinds<MatrixLawOptions> = {
  ...LAW_OPTION_KINDS,
  method: oneOf(...Object.keys(METHODS)),
  size: SIZE,
};

/**
 * The laws of the ring of matrices (associativity, distributivity, transposes, identity), and of elimination: the
 * reduced row echelon form is idempotent, reduced and row equivalent; rank + nullity = columns; the kernel is killed;
 * the rank is that of the transpose; solutions solve; det(ab) = det(a)·det(b); a·a⁻¹ = 1 exactly when det(a) ≠ 0. 25
 * cases each.
 *
 * @example assertLaws(matrixLaws(primeField(7), fc.nat(6), { method: 'plain' }));
 */
export function matrixLaws<T>(
  field: Field<T>,
  element: fc.Arbitrary<T>,
  options: MatrixLawOptions = {},
): readonly Law[] {
  checkArgument('matrixLaws', 'field', field, FIELD);
  checkArgument('matrixLaws', 'element', element, ARBITRARY);
  checkOptions('matrixLaws', options, OPTION_KINDS);
  const { size = 4, method, ...laws } = options;
  const suite = new LawSuite('matrixLaws', `over ${field.name}`, laws, 25);
  const elimination: EliminationOptions = method === undefined ? {} : { method };
  const shape = fc.nat(size);
  const draw = (rows: number, cols: number) => matrixOf(field, element, rows, cols);
  const any = fc.tuple(shape, shape).chain(([n, m]) => draw(n, m));
  const square = shape.chain((n) => draw(n, n));
  const composable = fc
    .tuple(shape, shape, shape, shape)
    .chain(([n, m, k, l]) => fc.tuple(draw(n, m), draw(m, k), draw(m, k), draw(k, l)));
  const squares = shape.chain((n) => fc.tuple(draw(n, n), draw(n, n)));
  ringLaws(suite, composable);
  eliminationLaws(suite, any, elimination);
  suite.forAll('a·solve(a, ab) = ab', [composable], ([a, b]) => {
    return a.times(solve(a, a.times(b), elimination)).equals(a.times(b));
  });
  determinantLaws(suite, square, squares, elimination);
  return suite.laws;
}

type Composable<T> = readonly [Matrix<T>, Matrix<T>, Matrix<T>, Matrix<T>];

function ringLaws<T>(suite: LawSuite, composable: fc.Arbitrary<Composable<T>>): void {
  suite.forAll('a(b + c) = ab + ac', [composable], ([a, b, c]) => {
    return a.times(b.plus(c)).equals(a.times(b).plus(a.times(c)));
  });
  suite.forAll('(ab)d = a(bd)', [composable], ([a, b, , d]) => {
    const left = a.times(b).times(d);
    return left.equals(a.times(b.times(d)));
  });
  suite.forAll('(ab)ᵀ = bᵀaᵀ', [composable], ([a, b]) => {
    return a.times(b).transpose().equals(b.transpose().times(a.transpose()));
  });
  suite.forAll('1·a = a', [composable], ([a]) => Matrix.identity(a.field, a.rows).times(a).equals(a));
  suite.forAll('(b + c) − c = b', [composable], ([, b, c]) => b.minus(b).isZero() && b.plus(c).minus(c).equals(b));
}

function eliminationLaws<T>(suite: LawSuite, any: fc.Arbitrary<Matrix<T>>, method: EliminationOptions): void {
  suite.forAll('rref is idempotent', [any], (m) => {
    const { matrix } = rref(m, method);
    return rref(matrix, method).matrix.equals(matrix);
  });
  suite.forAll('pivot columns are unit vectors', [any], (m) => {
    const { field } = m;
    const { matrix, pivots } = rref(m, method);
    const isUnit = (x: T, r: number, i: number) => field.eql(x, r === i ? field.one : field.zero);
    return pivots.every((column, i) => matrix.column(column).every((x, r) => isUnit(x, r, i)));
  });
  suite.forAll('rows begin at their pivots, zero rows last', [any], (m) => {
    const { matrix, pivots } = rref(m, method);
    const leading = matrix.toRows().map((row) => row.findIndex((x) => !m.field.isZero(x)));
    return leading.every((column, i) => column === (pivots[i] ?? -1));
  });
  // Row equivalence: every row of m is the combination of rows of the form that its pivot entries name.
  suite.forAll('the rows of m are combinations of those of rref(m)', [any], (m) => {
    const { matrix, pivots } = rref(m, method);
    const form = new Matrix(m.field, pivots.length, m.cols, matrix.entries.slice(0, pivots.length * m.cols));
    return m.selectColumns(pivots).times(form).equals(m);
  });
  suite.forAll('m·nullspace(m) = 0', [any], (m) => m.times(nullspace(m, method)).isZero());
  suite.forAll('rank + nullity = columns', [any], (m) => nullspace(m, method).cols + rank(m, method) === m.cols);
  suite.forAll('the kernel basis is independent', [any], (m) => {
    const kernel = nullspace(m, method);
    return rank(kernel, method) === kernel.cols;
  });
  suite.forAll('rank(mᵀ) = rank(m)', [any], (m) => rank(m.transpose(), method) === rref(m, method).pivots.length);
}

function determinantLaws<T>(
  suite: LawSuite,
  square: fc.Arbitrary<Matrix<T>>,
  squares: fc.Arbitrary<readonly [Matrix<T>, Matrix<T>]>,
  method: EliminationOptions,
): void {
  const det = (m: Matrix<T>) => determinant(m, method);
  suite.forAll('det(s)·det(t) = det(st)', [squares], ([s, t]) => {
    return s.field.eql(s.field.mul(det(s), det(t)), det(s.times(t)));
  });
  suite.forAll('det(sᵀ) = det(s)', [square], (s) => s.field.eql(det(s.transpose()), det(s)));
  suite.forAll('det(s) = 0 exactly when the rank drops', [square], (s) => {
    return s.field.isZero(det(s)) === rank(s, method) < s.rows;
  });
  suite.forAll('s·s⁻¹ = s⁻¹·s = 1, or it is refused as SINGULAR', [square], (s) => inverseLaw(s, method));
}

function inverseLaw<T>(m: Matrix<T>, method: EliminationOptions): Verdict {
  const r = rank(m, method);
  if (r === m.rows) {
    const inverted = inverse(m, method);
    const one = Matrix.identity(m.field, m.rows);
    return m.times(inverted).equals(one) && inverted.times(m).equals(one);
  }
  try {
    inverse(m, method);
  } catch (e) {
    return (e instanceof IsotypicError && e.code === 'SINGULAR' && e.details.rank === r) || `refused with ${String(e)}`;
  }
  return 'a singular matrix is inverted';
}
