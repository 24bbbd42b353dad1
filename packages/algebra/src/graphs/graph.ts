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
 * What the colors of a graph are, as texts, in ascending order: the same for graphs that differ by the numbering of
 * their vertices, so that what is said by numbers of colors can be compared between graphs.
 */
export interface Palette {
  /** Color and loops, by the number of a vertex's color. */
  readonly vertices: readonly string[];
  /** Edges forth and back, by code. */
  readonly codes: readonly string[];
  /** The entry that a graph of a matrix leaves out; '' elsewhere. */
  readonly background: string;
}

/**
 * A colored graph. Row v of the adjacency lists every w joined to v in either direction, ascending, with a code for the
 * pair (color of v → w, color of w → v): a permutation g is an automorphism when it preserves vertex colors and codes.
 * @example
 * automorphismGroup(parseGraph('Cl')).order // 8n: a square
 */
export class Graph {
  private constructor(
    readonly vertexCount: number,
    /** Number of each vertex's color (its loops included), in the order of the palette. */
    readonly vertexColors: Int32Array,
    /** Row v is at offsets[v] … offsets[v + 1] − 1. */
    readonly offsets: Int32Array,
    readonly neighbors: Int32Array,
    readonly codes: Int32Array,
    /** What the numbers of colors and codes stand for, whatever the numbering of the vertices. */
    readonly palette: Palette,
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
    const colors = new Numbering<Color>(colorText);
    const arcs: Arc[] = [];
    edges.forEach(([u, v], i) => {
      if (![u, v].every((x) => Number.isInteger(x) && x >= 0 && x < vertexCount)) {
        throw invalidArgument(where, `edge ${i} to join vertices of 0…${vertexCount - 1}`, [u, v]);
      }
      const color = 1 + colors.number(options.edgeColors?.[i] ?? 0);
      arcs.push({ from: u, to: v, forth: color, back: options.directed ? 0 : color });
      if (u !== v) arcs.push({ from: v, to: u, forth: options.directed ? 0 : color, back: color });
    });
    return Graph.fromArcs(vertexCount, arcs, {
      edges: colors.texts,
      vertices: Array.from({ length: vertexCount }, (_, v) => colorText(options.vertexColors?.[v] ?? 0)),
      background: '',
    });
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
    const colors = new Numbering<Color>(colorText);
    const ids = new Int32Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) ids[i * size + j] = 1 + colors.number(key(entry(i, j)));
    }
    const background = commonestPair(ids, size, colors.texts);
    const arcs: Arc[] = [];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const [forth, back] = [ids[i * size + j], ids[j * size + i]];
        if (i !== j && !(forth === background && back === background)) arcs.push({ from: i, to: j, forth, back });
      }
    }
    return Graph.fromArcs(size, arcs, {
      edges: colors.texts,
      vertices: Array.from({ length: size }, (_, i) => colors.texts[ids[i * size + i] - 1]),
      background: background === 0 ? '' : colors.texts[background - 1],
    });
  }

  /** @internal The graph on some of the vertices, kept[i] of the color `colors[i]`; for the reduction of twins. */
  induced(kept: readonly number[], colors: readonly string[]): Graph {
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
    const vertices = new Numbering<string>((text) => text);
    const numbers = Int32Array.from(colors, (color) => vertices.number(color));
    const palette = { ...this.palette, vertices: vertices.sort(numbers) };
    return new Graph(kept.length, numbers, offsets, Int32Array.from(neighbors), Int32Array.from(codes), palette);
  }

  private static fromArcs(n: number, arcs: readonly Arc[], colors: ColorTexts): Graph {
    const rows: Arc[][] = Array.from({ length: n }, () => []);
    const loops: number[][] = [];
    for (const arc of arcs) {
      if (arc.from !== arc.to) rows[arc.from].push(arc);
      else if (loops[arc.from] === undefined) loops[arc.from] = [arc.forth];
      else loops[arc.from].push(arc.forth);
    }
    const said = (parallel: readonly number[]): string => multiset(parallel, colors.edges);
    const code = new Numbering<string>((text) => text);
    const offsets = new Int32Array(n + 1);
    const neighbors: number[] = [];
    const codes: number[] = [];
    rows.forEach((row, v) => {
      row.sort((x, y) => x.to - y.to);
      for (let i = 0, end = 0; i < row.length; i = end) {
        while (end < row.length && row[end].to === row[i].to) end++;
        const parallel = row.slice(i, end);
        neighbors.push(row[i].to);
        codes.push(code.number(`${said(parallel.map((x) => x.forth))};${said(parallel.map((x) => x.back))}`));
      }
      offsets[v + 1] = neighbors.length;
    });
    const vertex = new Numbering<string>((text) => text);
    const vertexColors = Int32Array.from(colors.vertices, (text, v) =>
      vertex.number(`${text};${said(loops[v] ?? [])}`),
    );
    const codeNumbers = Int32Array.from(codes);
    const palette = {
      vertices: vertex.sort(vertexColors),
      codes: code.sort(codeNumbers),
      background: colors.background,
    };
    return new Graph(n, vertexColors, offsets, Int32Array.from(neighbors), codeNumbers, palette);
  }
}

