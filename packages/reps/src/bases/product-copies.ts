/**
 * The copies of an irrep c in a tensor product A ⊗ B whose factors are decomposed: where Tᵢ: a → A, Tⱼ: b → B are
 * copies and X: c → a ⊗ b is a Clebsch–Gordan tensor,
 *   T = (Tᵢ ⊗ Tⱼ) X   and   L = n⁻¹ S_c⁻¹ Xᵀ (S_a ⊗ S_b) (Lᵢ ⊗ Lⱼ)   with   Xᵀ (S_a ⊗ S_b) X = n S_c
 * are a copy of c and its left inverse. L vanishes on all other copies: Lᵢ ⊗ Lⱼ on those of other i and j, the rest
 * because tensors of the same a, b are orthogonal for the invariant forms. No system of equations is solved.
 */
import { type ExactMatrix, type ExactScalar, type Field, inverse, Matrix, type WorkMeter } from '@isotypic/algebra';
import { couplingNorm } from '../clebsch-gordan/orthogonal-copies.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField, isRationalField, kronecker, overField, overSmallestField } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import { rationalParts } from '../matrices/rational-parts.js';
import { type IrrepFrame, irrepFrame } from './irrep-frame.js';
import { independent, MatrixCopies, orthogonalized } from './matrix-copies.js';
import type { ExactMultiplicitySpace } from './multiplicity-space.js';
import { once } from './once.js';

/** Copies of a in A and of b in B, and how a ⊗ b → c is coupled. */
export interface CoupledSpaces {
  readonly left: ExactMultiplicitySpace;
  readonly right: ExactMultiplicitySpace;
  /** The tensors, (deg a · deg b) × deg c each. */
  coupling(meter?: WorkMeter): readonly ExactMatrix[];
}

interface ProductCopy {
  readonly T: ExactMatrix;
  leftInverse(meter?: WorkMeter): ExactMatrix;
}

/** What is sought in the product. */
export interface ProductSought {
  readonly irrep: RealIrrep;
  readonly multiplicity: number;
  /** Of the product. */
  readonly dimension: number;
  readonly orthogonal: boolean;
  /** Of the product's matrices. */
  readonly field: Field<ExactScalar> | undefined;
}

/** The copies, made when they are first asked for, in the order of a, b, copy in A, copy in B, tensor. */
export function productCopies(sought: ProductSought, coupled: readonly CoupledSpaces[]): MatrixCopies {
  const { irrep, dimension, multiplicity, orthogonal } = sought;
  const frame = once(() => irrepFrame(irrep, sought.field));
  let made: readonly ProductCopy[] | undefined;
  const copies = (meter?: WorkMeter): readonly ProductCopy[] => {
    made ??= overFrame(
      frame(),
      coupled.flatMap((spaces) => copiesOf(irrep, spaces, meter)),
      orthogonal,
      meter,
    );
    return made;
  };
  const normOf = (T: ExactMatrix): ExactScalar => {
    const { field, gram } = frame();
    if (!orthogonal) return field.one;
    const first = T.column(0).reduce((sum, x) => field.add(sum, field.mul(x, x)), field.zero);
    return field.div(first, gram.at(0, 0));
  };
  return new MatrixCopies(irrep, dimension, multiplicity, orthogonal, {
    field: () => frame().field,
    copies: (meter) => copies(meter).map(({ T }) => ({ T, norm: normOf(T) })),
    leftInverse(i, meter) {
      const { T, leftInverse } = copies(meter)[i];
      const { field, dual } = frame();
      if (!orthogonal) return overField(leftInverse(meter), field);
      return product(dual, T.transpose(), meter).scale(field.inv(normOf(T)));
    },
  });
}

/** The copies over the field of the irrep's frame. */
function overFrame(
  frame: IrrepFrame,
  copies: readonly ProductCopy[],
  orthogonal: boolean,
  meter: WorkMeter | undefined,
): readonly ProductCopy[] {
  const { field } = frame;
  const matrices = overSmallestField(copies.map(({ T }) => T));
  if (!isRationalField(field) || matrices.every((T) => T.field === field)) {
    return copies.map(({ leftInverse }, i) => ({ T: overField(matrices[i], field), leftInverse }));
  }
  return rationalCopies(frame, copies, orthogonal, meter);
}

