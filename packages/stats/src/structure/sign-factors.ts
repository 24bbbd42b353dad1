/**
 * Changes of basis of permutation representations in sparse steps: commuting involutions of the group act on the points
 * and on every irreducible copy by signs, so Q, turned within the copies to vectors of common signs, maps signs to
 * signs. Source: separation of variables over a chain of subgroups, here E < G with E of exponent 2: Diaconis &
 * Rockmore 1990, "Efficient computation of the Fourier transform on finite groups", J. AMS 3; Maslen & Rockmore 1997. n
 * points and |E| near √n take n^1.5 multiply–adds instead of n².
 */
import type { Permutation } from '@isotypic/algebra';
import type { Factors, Summand } from '@isotypic/numeric';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { PermutationRepresentation } from '@isotypic/reps';
import { commutingInvolutions } from './commuting-involutions.js';
import type { IsotypicStructure, StructureComponent } from './isotypic-structure.js';
import { type Turn, turnToSigns } from './turn-to-signs.js';

/** Steps have to save this much of the multiply–adds, or they are not worth their loads and stores (measured). */
const WORTH = 0.75;
/** Irreducibles beyond this are left as they are: a copy's turn has d² entries; d⁴ steps find it (17 million at 64). */
const MOST_DEGREE = 64;
/** Sums of at most n entries below 1 of an orthogonal matrix: what has to be zero is off by n·ε, far below 1e-11. */
const ZERO = 1e-11;

/** The same summands with factors where these make all of them together cheaper: all that can have them, or none. */
export function withFactors(structure: IsotypicStructure, summands: readonly Summand[]): readonly Summand[] {
  const { representation } = structure;
  if (!(representation instanceof PermutationRepresentation) || summands.some(({ cycles }) => cycles)) return summands;
  if (structure.components.some(({ degree, multiplicity }) => multiplicity > 0 && degree > MOST_DEGREE))
    return summands;
  const large = summands.filter(({ points }) => points.length > 1);
  const kinds = new Map<Float64Layout, { readonly points: Int32Array; count: number }>();
  for (const { matrix, points } of large) {
    const kind = kinds.get(matrix) ?? { points, count: 0 };
    kind.count++;
    kinds.set(matrix, kind);
  }
  const total = (cost: (points: Int32Array) => number) =>
    [...kinds.values()].reduce((sum, { points, count }) => sum + count * cost(points), 0);
  const limit = WORTH * total(({ length }) => multiplyAdds(length));
  const E = commutingInvolutions(representation.images, (chosen) => total((points) => costOf(points, chosen)), limit);
  if (E.length === 0) return summands;
  const factored = factoredBy(structure, large, E);
  return factored === undefined ? summands : summands.map((summand) => factored.get(summand) ?? summand);
}

/** Those of a matrix n×n on kernels that make four lines at a time. */
function multiplyAdds(n: number): number {
  return 4 * n * Math.ceil(n / 4);
}

/** Of the steps, a sum or a difference being half a multiply–add, and a line's load and store one more (measured). */
function costOf(points: Int32Array, E: readonly Permutation[]): number {
  const orbits = orbitsOf(points, E);
  if (orbits === undefined) return Number.POSITIVE_INFINITY;
  const lines = new Float64Array(2 ** E.length);
  let cost = 0;
  for (const { points: orbit, signs } of orbits) {
    cost += orbit.length * (1 + Math.log2(orbit.length) / 2);
    for (const sign of signs) lines[sign]++;
  }
  return lines.reduce((sum, n) => sum + multiplyAdds(n), cost);
}

/** An orbit of E. */
interface Orbit {
  /**
   * Positions; the one at place m is moved by those of E whose bits are in m, of those that move the first anywhere
   * new.
   */
  readonly points: Int32Array;
  /**
   * For each place, the signs of its sum (−1)^{|r & t|}: bit i is set where involution i takes the sum to its negative.
   */
  readonly signs: readonly number[];
}

/** Undefined where E does not map these points to themselves. */
function orbitsOf(points: Int32Array, E: readonly Permutation[]): Orbit[] | undefined {
  const position = new Map(Array.from(points, (point, i) => [point, i]));
  const moved = E.map(({ images }) => Array.from(points, (point) => position.get(images[point])));
  if (moved.some((list) => list.includes(undefined))) return undefined;
  const seen = new Uint8Array(points.length);
  const orbits: Orbit[] = [];
  points.forEach((_, start) => {
    if (seen[start]) return;
    let list = [start];
    // where each of E takes the first point
    const places = moved.map((images) => {
      const to = images as number[];
      const at = list.indexOf(to[start]);
      if (at >= 0) return at;
      const before = list.length;
      list = [...list, ...list.map((i) => to[i])];
      return before;
    });
    for (const i of list) seen[i] = 1;
    const signs = list.map((_place, r) => places.reduce((bits, place, i) => bits | (parity(r & place) << i), 0));
    orbits.push({ points: Int32Array.from(list), signs });
  });
  return orbits;
}

function parity(bits: number): number {
  return (bits ^ (bits >> 1) ^ (bits >> 2)) & 1;
}

/** One irreducible copy whose coordinates a summand has from place `at` on. */
interface Copy {
  readonly at: number;
  readonly component: StructureComponent;
}

