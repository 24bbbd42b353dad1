/** Finite graphs and digraphs with colored vertices and edges, stored sparsely. */
import {
  arrayOf,
  boolean,
  callable,
  checkArgument,
  checkOptions,
  integer,
  type Kind,
  type OptionKinds,
} from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';

/** Colors are compared for equality only. */
export type Color = number | string | bigint | boolean;

/** Options of `Graph.fromEdges`. */
export interface GraphOptions {
  /** Edges have a direction; default false. */
  readonly directed?: boolean;
  /** One color a vertex; automorphisms preserve them. Default: all alike. */
  readonly vertexColors?: readonly Color[];
  /** One color an edge, in the order of the edges. Default: all alike. */
  readonly edgeColors?: readonly Color[];
}

/** Most vertices of a graph, 2²⁴, and of one made of a matrix, 2¹³: a table of 2²⁶ entries. */
const MOST_VERTICES = 1 << 24;
const MOST_ROWS = 1 << 13;

export const VERTEX_COUNT: Kind = integer(0, MOST_VERTICES);

export const EDGES: Kind = arrayOf(
  {
    expected: 'an edge [u, v]',
    accepts: (v) => (Array.isArray(v) || ArrayBuffer.isView(v)) && (v as ArrayLike<number>).length === 2,
  },
  'an array of edges [u, v]',
);

const colorsKind: Kind = arrayOf(
  {
    expected: 'a color',
    accepts: (v) => ['number', 'string', 'bigint', 'boolean'].includes(typeof v) && !Number.isNaN(v),
  },
  'an array of colors: numbers, texts, bigints or booleans',
);

export const GRAPH_OPTION_KINDS: OptionKinds<GraphOptions> = {
  directed: boolean,
  vertexColors: colorsKind,
  edgeColors: colorsKind,
};

/**
 * A colored graph. Row v of the adjacency lists every w joined to v in either direction, ascending, with a code for the
 * pair (color of v → w, color of w → v): a permutation g is an automorphism when it preserves vertex colors and codes.
 */
export class Graph {
  private constructor(
    readonly vertexCount: number,
    /** Number of each vertex's color (its loop included), by first occurrence. */
    readonly vertexColors: Int32Array,
    /** Row v is at offsets[v] … offsets[v + 1] − 1. */
    readonly offsets: Int32Array,
    readonly neighbors: Int32Array,
    readonly codes: Int32Array,
  ) {}

  /**
   * The graph with vertices 0 … vertexCount − 1 and the given edges [u, v]; [v, v] is a loop. Parallel edges count: an
   * automorphism carries as many edges of each color between two vertices as there are. O(V + E log E).
   * @throws {IsotypicError} `INVALID_ARGUMENT` for an end that is no vertex or more than 2²⁴ vertices, `SHAPE_MISMATCH`
   * for the wrong number of colors
   * @example Graph.fromEdges(4, [[0, 1], [1, 2], [2, 3], [3, 0]]) // the square
   */
  static fromEdges(
    vertexCount: number,
    edges: readonly (readonly [number, number])[] | readonly (readonly number[])[],
    options: GraphOptions = {},
  ): Graph {
    const where = 'Graph.fromEdges';
    checkArgument(where, 'vertexCount', vertexCount, VERTEX_COUNT);
    checkArgument(where, 'edges', edges, EDGES);
    checkOptions(where, options, GRAPH_OPTION_KINDS);
    requireCount(where, 'vertexColors', options.vertexColors, vertexCount);
    requireCount(where, 'edgeColors', options.edgeColors, edges.length);
    const colorNumber = numbering<Color>();
    const arcs: Arc[] = [];
    edges.forEach(([u, v], i) => {
      if (![u, v].every((x) => Number.isInteger(x) && x >= 0 && x < vertexCount)) {
        throw invalidArgument(where, `edge ${i} to join vertices of 0…${vertexCount - 1}`, [u, v]);
      }
      const color = 1 + colorNumber(options.edgeColors?.[i] ?? 0);
      arcs.push({ from: u, to: v, forth: color, back: options.directed ? 0 : color });
      if (u !== v) arcs.push({ from: v, to: u, forth: options.directed ? 0 : color, back: color });
    });
    return Graph.fromArcs(vertexCount, arcs, options.vertexColors);
  }

