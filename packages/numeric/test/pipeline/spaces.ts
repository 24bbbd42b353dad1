/** Spaces of samples for the pipeline's tests, and what its operations are by their definitions. */
import {
  type ChangeOfBasis,
  type FactorBlock,
  type Factors,
  Float64Matrix,
  product,
  qr,
  type SampleSpace,
  standardNormals,
} from '@isotypic/numeric';
import { reflectionMatrix } from '../../dist/pipeline/change-of-basis.js';
import { throughFactors } from '../../dist/pipeline/factors.js';

/**
 * Variables in summands: the orders of cyclic factors, the sizes of orbits of involutions for a matrix in factors, or
 * one number for any orthogonal matrix.
 */
export interface SpaceShape {
  /** [width, pooled] of each component. */
  readonly components: readonly (readonly [width: number, pooled: number])[];
  /** For each summand, how many variables, or the cycles of an abelian group, or the orbits. */
  readonly summands: readonly (number | readonly number[] | WithOrbits | Reflected)[];
}

interface Reflected {
  readonly reflected: number;
}

interface WithOrbits {
  readonly orbits: readonly number[];
}

/** Shapes that meet every path: identities, small and odd matrices, equal summands, transforms of all radices. */
export const SHAPES: readonly SpaceShape[] = [
  { components: [[3, 1]], summands: [1, 1, 1] },
  {
    components: [
      [2, 1],
      [3, 2],
      [0, 3],
      [1, 5],
    ],
    summands: [5, 5, 1, 2],
  },
  {
    components: [
      [16, 1],
      [4, 2],
    ],
    summands: [[16], 8],
  },
  { components: [[8, 3]], summands: [[4, 6]] },
  { components: [[5, 10]], summands: [[5, 5], [25]] },
  { components: [[7, 18]], summands: [[2, 3, 21]] },
  {
    components: [
      [2, 3],
      [2, 1],
    ],
    summands: [{ orbits: [4, 2, 1, 1] }],
  },
  {
    components: [
      [1, 1],
      [1, 5],
      [2, 3],
    ],
    summands: [{ reflected: 6 }, { reflected: 2 }, { reflected: 4 }],
  },
  { components: [[6, 4]], summands: [{ orbits: [8, 4] }, { orbits: [8, 4] }] },
];

/** One shape, its variables in another order in every other space. */
export function changeOfBasis({ components, summands }: SpaceShape, seed: number): ChangeOfBasis {
  let offset = 0;
  const listed = components.map(([width, pooled]) => {
    const component = { offset, width, pooled };
    offset += width * pooled;
    return component;
  });
  const D = offset;
  // i ↦ a·i + seed mod D, a prime to D
  const a = [7, 5, 11, 13, 17].find((p) => D % p !== 0) ?? 1;
  let next = 0;
  const matrices = new Map<string, Float64Matrix>();
  const known = new Map<string, Factors>();
  const made = summands.map((summand) => {
    const n = sizeOf(summand);
    const points = Int32Array.from({ length: n }, (_, i) => (a * (next + i) + seed) % D);
    const coordinates = Int32Array.from({ length: n }, (_, i) => (next + i) % D);
    next += n;
    const key = JSON.stringify(summand);
    if (isReflected(summand)) {
      const matrix = matrices.get(key) ?? Float64Matrix.from(reflectionMatrix(n));
      matrices.set(key, matrix);
      return { points, coordinates, matrix, isReflection: true };
    }
    if (isWithOrbits(summand)) {
      const factors = known.get(key) ?? factorsOn(summand.orbits, listed, n);
      known.set(key, factors);
      const matrix = matrices.get(key) ?? matrixOf(factors, n);
      matrices.set(key, matrix);
      return { points, coordinates, matrix, factors };
    }
    const matrix = matrices.get(key) ?? (typeof summand === 'number' ? orthogonal(n, n + seed) : characters(summand));
    matrices.set(key, matrix);
    return typeof summand === 'number'
      ? { points, coordinates, matrix }
      : { points, coordinates, matrix, cycles: summand };
  });
  return { dimension: D, components: listed, summands: made };
}

