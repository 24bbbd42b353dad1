/** Automorphism groups of graphs and matrices. */
import { callable, checkArgument, checkOptions, type Kind, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { AutomorphismCheck } from './automorphism-check.js';
import { searchAutomorphisms } from './automorphism-search.js';
import { asGraph, type GraphDescription, graphKind } from './description.js';
import { type Color, Graph } from './graph.js';
import { type Moves, permutationOf } from './moves.js';
import { classColors, twinClasses } from './twins.js';

/** Default bound on the steps (edges looked at) of one search. */
const DEFAULT_BUDGET = 5e9;

/** The automorphism group of a graph, as its search finds it. */
export interface GraphAutomorphisms {
  /** Each has been checked to be an automorphism. */
  readonly generators: readonly Permutation[];
  /** The order of the group they generate, from the search: the product of the basic orbit lengths. */
  readonly order: bigint;
}

/**
 * The group of all permutations of the vertices that preserve vertex colors and edges with color and direction, by
 * removal of twins and individualisation–refinement; of a `Graph` or of its description. Polynomial on almost all
 * graphs, exponential on some built for it.
 *
 * @throws {IsotypicError} `BUDGET_EXCEEDED` (step: an edge looked at; default 5·10⁹; `details.known` counts the
 * automorphisms found), `ABORTED`
 * @example
 * automorphismGroup({ vertices: 4, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] }).order // 8n
 */
export function automorphismGroup(graph: Graph | GraphDescription, options: WorkOptions = {}): PermutationGroup {
  const where = 'automorphismGroup';
  checkArgument(where, 'graph', graph, graphKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return groupOf(where, asGraph(where, graph), options);
}

function groupOf(where: string, graph: Graph, options: WorkOptions): PermutationGroup {
  const { generators, order } = automorphismsOf(where, graph, options);
  // The order is proved by the exhausted search: the stabilizer chain is complete when it meets it.
  return new PermutationGroup([], { degree: graph.vertexCount }).subgroup(generators, { order });
}

/**
 * The generators and the order as `automorphismGroup` finds them, without a stabilizer chain of the result.
 * @throws {IsotypicError} as `automorphismGroup`
 * @example graphAutomorphisms({ vertices: 4, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] }).order // 8n
 */
export function graphAutomorphisms(graph: Graph | GraphDescription, options: WorkOptions = {}): GraphAutomorphisms {
  const where = 'graphAutomorphisms';
  checkArgument(where, 'graph', graph, graphKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return automorphismsOf(where, asGraph(where, graph), options);
}

function automorphismsOf(where: string, graph: Graph, options: WorkOptions): GraphAutomorphisms {
  const meter = new WorkMeter(where, options, DEFAULT_BUDGET);
  meter.known = () => ({ automorphisms: 0 });
  const { generators, order } = reduceTwins(graph, meter);
  const permutations = generators.map((moves) => permutationOf(graph.vertexCount, moves));
  const check = new AutomorphismCheck(graph);
  const wrong = permutations.find(({ images }) => !check.preserves(images));
  if (wrong) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'graphAutomorphisms',
      expected: 'an automorphism',
      received: `${wrong}`,
    });
  }
  return { generators: permutations, order };
}

/** A square matrix as rows, or anything with `rows`, `cols` and `at(i, j)`, such as an exact `Matrix`. */
export type MatrixLike<T> =
  | readonly (readonly T[])[]
  | { readonly rows: number; readonly cols: number; at(i: number, j: number): T };

/**
 * The group of all permutations g with M[g(i)][g(j)] = M[i][j] for all i, j: which coordinates of a covariance matrix,
 * a distance matrix or a table of couplings are interchangeable. Entries count as equal when they print alike, so pass
 * exact values or round first; floats that differ in the last bit are different.
 *
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless the matrix is square; `NOT_FINITE` for NaN; as `automorphismGroup`
 * @example
 * automorphismGroupOfMatrix([[2, 1, 1], [1, 2, 1], [1, 1, 2]]).order // 6n
 */
export function automorphismGroupOfMatrix<T>(matrix: MatrixLike<T>, options: WorkOptions = {}): PermutationGroup {
  const where = 'automorphismGroupOfMatrix';
  checkArgument(where, 'matrix', matrix, matrixKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return groupOf(where, graphOfMatrix(where, matrix), options);
}

const matrixKind: Kind = {
  expected: 'a square matrix: an array of rows, or an object with rows, cols and at(i, j)',
  accepts: (v) =>
    Array.isArray(v)
      ? v.every((row) => Array.isArray(row) || ArrayBuffer.isView(row))
      : typeof v === 'object' && v !== null && 'rows' in v && 'cols' in v && 'at' in v && callable.accepts(v.at),
};

function graphOfMatrix<T>(where: string, matrix: MatrixLike<T>): Graph {
  if (Array.isArray(matrix)) {
    const rows = matrix as readonly (readonly T[])[];
    const crooked = rows.find((row) => row.length !== rows.length);
    if (crooked) throw notSquare(where, rows.length, crooked.length);
    return Graph.fromMatrix(
      rows.length,
      (i, j) => rows[i][j],
      (x) => colorOf(where, x),
    );
  }
  const { rows, cols } = matrix as { rows: number; cols: number };
  if (rows !== cols) throw notSquare(where, rows, cols);
  const { at } = matrix as { at(i: number, j: number): T };
  return Graph.fromMatrix(
    rows,
    (i, j) => at.call(matrix, i, j),
    (x) => colorOf(where, x),
  );
}

function colorOf(where: string, entry: unknown): Color {
  if (typeof entry === 'number') {
    if (!Number.isNaN(entry)) return entry;
    throw new IsotypicError('NOT_FINITE', { where, expected: 'entries that can be compared', received: 'NaN' });
  }
  if (typeof entry === 'bigint' || typeof entry === 'boolean') return entry;
  if (entry === undefined || entry === null) throw invalidArgument(where, 'an entry in every place', entry);
  return `${entry}`;
}

function notSquare(where: string, rows: number, cols: number): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: 'a square matrix',
    received: `${rows} rows and one of ${cols}`,
  });
}

/**
 * Aut(G) = Π Sym(twin class) ⋊ Aut(G on one vertex a class, colored by color and class size and kind); the second
 * factor moves the members of a class together, in order. Classes of twins of the quotient are reduced in turn.
 */
function reduceTwins(graph: Graph, meter: WorkMeter): { generators: Moves[]; order: bigint } {
  const classes = twinClasses(graph, meter);
  if (classes === undefined) {
    const { generators, order } = searchAutomorphisms(graph, meter);
    return { generators: [...generators], order };
  }
  const generators: Moves[] = [];
  let order = 1n;
  for (const members of classes) {
    for (let k = 2; k <= members.length; k++) order *= BigInt(k);
    // Sym(s) by the exchange of two and the cycle of all
    if (members.length > 1) generators.push(rotation(members.slice(0, 2)));
    if (members.length > 2) generators.push(rotation(members));
  }
  const representatives = classes.map((members) => members[0]);
  const quotient = reduceTwins(graph.induced(representatives, classColors(graph, classes)), meter);
  for (const { points, images } of quotient.generators) {
    const lift = (numbers: Int32Array): Int32Array => Int32Array.from([...numbers].flatMap((c) => classes[c]));
    generators.push({ points: lift(points), images: lift(images) });
  }
  return { generators, order: order * quotient.order };
}

const rotation = (members: readonly number[]): Moves => ({
  points: Int32Array.from(members),
  images: Int32Array.from(members, (_, i) => members[(i + 1) % members.length]),
});
