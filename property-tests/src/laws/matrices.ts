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
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { ARBITRARY, FIELD } from '../arguments.js';
import { LAW_OPTION_KINDS, type LawOptions, lawParameters, lawsOf } from './options.js';

const requireLaw = lawsOf('matrixLaws');

export interface MatrixLawOptions extends LawOptions, Pick<EliminationOptions, 'method'> {
  /** Most rows and columns (default 4). */
  readonly size?: number;
}

/** More rows or columns than this are an oversight: elimination is cubic. */
const SIZE = integer(0, 1000);

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

/** Matrices of the given shape with entries from `element`; a third of the entries are 0, so that ranks drop. */
export function matrixOf<T>(
  field: Field<T>,
  element: fc.Arbitrary<T>,
  rows: number,
  cols: number,
): fc.Arbitrary<Matrix<T>> {
  checkArgument('matrixOf', 'field', field, FIELD);
  checkArgument('matrixOf', 'element', element, ARBITRARY);
  checkArgument('matrixOf', 'rows', rows, SIZE);
  checkArgument('matrixOf', 'cols', cols, SIZE);
  const entry = fc.oneof({ arbitrary: element, weight: 2 }, { arbitrary: fc.constant(field.zero), weight: 1 });
  return fc
    .array(entry, { minLength: rows * cols, maxLength: rows * cols })
    .map((entries) => new Matrix(field, rows, cols, entries));
}

/**
 * Asserts the laws of the ring of matrices (associativity, distributivity, transposes, identity), and of elimination:
 * the reduced row echelon form is idempotent, reduced and row equivalent; rank + nullity = columns; the kernel is
 * killed; the rank is that of the transpose; solutions solve; det(ab) = det(a)·det(b); a·a⁻¹ = 1 exactly when det(a) ≠
 * 0.
 *
 * @throws {IsotypicError} `REFUTED` naming the law, inside fast-check's report of the shrunk case
 * @example matrixLaws(primeField(7), fc.nat(6), { method: 'plain' });
 */
export function matrixLaws<T>(field: Field<T>, element: fc.Arbitrary<T>, options: MatrixLawOptions = {}): void {
  checkArgument('matrixLaws', 'field', field, FIELD);
  checkArgument('matrixLaws', 'element', element, ARBITRARY);
  checkOptions('matrixLaws', options, OPTION_KINDS);
  const size = options.size ?? 4;
  const method: EliminationOptions = options.method === undefined ? {} : { method: options.method };
  const law = (holds: boolean, name: string, ...values: Matrix<T>[]): void => {
    requireLaw(holds, `${field.name}: ${name}`, values.map((m) => `[${m}]`).join(', '));
  };
  const parameters = lawParameters(options, 25);
  const shape = fc.nat(size);
  const shaped = fc
    .tuple(shape, shape, shape)
    .chain(([n, m, k]) =>
      fc.tuple(
        matrixOf(field, element, n, m),
        matrixOf(field, element, m, k),
        matrixOf(field, element, m, k),
        matrixOf(field, element, n, n),
        matrixOf(field, element, n, n),
      ),
    );
  fc.assert(
    fc.property(shaped, ([a, b, c, s, t]) => {
      law(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c))), 'a(b + c) = ab + ac', a, b, c);
      law(
        s
          .times(a)
          .times(b)
          .equals(s.times(a.times(b))),
        '(sa)b = s(ab)',
        s,
        a,
        b,
      );
      law(a.times(b).transpose().equals(b.transpose().times(a.transpose())), '(ab)ᵀ = bᵀaᵀ', a, b);
      law(Matrix.identity(field, a.rows).times(a).equals(a), '1·a = a', a);
      law(b.minus(b).isZero() && b.plus(c).minus(c).equals(b), '(b + c) − c = b', b, c);
      eliminationLaws(a, law, method);
      eliminationLaws(s, law, method);
      const image = a.times(b);
      law(a.times(solve(a, image, method)).equals(image), 'a·solve(a, ab) = ab', a, b);
      const dets = [s, t, s.times(t)].map((m) => determinant(m, method));
      law(field.eql(field.mul(dets[0], dets[1]), dets[2]), 'det(s)·det(t) = det(st)', s, t);
      law(field.eql(determinant(s.transpose(), method), dets[0]), 'det(sᵀ) = det(s)', s);
      law(field.isZero(dets[0]) === rank(s, method) < s.rows, 'det(s) = 0 exactly when the rank drops', s);
      inverseLaw(s, law, method);
    }),
    parameters,
  );
}

type Law<T> = (holds: boolean, name: string, ...values: Matrix<T>[]) => void;

function eliminationLaws<T>(m: Matrix<T>, law: Law<T>, method: EliminationOptions): void {
  const { field } = m;
  const { matrix, pivots } = rref(m, method);
  law(rref(matrix, method).matrix.equals(matrix), 'rref is idempotent', m);
  law(
    pivots.every((column, i) => matrix.column(column).every((x, r) => field.eql(x, r === i ? field.one : field.zero))),
    'pivot columns are unit vectors',
    m,
  );
  const leading = matrix.toRows().map((row) => row.findIndex((x) => !field.isZero(x)));
  law(
    leading.every((column, i) => column === (pivots[i] ?? -1)),
    'rows begin at their pivots, zero rows last',
    m,
  );
  // Row equivalence: every row of m is the combination of rows of the form that its pivot entries name.
  const coordinates = m.selectColumns(pivots);
  const form = new Matrix(field, pivots.length, m.cols, matrix.entries.slice(0, pivots.length * m.cols));
  law(coordinates.times(form).equals(m), 'the rows of m are combinations of those of rref(m)', m);
  const kernel = nullspace(m, method);
  law(m.times(kernel).isZero(), 'm·nullspace(m) = 0', m);
  law(kernel.cols + rank(m, method) === m.cols, 'rank + nullity = columns', m);
  law(rank(kernel, method) === kernel.cols, 'the kernel basis is independent', m);
  law(rank(m.transpose(), method) === pivots.length, 'rank(mᵀ) = rank(m)', m);
}

function inverseLaw<T>(m: Matrix<T>, law: Law<T>, method: EliminationOptions): void {
  const r = rank(m, method);
  if (r === m.rows) {
    const inverted = inverse(m, method);
    const one = Matrix.identity(m.field, m.rows);
    law(m.times(inverted).equals(one) && inverted.times(m).equals(one), 'm·m⁻¹ = m⁻¹·m = 1', m);
    return;
  }
  try {
    inverse(m, method);
    law(false, 'a singular matrix has no inverse', m);
  } catch (e) {
    const told = e instanceof IsotypicError && e.code === 'SINGULAR' && e.details.rank === r;
    law(told, `the refusal to invert says SINGULAR and rank ${r}`, m);
  }
}
