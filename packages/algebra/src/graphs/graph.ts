/** Finite graphs and digraphs with coloured vertices and edges, stored sparsely. */
import { IsotypicError, invalidArgument } from '../errors.js';

/** Colours are compared for equality only. */
export type Colour = number | string | bigint | boolean;

export interface GraphOptions {
  /** Edges have a direction; default false. */
  readonly directed?: boolean;
  /** One colour a vertex; automorphisms preserve them. Default: all alike. */
  readonly vertexColours?: readonly Colour[];
  /** One colour an edge, in the order of the edges. Default: all alike. */
  readonly edgeColours?: readonly Colour[];
}

/**
 * A coloured graph. Row v of the adjacency lists every w joined to v in either direction, ascending, with a code for the
 * pair (colour of v → w, colour of w → v): a permutation g is an automorphism when it preserves vertex colours and codes.
 */
export class Graph {
  private constructor(
    readonly vertexCount: number,
    /** Number of each vertex's colour (its loop included), by first occurrence. */
    readonly vertexColours: Int32Array,
    /** Row v is at offsets[v] … offsets[v + 1] − 1. */
    readonly offsets: Int32Array,
    readonly neighbours: Int32Array,
    readonly codes: Int32Array,
  ) {}

  /**
   * The graph with vertices 0 … vertexCount − 1 and the given edges [u, v]; [v, v] is a loop. An edge given twice counts once.
   * O(V + E log E).
   * @throws {IsotypicError} `INVALID_ARGUMENT` for an end that is no vertex or an edge given twice in different colours,
   * `SHAPE_MISMATCH` for the wrong number of colours
   * @example Graph.fromEdges(4, [[0, 1], [1, 2], [2, 3], [3, 0]]) // the square
   */
  static fromEdges(
    vertexCount: number,
    edges: readonly (readonly [number, number])[] | readonly (readonly number[])[],
    options: GraphOptions = {},
  ): Graph {
    const where = 'Graph.fromEdges';
    if (!Number.isInteger(vertexCount) || vertexCount < 0)
      throw invalidArgument(where, 'a number of vertices', vertexCount);
    requireCount(where, 'vertex colours', options.vertexColours, vertexCount);
    requireCount(where, 'edge colours', options.edgeColours, edges.length);
    const colourNumber = numbering<Colour>();
    const arcs: Arc[] = [];
    edges.forEach(([u, v], i) => {
      if (![u, v].every((x) => Number.isInteger(x) && x >= 0 && x < vertexCount)) {
        throw invalidArgument(where, `edge ${i} to join vertices of 0…${vertexCount - 1}`, [u, v]);
      }
      const colour = 1 + colourNumber(options.edgeColours?.[i] ?? 0);
      arcs.push({ from: u, to: v, forth: colour, back: options.directed ? 0 : colour });
      if (u !== v) arcs.push({ from: v, to: u, forth: options.directed ? 0 : colour, back: colour });
    });
    return Graph.fromArcs(where, vertexCount, arcs, options.vertexColours);
  }

  /**
   * The complete coloured digraph of a square matrix: vertex i has the colour of entry (i, i), the arc i → j that of entry
   * (i, j). The commonest pair of entries off the diagonal is stored as "not joined", so that a sparse matrix is a sparse
   * graph. Entries are equal when `key` gives the same for both.
   * @throws {IsotypicError} `SHAPE_MISMATCH` unless the matrix is square
   */
  static fromMatrix<T>(size: number, entry: (i: number, j: number) => T, key: (x: T) => Colour): Graph {
    const number = numbering<Colour>();
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
      'Graph.fromMatrix',
      size,
      arcs,
      Array.from({ length: size }, (_, i) => ids[i * size + i]),
    );
  }

  /** The graph on some of the vertices, with the colours given; for the reduction of twins. */
  induced(kept: readonly number[], colours: Int32Array): Graph {
    const index = new Int32Array(this.vertexCount).fill(-1);
    kept.forEach((v, i) => {
      index[v] = i;
    });
    const offsets = new Int32Array(kept.length + 1);
    const neighbours: number[] = [];
    const codes: number[] = [];
    kept.forEach((v, i) => {
      for (let a = this.offsets[v]; a < this.offsets[v + 1]; a++) {
        const w = index[this.neighbours[a]];
        if (w < 0) continue;
        neighbours.push(w);
        codes.push(this.codes[a]);
      }
      offsets[i + 1] = neighbours.length;
    });
    return new Graph(kept.length, colours, offsets, Int32Array.from(neighbours), Int32Array.from(codes));
  }

  private static fromArcs(
    where: string,
    n: number,
    arcs: readonly Arc[],
    colours: readonly Colour[] | undefined,
  ): Graph {
    const rows: Arc[][] = Array.from({ length: n }, () => []);
    const loops = new Array<string>(n).fill('');
    for (const arc of arcs) {
      if (arc.from !== arc.to) rows[arc.from].push(arc);
      else if (loops[arc.from] === '' || loops[arc.from] === `${arc.forth}`) loops[arc.from] = `${arc.forth}`;
      else throw twoColours(where, arc);
    }
    const codeNumber = numbering<string>();
    const offsets = new Int32Array(n + 1);
    const neighbours: number[] = [];
    const codes: number[] = [];
    rows.forEach((row, v) => {
      row.sort((a, b) => a.to - b.to);
      for (let i = 0; i < row.length; ) {
        const { to } = row[i];
        let [forth, back] = [0, 0];
        for (; i < row.length && row[i].to === to; i++) {
          if (differ(forth, row[i].forth) || differ(back, row[i].back)) throw twoColours(where, row[i]);
          forth ||= row[i].forth;
          back ||= row[i].back;
        }
        neighbours.push(to);
        codes.push(codeNumber(`${forth},${back}`));
      }
      offsets[v + 1] = neighbours.length;
    });
    const vertexColour = numbering<string>();
    const vertexColours = Int32Array.from({ length: n }, (_, v) => {
      const colour = colours?.[v] ?? 0;
      return vertexColour(`${typeof colour}:${colour}:${loops[v]}`);
    });
    return new Graph(n, vertexColours, offsets, Int32Array.from(neighbours), Int32Array.from(codes));
  }
}

interface Arc {
  readonly from: number;
  readonly to: number;
  /** 1 + the number of the colour of from → to, 0 where there is no such arc. */
  readonly forth: number;
  readonly back: number;
}

const differ = (known: number, colour: number): boolean => known !== 0 && colour !== 0 && known !== colour;

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

function requireCount(where: string, what: string, list: readonly Colour[] | undefined, count: number): void {
  if (list === undefined || list.length === count) return;
  throw new IsotypicError('SHAPE_MISMATCH', { where, expected: `${count} ${what}`, received: `${list.length}` });
}

function twoColours(where: string, arc: Arc): IsotypicError {
  return invalidArgument(where, 'one colour for each edge', `two for ${arc.from}–${arc.to}`);
}
