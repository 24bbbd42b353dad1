/** Isotypic decompositions over ℚ and over ℂ. Over ℝ see `isotypic-decomposition.ts`. */
import {
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  type Field,
  inverse,
  Matrix,
  rank,
  rationals,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { once } from '../bases/once.js';
import type { ComplexIrrep } from '../irreps/complex-irrep.js';
import type { RealType } from '../irreps/endomorphism-units.js';
import { irreps } from '../irreps/lists/irreps.js';
import { rationalIrreps } from '../irreps/lists/rational-irreps.js';
import type { RationalIrrep } from '../irreps/rational-irrep.js';
import { adjoint, isRationalMatrix, overField } from '../matrices/exact-matrices.js';
import { homSpace } from '../matrices/hom-space.js';
import { product } from '../matrices/products.js';
import type { ExactRepresentation } from '../representations/kinds.js';
import { meterFor } from '../work.js';
import { incomplete } from './incomplete.js';

/** All copies of one irrep over ℚ or ℂ. */
export interface FieldComponent<Irrep> {
  readonly irrep: Irrep;
  readonly label: string;
  /** Dimension of one copy over the field. */
  readonly degree: number;
  readonly multiplicity: number;
  /** The type over ℝ of the irrep's complex constituents. */
  readonly type: RealType;
  readonly isTrivial: boolean;
  /** The exact projector onto the component. */
  projector(options?: WorkOptions): ExactMatrix;
}

/** A decomposition over ℚ or ℂ: exact only. */
export interface FieldDecomposition<Irrep> {
  readonly representation: ExactRepresentation;
  readonly field: 'rational' | 'complex';
  readonly components: readonly FieldComponent<Irrep>[];
  /** Exact columns in which every copy carries the irrep's matrices, and their Gram matrix BᴴB. */
  basis(options?: WorkOptions): { readonly columns: ExactMatrix; readonly gram: ExactMatrix };
  toString(): string;
}

const where = 'isotypicDecomposition';

/** An isotypic decomposition over ℚ. */
export type RationalDecomposition = FieldDecomposition<RationalIrrep>;
/** An isotypic decomposition over ℂ. */
export type ComplexDecomposition = FieldDecomposition<ComplexIrrep>;

/**
 * Decomposes over ℚ, into the irreps of `rationalIrreps`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for matrices that are not rational; `NOT_DECIDED` when a Schur index is
 * not.
 */
export function rationalDecomposition(
  rep: ExactRepresentation,
  options: WorkOptions,
  meter: WorkMeter,
): RationalDecomposition {
  const given = rep.generatorMatrices;
  if (!given.every(isRationalMatrix)) {
    throw invalidArgument(where, 'rational matrices', `${rep}`, "Use { field: 'complex' }.");
  }
  return decompose(rep, 'rational', rationals, rationalIrreps(rep.group, options), typeOverReals, meter);
}

/** Decomposes over ℂ, into the irreps of `irreps`. */
export function complexDecomposition(
  rep: ExactRepresentation,
  options: WorkOptions,
  meter: WorkMeter,
): ComplexDecomposition {
  const type = ({ indicator }: ComplexIrrep): RealType =>
    indicator === 1 ? 'real' : indicator === 0 ? 'complex' : 'quaternionic';
  return decompose(rep, 'complex', cyclotomics, irreps(rep.group, options), type, meter);
}

/** The sign of the Frobenius–Schur sum (1/|G|) Σ χ(g²), which adds up those of the constituents, all equal. */
function typeOverReals(irrep: RationalIrrep): RealType {
  let sum = rationals.zero;
  for (const { representative, size } of irrep.group.conjugacyClasses()) {
    const trace = irrep.matrix(representative.times(representative)).trace();
    sum = rationals.add(sum, rationals.mul(trace, rationals.fromInteger(size)));
  }
  if (rationals.isZero(sum)) return 'complex';
  return sum.s > 0n ? 'real' : 'quaternionic';
}

interface AnyIrrep {
  readonly label: string;
  readonly degree: number;
  readonly isTrivial: boolean;
  readonly generatorMatrices: readonly ExactMatrix[];
}

function decompose<Irrep extends AnyIrrep>(
  rep: ExactRepresentation,
  name: 'rational' | 'complex',
  field: Field<ExactScalar>,
  list: readonly Irrep[],
  typeOf: (irrep: Irrep) => RealType,
  meter: WorkMeter,
): FieldDecomposition<Irrep> {
  const n = rep.dimension;
  const present = copiesOver(rep, field, list, meter);
  const total = present.reduce((sum, { irrep, copies }) => sum + irrep.degree * copies.length, 0);
  if (total !== n) throw incomplete(where, rep, total, meter);
  const columns = present.flatMap(({ copies }) => copies).reduce((left, right) => left.beside(right));
  const rows = once((work?: WorkMeter) => inverse(columns, { meter: work }));
  let offset = 0;
  const components = present.map(({ irrep, copies }): FieldComponent<Irrep> => {
    const start = offset;
    const width = irrep.degree * copies.length;
    offset += width;
    return {
      irrep,
      label: irrep.label,
      degree: irrep.degree,
      multiplicity: copies.length,
      type: typeOf(irrep),
      isTrivial: irrep.isTrivial,
      projector(options = {}) {
        const work = meterFor('FieldComponent.projector', options);
        const inverted = rows(work);
        const left = Matrix.build(field, n, width, (i, j) => columns.at(i, start + j));
        const right = Matrix.build(field, width, n, (i, j) => inverted.at(start + i, j));
        return product(left, right, work);
      },
    };
  });
  return {
    representation: rep,
    field: name,
    components,
    basis(options = {}) {
      return { columns, gram: product(adjoint(columns), columns, meterFor('FieldDecomposition.basis', options)) };
    },
    toString: () =>
      components.map((c) => (c.multiplicity === 1 ? c.label : `${c.multiplicity}·${c.label}`)).join(' + '),
  };
}

/**
 * Hom(ρ̂, ρ) for each irrep by spinning one vector. The image of an intertwiner is irreducible, so it meets the sum of
 * earlier images in 0 or lies inside: copies are taken while the rank grows. Side by side they are a basis, and the
 * rows of its inverse give the projectors.
 */
function copiesOver<Irrep extends AnyIrrep>(
  rep: ExactRepresentation,
  field: Field<ExactScalar>,
  list: readonly Irrep[],
  meter: WorkMeter,
): { readonly irrep: Irrep; readonly copies: readonly ExactMatrix[] }[] {
  const lift = (m: ExactMatrix): ExactMatrix => overField(m, field);
  const generators = rep.generatorMatrices.map(lift);
  const n = rep.dimension;
  const found = list.map((irrep, k) => {
    meter.report('copies', k, list.length);
    const copies: ExactMatrix[] = [];
    if (irrep.degree > n) return { irrep, copies };
    const maps =
      generators.length === 0
        ? Array.from({ length: n }, (_, c) => Matrix.build(field, n, 1, (r) => (r === c ? field.one : field.zero)))
        : homSpace(where, irrep.generatorMatrices.map(lift), generators, meter);
    for (const T of maps) {
      const joint = copies.reduce((left, right) => left.beside(right), T);
      if (rank(joint, { meter }) === joint.cols) copies.push(T);
    }
    return { irrep, copies };
  });
  return found.filter(({ copies }) => copies.length > 0);
}
