/**
 * Frobenius reciprocity made explicit. An intertwiner T from an irrep ρ̂ to the functions on an orbit G/H satisfies
 * T_{gx} = T_x ρ̂(g)⁻¹ (T_x is row x of T), so it is known from its row at the base point, and that row can be any v
 * with vρ̂(h) = v for all h in H. Schreier's lemma gives generators of H: one for each edge outside the spanning tree.
 */
import {
  type ExactMatrix,
  type ExactScalar,
  type Matrix,
  nullspace,
  type RandomSource,
  type WorkMeter,
} from '@isotypic/algebra';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import type { OrbitTree } from '../orbitals/orbit-tree.js';
import { type IrrepFrame, rowTimes } from './irrep-frame.js';

/** Vectors of rows v that are carried along the tree together. */
export type Rows = readonly (readonly ExactScalar[])[];

/** The factor on the edge to position i: T at points[i] is T at its parent times this. */
export function edgeMatrix(frame: IrrepFrame, tree: OrbitTree, i: number): ExactMatrix {
  return (tree.inverted[i] ? frame.generators : frame.inverses)[tree.generator[i]];
}

function rowsAt(frame: IrrepFrame, tree: OrbitTree, i: number, rows: Rows): Rows {
  const path: number[] = [];
  for (let j = i; tree.parent[j] >= 0; j = tree.parent[j]) path.push(j);
  return path.reduceRight((carried, j) => carried.map((v) => rowTimes(v, edgeMatrix(frame, tree, j))), rows);
}

/** The combinations of `rows` that the edge i → targets[k][i] does not contradict. */
function keepConsistent(frame: IrrepFrame, rows: Rows, from: Rows, to: Rows, k: number): Rows {
  const { field } = frame;
  const difference = from.map((v, r) => {
    const moved = rowTimes(v, frame.inverses[k]);
    return moved.map((x, j) => field.sub(x, to[r][j]));
  });
  if (difference.every((row) => row.every((x) => field.isZero(x)))) return rows;
  // Combinations c with c·difference = 0.
  const transposed = transposeRows(frame, difference);
  const kept = nullspace(transposed);
  return Array.from({ length: kept.cols }, (_, c) => {
    const combination: ExactScalar[] = new Array(frame.degree).fill(field.zero);
    for (let r = 0; r < rows.length; r++) {
      const factor = kept.at(r, c);
      if (field.isZero(factor)) continue;
      for (let j = 0; j < combination.length; j++) {
        if (!field.isZero(rows[r][j])) combination[j] = field.add(combination[j], field.mul(factor, rows[r][j]));
      }
    }
    return combination;
  });
}

function transposeRows(frame: IrrepFrame, rows: Rows): ExactMatrix {
  const MatrixClass = frame.gram.constructor as typeof Matrix;
  return MatrixClass.fromRows(
    frame.field,
    rows.map((row) => [...row]),
  ).transpose();
}

export function unitRows(frame: IrrepFrame): Rows {
  const { degree, field } = frame;
  return Array.from({ length: degree }, (_, r) =>
    Array.from({ length: degree }, (_, c) => (c === r ? field.one : field.zero)),
  );
}

// Consecutive edges that change nothing before the guess is taken to the proof. While something is missing the elements
// that keep the guess are a proper subgroup, and a random one lies in it with chance at most 1/2: 2⁻⁵ of proofs in vain
const STALLS = 5;

/**
 * Rows that contain the fixed space of the base point's stabilizer, and are it with high probability: relations from
 * random edges, until several in a row bring nothing new, or the dimension is the one known from elsewhere. Cost:
 * O(depth · d² · dimension) for an edge.
 */
export function fixedRowsUpperBound(
  frame: IrrepFrame,
  edges: OrbitEdges,
  random: RandomSource,
  options: { readonly wanted?: number; readonly start?: Rows; readonly meter?: WorkMeter } = {},
): Rows {
  const { tree, targets } = edges;
  const { wanted } = options;
  let rows = options.start ?? unitRows(frame);
  const n = tree.points.length;
  const patience = wanted === undefined ? STALLS : 4 * STALLS;
  for (let stalled = 0; stalled < patience && rows.length > (wanted ?? 0) && targets.length > 0; ) {
    options.meter?.step();
    const k = random.below(targets.length);
    const i = random.below(n);
    const kept = keepConsistent(frame, rows, rowsAt(frame, tree, i, rows), rowsAt(frame, tree, targets[k][i], rows), k);
    stalled = kept === rows ? stalled + 1 : 0;
    rows = kept;
  }
  return rows;
}

