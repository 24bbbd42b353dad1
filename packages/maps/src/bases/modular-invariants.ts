/**
 * The invariants of one group in a tensor product of factors modulo a prime, at one place: the kernel of the
 * constraints h·x = x and dρ(A)·x = 0, with weights first where there is a torus.
 */
import { lcm, randomSource, type WorkMeter } from '@isotypic/algebra';
import { modularPrimes, symmetricResidue } from '@isotypic/algebra/internal';
import { type ModularMatrix, type Place, placesAbove, reduceMatrix } from '../linear/modular-arithmetic.js';
import { ModularEchelon, reducedFromTheRight, type SparseResidues } from '../linear/modular-echelon.js';
import type { SparseMatrix } from '../linear/sparse-matrix.js';
import type { Factor } from '../representations/factor.js';
import { applyProduct, constraintRow, residual, type TensorOperator, TensorShape } from './tensor-operators.js';
import { findTorus, inWeightBasis, type TorusElement, type WeightBases, weightBases } from './torus.js';

/** How the invariants of a product are to be found. */
export interface InvariantProblem {
  readonly factors: readonly Factor[];
  readonly torus: readonly TorusElement[];
  readonly shape: TensorShape;
  readonly meter: WorkMeter;
}

/**
 * The basis of the invariants modulo p in its normal form, each vector with a last entry 1 in a column of its own; null
 * where p is a bad prime. Constraints are looked at only where a random vector of the kernel so far violates them, so a
 * basis may be too large with probability about 1/p; the exact check that follows would see it.
 */
export function modularInvariants(problem: InvariantProblem, place: Place): SparseResidues[] | null {
  const { factors, torus, shape, meter } = problem;
  const weights = torus.length === 0 ? null : weightBases(torus, factors, place);
  if (torus.length > 0 && weights === null) return null;
  const operators = tensorOperators(problem, place, weights);
  if (operators === null) return null;
  const columns = weights === null ? null : zeroWeightColumns(torus, weights, shape, place.p);
  const kernel = constraintKernel(operators, columns, shape, place.p, meter);
  if (weights === null || columns === null) return kernel;
  const dense = kernel.map(({ indices, values }) => {
    const x = new Float64Array(shape.size);
    indices.forEach((j, k) => {
      x[columns[j]] = values[k];
    });
    meter.step(shape.size);
    return applyProduct(basisMatrices(weights, factors), x, shape, place.p).slice();
  });
  return reducedFromTheRight(dense, place.p);
}

/** ℚ(ζ_n) that holds the entries of all generators that are used as matrices. */
export function fieldOrder(factors: readonly Factor[], torus: readonly TorusElement[]): number {
  let order = 1;
  const include = (m: SparseMatrix) => {
    for (const x of new Set(m.values)) order = lcm(order, x.conductor);
  };
  for (const f of factors) {
    f.algebra.forEach(include);
    f.elements.forEach(include);
    f.group.turns.forEach((_, k) => {
      if (!torus.some((t) => t.from === 'turn' && t.index === k)) include(f.turnMatrices()[k]);
    });
  }
  return order;
}

/** Turns up to this order are checked by their matrices: primes ≡ 1 modulo it are plenty below 2²³. */
const LARGEST_ROOT = 1000;

/**
 * The dimension of the kernel of all constraints modulo a prime near 2²³, by elimination of every row without weights:
 * an upper bound of the dimension of the invariants that shares nothing with the way they are found but the
 * constraints.
 */
export function modularNullity(factors: readonly Factor[], meter: WorkMeter): number {
  const shape = new TensorShape(factors.map((f) => f.dimension));
  // but a turn of large order has no matrix, and is seen through its weights here too
  const torus = findTorus(factors).filter((t) => t.order !== null && t.order > LARGEST_ROOT);
  const order = fieldOrder(factors, torus);
  for (const p of modularPrimes(2 ** 23, order)) {
    const [place] = placesAbove(p, order);
    const weights = torus.length === 0 ? null : weightBases(torus, factors, place);
    const operators = tensorOperators({ factors, torus }, place, weights);
    if (operators === null || (torus.length > 0 && weights === null)) continue;
    const columns = weights === null ? null : zeroWeightColumns(torus, weights, shape, p);
    const columnOf = columns === null ? null : new Int32Array(shape.size).fill(-1);
    columns?.forEach((index, j) => {
      (columnOf as Int32Array)[index] = j;
    });
    const echelon = new ModularEchelon(columns?.length ?? shape.size, p);
    for (const operator of operators) {
      for (let index = 0; index < shape.size; index++) {
        const { indices, values } = restricted(constraintRow(operator, index, shape, p), columnOf);
        meter.step(1 + indices.length);
        echelon.add(indices, values);
      }
    }
    return echelon.cols - echelon.rank;
  }
  return shape.size;
}

function basisMatrices({ bases }: WeightBases, factors: readonly Factor[]): ModularMatrix[] {
  return bases.map((P, f) => fromDense(factors[f].dimension, P));
}