function isWithOrbits(summand: SpaceShape['summands'][number]): summand is WithOrbits {
  return typeof summand === 'object' && 'orbits' in summand;
}

function isReflected(summand: SpaceShape['summands'][number]): summand is Reflected {
  return typeof summand === 'object' && 'reflected' in summand;
}

function sizeOf(summand: SpaceShape['summands'][number]): number {
  if (typeof summand === 'number') return summand;
  if (isReflected(summand)) return summand.reflected;
  return isWithOrbits(summand) ? summand.orbits.reduce((x, y) => x + y, 0) : summand.reduce((x, y) => x * y, 1);
}

/**
 * Factors of an orthogonal matrix: sums over the orbits in some order, two blocks, and turns of the copies that the
 * components list, one after the other as far as n reaches; those of one component alike.
 */
function factorsOn(orbits: readonly number[], components: ChangeOfBasis['components'], n: number): Factors {
  let at = 0;
  const sizes: number[] = [];
  const sums = orbits.map((size) => {
    const points = Int32Array.from({ length: size }, (_, t) => at + t);
    const to = points.map((i) => n - 1 - i);
    for (const line of to) sizes[line] = size;
    at += size;
    return { points, to };
  });
  const cut = Math.ceil(n / 3);
  const blocks = [
    [0, cut],
    [cut, n],
  ].map(([from, end]): FactorBlock => {
    const O = orthogonal(end - from, n);
    const matrix = Float64Matrix.generate(end - from, end - from, (i, j) => O.at(i, j) / Math.sqrt(sizes[from + i]));
    return { from, to: Int32Array.from({ length: end - from }, (_, i) => (from + i + 1) % n), matrix };
  });
  const turns: FactorBlock[] = [];
  components.forEach(({ offset, width, pooled }, k) => {
    const matrix = orthogonal(pooled, k + 3);
    for (let i = 0; i < width && pooled > 1 && offset + (i + 1) * pooled <= n; i++) {
      const from = offset + i * pooled;
      turns.push({ from, to: Int32Array.from({ length: pooled }, (_, s) => from + s), matrix });
    }
  });
  return { sums, blocks, turns };
}

function matrixOf(factors: Factors, n: number): Float64Matrix {
  const images = Array.from({ length: n }, (_, i) => throughFactors(Float64Matrix.identity(n).row(i), factors));
  return Float64Matrix.generate(n, n, (i, j) => images[i][j]);
}

function orthogonal(n: number, seed: number): Float64Matrix {
  if (n === 1) return Float64Matrix.identity(1);
  return Float64Matrix.from(qr(standardNormals(n, n, seed), { pivot: false }).Q);
}

/** Real characters of a product of cyclic groups, each pair turned by an angle of its own. */
function characters(cycles: readonly number[]): Float64Matrix {
  const n = cycles.reduce((x, y) => x * y, 1);
  const digits = (t: number) => {
    const list: number[] = [];
    for (let axis = cycles.length - 1, left = t; axis >= 0; axis--) {
      list.unshift(left % cycles[axis]);
      left = Math.floor(left / cycles[axis]);
    }
    return list;
  };
  const minus = (t: number) =>
    digits(t).reduce((at, k, axis) => at * cycles[axis] + ((cycles[axis] - k) % cycles[axis]), 0);
  const columns: ((t: number) => number)[] = [];
  for (let k = 0; k < n; k++) {
    if (minus(k) < k) continue;
    const turns = (t: number) =>
      digits(t).reduce((sum, x, axis) => sum + ((x * digits(k)[axis]) % cycles[axis]) / cycles[axis], 0);
    const real = minus(k) === k;
    const angle = real ? 0 : k;
    columns.push((t) => Math.sqrt((real ? 1 : 2) / n) * Math.cos(2 * Math.PI * turns(t) + angle));
    if (!real) columns.push((t) => Math.sqrt(2 / n) * Math.sin(2 * Math.PI * turns(t) + angle));
  }
  return Float64Matrix.generate(n, n, (t, j) => columns[j](t));
}

