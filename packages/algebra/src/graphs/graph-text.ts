/**
 * Graphs as other programs write them: graph6, sparse6 and digraph6 (B. D. McKay, formats.txt of nauty 2.8) and DIMACS
 * (its coloring form `p edge`, with bliss's lines `n` for colors, and its arcs `p sp` with weights).
 */
import { checkArgument, text as textKind } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import type { GraphDescription } from './description.js';

/** Most vertices of a graph that is written pair by pair, 2¹⁵: half a billion pairs. */
const MOST_DENSE = 1 << 15;
/** As `Graph` has. */
const MOST_VERTICES = 1 << 24;

/**
 * One graph from its text. A first character ':' is sparse6, '&' digraph6, a line `p …` DIMACS, anything else graph6;
 * headers such as `>>graph6<<` may stand in front. DIMACS counts vertices from 1, here they are counted from 0; an edge
 * that stands there twice is two parallel edges.
 *
 * @throws {IsotypicError} `PARSE` with what is wrong and where; `INVALID_ARGUMENT` unless it is text
 * @example
 * parseGraph('Cl').edges // [[0, 1], [1, 2], [0, 3], [2, 3]]
 */
export function parseGraph(text: string): GraphDescription {
  checkArgument('parseGraph', 'text', text, textKind);
  if (/^\s*[pc]\s/m.test(text) && /^\s*p\s/m.test(text)) return parseDimacs(text);
  const line = text.trim().replace(/^>>(graph6|sparse6|digraph6)<</, '');
  if (/\s/.test(line)) {
    throw fault('one graph on one line', JSON.stringify(text.slice(0, 40)), 'Split the file into lines first.');
  }
  if (line.startsWith(':')) return parseSparse6(new SixBits(line, 1));
  if (line.startsWith('&')) return parseDigraph6(new SixBits(line, 1));
  if (line.startsWith(';')) {
    throw fault('a graph on its own', 'incremental sparse6', "Write it with nauty's copyg -s or copyg -g.");
  }
  return parseGraph6(new SixBits(line, 0));
}

/** Characters '?' … '~' as six bits each, high bit first. */
class SixBits {
  private bit = 0;
  private readonly values: Uint8Array;

  constructor(line: string, from: number) {
    this.values = Uint8Array.from(line.slice(from), (c, i) => {
      const value = c.charCodeAt(0) - 63;
      if (value < 0 || value > 63) {
        const remedy = 'Is it another format? graph6, sparse6, digraph6 and DIMACS are read.';
        throw fault(`characters from ? to ~`, `${JSON.stringify(c)} at place ${from + i}`, remedy);
      }
      return value;
    });
  }

  get left(): number {
    return 6 * this.values.length - this.bit;
  }

  next(count: number): number {
    let value = 0;
    for (let k = 0; k < count; k++, this.bit++) {
      value = 2 * value + ((this.values[Math.floor(this.bit / 6)] >> (5 - (this.bit % 6))) & 1);
    }
    return value;
  }

  /** N(n): one character below 63, or ~ and three, or ~~ and six. */
  vertices(most: number): number {
    const take = (count: number): number => {
      if (this.left < count) throw fault('a number of vertices', 'the end of the text');
      return this.next(count);
    };
    let n = take(6);
    if (n === 63) n = take(6) < 63 ? this.again(18) : take(36);
    if (n > most) throw fault(`at most ${most} vertices`, `${n}`, 'Write a large graph as sparse6 or DIMACS.');
    return n;
  }

  /** The last six bits were the first of `count`. */
  private again(count: number): number {
    this.bit -= 6;
    if (this.left < count) throw fault('a number of vertices', 'the end of the text');
    return this.next(count);
  }

  /** Exactly the characters that `bits` bits fill must be left, and the bits that fill the last one be 0. */
  requireLength(bits: number): void {
    const characters = Math.ceil(bits / 6);
    if (this.left !== 6 * characters) {
      throw fault(`${characters} characters after the number of vertices`, `${this.left / 6}`, 'Is the line cut off?');
    }
  }
}

/** Bit by bit the pairs (0,1), (0,2), (1,2), (0,3), … */
function parseGraph6(bits: SixBits): GraphDescription {
  const vertices = bits.vertices(MOST_DENSE);
  bits.requireLength((vertices * (vertices - 1)) / 2);
  const edges: number[][] = [];
  for (let v = 1; v < vertices; v++) for (let u = 0; u < v; u++) if (bits.next(1)) edges.push([u, v]);
  return { vertices, edges };
}