/** Undefined where some copy has coordinates in several summands: these are sparse as they are. */
function copiesIn({ coordinates }: Summand, { components }: IsotypicStructure): Copy[] | undefined {
  const copies: Copy[] = [];
  for (let at = 0; at < coordinates.length; ) {
    const first = coordinates[at];
    const component = components.find(
      ({ offset, degree, multiplicity }) => first >= offset && first < offset + degree * multiplicity,
    );
    if (component === undefined || (first - component.offset) % component.degree !== 0) return undefined;
    for (let j = 1; j < component.degree; j++) if (coordinates[at + j] !== first + j) return undefined;
    copies.push({ at, component });
    at += component.degree;
  }
  return copies;
}

/** Each summand with its factors; undefined where one has none. Equal ones on which E does the same share theirs. */
function factoredBy(
  structure: IsotypicStructure,
  summands: readonly Summand[],
  E: readonly Permutation[],
): Map<Summand, Summand> | undefined {
  const turns = new Map<StructureComponent, Turn>();
  const known: { readonly of: Float64Layout; readonly key: string; readonly factors: Factors }[] = [];
  const result = new Map<Summand, Summand>();
  for (const summand of summands) {
    const [copies, orbits] = [copiesIn(summand, structure), orbitsOf(summand.points, E)];
    if (copies === undefined || orbits === undefined) return undefined;
    const numbers = copies.map(({ component }) => structure.components.indexOf(component));
    const key = JSON.stringify([numbers, orbits.map(({ points, signs }) => [Array.from(points), signs])]);
    let factors = known.find((f) => f.of === summand.matrix && f.key === key)?.factors;
    if (factors === undefined) {
      if (!addTurns(turns, summand, copies, E)) return undefined;
      factors = factorsOf(summand.matrix, copies, orbits, turns);
      if (factors === undefined) return undefined;
      known.push({ of: summand.matrix, key, factors });
    }
    result.set(summand, { ...summand, factors });
  }
  return result;
}

/** The turns of the components that are met first here; false where one has none. */
function addTurns(
  turns: Map<StructureComponent, Turn>,
  { points, matrix }: Summand,
  copies: readonly Copy[],
  E: readonly Permutation[],
): boolean {
  const position = new Map(Array.from(points, (point, i) => [point, i]));
  const moved = E.map(({ images }) => Int32Array.from(points, (point) => position.get(images[point]) as number));
  for (const { at, component } of copies) {
    if (turns.has(component)) continue;
    const turn = turnToSigns(matrix, at, component, moved);
    if (turn === undefined) return false;
    turns.set(component, turn);
  }
  return true;
}

/** Undefined where the turned matrix does not map signs to signs. */
function factorsOf(
  { data: Q, rows: n }: Float64Layout,
  copies: readonly Copy[],
  orbits: readonly Orbit[],
  turns: ReadonlyMap<StructureComponent, Turn>,
): Factors | undefined {
  const lines = orbits.flatMap(({ signs }, o) => signs.map((sign, r) => ({ sign, o, r })));
  const columns = copies.flatMap(({ at, component }) => {
    const { U, signs } = turns.get(component) as Turn;
    return signs.map((sign, j) => ({ sign, column: turnedColumn(Q, n, at, U, j) }));
  });
  const to = orbits.map(({ points }) => new Int32Array(points.length));
  const blocks = [];
  let from = 0;
  for (let sign = 0; sign < 8; sign++) {
    const rows = lines.filter((line) => line.sign === sign);
    const outputs = columns.flatMap((column, j) => (column.sign === sign ? [j] : []));
    if (rows.length !== outputs.length) return undefined;
    if (rows.length === 0) continue;
    const data = new Float64Array(rows.length ** 2);
    rows.forEach(({ o, r }, i) => {
      to[o][r] = from + i;
      outputs.forEach((j, c) => {
        data[i * outputs.length + c] = signedMean(columns[j].column, orbits[o].points, r);
      });
    });
    blocks.push({ from, to: Int32Array.from(outputs), matrix: { data, rows: rows.length, cols: rows.length } });
    from += rows.length;
  }
  const isExact = lines.every(({ sign, o, r }) =>
    columns.every((c) => c.sign === sign || Math.abs(signedMean(c.column, orbits[o].points, r)) < ZERO),
  );
  if (!isExact) return undefined;
  const turned = copies.filter(({ component }) => component.degree > 1);
  return {
    sums: orbits.map(({ points }, o) => ({ points, to: to[o] })),
    blocks,
    turns: turned.map(({ at, component: c }) => ({
      from: at,
      to: Int32Array.from({ length: c.degree }, (_, j) => at + j),
      matrix: (turns.get(c) as Turn).back,
    })),
  };
}

/** Column j of Q·U on the copy at `at`. */
function turnedColumn(Q: Float64Array, n: number, at: number, { data: U, rows: d }: Float64Layout, j: number) {
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let a = 0; a < d; a++) sum += Q[i * n + at + a] * U[a * d + j];
    return sum;
  });
}

/** The mean over an orbit of ±x, with the signs of place r. */
function signedMean(x: Float64Array, points: Int32Array, r: number): number {
  return points.reduce((sum, i, t) => sum + (parity(r & t) === 1 ? -x[i] : x[i]), 0) / points.length;
}
