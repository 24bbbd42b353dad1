/**
 * How invariants of A ⊗ B ⊗ C behave when equal factors change places. Permutations of equal factors commute with the
 * group, so that the invariants fall into symmetric ones, antisymmetric ones and, for three equal factors, those of the
 * two-dimensional representation of S₃ (Derome & Sharp 1965; Derome 1966). In simply reducible groups there are only
 * the first two, and a permutation of columns changes a 3j symbol by a sign at most (Wigner 1940).
 */
import { rowReduce } from './residue-matrices.js';

/** Under exchanges of equal columns; `none` where no two are equal. */
export type ColumnSymmetry = 'symmetric' | 'antisymmetric' | 'mixed' | 'none';

export type Shape = readonly [number, number, number];

/** π: axis k of the new tensor is axis π[k] of the old. */
export type AxisPermutation = readonly [number, number, number];

const IDENTITY: AxisPermutation = [0, 1, 2];

/** The permutations of axes that keep a list of three names. */
export function equalColumns(names: readonly [number, number, number]): AxisPermutation[] {
  const all: AxisPermutation[] = [IDENTITY, [1, 2, 0], [2, 0, 1], [1, 0, 2], [0, 2, 1], [2, 1, 0]];
  return all.filter((π) => π.every((k, i) => names[k] === names[i]));
}

function isOdd([a, b, c]: AxisPermutation): boolean {
  return ((a > b ? 1 : 0) + (a > c ? 1 : 0) + (b > c ? 1 : 0)) % 2 === 1;
}

/** Position in a tensor of the given shape of each entry of the tensor with permuted axes. */
export function permutedPositions(shape: Shape, π: AxisPermutation): Int32Array {
  const strides = [shape[1] * shape[2], shape[2], 1];
  const [a, b, c] = π.map((k) => shape[k]);
  const [sa, sb, sc] = π.map((k) => strides[k]);
  const positions = new Int32Array(a * b * c);
  let at = 0;
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) for (let k = 0; k < c; k++) positions[at++] = i * sa + j * sb + k * sc;
  }
  return positions;
}

export interface SymmetryPart {
  readonly symmetry: ColumnSymmetry;
  readonly pivots: readonly number[];
  readonly rows: readonly Float64Array[];
}

/** The parts of a space of tensors modulo p, given by an echelon form, each in echelon form. */
export function symmetryParts(
  rows: Float64Array,
  dimension: number,
  shape: Shape,
  permutations: readonly AxisPermutation[],
  p: number,
): SymmetryPart[] {
  if (permutations.length === 1) return [echelonPart('none', rows, dimension, p)];
  const size = rows.length / dimension;
  const moves = permutations.map((π) => ({ sign: isOdd(π) ? -1 : 1, positions: permutedPositions(shape, π) }));
  const projected = (isSigned: boolean): Float64Array => {
    const sums = new Float64Array(rows.length);
    for (const { sign, positions } of moves) {
      const factor = isSigned ? sign : 1;
      for (let r = 0; r < dimension; r++) {
        for (let x = 0; x < size; x++) sums[r * size + x] += factor * rows[r * size + positions[x]];
      }
    }
    return sums;
  };
  const [even, odd] = [projected(false), projected(true)];
  // what both projections leave, times the order of the group of permutations
  const rest = Float64Array.from(rows, (x, i) => permutations.length * x - even[i] - odd[i]);
  const parts = [
    echelonPart('symmetric', even, dimension, p),
    echelonPart('antisymmetric', odd, dimension, p),
    echelonPart('mixed', rest, dimension, p),
  ];
  return parts.filter((part) => part.rows.length > 0);
}

function echelonPart(symmetry: ColumnSymmetry, rows: Float64Array, dimension: number, p: number): SymmetryPart {
  const size = rows.length / dimension;
  const half = p / 2;
  // sums of at most 18 residues
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i] % p;
    rows[i] = r > half ? r - p : r < -half ? r + p : r + 0;
  }
  const pivots = rowReduce(rows, dimension, size, p);
  return { symmetry, pivots, rows: pivots.map((_, r) => rows.slice(r * size, (r + 1) * size)) };
}