/** The matrix row by row. */
function parseDigraph6(bits: SixBits): GraphDescription {
  const vertices = bits.vertices(MOST_DENSE);
  bits.requireLength(vertices ** 2);
  const edges: number[][] = [];
  for (let u = 0; u < vertices; u++) for (let v = 0; v < vertices; v++) if (bits.next(1)) edges.push([u, v]);
  return { vertices, edges, directed: true };
}

/**
 * Pairs of a bit b and a number x: b moves the current vertex v on by one; then x > v makes x the current vertex, and
 * any other x is an edge {x, v}. What fills the last character leads past the vertices, or is too short for a pair.
 */
function parseSparse6(bits: SixBits): GraphDescription {
  const vertices = bits.vertices(MOST_VERTICES);
  const width = vertices < 2 ? 0 : 32 - Math.clz32(vertices - 1);
  const edges: number[][] = [];
  for (let v = 0; bits.left >= 1 + width && v < vertices; ) {
    v += bits.next(1);
    const x = bits.next(width);
    if (x > v) v = x;
    else if (v < vertices) edges.push([x, v]);
  }
  return { vertices, edges };
}

interface Dimacs {
  readonly vertices: number;
  readonly declared: number;
  readonly directed: boolean;
  readonly edges: number[][];
  readonly colors: Map<number, string>;
  readonly weights: string[];
}

function parseDimacs(text: string): GraphDescription {
  let graph: Dimacs | undefined;
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const [kind = 'c', ...words] = line.trim().split(/\s+/);
    if (kind === 'c' || kind === '') return;
    const at = `line ${i + 1}, ${JSON.stringify(line.slice(0, 60))}`;
    if (kind === 'p') {
      if (graph !== undefined) throw fault('one line p', `another one, ${at}`);
      graph = problemOf(words, at);
    } else if (graph === undefined) throw fault('the line p before edges', at);
    else readLine(graph, kind, words, at);
  });
  const { vertices, declared, directed, edges, colors, weights } = graph as unknown as Dimacs;
  // coloring files count each edge once or twice; other numbers say that lines are missing
  if (![edges.length, 2 * edges.length, edges.length / 2].includes(declared)) {
    throw fault(`${declared} edges, as the line p says`, `${edges.length}`, 'Is the file cut off?');
  }
  return {
    vertices,
    edges,
    ...(directed && { directed, edgeColors: weights }),
    ...(colors.size > 0 && { vertexColors: Array.from({ length: vertices }, (_, v) => colors.get(v) ?? '0') }),
  };
}

function problemOf(words: readonly string[], at: string): Dimacs {
  const [form, n, m] = words;
  if (!['edge', 'edges', 'col', 'sp'].includes(form) || words.length !== 3) {
    throw fault('p edge VERTICES EDGES, p col … or p sp …', at);
  }
  const vertices = countOf(n, 0, MOST_VERTICES, at);
  const declared = countOf(m, 0, Number.MAX_SAFE_INTEGER, at);
  return { vertices, declared, directed: form === 'sp', edges: [], colors: new Map(), weights: [] };
}

function readLine(graph: Dimacs, kind: string, words: readonly string[], at: string): void {
  const vertex = (word: string): number => countOf(word, 1, graph.vertices, at) - 1;
  const letter = graph.directed ? 'a' : 'e';
  if (kind === letter && words.length === (graph.directed ? 3 : 2)) {
    graph.edges.push([vertex(words[0]), vertex(words[1])]);
    if (graph.directed) graph.weights.push(words[2]);
  } else if (kind === 'n' && !graph.directed && words.length === 2) graph.colors.set(vertex(words[0]), words[1]);
  else throw fault(graph.directed ? 'a line a FROM TO WEIGHT' : 'a line e VERTEX VERTEX or n VERTEX COLOR', at);
}

function countOf(word: string, least: number, most: number, at: string): number {
  const n = /^\d{1,15}$/.test(word) ? Number(word) : Number.NaN;
  if (n >= least && n <= most) return n;
  throw fault(`numbers from ${least} to ${most}`, `${word} in ${at}`, 'DIMACS counts vertices from 1.');
}

function fault(expected: string, received: string, remedy?: string): IsotypicError {
  return new IsotypicError('PARSE', { where: 'parseGraph', expected, received, remedy });
}