/** The colors as texts: of each edge color by its number, and of each vertex. */
interface ColorTexts {
  readonly edges: readonly string[];
  readonly vertices: readonly string[];
  readonly background: string;
}

/** A color as text, different for different colors: 1, '1' and 1n are three. */
const colorText = (color: Color): string => `${typeof color} ${JSON.stringify(`${color}`)}`;

/**
 * The number (from 1) of the entry in the commonest pair of equal entries (i, j), (j, i), 0 without one: only a
 * symmetric pair can be left out without a direction. Among equally common ones the first by text, so that the choice
 * does not depend on how the rows are numbered.
 */
function commonestPair(ids: Int32Array, size: number, texts: readonly string[]): number {
  const frequency = new Map<number, number>();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const id = ids[i * size + j];
      if (id === ids[j * size + i]) frequency.set(id, (frequency.get(id) ?? 0) + 1);
    }
  }
  let commonest = 0;
  let most = 0;
  for (const [id, count] of frequency) {
    if (count < most || (count === most && texts[id - 1] > texts[commonest - 1])) continue;
    commonest = id;
    most = count;
  }
  return commonest;
}

/** Colors of parallel edges, in any order; 0 is no edge. */
function multiset(colors: readonly number[], texts: readonly string[]): string {
  return colors
    .filter((c) => c !== 0)
    .map((c) => texts[c - 1])
    .sort()
    .join();
}

interface Arc {
  readonly from: number;
  readonly to: number;
  /** 1 + the number of the color of from → to, 0 where there is no such arc. */
  readonly forth: number;
  readonly back: number;
}

/** Numbers for values as they come, from 0; `sort` renumbers them by their texts. */
class Numbering<T> {
  readonly texts: string[] = [];
  private readonly numbers = new Map<T, number>();

  constructor(private readonly text: (value: T) => string) {}

  number(value: T): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(value, number);
      this.texts.push(this.text(value));
    }
    return number;
  }

  /** Replaces each of the numbers given out by the rank of its text; returns the texts in that order. */
  sort(given: Int32Array): readonly string[] {
    const order = [...this.texts.keys()].sort((a, b) => (this.texts[a] < this.texts[b] ? -1 : 1));
    const rank = new Int32Array(order.length);
    order.forEach((number, i) => {
      rank[number] = i;
    });
    for (let i = 0; i < given.length; i++) given[i] = rank[given[i]];
    return order.map((number) => this.texts[number]);
  }
}

function requireCount(where: string, what: string, list: readonly Color[] | undefined, count: number): void {
  if (list === undefined || list.length === count) return;
  throw new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `option ${what} to have ${count} entries`,
    received: `${list.length}`,
  });
}