/**
 * Rational copies of a rational irrep in a rational representation from irrational ones, which factors that are
 * conjugate over ℚ make: the coordinates of an intertwiner over ℚ are intertwiners. With T′ = T·M for the invertible
 * matrix M = (Lᵢ T′ⱼ) over the commuting algebra, the left inverses are M⁻¹ L.
 */
function rationalCopies(
  frame: IrrepFrame,
  copies: readonly ProductCopy[],
  orthogonal: boolean,
  meter: WorkMeter | undefined,
): readonly ProductCopy[] {
  const candidates = copies.flatMap(({ T }) => rationalParts(T));
  const matrices = orthogonal
    ? orthogonalized(frame, candidates, meter).map(({ T }) => T)
    : independent(frame, candidates, meter);
  const size = frame.endomorphismDimension === 1 ? 1 : frame.degree;
  const joint = once(() => {
    const L = inOneField(copies.map(({ leftInverse }) => leftInverse(meter))).reduce((above, below) =>
      above.above(below),
    );
    const [rows, columns] = inOneField([L, matrices.reduce((left, right) => left.beside(right))]);
    const M = product(rows, columns, meter);
    const step = frame.degree / size;
    const coefficients = Matrix.build(M.field, M.rows / step, M.cols / step, (i, j) => M.at(i * step, j * step));
    const inverted = kronecker(inverse(coefficients, { meter }), Matrix.identity(M.field, step));
    return overField(product(inverted, rows, meter), frame.field);
  });
  return matrices.map((T, i) => ({
    T,
    leftInverse() {
      const all = joint();
      const rows = Array.from({ length: frame.degree }, (_, r) => all.row(i * frame.degree + r));
      return Matrix.fromRows(all.field, rows);
    },
  }));
}

function copiesOf(irrep: RealIrrep, { left, right, coupling }: CoupledSpaces, meter?: WorkMeter): ProductCopy[] {
  const injections = coupling(meter);
  const copies: ProductCopy[] = [];
  for (let i = 0; i < left.multiplicity; i++) {
    for (let j = 0; j < right.multiplicity; j++) {
      for (const X of injections) {
        copies.push({
          T: sandwich(left.intertwiner(i, meter), X.transpose(), right.intertwiner(j, meter), meter).transpose(),
          leftInverse(late) {
            const [A, B] = [left.leftInverse(i, late), right.leftInverse(j, late)].map((L) => L.transpose());
            return sandwich(A, dualOf(irrep, left.irrep, right.irrep, X), B, late);
          },
        });
      }
    }
  }
  return copies;
}

/** n⁻¹ S_c⁻¹ Xᵀ (S_a ⊗ S_b) */
function dualOf(c: RealIrrep, a: RealIrrep, b: RealIrrep, injection: ExactMatrix): ExactMatrix {
  const [X, left, right, result, dual] = inOneField([injection, a.gram, b.gram, c.gram, irrepFrame(c).dual]);
  const norm = couplingNorm(X, X, { left, right, result });
  return dual.times(sandwich(left, X.transpose(), right)).scale(X.field.inv(norm));
}

/** K (Pᵀ ⊗ Qᵀ): row k is P·K_k·Qᵀ for the matrix K_k that row k of K is. */
function sandwich(P: ExactMatrix, K: ExactMatrix, Q: ExactMatrix, meter?: WorkMeter): ExactMatrix {
  const [A, rows, B] = inOneField([P, K, Q.transpose()]);
  const { field } = A;
  const images = Array.from({ length: rows.rows }, (_, k) => {
    const inner = new Matrix(field, A.cols, B.rows, rows.row(k));
    return [...product(product(A, inner, meter), B, meter).entries];
  });
  return Matrix.fromRows(field, images);
}
