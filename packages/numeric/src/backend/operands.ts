/**
 * What comes in at a backend's edge: refused after `close()`, checked for its shape, and for NaN and ±∞ where that was
 * asked for.
 */
import {
  arrayOf,
  boolean,
  callable,
  checkArgument,
  checkOptions,
  either,
  instance,
  integer,
  invalidArgument,
  type Kind,
  type OptionKinds,
  text,
} from '@isotypic/algebra/internal/basics';
import type { Indices } from '../kernels/group-average.js';
import { LAYOUT } from '../matrix/argument-kinds.js';
import { type Float64Matrix, readFiniteMatrix, readMatrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, type MatrixLike, requireFinite, shapeMismatch, shapeOf } from '../matrix/layout.js';
import { NUMBERS } from '../matrix/numbers.js';
import type { ResidualRequest } from '../pipeline/block-residual.js';
import {
  type ChangeOfBasis,
  isUnchanged,
  type PooledComponent,
  reflectionMatrix,
  type SampleSpace,
  type Summand,
} from '../pipeline/change-of-basis.js';
import type { MapRequest } from '../pipeline/coordinates.js';
import { throughFactors } from '../pipeline/factors.js';
import type { GramRequest } from '../pipeline/pooled-grams.js';
import type { Watch } from '../pipeline/runner.js';

const GENERATORS: Kind = arrayOf(NUMBERS, 'an array of permutations, each an array of images');
const BLOCKS: Kind = arrayOf(LAYOUT, 'a matrix { data, rows, cols } for each component');
const VECTOR: Kind = instance(Float64Array, 'a Float64Array');
const INDICES: Kind = instance(Int32Array, 'an Int32Array');

const NOTHING: Kind = { expected: 'nothing', accepts: (v) => v === undefined };
/** Where it may be left out. */
const optional = (kind: Kind): Kind => either(NOTHING, kind);

const has = (v: unknown, kinds: Readonly<Record<string, Kind>>): boolean =>
  typeof v === 'object' &&
  v !== null &&
  Object.entries(kinds).every(([name, kind]) => kind.accepts((v as Record<string, unknown>)[name]));

/** Components and summands whose every matrix and number was checked before. */
const sound = new WeakSet<ChangeOfBasis>();

/** Whether nothing about it can be wrong but its components. */
const isSound = (basis: ChangeOfBasis): boolean => sound.has(basis) || isUnchanged(basis);

const COMPONENT: Kind = {
  expected: '{ offset, width, pooled }',
  accepts: (v) => has(v, { offset: integer(0), width: integer(0), pooled: integer(0) }),
};

const FACTOR: Kind = {
  expected: '{ from, to, matrix }',
  accepts: (v) => has(v, { from: integer(0), to: INDICES, matrix: LAYOUT }),
};

const FACTORS: Kind = {
  expected: '{ sums, blocks, turns }',
  accepts: (v) => {
    const sum: Kind = { expected: '{ points, to }', accepts: (s) => has(s, { points: INDICES, to: INDICES }) };
    return has(v, { sums: arrayOf(sum), blocks: arrayOf(FACTOR), turns: arrayOf(FACTOR) });
  },
};

const SUMMAND: Kind = {
  expected: '{ points, coordinates, matrix }',
  accepts: (v) =>
    has(v, {
      points: INDICES,
      coordinates: INDICES,
      matrix: LAYOUT,
      factors: optional(FACTORS),
      isReflection: optional(boolean),
    }),
};

const BASIS: Kind = {
  expected: 'a change of basis { dimension, components, summands }',
  accepts: (v) =>
    isSound(v as ChangeOfBasis) ||
    has(v, { dimension: integer(0), components: arrayOf(COMPONENT), summands: arrayOf(SUMMAND) }),
};

const SPACE: Kind = {
  expected: 'a space of samples { rows, basis, shift, deviation }',
  accepts: (v) => has(v, { rows: LAYOUT, basis: BASIS, shift: optional(VECTOR), deviation: optional(VECTOR) }),
};

const REQUEST: Kind = {
  expected: 'a request, an object',
  accepts: (v) => typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === Object.prototype,
};

const PAIR: Kind = {
  expected: 'a pair of numbers of spaces',
  accepts: (v) => Array.isArray(v) && v.length === 2 && v.every((a) => a === 0 || a === 1),
};

const GRAM_KINDS: OptionKinds<GramRequest> = {
  spaces: arrayOf(SPACE, 'one or two spaces of samples'),
  pairs: arrayOf(PAIR, 'pairs of numbers of spaces'),
  centered: boolean,
  roots: VECTOR,
  cells: arrayOf(INDICES, 'an Int32Array of cells for each space'),
  forResiduals: boolean,
};

const RESIDUAL_KINDS: OptionKinds<ResidualRequest> = { x: SPACE, y: SPACE, blocks: BLOCKS, roots: VECTOR };

