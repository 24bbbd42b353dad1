/**
 * Hom_G(V, W) for two matrix representations, from generators alone. A homomorphism out of a cyclic module V = ⟨v⟩ is
 * known once the image w of v is: the words that spin v to a basis of V, applied to w, give the images of that basis.
 * So the unknowns are the d coordinates of w, not the d² entries of the matrix, and they shrink to dim Hom after a few
 * relations (the "standard basis" method of the MeatAxe: Parker 1984; Holt–Eick–O'Brien 2005, §7.5.3).
 */
import { type Field, IsotypicError, Matrix, nullspace, WorkMeter } from '@isotypic/algebra';
import { product } from './products.js';

/** A basis of V got by spinning one vector, with the words that made it. */
interface SpunBasis<T> {
  /** basis[0] is the seed; the others are A_k · basis[i] for their parent (k, i). */
  readonly basis: readonly (readonly T[])[];
  readonly parents: readonly { readonly generator: number; readonly from: number }[];
  /** Coordinates in `basis` of a vector. */
  coordinates(vector: readonly T[]): T[];
}

/**
 * A basis of {X : X A_k = B_k X for all k}, where the A_k are the generators' matrices on an *irreducible* module
 * (used only in that its first basis vector must generate it) and the B_k those on another module.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the first basis vector does not generate the module;
 * `details.dimension`
 *   is that of the proper submodule it lies in.
 * Cost: O(t·d³) field operations, t generators; a step of the meter is a vector of a module mapped by a generator, a
 *   row of a product, or one of an elimination.
 */
export function homSpace<T>(
  where: string,
  A: readonly Matrix<T>[],
  B: readonly Matrix<T>[],
  meter = new WorkMeter(where),
): Matrix<T>[] {
  const field = A[0].field;
  const d = A[0].rows;
  const spun = spinFirstVector(where, A, meter);
  // images[j] is the d'×k matrix taking the k parameters to the image of basis[j].
  let images: Matrix<T>[] = [Matrix.identity(field, B[0].rows)];
  for (let j = 1; j < d; j++) {
    meter.step();
    const { generator, from } = spun.parents[j];
    images.push(product(B[generator], images[from], meter));
  }
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < A.length; k++) {
      meter.step();
      const coordinates = spun.coordinates(timesVector(A[k], spun.basis[i]));
      let relation = product(B[k], images[i], meter);
      for (let j = 0; j < d; j++) {
        meter.step(0);
        if (!field.isZero(coordinates[j])) relation = relation.minus(images[j].scale(coordinates[j]));
      }
      if (relation.isZero()) continue;
      const kept = nullspace(relation, { meter });
      if (kept.cols === 0) return [];
      images = images.map((image) => product(image, kept, meter));
    }
  }
  // X sends basis[j] to column c of images[j]; the unit vectors are combinations of the basis.
  const unitCoordinates = Matrix.fromRows(
    field,
    Array.from({ length: d }, (_, r) =>
      spun.coordinates(Array.from({ length: d }, (_, c) => (c === r ? field.one : field.zero))),
    ),
  ).transpose();
  return Array.from({ length: images[0].cols }, (_, c) => {
    meter.step(0);
    const columns = images.map((image) => image.column(c));
    return Matrix.fromRows(field, columns).transpose().times(unitCoordinates);
  });
}

function spinFirstVector<T>(where: string, A: readonly Matrix<T>[], meter: WorkMeter): SpunBasis<T> {
  const field = A[0].field;
  const d = A[0].rows;
  const spun = spinVector(
    A,
    Array.from({ length: d }, (_, i) => (i === 0 ? field.one : field.zero)),
    meter,
  );
  if (spun.basis.length < d) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: 'an irreducible representation',
      received: `one with an invariant subspace of dimension ${spun.basis.length} in ${d}`,
      remedy: 'Decompose it first: isotypicDecomposition(rep).',
      details: { reason: 'not irreducible', dimension: spun.basis.length },
    });
  }
  return spun;
}

/** The smallest subspace that contains a vector and is mapped into itself by the matrices. */
export function spinVector<T>(A: readonly Matrix<T>[], seed: readonly T[], meter: WorkMeter): SpunBasis<T> {
  const d = seed.length;
  const basis: (readonly T[])[] = [seed];
  const parents = [{ generator: -1, from: -1 }];
  const echelon = new Echelon(A[0].field, d);
  echelon.insert(seed);
  for (let i = 0; i < basis.length && basis.length < d; i++) {
    for (let k = 0; k < A.length && basis.length < d; k++) {
      meter.step();
      const vector = timesVector(A[k], basis[i]);
      if (!echelon.insert(vector)) continue;
      basis.push(vector);
      parents.push({ generator: k, from: i });
    }
  }
  return { basis, parents, coordinates: (vector) => echelon.coordinates(vector).slice(0, basis.length) };
}

/** Row echelon form that remembers how each row was combined from the vectors inserted. */
class Echelon<T> {
  private readonly rows: { pivot: number; vector: T[]; combination: T[] }[] = [];

  constructor(
    private readonly field: Field<T>,
    private readonly dimension: number,
  ) {}

  /** False when the vector already lies in the span. */
  insert(vector: readonly T[]): boolean {
    const { field } = this;
    const { residue, combination } = this.reduce(vector);
    const pivot = residue.findIndex((x) => !field.isZero(x));
    if (pivot < 0) return false;
    const own = combination.map((c) => field.neg(c));
    own[this.rows.length] = field.one;
    const scale = field.inv(residue[pivot]);
    this.rows.push({
      pivot,
      vector: residue.map((x) => (field.isZero(x) ? x : field.mul(scale, x))),
      combination: own.map((x) => (field.isZero(x) ? x : field.mul(scale, x))),
    });
    return true;
  }

  /** Coordinates of a vector of the span in the inserted vectors. */
  coordinates(vector: readonly T[]): T[] {
    return this.reduce(vector).combination;
  }

  private reduce(vector: readonly T[]): { residue: T[]; combination: T[] } {
    const { field, dimension } = this;
    const residue = [...vector];
    const combination: T[] = new Array(dimension).fill(field.zero);
    for (const row of this.rows) {
      const factor = residue[row.pivot];
      if (field.isZero(factor)) continue;
      for (let j = 0; j < dimension; j++) {
        if (!field.isZero(row.vector[j])) residue[j] = field.sub(residue[j], field.mul(factor, row.vector[j]));
      }
      for (let j = 0; j < row.combination.length; j++) {
        if (!field.isZero(row.combination[j]))
          combination[j] = field.add(combination[j], field.mul(factor, row.combination[j]));
      }
    }
    return { residue, combination };
  }
}

export function timesVector<T>(M: Matrix<T>, v: readonly T[]): T[] {
  const { field, rows, cols, entries } = M;
  const result: T[] = new Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = field.zero;
    for (let j = 0; j < cols; j++) {
      const a = entries[i * cols + j];
      if (!field.isZero(a) && !field.isZero(v[j])) sum = field.add(sum, field.mul(a, v[j]));
    }
    result[i] = sum;
  }
  return result;
}
