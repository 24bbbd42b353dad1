/**
 * The projection onto Hom_G(X, Y), A ↦ mean of ρ_Y(g) A ρ_X(g)⁻¹, without running through the group: over orbitals, or
 * through the copies of the irreps (Schur's lemma).
 */
import {
  type ExactScalar,
  type Float64Layout,
  inverse,
  Matrix,
  type Orbitals,
  toFloat64,
  type WorkMeter,
} from '@isotypic/algebra';
import { product as floatProduct } from '@isotypic/numeric/dense';
import { irrepFrame } from '../bases/irrep-frame.js';
import { orthonormalColumns } from '../bases/multiplicity-space.js';
import { unitMatrices } from '../bases/numeric-copies.js';
import { inOneField, overField } from '../matrices/exact-matrices.js';
import { addScaled } from '../matrices/float-matrices.js';
import { product } from '../matrices/products.js';
import type { ExactMatrix } from '../representations/representation.js';
import type { CopyPair, ExactPair } from './copy-pairs.js';

/** Σ T_j δ L_i, where δ is the part of L_j A T_i in the commuting algebra: Σ_u tr(z_u⁻¹ ·)/d · z_u. */
export function projectExact(pairs: readonly ExactPair[], A: ExactMatrix, meter: WorkMeter): ExactMatrix {
  let sum: ExactMatrix = Matrix.zero<ExactScalar>(A.field, A.rows, A.cols);
  for (const [x, y] of pairs) {
    for (let i = 0; i < x.multiplicity; i++) {
      for (let j = 0; j < y.multiplicity; j++) {
        const [Lj, Aij, Ti] = inOneField([y.leftInverse(j, meter), A, x.intertwiner(i, meter)]);
        const middle = product(product(Lj, Aij, meter), Ti, meter);
        const { field } = middle;
        const d = field.fromInteger(middle.rows);
        let commuting: ExactMatrix = Matrix.identity(field, middle.rows).scale(field.div(middle.trace(), d));
        for (const given of irrepFrame(x.irrep, field).commuting) {
          const z = overField(given, field);
          const square = z.times(z).at(0, 0); // z² = square·1, so z⁻¹ = z/square
          const coefficient = field.div(z.times(middle).trace(), field.mul(square, d));
          commuting = commuting.plus(z.scale(coefficient));
        }
        const [T, delta, L] = inOneField([y.intertwiner(j, meter), commuting, x.leftInverse(i, meter)]);
        const [left, right] = inOneField([sum, product(product(T, delta, meter), L, meter)]);
        sum = left.plus(right);
      }
    }
  }
  return sum;
}

/** In orthonormal bases: the blocks of QᵀAQ between copies of one irrep, each reduced to its commuting units. */
export function projectOrthogonal(pairs: readonly CopyPair[], A: Float64Layout, meter: WorkMeter): Float64Layout {
  const sum: Float64Layout = { data: new Float64Array(A.data.length), rows: A.rows, cols: A.cols };
  for (const [x, y] of pairs) {
    const d = x.irrep.degree;
    meter.step(d);
    const [X, Y] = [orthonormalColumns(x, A.cols, meter), orthonormalColumns(y, A.rows, meter)];
    const blocks = floatProduct(Y, floatProduct(A, X), { transposeLeft: true });
    const units = unitMatrices(x.irrep);
    for (let j = 0; j < y.multiplicity; j++) {
      for (let i = 0; i < x.multiplicity; i++) reduceBlock(blocks, j * d, i * d, units);
    }
    addScaled(sum, 1, floatProduct(Y, floatProduct(blocks, X, { transposeRight: true })));
  }
  return sum;
}

/** A basis map of Hom_G in doubles, with the functional that reads off its coefficient: A ↦ tr(z⁻¹ L_j A T_i)/d. */
export interface FloatMap {
  readonly map: Float64Array;
  readonly dual: Float64Array;
}

/** The adapted basis, for representations that are not orthogonal. */
export function floatMaps(pairs: readonly ExactPair[], meter: WorkMeter): FloatMap[] {
  const maps: FloatMap[] = [];
  for (const [x, y] of pairs) {
    for (let j = 0; j < y.multiplicity; j++) {
      for (let i = 0; i < x.multiplicity; i++) {
        const [Tj, Li, Ti, Lj] = inOneField([y.intertwiner(j), x.leftInverse(i), x.intertwiner(i), y.leftInverse(j)]);
        const { field } = Tj;
        const d = field.fromInteger(Li.rows);
        const units = [
          Matrix.identity(field, Li.rows),
          ...irrepFrame(x.irrep, field).commuting.map((z) => overField(z, field)),
        ];
        for (const z of units) {
          const map = product(product(Tj, z, meter), Li, meter);
          // tr(z⁻¹ L_j A T_i) = Σ A[r][s] (T_i z⁻¹ L_j)[s][r]
          const functional = product(product(Ti, inverse(z), meter), Lj, meter)
            .transpose()
            .scale(field.inv(d));
          maps.push({ map: rounded(map), dual: rounded(functional) });
        }
      }
    }
  }
  return maps;
}

export function projectByMaps(maps: readonly FloatMap[], A: Float64Layout): Float64Layout {
  const result = new Float64Array(A.rows * A.cols);
  for (const { map, dual } of maps) {
    let coefficient = 0;
    for (let k = 0; k < dual.length; k++) coefficient += dual[k] * A.data[k];
    for (let k = 0; k < map.length; k++) result[k] += coefficient * map[k];
  }
  return { data: result, rows: A.rows, cols: A.cols };
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

function rounded(M: ExactMatrix): Float64Array {
  return toFloat64(M).data;
}

export function averageExact(pairs: Orbitals, A: ExactMatrix): ExactMatrix {
  const { field } = A;
  const labels = pairs.labels();
  const sums: ExactScalar[] = new Array(pairs.rank).fill(field.zero);
  A.entries.forEach((x, at) => {
    sums[labels[at]] = field.add(sums[labels[at]], x);
  });
  const means = sums.map((x, k) => field.div(x, field.fromInteger(pairs.sizes()[k])));
  return new Matrix(
    field,
    A.rows,
    A.cols,
    Array.from(labels, (k) => means[k]),
  );
}

export function averageFloat(pairs: Orbitals, A: Float64Layout): Float64Layout {
  const labels = pairs.labels();
  const means = new Float64Array(pairs.rank);
  for (let at = 0; at < labels.length; at++) means[labels[at]] += A.data[at];
  pairs.sizes().forEach((size, k) => {
    means[k] /= size;
  });
  return { data: Float64Array.from(labels, (k) => means[k]), rows: A.rows, cols: A.cols };
}