  /**
   * The complete colored digraph of a square matrix: vertex i has the color of entry (i, i), the arc i → j that of
   * entry (i, j). The commonest pair of entries off the diagonal is stored as "not joined", so that a sparse matrix is
   * a sparse graph. Entries are equal when `key` gives the same for both.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for more than 2¹³ rows
   */
  static fromMatrix<T>(size: number, entry: (i: number, j: number) => T, key: (x: T) => Color): Graph {
    const where = 'Graph.fromMatrix';
    checkArgument(where, 'size', size, integer(0, MOST_ROWS));
    checkArgument(where, 'entry', entry, callable);
    checkArgument(where, 'key', key, callable);
    const number = numbering<Color>();
    const ids = new Int32Array(size * size);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) ids[i * size + j] = 1 + number(key(entry(i, j)));
    const frequency = new Map<string, number>();
    let commonest = '';
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [ids[i * size + j], ids[j * size + i]];
        if (a !== b) continue; // only a symmetric pair can be left out without a direction
        const count = (frequency.get(`${a}`) ?? 0) + 1;
        frequency.set(`${a}`, count);
        if (count > (frequency.get(commonest) ?? 0)) commonest = `${a}`;
      }
    }
    const arcs: Arc[] = [];
    const background = Number(commonest);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const [forth, back] = [ids[i * size + j], ids[j * size + i]];
        if (i !== j && !(forth === background && back === background)) arcs.push({ from: i, to: j, forth, back });
      }
    }
    return Graph.fromArcs(
      size,
      arcs,
      Array.from({ length: size }, (_, i) => ids[i * size + i]),
    );
  }

  /** @internal The graph on some of the vertices, with the colors given; for the reduction of twins. */
  induced(kept: readonly number[], colors: Int32Array): Graph {
    const index = new Int32Array(this.vertexCount).fill(-1);
    kept.forEach((v, i) => {
      index[v] = i;
    });
    const offsets = new Int32Array(kept.length + 1);
    const neighbors: number[] = [];
    const codes: number[] = [];
    kept.forEach((v, i) => {
      for (let a = this.offsets[v]; a < this.offsets[v + 1]; a++) {
        const w = index[this.neighbors[a]];
        if (w < 0) continue;
        neighbors.push(w);
        codes.push(this.codes[a]);
      }
      offsets[i + 1] = neighbors.length;
    });
    return new Graph(kept.length, colors, offsets, Int32Array.from(neighbors), Int32Array.from(codes));
  }

  private static fromArcs(n: number, arcs: readonly Arc[], colors: readonly Color[] | undefined): Graph {
    const rows: Arc[][] = Array.from({ length: n }, () => []);
    const loops: number[][] = [];
    for (const arc of arcs) {
      if (arc.from !== arc.to) rows[arc.from].push(arc);
      else if (loops[arc.from] === undefined) loops[arc.from] = [arc.forth];
      else loops[arc.from].push(arc.forth);
    }
    const codeNumber = numbering<string>();
    const offsets = new Int32Array(n + 1);
    const neighbors: number[] = [];
    const codes: number[] = [];
    rows.forEach((row, v) => {
      row.sort((x, y) => x.to - y.to);
      for (let i = 0, end = 0; i < row.length; i = end) {
        while (end < row.length && row[end].to === row[i].to) end++;
        const parallel = row.slice(i, end);
        neighbors.push(row[i].to);
        codes.push(codeNumber(`${multiset(parallel.map((x) => x.forth))};${multiset(parallel.map((x) => x.back))}`));
      }
      offsets[v + 1] = neighbors.length;
    });
    const vertexColor = numbering<string>();
    const vertexColors = Int32Array.from({ length: n }, (_, v) => {
      const color = colors?.[v] ?? 0;
      return vertexColor(`${typeof color}:${color}:${multiset(loops[v] ?? [])}`);
    });
    return new Graph(n, vertexColors, offsets, Int32Array.from(neighbors), Int32Array.from(codes));
  }
}

/** Colors of parallel edges, in any order; 0 is no edge. */
function multiset(colors: readonly number[]): string {
  return colors
    .filter((c) => c !== 0)
    .sort((a, b) => a - b)
    .join();
}

interface Arc {
  readonly from: number;
  readonly to: number;
  /** 1 + the number of the color of from → to, 0 where there is no such arc. */
  readonly forth: number;
  readonly back: number;
}

function numbering<T>(): (value: T) => number {
  const numbers = new Map<T, number>();
  return (value) => {
    let number = numbers.get(value);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(value, number);
    }
    return number;
  };
}

function requireCount(where: string, what: string, list: readonly Color[] | undefined, count: number): void {
  if (list === undefined || list.length === count) return;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `option ${what} to have ${count} entries`,
    received: `${list.length}`,
  });
}
