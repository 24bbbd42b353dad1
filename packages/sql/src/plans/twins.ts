/**
 * Sums of products over orbits of pairs, with few products. In the graph of an orbit, points with the same neighbors
 * (open or closed twins) share one product of sums, Σ (sum of the class)·(sum of its neighbors); the blocks that an
 * orbit generates give Σ (sum of the block)². Each of these is a combination of orbit sums; as many of them as there
 * are orbits, independent, the cheapest first (a basis of the matroid, which the greedy choice makes cheapest), give
 * all orbit sums back.
 */
import { DisjointSets } from '@isotypic/algebra/internal';
import { spreadOver } from './gram.js';
import type { PairOrbits } from './pair-orbits.js';
import { type FormProduct, type LinearForm, type Program, variable } from './program.js';

/** A set of variables whose sum is a form. */
type PointSet = readonly number[];

/** Σ scale·(sum of left)·(sum of right), and what it is of the orbit sums Σ_{i≤j} cᵢcⱼ. */
interface Candidate {
  readonly products: readonly (readonly [left: PointSet, right: PointSet])[];
  readonly coefficients: ReadonlyMap<number, number>;
}

/**
 * r orbits of pairs of n points, of which the search is not made. It takes r³ steps and r·n², which is 0.2 seconds for
 * C₂₅₆ (measured). Twins need few orbits: wreath products have a handful.
 */
const [MANY_ORBITS, MANY_STEPS] = [400, 2 ** 22];

/** Undefined where it has no fewer operations than the sums over orbits themselves. */
export function twinsProgram(orbits: PairOrbits): Program | undefined {
  if (orbits.count > MANY_ORBITS || orbits.count * orbits.n ** 2 > MANY_STEPS) return undefined;
  const chosen = cheapestBasis(candidatesOf(orbits), orbits.count);
  if (chosen.every(({ products }) => products.every(([left, right]) => left.length + right.length === 2))) {
    return undefined;
  }
  const sets = new SharedSums(chosen.flatMap(({ products }) => products.flat()));
  const sums = chosen.map(({ products }) =>
    products.map(([left, right]): FormProduct => ({ left: sets.name(left), right: sets.name(right), factor: 1 })),
  );
  return {
    form: 'twins',
    layers: sets.layers,
    sums,
    decode: (values) => spreadOver(orbits.n, orbits.pairs, solved(chosen, values)),
  };
}

function candidatesOf(orbits: PairOrbits): Candidate[] {
  const { n, labels, pairs, points } = orbits;
  return pairs.flatMap((list, orbit): Candidate[] => {
    const direct: Candidate = {
      products: list.map(([i, j]) => [[i], [j]]),
      coefficients: new Map([[orbit, 1]]),
    };
    if (list[0][0] === list[0][1]) return [direct]; // squares
    const isWithin = points[list[0][0]] === points[list[0][1]];
    const ends = new Set(list.flat());
    const [all, first] = [[...ends].sort((a, b) => a - b), points[list[0][0]]];
    const side = isWithin ? all : all.filter((i) => points[i] === first);
    const around = adjacent(list);
    const neighbors = (i: number) => around.get(i) as PointSet;
    const found = [direct, open(side, neighbors, new Map([[orbit, isWithin ? 2 : 1]]))];
    if (isWithin) {
      const closed = (i: number) => [...neighbors(i), i].sort((a, b) => a - b);
      const diagonal = labels[all[0] * n + all[0]];
      found.push(
        open(
          side,
          closed,
          new Map([
            [orbit, 2],
            [diagonal, 1],
          ]),
        ),
      );
    }
    found.push(blocks(orbits, list, isWithin));
    return found;
  });
}

/** The other points of the pairs that each point is in; pairs come in order, and so do these. */
function adjacent(list: PairOrbits['pairs'][number]): ReadonlyMap<number, PointSet> {
  const around = new Map<number, number[]>();
  const add = (i: number, j: number) => {
    const known = around.get(i);
    if (known === undefined) around.set(i, [j]);
    else known.push(j);
  };
  for (const [i, j] of list) {
    add(i, j);
    add(j, i);
  }
  return around;
}

/** Σ over classes of points with the same neighbors. */
function open(
  side: PointSet,
  neighbors: (i: number) => PointSet,
  coefficients: ReadonlyMap<number, number>,
): Candidate {
  const classes = new Map<string, { readonly members: number[]; readonly around: PointSet }>();
  for (const i of side) {
    const around = neighbors(i);
    const key = around.join();
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { members: [i], around });
    else known.members.push(i);
  }
  return { products: Array.from(classes.values(), ({ members, around }) => [members, around]), coefficients };
}