/**
 * Rows that contain the fixed space, from the edges at the first `points` points of the tree: their words are short,
 * and they often generate the stabilizer already.
 */
export function fixedRowsNearBase(frame: IrrepFrame, edges: OrbitEdges, points: number, meter?: WorkMeter): Rows {
  const { tree, targets } = edges;
  let rows = unitRows(frame);
  for (let i = 0; i < Math.min(points, tree.points.length); i++) {
    for (let k = 0; k < targets.length && rows.length > 0; k++) {
      meter?.step();
      const to = targets[k][i];
      if (tree.parent[to] === i && tree.generator[to] === k && tree.inverted[to] === 0) continue; // an edge of the tree
      rows = keepConsistent(frame, rows, rowsAt(frame, tree, i, rows), rowsAt(frame, tree, to, rows), k);
    }
  }
  return rows;
}

/**
 * The fixed space itself: every edge is looked at, a step of the meter each. Cost: O(n · #generators · d² · dimension).
 */
export function fixedRows(frame: IrrepFrame, edges: OrbitEdges, start: Rows, meter?: WorkMeter): Rows {
  const { tree, targets } = edges;
  let rows = start;
  for (;;) {
    const carried: Rows[] = [rows];
    for (let i = 1; i < tree.points.length; i++) {
      meter?.step();
      carried.push(carried[tree.parent[i]].map((v) => rowTimes(v, edgeMatrix(frame, tree, i))));
    }
    let kept = rows;
    search: for (let i = 0; i < tree.points.length; i++) {
      meter?.step(targets.length);
      for (let k = 0; k < targets.length; k++) {
        kept = keepConsistent(frame, rows, carried[i], carried[targets[k][i]], k);
        if (kept !== rows) break search;
      }
    }
    if (kept === rows || kept.length === 0) return kept;
    rows = kept;
  }
}

/** The row of a copy at the base point of its orbit, with its squared length in the irrep's dual form. */
export interface FixedVector {
  readonly vector: readonly ExactScalar[];
  readonly norm: ExactScalar;
}

/**
 * Where an orbit of an abelian group has an irrep, its stabilizer fixes all rows. Row 0 of the form is the one that the
 * normal form sees as a multiple of (1, 0): columns cos θ and sin θ.
 */
export function rowOfForm(frame: IrrepFrame): FixedVector {
  const vector = frame.gram.row(0);
  return { vector, norm: frame.dualForm(vector, vector) };
}

/**
 * The fixed space when its dimension is known: random relations cut down to it, and equality of dimensions is proof.
 */
export function fixedRowsOfDimension(frame: IrrepFrame, edges: OrbitEdges, random: RandomSource, wanted: number): Rows {
  const rows = fixedRowsUpperBound(frame, edges, random, { wanted });
  return rows.length === wanted ? rows : fixedRows(frame, edges, rows);
}

/**
 * Picks from a fixed space, a module over the commuting algebra D = ℝ, ℂ or ℍ, rows v₁, …, v_m that are orthogonal over
 * D: every vᵢ is orthogonal to v_j and to v_j z for the commuting units z. Then the copies of ρ̂ they start are
 * orthogonal.
 */
export function orthogonalFixedVectors(frame: IrrepFrame, rows: Rows): FixedVector[] {
  const { field, commuting, endomorphismDimension } = frame;
  const wanted = rows.length / endomorphismDimension;
  const chosen: FixedVector[] = [];
  const lines: { vector: readonly ExactScalar[]; norm: ExactScalar }[] = [];
  for (const row of rows) {
    if (chosen.length === wanted) break;
    let v: ExactScalar[] = [...row];
    for (const { vector, norm } of lines) {
      const overlap = frame.dualForm(v, vector);
      if (field.isZero(overlap)) continue;
      const factor = field.div(overlap, norm);
      v = v.map((x, j) => (field.isZero(vector[j]) ? x : field.sub(x, field.mul(factor, vector[j]))));
    }
    if (v.every((x) => field.isZero(x))) continue;
    const norm = frame.dualForm(v, v);
    chosen.push({ vector: v, norm });
    // v z is orthogonal to v and to the other v z′, because the units are skew for the form and anticommute.
    lines.push({ vector: v, norm });
    for (const z of commuting) {
      const vz = rowTimes(v, z);
      lines.push({ vector: vz, norm: frame.dualForm(vz, vz) });
    }
  }
  return chosen;
}
