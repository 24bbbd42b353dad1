/**
 * How rows of a map are moved to others by the group, found once for each pair of structures: A[gi, gj] = A[i, j], so
 * that one row of each orbit tells all.
 */
import { PermutationRepresentation } from '@isotypic/reps';
import type { IsotypicStructure } from './isotypic-structure.js';

export interface AssemblyPlan {
  /** One point of each orbit of Y. */
  readonly representatives: readonly number[];
  /** How the others are reached from it, parents first: `point` is the image of `parent` under a generator. */
  readonly edges: readonly { readonly point: number; readonly parent: number; readonly generator: number }[];
  /** What each generator does to a row. */
  readonly moves: readonly RowMove[];
}

/** A[gi, j] = A[i, g⁻¹j]: where the entries of a row come from, one by one, or by runs (to, from, length). */
export interface RowMove {
  readonly back: Int32Array;
  readonly runs: Int32Array | undefined;
}

const plans = new WeakMap<IsotypicStructure, WeakMap<IsotypicStructure, AssemblyPlan>>();

/** The plan for maps from X to Y; undefined where one of them is not permuted. Remembered. */
export function assemblyPlan(Y: IsotypicStructure, X: IsotypicStructure): AssemblyPlan | undefined {
  const [repY, repX] = [Y.representation, X.representation];
  if (!(repY instanceof PermutationRepresentation && repX instanceof PermutationRepresentation)) return undefined;
  let ofY = plans.get(Y);
  if (ofY === undefined) {
    ofY = new WeakMap();
    plans.set(Y, ofY);
  }
  let plan = ofY.get(X);
  if (plan === undefined) {
    const tree = orbitTree(
      repY.images.map(({ images }) => images),
      Y.dimension,
    );
    const moves = repX.images.map((g) => rowMove(Int32Array.from(g.inverse().images)));
    plan = { ...tree, moves };
    ofY.set(X, plan);
  }
  return plan;
}

/** Entries from which on a run is sooner copied as one than entry by entry (measured). */
const LONG = 16;

function rowMove(back: Int32Array): RowMove {
  const runs: number[] = [];
  for (let start = 0, j = 1; j <= back.length; j++) {
    if (j < back.length && back[j] === back[j - 1] + 1) continue;
    runs.push(start, back[start], j - start);
    start = j;
  }
  return { back, runs: runs.length * LONG <= 3 * back.length ? Int32Array.from(runs) : undefined };
}

/**
 * Row `to` of a matrix from row `from`, both by the index of their first entries. Runs by `set`, which takes a tenth of
 * the time of `copyWithin`, and entries four at a time, 0.6 of the time of one by one (measured).
 */
export function moveRow(data: Float64Array, from: number, to: number, { back, runs }: RowMove): void {
  if (runs !== undefined) {
    for (let r = 0; r < runs.length; r += 3) {
      const start = from + runs[r + 1];
      data.set(data.subarray(start, start + runs[r + 2]), to + runs[r]);
    }
    return;
  }
  const whole = back.length - (back.length % 4);
  for (let j = 0; j < whole; j += 4) {
    data[to + j] = data[from + back[j]];
    data[to + j + 1] = data[from + back[j + 1]];
    data[to + j + 2] = data[from + back[j + 2]];
    data[to + j + 3] = data[from + back[j + 3]];
  }
  for (let j = whole; j < back.length; j++) data[to + j] = data[from + back[j]];
}

/** The orbits of 0 … degree − 1 under permutations, by breadth-first search. */
function orbitTree(
  generators: readonly Uint32Array[],
  degree: number,
): Pick<AssemblyPlan, 'representatives' | 'edges'> {
  const representatives: number[] = [];
  const edges: { point: number; parent: number; generator: number }[] = [];
  const seen = new Uint8Array(degree);
  for (let start = 0; start < degree; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    representatives.push(start);
    const queue = [start];
    for (const parent of queue) {
      generators.forEach((images, generator) => {
        const point = images[parent];
        if (seen[point]) return;
        seen[point] = 1;
        edges.push({ point, parent, generator });
        queue.push(point);
      });
    }
  }
  return { representatives, edges };
}

const mirrors = new WeakMap<AssemblyPlan, Int32Array | null>();

/** Points up to which stabilizers are looked at: tables of as many squared, 16 MB, for a moment. */
const MOST_POINTS = 2048;

/**
 * Of a map from X to itself, where in the rows of the representatives entry A[j, i] is found for entry (i, j) of these:
 * A[gr, i] = A[r, g⁻¹i]. Null where some point is fixed by more than the identity: rounding then tells entries apart
 * that ought to be equal.
 */
export function mirrorOf(plan: AssemblyPlan, X: IsotypicStructure): Int32Array | null {
  let mirror = mirrors.get(plan);
  if (mirror === undefined) {
    mirror = X.dimension > MOST_POINTS ? null : makeMirror(plan, X);
    mirrors.set(plan, mirror);
  }
  return mirror;
}

function makeMirror({ representatives, edges, moves }: AssemblyPlan, X: IsotypicStructure): Int32Array | null {
  const D = X.dimension;
  // row j: g⁻¹ for the g that takes a representative to j
  const back = new Int32Array(D * D);
  const row = new Int32Array(D);
  representatives.forEach((i, r) => {
    row[i] = r;
    for (let x = 0; x < D; x++) back[i * D + x] = x;
  });
  const images = (point: number, parent: number, generator: number) => {
    const step = moves[generator].back;
    for (let x = 0; x < D; x++) if (back[point * D + x] !== back[parent * D + step[x]]) return false;
    return true;
  };
  for (const { point, parent, generator } of edges) {
    row[point] = row[parent];
    const step = moves[generator].back;
    for (let x = 0; x < D; x++) back[point * D + x] = back[parent * D + step[x]];
  }
  // Schreier's generators of the stabilizers, all of them the identity
  for (let generator = 0; generator < moves.length; generator++) {
    const step = moves[generator].back;
    for (let point = 0; point < D; point++) if (!images(point, step[point], generator)) return null;
  }
  const mirror = new Int32Array(representatives.length * D);
  representatives.forEach((i, r) => {
    for (let j = 0; j < D; j++) mirror[r * D + j] = row[j] * D + back[j * D + i];
  });
  return mirror;
}
