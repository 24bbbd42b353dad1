/**
 * The centraliser algebra of a transitive action: matrices that commute with the group are constant on orbitals, so the
 * algebra has the orbitals' 0/1 matrices A_k as basis, and everything about it is in the intersection numbers
 * A_i A_j = Σ_k p_ij^k A_k, an r×r×r table of integers, whatever the degree is (Higman 1975; Cameron 1999, ch. 3).
 */
import {
  type Field,
  IsotypicError,
  Matrix,
  nullspace,
  Permutation,
  PermutationGroup,
  type RandomSource,
} from '@isotypic/algebra';
import type { OrbitEdges } from './fixed-vectors.js';

/** Elements are their coefficients on the orbital matrices. */
export type AlgebraElement<T> = readonly T[];

export interface CentraliserAlgebra {
  readonly orbit: OrbitEdges;
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

/** Beyond this degree a stabiliser chain proves that the suborbits are complete; below, a table of all pairs does. */
const PAIR_TABLE_LIMIT = 6000;

/**
 * The algebra of one orbit.
 * @throws {IsotypicError} `NOT_DECIDED` when the rank exceeds `rankLimit`.
 * Cost: O(degree²·generators) for the proof that the suborbits are complete, O(rank·degree·depth) for the table.
 */
export function centraliserAlgebra(orbit: OrbitEdges, random: RandomSource, rankLimit: number): CentraliserAlgebra {
  const n = orbit.tree.points.length;
  const { label, valencies, representatives } = suborbits(orbit, random);
  const r = valencies.length;
  if (r > rankLimit) {
    throw new IsotypicError('NOT_DECIDED', {
      where: 'isotypicDecomposition',
      expected: `an action of rank at most ${rankLimit}, or a group whose irreps are known`,
      received: `rank ${r}`,
      details: { rank: r },
    });
  }
  const transposed = new Int32Array(r);
  const intersection = new Float64Array(r * r * r);
  const rows = representatives.map((z) => pairRow(orbit, label, z));
  for (let k = 0; k < r; k++) transposed[k] = rows[k][0];
  for (let k = 0; k < r; k++) {
    // (x₀, y) in orbital i and (y, z) in orbital j, that is (z, y) in its transpose.
    for (let y = 0; y < n; y++) intersection[(label[y] * r + transposed[rows[k][y]]) * r + k]++;
  }
  return { orbit, degree: n, rank: r, label, valencies, transposed, intersection };
}

/** The orbitals of (x, y) for all y, from those of (base, y): if t carries the base point to x, (x, ty) ~ (base, y). */
export function pairRow(orbit: OrbitEdges, label: Int32Array, x: number): Int32Array {
  const { parent, generator, inverted } = orbit.tree;
  const path: number[] = [];
  for (let p = x; parent[p] >= 0; p = parent[p]) path.push(p);
  let row = label;
  for (let s = path.length - 1; s >= 0; s--) {
    row = moveRow(row, orbit.targets[generator[path[s]]], inverted[path[s]] === 1);
  }
  return row;
}

function moveRow(row: Int32Array, target: Int32Array, inverse: boolean): Int32Array {
  const moved = new Int32Array(row.length);
  if (inverse) for (let y = 0; y < row.length; y++) moved[y] = row[target[y]];
  else for (let y = 0; y < row.length; y++) moved[target[y]] = row[y];
  return moved;
}

/**
 * The orbits of the base point's stabiliser: those of some random elements of it, joined until a table of all pairs is
 * consistent with every generator. A finer partition than the true one cannot pass.
 */
function suborbits(
  orbit: OrbitEdges,
  random: RandomSource,
): { label: Int32Array; valencies: number[]; representatives: number[] } {
  const n = orbit.tree.points.length;
  const join = unionFind(n);
  if (n > PAIR_TABLE_LIMIT) {
    const action = new PermutationGroup(orbit.targets.map((t) => Permutation.fromTrustedImages(Uint32Array.from(t))));
    for (const { images } of action.stabilizer(0).generators) for (let y = 0; y < n; y++) join.unite(y, images[y]);
    return numbered(join, n);
  }
  for (const h of randomStabilising(orbit, random, 6)) for (let y = 0; y < n; y++) join.unite(y, h[y]);
  for (;;) {
    const found = numbered(join, n);
    if (!joinInconsistent(orbit, found.label, join)) return found;
  }
}

/** Compares rows of the pair table along the edges outside the tree; joins what must be one orbital. */
function joinInconsistent(orbit: OrbitEdges, label: Int32Array, join: UnionFind): boolean {
  const { tree, targets } = orbit;
  const n = tree.points.length;
  const rows: (Int32Array | Uint16Array)[] = new Array(n);
  rows[0] = Uint16Array.from(label);
  let joined = false;
  const firstWith: number[] = [];
  for (let y = n - 1; y >= 0; y--) firstWith[label[y]] = y;
  for (let p = 1; p < n; p++) {
    const from = rows[tree.parent[p]];
    const target = targets[tree.generator[p]];
    const row = new Uint16Array(n);
    if (tree.inverted[p]) for (let y = 0; y < n; y++) row[y] = from[target[y]];
    else for (let y = 0; y < n; y++) row[target[y]] = from[y];
    rows[p] = row;
  }
  for (const target of targets) {
    for (let x = 0; x < n; x++) {
      const [from, to] = [rows[x], rows[target[x]]];
      for (let y = 0; y < n; y++) {
        if (to[target[y]] === from[y]) continue;
        join.unite(firstWith[from[y]], firstWith[to[target[y]]]);
        joined = true;
      }
    }
    if (joined) return true;
  }
  return false;
}

interface UnionFind {
  find(x: number): number;
  unite(x: number, y: number): void;
}

function unionFind(n: number): UnionFind {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (x: number): number => {
    while (parent[x] !== x) {
      parent[x] = parent[parent[x]];
      x = parent[x];
    }
    return x;
  };
  return {
    find,
    unite(x, y) {
      const [a, b] = [find(x), find(y)];
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
    },
  };
}

function numbered(join: UnionFind, n: number): { label: Int32Array; valencies: number[]; representatives: number[] } {
  const label = new Int32Array(n);
  const valencies: number[] = [];
  const representatives: number[] = [];
  for (let y = 0; y < n; y++) {
    const root = join.find(y);
    if (root === y) {
      label[y] = valencies.length;
      valencies.push(0);
      representatives.push(y);
    } else label[y] = label[root];
    valencies[label[y]]++;
  }
  return { label, valencies, representatives };
}

/** Random elements of the base point's stabiliser, by product replacement, as arrays of positions. */
export function randomStabilising(orbit: OrbitEdges, random: RandomSource, count: number): Int32Array[] {
  const { tree, targets } = orbit;
  const n = tree.points.length;
  if (targets.length === 0) return [];
  const pool = Array.from({ length: Math.max(4, targets.length) }, (_, i) => targets[i % targets.length]);
  const multiply = (a: Int32Array, b: Int32Array) => Int32Array.from(b, (y) => a[y]);
  const step = (): Int32Array => {
    const i = random.below(pool.length);
    let j = random.below(pool.length - 1);
    if (j >= i) j++;
    pool[i] = random.below(2) === 0 ? multiply(pool[i], pool[j]) : multiply(pool[j], pool[i]);
    return pool[i];
  };
  for (let s = 0; s < 40; s++) step();
  const found: Int32Array[] = [];
  for (let s = 0; s < count; s++) {
    const h = Int32Array.from(step());
    // Divide by the transversal element that carries the base point to h(base).
    for (let at = h[0]; at !== 0; at = h[0]) {
      const target = targets[tree.generator[at]];
      if (tree.inverted[at]) for (let y = 0; y < n; y++) h[y] = target[h[y]];
      else {
        const back = new Int32Array(n);
        for (let y = 0; y < n; y++) back[target[y]] = y;
        for (let y = 0; y < n; y++) h[y] = back[h[y]];
      }
    }
    found.push(h);
  }
  return found;
}

/** The product in the algebra. O(r³). */
export function multiplyElements<T>(
  algebra: CentraliserAlgebra,
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

/** A basis of the symmetric elements (aᵀ = a) of the centre: its real idempotents are the isotypic projectors over ℝ. */
export function symmetricCentre<T>(algebra: CentraliserAlgebra, field: Field<T>): AlgebraElement<T>[] {
  const { rank: r, intersection, transposed } = algebra;
  const symmetric: number[][] = [];
  for (let k = 0; k < r; k++) if (transposed[k] >= k) symmetric.push([...new Set([k, transposed[k]])]);
  const relations: T[][] = [];
  for (let i = 0; i < r; i++) {
    for (let k = 0; k < r; k++) {
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
  const kernel = nullspace(Matrix.fromRows(field, relations));
  return Array.from({ length: kernel.cols }, (_, c) => expand(kernel.column(c)));
}
