/** The invariant mean: the projection of the sample mean on V^G, its maximum-likelihood estimate for any Σ. */
import { checkArgument, checkOptions } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { PermutationRepresentation } from '@isotypic/reps';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { dataExponent, scaledBy, scaledWeights } from '../data/powers-of-two.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import { fromCoordinates, toCoordinates } from '../structure/equivariant-blocks.js';
import { type IsotypicStructure, keepTrivial } from '../structure/isotypic-structure.js';
import { orbitAverages } from '../structure/orbit-averages.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';

/**
 * The invariant mean of N samples, length D.
 *
 * @param X N×D samples (rows) in the coordinates of `rep`.
 * @throws {IsotypicError} as every estimator: `SHAPE_MISMATCH`, `NOT_FINITE` (row and column), `TOO_FEW_SAMPLES`.
 * Complexity O(N·D) for permutation representations of any dimension; else O(N·D + D²) after the decomposition.
 * @example
 * await mean([[1, 2, 6]], permutationRepresentation(catalogue.cyclic(3))); // Float64Array [3, 3, 3]
 */
export async function mean(X: Samples, rep: StructureSource, options: SampleOptions = {}): Promise<Float64Array> {
  const where = 'mean';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, SAMPLE_OPTION_KINDS);
  const samples = checkSamples(where, X, dimensionOf(rep), options);
  const exponent = dataExponent(samples.largest);
  const weights = scaledWeights(samples.weights);
  return scaledBy(invariantPart(columnMeans(samples, { weights, exponent }), rep), exponent);
}

/** P^G x: averages over the orbits of an action, which need no decomposition; else from the isotypic coordinates. */
export function invariantPart(x: Float64Array, rep: StructureSource): Float64Array {
  return orbitAverages(rep, x) ?? projectOnInvariants(x, structureOf(rep));
}

/** D, without decomposing an action. */
export function dimensionOf(rep: StructureSource): number {
  return rep instanceof PermutationRepresentation ? rep.dimension : structureOf(rep).dimension;
}

/** P^G x: keeps the trivial component's coordinates. */
export function projectOnInvariants(x: Float64Array, structure: IsotypicStructure): Float64Array {
  return fromCoordinates(keepTrivial(toCoordinates(x, structure), structure), structure);
}

/**
 * Weighted means of the columns of (X·2^−exponent − shift), each summed over blocks of 256 rows so that rounding grows
 * with N/256 and not with N.
 */
export function columnMeans(
  { data, rows, cols }: Float64Layout,
  options: {
    readonly weights?: Float64Array | undefined;
    readonly shift?: Float64Array | undefined;
    readonly exponent?: number;
  } = {},
): Float64Array {
  const { weights, shift, exponent = 0 } = options;
  const total = new Float64Array(cols);
  const part = new Float64Array(cols);
  let W = 0;
  for (let start = 0; start < rows; start += 256) {
    part.fill(0);
    const end = Math.min(rows, start + 256);
    const block = scaledBy(data.subarray(start * cols, end * cols), -exponent);
    W += addRows(block, weights?.subarray(start, end), shift, part);
    for (let j = 0; j < cols; j++) total[j] += part[j];
  }
  return total.map((t) => t / W);
}

/** Rows whose mean is the shift: it only has to be as near to the data as they are to each other. */
const SHIFT_ROWS = 256;

/**
 * part += Σ w (x − shift); answers Σ w. One loop for each case that matters: it is run on all of the data, and a factor 1
 * or a shift 0 costs a third more (measured).
 */
function addRows(
  block: Float64Array,
  weights: Float64Array | undefined,
  shift: Float64Array | undefined,
  part: Float64Array,
): number {
  const cols = part.length;
  const rows = cols === 0 ? 0 : block.length / cols;
  if (weights === undefined && shift === undefined) {
    for (let at = 0; at < block.length; at += cols) for (let j = 0; j < cols; j++) part[j] += block[at + j];
    return rows;
  }
  const origin = shift ?? new Float64Array(cols);
  if (weights === undefined) {
    for (let at = 0; at < block.length; at += cols) for (let j = 0; j < cols; j++) part[j] += block[at + j] - origin[j];
    return rows;
  }
  let W = 0;
  for (let n = 0; n < rows; n++) {
    W += weights[n];
    for (let j = 0; j < cols; j++) part[j] += weights[n] * (block[n * cols + j] - origin[j]);
  }
  return W;
}

/**
 * An invariant vector near the data, in units of 2^exponent: to be taken off before anything is rotated or summed, so
 * that a mean that is large beside the spread costs no digits.
 */
export function invariantShift(M: Float64Layout, exponent: number, structure: IsotypicStructure): Float64Array {
  const rows = Math.min(M.rows, SHIFT_ROWS);
  const first = { data: M.data.subarray(0, rows * M.cols), rows, cols: M.cols };
  return invariantPart(columnMeans(first, { exponent }), structure.representation ?? structure);
}