function fromDense(size: number, dense: Float64Array): ModularMatrix {
  const starts = Int32Array.from({ length: size + 1 }, (_, i) => i * size);
  const indices = Int32Array.from({ length: size * size }, (_, k) => k % size);
  return { size, starts, indices, values: dense };
}

/** The constraints of all generators that are not in the torus; null where p divides a denominator. */
export function tensorOperators(
  { factors, torus }: Pick<InvariantProblem, 'factors' | 'torus'>,
  place: Place,
  weights: WeightBases | null,
): TensorOperator[] | null {
  if (factors.length === 0) return [];
  const operators: TensorOperator[] = [];
  const reduced = (m: Factor['algebra'][number], f: number): ModularMatrix | null => {
    const M = reduceMatrix(m, place);
    return M === null || weights === null ? M : inWeightBasis(M, weights.bases[f], weights.inverses[f], place.p);
  };
  const { group } = factors[0];
  const inTorus = (from: TorusElement['from'], k: number) => torus.some((t) => t.from === from && t.index === k);
  for (let k = 0; k < group.algebra.length; k++) {
    if (inTorus('algebra', k)) continue;
    const matrices = factors.map((factor, f) => reduced(factor.algebra[k], f));
    if (matrices.includes(null)) return null;
    operators.push({ kind: 'derivation', matrices });
  }
  for (let k = 0; k < group.elements.length; k++) {
    const matrices = factors.map((factor, f) => reduced(factor.elements[k], f));
    if (matrices.includes(null)) return null;
    operators.push({ kind: 'element', matrices });
  }
  for (let k = 0; k < group.turns.length; k++) {
    if (inTorus('turn', k)) continue;
    const matrices = factors.map((factor, f) => reduced(factor.turnMatrices()[k], f));
    if (matrices.includes(null)) return null;
    operators.push({ kind: 'element', matrices });
  }
  return operators;
}

/** The products of weight vectors of total weight 0, ascending. */
function zeroWeightColumns(
  torus: readonly TorusElement[],
  { weights }: WeightBases,
  shape: TensorShape,
  p: number,
): Int32Array {
  const found: number[] = [];
  const depth = shape.dimensions.length;
  const extend = (place: number, index: number, sums: readonly number[]): void => {
    if (place === depth) {
      const zero = sums.every((sum, t) => {
        const { order } = torus[t];
        return order === null ? symmetricResidue(sum, p) === 0 : sum % order === 0;
      });
      if (zero) found.push(index);
      return;
    }
    for (let j = 0; j < shape.dimensions[place]; j++) {
      extend(
        place + 1,
        index + j * shape.strides[place],
        sums.map((sum, t) => sum + weights[t][place][j]),
      );
    }
  };
  extend(
    0,
    0,
    torus.map(() => 0),
  );
  return Int32Array.from(found);
}

/** Rows that are added before the next look at what is still violated; then a quarter of the rank more each time. */
const FIRST_BATCH = 64;

/** The kernel on the given columns (null: all), indices into them. */
function constraintKernel(
  operators: readonly TensorOperator[],
  columns: Int32Array | null,
  shape: TensorShape,
  p: number,
  meter: WorkMeter,
): SparseResidues[] {
  const width = columns?.length ?? shape.size;
  const echelon = new ModularEchelon(width, p);
  const columnOf = columns === null ? null : new Int32Array(shape.size).fill(-1);
  columns?.forEach((index, j) => {
    (columnOf as Int32Array)[index] = j;
  });
  const random = randomSource(p);
  for (const operator of operators) {
    for (;;) {
      const free = echelon.freeColumns();
      if (free.length === 0) return [];
      const values = free.map(() => random.below(p - 1) + 1 - Math.floor(p / 2));
      const vector = echelon.kernelVector(free, values);
      meter.step(echelon.stored + shape.size);
      const violated = violatedRows(residual(operator, spread(vector, columns, shape), shape, p));
      if (violated.length === 0) break;
      const batch = violated.slice(0, Math.max(FIRST_BATCH, echelon.rank >> 2));
      const rows = batch.map((index) => restricted(constraintRow(operator, index, shape, p), columnOf));
      rows.sort((a, b) => a.indices.length - b.indices.length);
      for (const row of rows) {
        echelon.add(row.indices, row.values);
        meter.step(1 + row.indices.length);
      }
    }
  }
  return echelon.kernelBasis();
}

function spread(vector: Float64Array, columns: Int32Array | null, shape: TensorShape): Float64Array {
  if (columns === null) return vector;
  const x = new Float64Array(shape.size);
  columns.forEach((index, j) => {
    x[index] = vector[j];
  });
  return x;
}

function violatedRows(x: Float64Array): number[] {
  const rows: number[] = [];
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) rows.push(i);
  return rows;
}

function restricted(row: ReadonlyMap<number, number>, columnOf: Int32Array | null) {
  const indices: number[] = [];
  const values: number[] = [];
  for (const [index, x] of row) {
    const j = columnOf === null ? index : columnOf[index];
    if (j < 0 || x === 0) continue;
    indices.push(j);
    values.push(x);
  }
  return { indices, values };
}
