/**
 * A transversal of a point stabilizer whose elements are short products: for walks over all points of a large orbit.
 */
import type { RandomSource, WorkMeter } from '@isotypic/algebra';
import type { OrbitEdges } from './orbit-edges.js';

/**
 * Elements t_x of the group with t_x(base) = x, for every position x of an orbit. Moves 2j and 2j+1 are inverse to each
 * other; t_x = moves[move[x]] · t_{parent[x]}. All arrays are of positions in the orbit, and the base is position 0.
 */
export interface ShortTransversal {
  readonly moves: readonly Int32Array[];
  readonly parent: Int32Array;
  /** −1 for the base. */
  readonly move: Int32Array;
  /** Positions, parents before children. */
  readonly order: Int32Array;
}

/** Random elements beside the generators: 60 or so moves reach 10⁵ points in words of length 3. */
const EXTRA_MOVES = 30;

/** Breadth first over the generators and a few random elements. O(points · moves). */
export function shortTransversal({ targets }: OrbitEdges, points: number, random: RandomSource): ShortTransversal {
  const extra = points > 64 ? randomElements(targets, random, EXTRA_MOVES) : [];
  const moves = [...targets, ...extra].flatMap((g) => [g, inverseOf(g)]);
  const parent = new Int32Array(points).fill(-1);
  const move = new Int32Array(points).fill(-1);
  const order = new Int32Array(points);
  let found = 1;
  for (let at = 0; at < found && found < points; at++) {
    const x = order[at];
    for (let m = 0; m < moves.length; m++) {
      const y = moves[m][x];
      if (y === 0 || move[y] >= 0) continue;
      move[y] = m;
      parent[y] = x;
      order[found++] = y;
    }
  }
  return { moves, parent, move, order };
}

/** t_x⁻¹ applied to every entry of `list`, in place. */
export function carryBack({ moves, parent, move }: ShortTransversal, x: number, list: Int32Array): void {
  for (let at = x; at !== 0; at = parent[at]) {
    const back = moves[move[at] ^ 1];
    for (let i = 0; i < list.length; i++) list[i] = back[list[i]];
  }
}

/** t_x applied to every entry of `list`, as a new list. */
export function carryForward({ moves, parent, move }: ShortTransversal, x: number, list: Int32Array): Int32Array {
  const path: Int32Array[] = [];
  for (let at = x; at !== 0; at = parent[at]) path.push(moves[move[at]]);
  const carried = list.slice();
  for (const g of path.reverse()) for (let i = 0; i < carried.length; i++) carried[i] = g[carried[i]];
  return carried;
}

/** t_x⁻¹(y). */
export function carryPointBack({ moves, parent, move }: ShortTransversal, x: number, y: number): number {
  let image = y;
  for (let at = x; at !== 0; at = parent[at]) image = moves[move[at] ^ 1][image];
  return image;
}

/** Calls `visit(x, t_x(list))` for every position x, depth first: a few lists are held at a time. */
export function forEachTranslate(
  { moves, parent, move, order }: ShortTransversal,
  list: Int32Array,
  visit: (x: number, translate: Int32Array) => void,
  meter?: WorkMeter,
): void {
  const n = order.length;
  const firstChild = new Int32Array(n).fill(-1);
  const nextSibling = new Int32Array(n).fill(-1);
  for (let i = n - 1; i > 0; i--) {
    const x = order[i];
    nextSibling[x] = firstChild[parent[x]];
    firstChild[parent[x]] = x;
  }
  // lists[depth] belongs to the ancestor at that depth, so that one buffer for each depth is enough.
  const lists: Int32Array[] = [list];
  const path: number[] = [0];
  visit(0, list);
  const next = [firstChild[0]];
  while (path.length > 0) {
    const depth = path.length - 1;
    const child = next[depth];
    meter?.step(0);
    if (child < 0) {
      path.pop();
      next.pop();
      continue;
    }
    next[depth] = nextSibling[child];
    if (lists.length === depth + 1) lists.push(new Int32Array(list.length));
    const g = moves[move[child]];
    const [from, to] = [lists[depth], lists[depth + 1]];
    for (let i = 0; i < to.length; i++) to[i] = g[from[i]];
    visit(child, to);
    path.push(child);
    next.push(firstChild[child]);
  }
}

/** Random elements by product replacement (Celler, Leedham-Green, Murray, Niemeyer & O'Brien 1995). */
export function randomElements(targets: readonly Int32Array[], random: RandomSource, count: number): Int32Array[] {
  if (targets.length === 0) return [];
  const pool = Array.from({ length: Math.max(4, targets.length) }, (_, i) => targets[i % targets.length]);
  const step = (): Int32Array => {
    const i = random.below(pool.length);
    let j = random.below(pool.length - 1);
    if (j >= i) j++;
    const [a, b] = random.below(2) === 0 ? [pool[i], pool[j]] : [pool[j], pool[i]];
    const product = new Int32Array(b.length);
    for (let y = 0; y < product.length; y++) product[y] = a[b[y]];
    pool[i] = product;
    return product;
  };
  for (let s = 0; s < 40; s++) step();
  return Array.from({ length: count }, step);
}

/** Random elements of the base point's stabilizer. */
export function randomStabilizing(
  { targets }: OrbitEdges,
  transversal: ShortTransversal,
  random: RandomSource,
  count: number,
): Int32Array[] {
  return randomElements(targets, random, count).map((g) => {
    const h = Int32Array.from(g);
    carryBack(transversal, g[0], h);
    return h;
  });
}

export function inverseOf(g: Int32Array): Int32Array {
  const back = new Int32Array(g.length);
  for (let y = 0; y < g.length; y++) back[g[y]] = y;
  return back;
}
