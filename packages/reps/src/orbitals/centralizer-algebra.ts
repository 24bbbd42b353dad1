/**
 * The centralizer algebra of a transitive action: matrices that commute with the group are constant on orbitals, so the
 * algebra has the orbitals' 0/1 matrices A_k as basis, and everything about it is in the intersection numbers
 * A_i A_j = Σ_k p_ij^k A_k, an r×r×r table of integers, whatever the degree is (Higman 1975; Cameron 1999, ch. 3).
 */
import { type Field, IsotypicError, Matrix, nullspace, type RandomSource, type WorkMeter } from '@isotypic/algebra';
import type { OrbitEdges } from './orbit-edges.js';
import { type ShortTransversal, shortTransversal } from './short-transversal.js';
import { suborbitsOf } from './suborbits.js';

/** Elements are their coefficients on the orbital matrices. */
export type AlgebraElement<T> = readonly T[];

export interface CentralizerAlgebra {
  readonly orbit: OrbitEdges;
  readonly transversal: ShortTransversal;
  /** Number of points. */
  readonly degree: number;
  readonly rank: number;
  /** label[y] is the orbital of (base point, y), y a position in the orbit; orbital 0 is the diagonal. */
  readonly label: Int32Array;
  /** Number of points in each suborbit. */
  readonly valencies: readonly number[];
  /** transposed[k] is the orbital of (y, x) for (x, y) in orbital k. */
  readonly transposed: Int32Array;
  /** intersection[(i·r + j)·r + k] = p_ij^k. */
  readonly intersection: Float64Array;
}

/**
 * The algebra of one orbit.
 * @throws {IsotypicError} `NOT_DECIDED` when the rank exceeds `rankLimit`.
 * Cost: that of `suborbitsOf`, and O(rank·degree) for the table.
 */
export function centralizerAlgebra(
  orbit: OrbitEdges,
  random: RandomSource,
  rankLimit: number,
  meter?: WorkMeter,
): CentralizerAlgebra {
  const n = orbit.tree.points.length;
  const transversal = shortTransversal(orbit, n, random);
  const suborbits = suborbitsOf(orbit, transversal, random, rankLimit, meter);
  if (suborbits === undefined) {
    throw new IsotypicError('NOT_DECIDED', {
      where: 'isotypicDecomposition',
      expected: `an action of rank at most ${rankLimit}, or a group whose irreps are known`,
      received: `an action on ${n} points of larger rank`,
      remedy: 'Pass the irreps that occur as { irreps }.',
      details: { points: n, rankLimit },
    });
  }
  const { label, valencies, representatives } = suborbits;
  const r = valencies.length;
  const transposed = new Int32Array(r);
  const intersection = new Float64Array(r * r * r);
  const rows = representatives.map((z) => {
    meter?.step();
    return pairRow(transversal, label, z);
  });
  for (let k = 0; k < r; k++) transposed[k] = rows[k][0];
  for (let k = 0; k < r; k++) {
    meter?.step(n);
    // (x₀, y) in orbital i and (y, z) in orbital j, that is (z, y) in its transpose.
    for (let y = 0; y < n; y++) intersection[(label[y] * r + transposed[rows[k][y]]) * r + k]++;
  }
  return { orbit, transversal, degree: n, rank: r, label, valencies, transposed, intersection };
}

/** The orbitals of (x, y) for all y, from those of (base, y): (t_x y′, x) is in the orbital of (y′, base). */
export function pairRow(transversal: ShortTransversal, label: Int32Array, x: number): Int32Array {
  const { moves, parent, move } = transversal;
  const path: number[] = [];
  for (let at = x; at !== 0; at = parent[at]) path.push(at);
  return path.reduceRight((row, at) => {
    const back = moves[move[at] ^ 1];
    const moved = new Int32Array(row.length);
    for (let y = 0; y < row.length; y++) moved[y] = row[back[y]];
    return moved;
  }, label);
}

/** The product in the algebra. O(r³). */
export function multiplyElements<T>(
  algebra: CentralizerAlgebra,
  field: Field<T>,
  a: AlgebraElement<T>,
  b: AlgebraElement<T>,
): T[] {
  const { rank: r, intersection } = algebra;
  const product: T[] = new Array(r).fill(field.zero);
  for (let i = 0; i < r; i++) {
    if (field.isZero(a[i])) continue;
    for (let j = 0; j < r; j++) {
      if (field.isZero(b[j])) continue;
      const c = field.mul(a[i], b[j]);
      for (let k = 0; k < r; k++) {
        const p = intersection[(i * r + j) * r + k];
        if (p !== 0) product[k] = field.add(product[k], p === 1 ? c : field.mul(c, field.fromInteger(p)));
      }
    }
  }
  return product;
}

/**
 * A basis of the symmetric elements (aᵀ = a) of the center: its real idempotents are the isotypic projectors over ℝ.
 */
export function symmetricCenter<T>(
  algebra: CentralizerAlgebra,
  field: Field<T>,
  meter?: WorkMeter,
): AlgebraElement<T>[] {
  const { rank: r, intersection, transposed } = algebra;
  const symmetric: number[][] = [];
  for (let k = 0; k < r; k++) if (transposed[k] >= k) symmetric.push([...new Set([k, transposed[k]])]);
  const relations: T[][] = [];
  for (let i = 0; i < r; i++) {
    for (let k = 0; k < r; k++) {
      meter?.step(0);
      const row = symmetric.map((orbitals) =>
        orbitals.reduce((sum, j) => sum + intersection[(i * r + j) * r + k] - intersection[(j * r + i) * r + k], 0),
      );
      if (row.some((x) => x !== 0)) relations.push(row.map((x) => field.fromInteger(x)));
    }
  }
  const expand = (coefficients: readonly T[]): T[] => {
    const element: T[] = new Array(r).fill(field.zero);
    symmetric.forEach((orbitals, s) => {
      for (const k of orbitals) element[k] = coefficients[s];
    });
    return element;
  };
  if (relations.length === 0) {
    return symmetric.map((_, s) => expand(symmetric.map((_, t) => (s === t ? field.one : field.zero))));
  }
  const kernel = nullspace(Matrix.fromRows(field, relations), { meter });
  return Array.from({ length: kernel.cols }, (_, c) => expand(kernel.column(c)));
}