export function space(shape: SpaceShape, rows: number, seed: number, options: { shifted?: boolean } = {}): SampleSpace {
  const basis = changeOfBasis(shape, seed);
  const D = basis.dimension;
  const taken = (scale: number) => Float64Array.from({ length: D }, (_, i) => scale * ((i % 5) - 2));
  const samples = { rows: standardNormals(rows, D, seed + 100), basis };
  return options.shifted ? { ...samples, shift: taken(0.5), deviation: taken(0.125) } : samples;
}

/** √w (x − shift − deviation)·Q. */
export function slowCoordinates({ rows, basis, shift, deviation }: SampleSpace, roots?: Float64Array): Float64Matrix {
  const Q = new Float64Matrix(basis.dimension, basis.dimension);
  for (const { points, coordinates, matrix } of basis.summands) {
    points.forEach((p, i) => {
      coordinates.forEach((c, j) => {
        Q.data[p * Q.cols + c] = matrix.data[i * matrix.cols + j];
      });
    });
  }
  const prepared = Float64Matrix.generate(rows.rows, rows.cols, (n, j) => {
    return (roots?.[n] ?? 1) * (rows.data[n * rows.cols + j] - (shift?.[j] ?? 0) - (deviation?.[j] ?? 0));
  });
  return product(prepared, Q);
}

/** Σ over rows and pooled coordinates of component k. */
export function slowGram(
  Y: Float64Matrix,
  Z: Float64Matrix,
  y: ChangeOfBasis['components'][number],
  z: ChangeOfBasis['components'][number],
): Float64Matrix {
  return Float64Matrix.generate(y.width, z.width, (i, j) => {
    let sum = 0;
    for (let n = 0; n < Y.rows; n++) {
      for (let s = 0; s < y.pooled; s++)
        sum += Y.at(n, y.offset + i * y.pooled + s) * Z.at(n, z.offset + j * z.pooled + s);
    }
    return sum;
  });
}

/** (⊕ C_k ⊗ I) on coordinates. */
export function slowImages(
  Z: Float64Matrix,
  blocks: readonly Float64Matrix[],
  to: ChangeOfBasis,
  from: ChangeOfBasis,
): Float64Matrix {
  const out = new Float64Matrix(Z.rows, to.dimension);
  blocks.forEach((C, k) => {
    const [y, x] = [to.components[k], from.components[k]];
    for (let n = 0; n < Z.rows; n++) {
      for (let i = 0; i < C.rows; i++) {
        for (let j = 0; j < C.cols; j++) {
          for (let s = 0; s < y.pooled; s++) {
            out.data[n * out.cols + y.offset + i * y.pooled + s] += C.at(i, j) * Z.at(n, x.offset + j * x.pooled + s);
          }
        }
      }
    }
  });
  return out;
}

/** The widths of the components of a space aligned with `shape`, halved upward: another space for the same types. */
export function alignedShape({ components }: SpaceShape): SpaceShape {
  const halved = components.map(([width, pooled]) => [Math.ceil(width / 2), pooled] as const);
  return { components: halved, summands: [halved.reduce((sum, [width, pooled]) => sum + width * pooled, 0)] };
}

export function blocksFor(to: ChangeOfBasis, from: ChangeOfBasis): Float64Matrix[] {
  return to.components.map(({ width }, k) => standardNormals(width, from.components[k].width, k + 1));
}

/** Samples under no symmetry: one component, their own coordinates. */
export function plainSpace(rows: Float64Matrix): SampleSpace {
  const one = Float64Matrix.identity(1);
  const summands = Array.from({ length: rows.cols }, (_, j) => ({
    points: Int32Array.of(j),
    coordinates: Int32Array.of(j),
    matrix: one,
  }));
  const components = [{ offset: 0, width: rows.cols, pooled: 1 }];
  return { rows, basis: { dimension: rows.cols, components, summands } };
}
