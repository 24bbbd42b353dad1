/** Moments of rows that were summed elsewhere: by a query, by another program. */
import { IsotypicError } from '@isotypic/algebra';
import { checkOptions, describe, finite, integer, invalidArgument, type OptionKinds } from '@isotypic/algebra/internal';
import type { Float64Layout, MatrixLike } from '@isotypic/numeric/dense';
import { projectOnUnits, readFiniteMatrix } from '@isotypic/numeric/internal';
import { VECTOR } from '../data/argument-kinds.js';
import { toCoordinates } from '../structure/equivariant-blocks.js';
import { invariantPart } from '../structure/invariant-part.js';
import { type IsotypicStructure, keepTrivial } from '../structure/isotypic-structure.js';
import { projectedBlocks } from '../structure/plain-projection.js';
import { CompensatedSums } from './compensated.js';
import type { MomentSums } from './moment-sums.js';
import { addOuter, jointWidth } from './second-moments.js';

/** Sums over rows z, which are x, or x followed by y; n numbers. */
export interface GivenSums {
  /** The number of rows. */
  readonly count: number;
  /** Σ w; the count without weights. */
  readonly weight: number;
  /** Σ w²; the count without weights. */
  readonly squaredWeight: number;
  /** What was taken off every row before it was summed, near to the rows; length n. */
  readonly shift: ArrayLike<number>;
  /** Σ w (z − shift), length n. */
  readonly sums: ArrayLike<number>;
  /**
   * Σ w (z − shift)(z − shift)ᵀ, n×n, or any matrix of the same projection on the invariant ones; or one block for each
   * component, of joint width e·m of x and y, the means over its pooled coordinates of the products of isotypic
   * coordinates: the form that keeps the digits of a component that is small beside another one.
   */
  readonly products: MatrixLike | { readonly blocks: readonly Float64Layout[] };
}

const GIVEN_SUMS_KINDS: OptionKinds<GivenSums> = {
  count: integer(0),
  weight: finite(0),
  squaredWeight: finite(0),
  shift: VECTOR,
  sums: VECTOR,
  products: {
    expected: 'a matrix, or { blocks } with a matrix for each component',
    accepts: (v) => typeof v === 'object' && v !== null,
  },
};

/** Σz² below this has lost digits to subnormal numbers in the sums of products that are 2⁻⁵⁰ of it. */
const LEAST_PRODUCT = 2 ** -960;

/**
 * The moments' own form of sums: about the sample mean, and an invariant shift.
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`, or `INVALID_ARGUMENT` for sums that no rows have.
 */
export function sumsOfGiven(
  where: string,
  structures: readonly IsotypicStructure[],
  given: GivenSums,
): MomentSums | undefined {
  if (given === undefined || given === null) throw invalidArgument(where, 'sums, { count, weight, … }', given);
  checkOptions(where, given, GIVEN_SUMS_KINDS);
  for (const name of Object.keys(GIVEN_SUMS_KINDS) as (keyof GivenSums)[]) {
    if (given[name] === undefined) throw invalidArgument(where, `sums with ${name}`, 'sums without it');
  }
  const n = structures.reduce((sum, s) => sum + s.dimension, 0);
  const shift = vectorOf(where, 'shift', given.shift, n);
  const sums = vectorOf(where, 'sums', given.sums, n);
  const blocks = blocksOf(where, structures, given.products, n);
  const { count, weight: W, squaredWeight: W2 } = given;
  if (count === 0) return undefined;
  if (!(W > 0 && W2 > 0)) {
    throw invalidArgument(where, 'positive sums of weights and of their squares', `${W} and ${W2} of ${count} rows`);
  }
  requireSize(where, structures, blocks);
  const parts = structures.map((structure, a) => {
    const from = a === 0 ? 0 : structures[0].dimension;
    return { structure, shift: shift.slice(from, from + structure.dimension), from };
  });
  const deviations = parts.map(({ structure, from }) =>
    toCoordinates(
      sums.slice(from, from + structure.dimension).map((v) => v / W),
      structure,
    ),
  );
  const about = [structures, deviations] as const;
  blocks.forEach((block, k) => {
    addOuter(k, block.data, about, about, -W);
  });
  const invariant = parts.map((part) => invariantPart(part.shift, part.structure));
  return {
    count,
    weightExponent: 0,
    exponents: structures.map(() => 0),
    shifts: invariant,
    weights: new CompensatedSums(Float64Array.of(W, W2)),
    sums: parts.map(({ structure, shift: own }, a) => {
      const rest = toCoordinates(
        own.map((v, i) => v - invariant[a][i]),
        structure,
      );
      // what the invariant shift leaves of an invariant vector is rounding
      const trivial = keepTrivial(rest.slice(), structure);
      return new CompensatedSums(deviations[a].map((v, i) => W * (v + rest[i] - trivial[i])));
    }),
    comoments: blocks.map(({ data }) => new CompensatedSums(data)),
  };
}

function vectorOf(where: string, name: string, values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${name} of length ${n}, the variables of all spaces`,
      received: `length ${values.length}`,
    });
  }
  const vector = Float64Array.from(values);
  const at = vector.findIndex((v) => !Number.isFinite(v));
  if (at < 0) return vector;
  throw new IsotypicError('NOT_FINITE', {
    where,
    expected: `finite numbers in ${name}`,
    received: `${describe(vector[at])} at ${at}`,
    details: { index: at },
  });
}

/** The blocks of the products, projected; arrays of their own. */
function blocksOf(
  where: string,
  structures: readonly IsotypicStructure[],
  products: GivenSums['products'],
  n: number,
): Float64Layout[] {
  const square = (name: string, M: MatrixLike, width: number): Float64Layout => {
    const read = readFiniteMatrix(where, name, M);
    if (read.rows === width && read.cols === width) return read;
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${name} to be ${width}×${width}`,
      received: `${read.rows}×${read.cols}`,
    });
  };
  if (!('blocks' in products)) return projectedBlocks(square('products', products, n), structures);
  const { components } = structures[0];
  if (!Array.isArray(products.blocks) || products.blocks.length !== components.length) {
    throw invalidArgument(where, `${components.length} blocks, one for each component`, products.blocks);
  }
  return components.map(({ units }, k) => {
    const width = jointWidth(structures, k);
    const { data } = square(`block ${k}`, products.blocks[k], width);
    const symmetric = data.map((v, at) => (v + data[(at % width) * width + Math.floor(at / width)]) / 2);
    if (units > 1) projectOnUnits(symmetric, width / units, width / units, units);
    return { data: symmetric, rows: width, cols: width };
  });
}

function requireSize(where: string, structures: readonly IsotypicStructure[], blocks: readonly Float64Layout[]): void {
  let largest = 0;
  blocks.forEach(({ data }, k) => {
    const width = jointWidth(structures, k);
    for (let i = 0; i < width; i++) largest = Math.max(largest, data[i * (width + 1)]);
  });
  if (largest === 0 || largest >= LEAST_PRODUCT) return;
  throw invalidArgument(
    where,
    `sums of squares of 0, or from ${LEAST_PRODUCT} on, where float64 keeps their digits`,
    largest,
    'Scale the data: multiply them by a power of two before they are summed.',
  );
}
