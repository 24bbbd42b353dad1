/**
 * Invariant functions of a vector: norms of irreducible copies, and the Gram matrices from which all quadratic ones
 * come.
 */
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { UNIT_ENTRIES } from '@isotypic/numeric/internal';
import { ROW_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import { dataExponent } from '../data/powers-of-two.js';
import type { RowOptions } from '../data/sample-options.js';
import { checkSamples, type Samples } from '../data/samples.js';
import { requireMatrix } from '../data/size-limit.js';
import { invariantShift } from '../moments/column-means.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { toCoordinates } from '../structure/equivariant-blocks.js';
import { hermitianDimension, type IsotypicStructure, keepTrivial } from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';

const OPTION_KINDS: OptionKinds<RowOptions & RunOptions> = { ...ROW_OPTION_KINDS, ...RUN_OPTION_KINDS };

/**
 * One invariant per irreducible copy, N×(number of copies), copies in the order of the decomposition: its Euclidean
 * norm, and for a trivial copy its signed coordinate (which is itself invariant).
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * (await irrepNorms([[1, 1, 1, 1], [0, 3, 0, -3]], square)).toRows() // [[2, 0, 0], [0, 0, 4.24264068712]]
 */
export async function irrepNorms(
  X: Samples,
  rep: StructureSource,
  options: RowOptions & RunOptions = {},
): Promise<Float64Matrix> {
  checkArgument('irrepNorms', 'rep', rep, STRUCTURE);
  const structure = structureOf(rep);
  const coordinates = await isotypicCoordinates('irrepNorms', X, structure, options);
  const copies = structure.components.reduce((sum, c) => sum + c.multiplicity, 0);
  const out = new Float64Matrix(coordinates.rows, copies);
  for (let n = 0; n < out.rows; n++) {
    let at = n * copies;
    for (const { multiplicity, units, pooled, offset, isTrivial } of structure.components) {
      const row = n * structure.dimension + offset;
      for (let i = 0; i < multiplicity; i++) {
        let squares = 0;
        const from = row + i * units * pooled;
        for (let r = 0; r < units * pooled; r++) squares += coordinates.data[from + r] ** 2;
        out.data[at++] = isTrivial ? coordinates.data[row + i] : Math.sqrt(squares);
      }
    }
  }
  return out;
}

/** Which invariant a column of {@link quadraticInvariants} holds: Re or an imaginary unit of ⟨copy i, copy j⟩. */
export interface QuadraticInvariant {
  readonly label: string;
  readonly i: number;
  readonly j: number;
  /** 0 for the real part; 1 … e−1 for the units of ℂ or ℍ. */
  readonly unit: number;
}

/**
 * A basis of the quadratic invariants of x, one column each: per component the Gram matrix of its copies over ℝ, ℂ or
 * ℍ, ⟨E_u x_i, x_j⟩ for i ≤ j. There are m(m+1)/2, m² or m(2m−1) per component, and every invariant quadratic form is
 * one linear combination of them.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * const { values } = await quadraticInvariants([[1, 1, 1, 1], [0, 3, 0, -3]], square);
 * values.toRows() // [[4, 0, 0], [0, 0, 18]]
 */
export async function quadraticInvariants(
  X: Samples,
  rep: StructureSource,
  options: RowOptions & RunOptions = {},
): Promise<{ readonly values: Float64Layout; readonly invariants: readonly QuadraticInvariant[] }> {
  checkArgument('quadraticInvariants', 'rep', rep, STRUCTURE);
  const structure = structureOf(rep);
  const coordinates = await isotypicCoordinates('quadraticInvariants', X, structure, options);
  const invariants = listInvariants(structure);
  const width = structure.components.reduce((sum, c) => sum + hermitianDimension(c.multiplicity, c.units), 0);
  requireMatrix('quadraticInvariants', 'the invariants', coordinates.rows, width);
  const values = new Float64Matrix(coordinates.rows, width);
  for (let n = 0; n < values.rows; n++) {
    let at = n * width;
    for (const { multiplicity: m, units, pooled, offset } of structure.components) {
      const row = n * structure.dimension + offset;
      for (let i = 0; i < m; i++) {
        for (let j = i; j < m; j++) {
          for (let unit = 0; unit < (i === j ? 1 : units); unit++) {
            let sum = 0;
            for (let s = 0; s < pooled; s++) {
              const [xi, xj] = [row + i * units * pooled + s, row + j * units * pooled + s];
              for (const e of UNIT_ENTRIES[units][unit]) {
                sum += e.sign * coordinates.data[xj + e.row * pooled] * coordinates.data[xi + e.col * pooled];
              }
            }
            values.data[at++] = sum;
          }
        }
      }
    }
  }
  return { values, invariants };
}

function listInvariants(structure: IsotypicStructure): QuadraticInvariant[] {
  return structure.components.flatMap(({ label, multiplicity: m, units }) => {
    const list: QuadraticInvariant[] = [];
    for (let i = 0; i < m; i++) {
      for (let j = i; j < m; j++) {
        for (let unit = 0; unit < (i === j ? 1 : units); unit++) list.push({ label, i, j, unit });
      }
    }
    return list;
  });
}

/**
 * X·Q. An invariant near the data is taken off before the rotation, which would find small coordinates as differences
 * of large ones, and put back after it, in the trivial component.
 */
async function isotypicCoordinates(
  where: string,
  X: Samples,
  structure: IsotypicStructure,
  options: RowOptions & RunOptions,
): Promise<Float64Matrix> {
  checkOptions(where, options, OPTION_KINDS);
  const samples = checkSamples(where, X, structure.dimension, options);
  const { data, rows, cols } = samples;
  // at other sizes than the ordinary ones the squares asked for leave float64 in any case
  const isOrdinary = dataExponent(samples.largest) === 0;
  const shift = isOrdinary ? invariantShift(samples, 0, structure) : new Float64Array(cols);
  const coordinates = await withOperations(watched(where, options).backend, (operations) =>
    operations.toCoordinates({ rows: { data, rows, cols }, basis: changeOf(structure), shift }),
  );
  const back = keepTrivial(toCoordinates(shift, structure), structure);
  for (let at = 0; at < coordinates.data.length; at++) coordinates.data[at] += back[at % cols];
  return coordinates;
}