const MAP_KINDS: OptionKinds<MapRequest> = {
  coordinates: LAYOUT,
  from: BASIS,
  to: BASIS,
  blocks: BLOCKS,
  shift: NUMBERS,
};

export class Operands {
  private closed = false;

  /** @param finite refuse NaN and ±∞. */
  constructor(private readonly finite: boolean) {}

  matrix(where: string, name: string, source: MatrixLike): Float64Matrix {
    this.requireOpen(where);
    return this.finite ? readFiniteMatrix(where, name, source) : readMatrix(where, name, source);
  }

  generators(where: string, generators: readonly Indices[], watch: Watch | undefined): void {
    checkArgument(where, 'generators', generators, GENERATORS);
    checkArgument(where, 'watch', watch, optional(callable));
  }

  grams(where: string, request: GramRequest, watch: Watch | undefined): void {
    this.requireOpen(where);
    required(where, request, GRAM_KINDS, ['spaces', 'pairs', 'centered']);
    checkArgument(where, 'watch', watch, optional(callable));
    const { spaces, pairs, roots, cells } = request;
    if (spaces.length < 1 || spaces.length > 2) throw invalidArgument(where, 'one or two spaces', spaces.length);
    for (const space of spaces) this.space(where, space, spaces[0], roots);
    if (cells !== undefined) requireCells(where, spaces, cells);
    for (const [a, b] of pairs) {
      if (Math.max(a, b) >= spaces.length) throw invalidArgument(where, `pairs of ${spaces.length} spaces`, [a, b]);
      requireAligned(where, spaces[a].basis, spaces[b].basis);
    }
  }

  residuals(where: string, request: ResidualRequest, watch: Watch | undefined): void {
    this.requireOpen(where);
    required(where, request, RESIDUAL_KINDS, ['x', 'y', 'blocks']);
    checkArgument(where, 'watch', watch, optional(callable));
    const { x, y, blocks, roots } = request;
    this.space(where, x, x, roots);
    this.space(where, y, x, roots);
    this.blocks(where, blocks, y.basis, x.basis);
  }

  map(where: string, request: MapRequest, watch: Watch | undefined): void {
    this.requireOpen(where);
    required(where, request, MAP_KINDS, ['coordinates', 'from', 'to']);
    checkArgument(where, 'watch', watch, optional(callable));
    const { coordinates, from, to, blocks, shift } = request;
    requireBasis(where, from);
    requireBasis(where, to);
    if (this.finite) requireFinite(where, coordinates);
    if (coordinates.cols !== from.dimension) {
      throw shapeMismatch(where, `coordinates of ${from.dimension} columns`, shapeOf(coordinates));
    }
    if (shift !== undefined && shift.length !== to.dimension) {
      throw shapeMismatch(where, `a shift of ${to.dimension} numbers`, `${shift.length}`);
    }
    if (blocks !== undefined) this.blocks(where, blocks, to, from);
    else if (from !== to) throw invalidArgument(where, 'blocks, from and to being two bases', 'none');
  }

  lengths(where: string, space: SampleSpace, blocks: readonly Float64Layout[], watch: Watch | undefined): void {
    this.requireOpen(where);
    checkArgument(where, 'space', space, SPACE);
    checkArgument(where, 'blocks', blocks, BLOCKS);
    checkArgument(where, 'watch', watch, optional(callable));
    this.space(where, space, space, undefined);
    this.blocks(where, blocks, space.basis, space.basis);
  }

  coordinates(where: string, space: SampleSpace, watch: Watch | undefined, room: Float64Array | undefined): void {
    this.requireOpen(where);
    checkArgument(where, 'space', space, SPACE);
    checkArgument(where, 'watch', watch, optional(callable));
    checkArgument(where, 'room', room, optional(VECTOR));
    this.space(where, space, space, undefined);
    const { rows, cols } = space.rows;
    if (room !== undefined && room.length !== rows * cols) {
      throw shapeMismatch(where, `room for ${rows}·${cols} numbers`, `${room.length}`);
    }
  }

  reason(where: string, reason: string): void {
    this.requireOpen(where);
    checkArgument(where, 'reason', reason, text);
  }

  /** True the first time. */
  close(): boolean {
    const first = !this.closed;
    this.closed = true;
    return first;
  }

  private space(where: string, space: SampleSpace, first: SampleSpace, roots: Float64Array | undefined): void {
    const { rows, basis, shift, deviation } = space;
    requireBasis(where, basis);
    if (rows.cols !== basis.dimension || rows.rows !== first.rows.rows) {
      throw shapeMismatch(where, `samples of shape ${first.rows.rows}×${basis.dimension}`, shapeOf(rows));
    }
    for (const taken of [shift, deviation]) {
      if (taken !== undefined && taken.length !== basis.dimension) {
        throw shapeMismatch(where, `a shift of ${basis.dimension} numbers`, `${taken.length}`);
      }
    }
    if (roots !== undefined && roots.length !== rows.rows) {
      throw shapeMismatch(where, `roots of ${rows.rows} weights`, `${roots.length}`);
    }
    if (this.finite) requireFinite(where, rows);
  }