/** Σ over the connected components of the orbit's graph: squares of sums within an orbit of points, else products. */
function blocks({ n, labels, pairs, points }: PairOrbits, list: PairOrbits['pairs'][number], isWithin: boolean) {
  const sets = new DisjointSets(n);
  for (const [i, j] of list) sets.unite(i, j);
  const first = points[list[0][0]];
  const products = sets
    .parts()
    .filter((part) => part.length > 1)
    .map((part): readonly [PointSet, PointSet] =>
      isWithin ? [part, part] : [part.filter((i) => points[i] === first), part.filter((i) => points[i] !== first)],
    );
  // marks, and no map: of one block all n² pairs are looked at
  const isIn = new Uint8Array(pairs.length);
  for (const [left, right] of products) {
    for (const i of left) for (const j of right) isIn[labels[i * n + j]] = 1;
  }
  const coefficients = new Map<number, number>();
  isIn.forEach((mark, orbit) => {
    const [i, j] = pairs[orbit][0];
    if (mark === 1) coefficients.set(orbit, isWithin && i !== j ? 2 : 1);
  });
  return { products, coefficients };
}

/** Products, additions of products, and of the sums that each needs by itself. */
function costOf({ products }: Candidate): number {
  const sets = new Map<string, number>();
  for (const set of products.flat()) if (set.length > 1) sets.set(set.join(), set.length - 1);
  let cost = 2 * products.length;
  for (const additions of sets.values()) cost += additions;
  return cost;
}

/** Below 2¹⁵, so that products are exact. Independent modulo a prime is independent. */
const PRIME = 32749;

/** The cheapest candidates that are independent, as many as there are orbits: direct ones, always there, suffice. */
function cheapestBasis(candidates: readonly Candidate[], count: number): Candidate[] {
  const order = candidates.map((candidate) => ({ candidate, cost: costOf(candidate) }));
  order.sort((a, b) => a.cost - b.cost);
  const rows: { readonly pivot: number; readonly row: Int32Array }[] = [];
  const chosen: Candidate[] = [];
  for (const { candidate } of order) {
    const row = new Int32Array(count);
    for (const [orbit, coefficient] of candidate.coefficients) row[orbit] = coefficient;
    for (const known of rows) {
      const factor = row[known.pivot];
      if (factor === 0) continue;
      for (let k = 0; k < count; k++) row[k] = (row[k] + (PRIME - factor) * known.row[k]) % PRIME;
    }
    const pivot = row.findIndex((v) => v !== 0);
    if (pivot < 0) continue;
    const inverse = inverseModulo(row[pivot]);
    rows.push({ pivot, row: row.map((v) => (v * inverse) % PRIME) });
    chosen.push(candidate);
    if (chosen.length === count) break;
  }
  return chosen;
}

/** By Fermat: v^(p−2). */
function inverseModulo(v: number): number {
  let [result, base] = [1, v];
  for (let exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
    if (exponent & 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

/** The orbit sums x with Σ coefficients·x = values, by Gauss's elimination with pivots by size. */
function solved(chosen: readonly Candidate[], values: Float64Array): Float64Array {
  const n = chosen.length;
  const x = values.slice();
  const A = chosen.map(({ coefficients }) => {
    const row = new Float64Array(n);
    for (const [orbit, coefficient] of coefficients) row[orbit] = coefficient;
    return row;
  });
  const pivots = new Int32Array(n).fill(-1);
  for (let column = 0; column < n; column++) {
    let best = -1;
    for (let r = 0; r < n; r++) {
      if (pivots.includes(r) && pivots.indexOf(r) < column) continue;
      if (best < 0 || Math.abs(A[r][column]) > Math.abs(A[best][column])) best = r;
    }
    pivots[column] = best;
    for (let r = 0; r < n; r++) {
      if (r === best || A[r][column] === 0) continue;
      const factor = A[r][column] / A[best][column];
      for (let k = column; k < n; k++) A[r][k] -= factor * A[best][k];
      x[r] -= factor * x[best];
    }
  }
  return Float64Array.from(pivots, (row, column) => x[row] / A[row][column]);
}

/** Sums of sets of variables as forms in layers: a set is the sum of disjoint smaller ones that are there already. */
class SharedSums {
  readonly layers: LinearForm[][] = [];
  private readonly names = new Map<string, string>();

  constructor(sets: readonly PointSet[]) {
    const distinct = new Map(sets.map((set) => [set.join(), set]));
    const ordered = [...distinct.values()].filter((set) => set.length > 1).sort((a, b) => a.length - b.length);
    const made: { readonly set: PointSet; readonly name: string; readonly depth: number }[] = [];
    ordered.forEach((set, k) => {
      const left = new Set(set);
      const parts: { readonly name: string; readonly depth: number }[] = [];
      // the largest first
      for (let m = made.length - 1; m >= 0 && left.size > 0; m--) {
        if (made[m].set.length > left.size || !made[m].set.every((i) => left.has(i))) continue;
        parts.push(made[m]);
        for (const i of made[m].set) left.delete(i);
      }
      for (const i of left) parts.push({ name: variable(i), depth: -1 });
      const name = `f${k}`;
      const depth = 1 + Math.max(...parts.map((part) => part.depth));
      this.layers[depth] ??= [];
      this.layers[depth].push({ name, terms: parts.map((part) => [part.name, 1] as const) });
      this.names.set(set.join(), name);
      made.push({ set, name, depth });
    });
  }

  name(set: PointSet): string {
    return set.length === 1 ? variable(set[0]) : (this.names.get(set.join()) as string);
  }
}