  private blocks(where: string, blocks: readonly Float64Layout[], out: ChangeOfBasis, into: ChangeOfBasis): void {
    requireAligned(where, out, into);
    if (blocks.length !== out.components.length) {
      throw shapeMismatch(where, `${out.components.length} blocks`, `${blocks.length}`);
    }
    blocks.forEach((C, k) => {
      if (this.finite) requireFinite(where, C);
      const [rows, cols] = [out.components[k].width, into.components[k].width];
      if (C.rows !== rows || C.cols !== cols) {
        throw shapeMismatch(where, `block ${k} of shape ${rows}×${cols}`, shapeOf(C));
      }
    });
  }

  private requireOpen(where: string): void {
    if (this.closed) throw invalidArgument(where, 'an open backend', 'a closed one', 'Open another one.');
  }
}

function required<T extends object>(where: string, request: T, kinds: OptionKinds<T>, names: (keyof T)[]): void {
  checkArgument(where, 'request', request, REQUEST);
  checkOptions(where, request, kinds);
  for (const name of names) {
    if (request[name] === undefined) throw invalidArgument(where, `a request with ${String(name)}`, 'one without');
  }
}

/** A cell, from 0 on, for each variable. */
function requireCells(where: string, spaces: readonly SampleSpace[], cells: readonly Int32Array[]): void {
  spaces.forEach(({ basis: { dimension } }, a) => {
    const received = cells[a]?.length ?? 0;
    if (received !== dimension) throw shapeMismatch(where, `cells of ${dimension} variables`, `${received}`);
    if (cells[a].some((cell) => cell < 0)) throw invalidArgument(where, 'cells from 0 on', 'a negative one');
  });
}

/** Coordinates in components, variables and coordinates in summands: each once. */
function requireBasis(where: string, basis: ChangeOfBasis): void {
  if (isSound(basis)) return;
  const { dimension, components, summands } = basis;
  const once = (list: Iterable<number>): boolean => {
    const seen = new Uint8Array(dimension);
    let count = 0;
    for (const i of list) {
      if (!(i >= 0 && i < dimension) || seen[i]) return false;
      seen[i] = 1;
      count++;
    }
    return count === dimension;
  };
  const good =
    once(components.flatMap(coordinatesIn)) &&
    once(summands.flatMap(({ points }) => [...points])) &&
    once(summands.flatMap(({ coordinates }) => [...coordinates])) &&
    summands.every((summand) => isSquare(summand) && isProduct(summand) && isAsSaid(summand));
  if (!good) {
    throw invalidArgument(where, 'a basis whose variables and coordinates are each in one place', 'another one');
  }
  sound.add(basis);
}

function coordinatesIn({ offset, width, pooled }: PooledComponent): number[] {
  return Array.from({ length: width * pooled }, (_, i) => offset + i);
}

function isSquare({ points, coordinates, matrix }: Summand): boolean {
  const n = points.length;
  return coordinates.length === n && matrix.rows === n && matrix.cols === n;
}

/**
 * Whether the factors, where there are any, give the coordinates of the matrix, tried on one vector: entries of an
 * orthogonal matrix from numbers rounded a few times agree to far less than 1e-10, another matrix hardly ever.
 */
function isProduct({ matrix, factors }: Summand): boolean {
  if (factors === undefined) return true;
  const n = matrix.rows;
  const x = Float64Array.from({ length: n }, (_, i) => Math.cos(1 + i * i));
  const got = throughFactors(x, factors);
  return got.every((value, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += matrix.data[i * n + j] * x[i];
    return Math.abs(value - sum) <= 1e-10 * n;
  });
}

/** Whether what is said to be a reflection is one, to the rounding of its entries, with at least two points. */
function isAsSaid({ matrix, isReflection }: Summand): boolean {
  if (isReflection !== true) return true;
  const { data } = reflectionMatrix(matrix.rows);
  return matrix.rows > 1 && data.every((x, e) => Math.abs(x - matrix.data[e]) <= 1e-15);
}

/** The same components, with other widths. */
function requireAligned(where: string, a: ChangeOfBasis, b: ChangeOfBasis): void {
  const fits = ({ pooled, width }: PooledComponent, k: number) =>
    width === 0 || b.components[k].width === 0 || pooled === b.components[k].pooled;
  if (a.components.length !== b.components.length || !a.components.every(fits)) {
    throw shapeMismatch(where, 'bases with the same components', 'others');
  }
}
