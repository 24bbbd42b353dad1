/** Irreducible representations as constructions hand them over: a character's data and a way to matrices. */

import {
  Cyclotomic,
  type ExactMatrix,
  type ExactScalar,
  eulerPhi,
  gcd,
  IsotypicError,
  type Permutation,
  type PermutationGroup,
  type WorkMeter,
} from '@isotypic/algebra';
import { overSmallestField } from '../matrices/exact-matrices.js';
import { ComplexIrrep } from './complex-irrep.js';
import { realDescent } from './real-descent.js';
import { RealIrrep } from './real-irrep.js';
import type { CommutingUnits } from './real-structure.js';
import { type Realification, realification } from './realification.js';

/** Exact matrices of an irrep, all over one field, with their invariant form. */
export interface IrrepForm {
  readonly isReal: boolean;
  matrix(g: Permutation, meter: WorkMeter): ExactMatrix;
  /** Hermitian; symmetric when the matrices are real. */
  readonly gram: ExactMatrix;
  /** All entries lie in ℚ(ζ_conductor). */
  readonly conductor: number;
}

/** An irrep over ℂ in a complete list. */
export interface FormedIrrep {
  readonly degree: number;
  /** Frobenius–Schur indicator. */
  readonly indicator: 1 | 0 | -1;
  readonly isTrivial: boolean;
  /** `χ₃[2]`: number in the list and degree; or `trivial`. */
  readonly label: string;
  /** Position in the list of the complex conjugate. */
  readonly conjugate: number;
  /** Matrices over the smallest field found: real ones when the type is real. */
  form(meter: WorkMeter): IrrepForm;
}

/** The list as users see it. */
export function complexIrrepsOf(group: PermutationGroup, list: readonly FormedIrrep[]): ComplexIrrep[] {
  return list.map(
    ({ degree, indicator, isTrivial, label, form }) =>
      new ComplexIrrep({
        group,
        degree,
        label,
        isTrivial,
        indicator,
        generatorMatrices: (meter) => group.generators.map((g) => form(meter).matrix(g, meter)),
        evaluate: (g, meter) => form(meter).matrix(g, meter),
        gram: (meter) => form(meter).gram,
      }),
  );
}

/**
 * The real irreps of a complete list: χ of real type as it is, χ and χ̄ of complex type together, χ of quaternionic
 * type twice, the last two as spaces over the real subfield. Trivial first, then by degree.
 */
export function realIrrepsOf(group: PermutationGroup, list: readonly FormedIrrep[]): RealIrrep[] {
  const found: RealIrrep[] = [];
  list.forEach((irrep, i) => {
    const { degree, indicator, label, isTrivial } = irrep;
    if (indicator === 1) {
      found.push(
        new RealIrrep({
          group,
          degree,
          label,
          isTrivial,
          type: 'real',
          generatorMatrices: (meter) => group.generators.map((g) => realForm(irrep, meter).matrix(g, meter)),
          evaluate: (g, meter) => realForm(irrep, meter).matrix(g, meter),
          gram: (meter) => realForm(irrep, meter).gram,
        }),
      );
      return;
    }
    if (irrep.conjugate >= i) found.push(realifiedIrrep(group, irrep));
  });
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
}

/** χ + χ̄ or 2χ, from matrices for χ. */
function realifiedIrrep(group: PermutationGroup, { degree, indicator, label, form }: FormedIrrep): RealIrrep {
  const isRational = (meter: WorkMeter): boolean => eulerPhi(form(meter).conductor) <= 2;
  const overField = (M: ExactMatrix, meter: WorkMeter): ExactMatrix =>
    isRational(meter) ? overSmallestField([M])[0] : M;
  let lazy: Realification | undefined;
  const realified = (meter: WorkMeter): Realification => {
    lazy ??= realification(form(meter).conductor);
    return lazy;
  };
  const matrix = (g: Permutation, meter: WorkMeter): ExactMatrix => {
    meter.step(4 * degree * degree);
    return overField(realified(meter).real(form(meter).matrix(g, meter)), meter);
  };
  const isComplex = indicator === 0;
  return new RealIrrep({
    group,
    degree: 2 * degree,
    label: label.replace(/\[\d+\]/, `[${2 * degree}]`),
    isTrivial: false,
    type: isComplex ? 'complex' : 'quaternionic',
    generatorMatrices: (meter) => group.generators.map((g) => matrix(g, meter)),
    evaluate: matrix,
    gram: (meter) => overField(realified(meter).form(form(meter).gram), meter),
    ...(isComplex ? { commuting: (meter: WorkMeter) => commutingOf(realified(meter), degree, isRational(meter)) } : {}),
  });
}

/** @throws {IsotypicError} `NOT_DECIDED` when only complex matrices were found for a character of real type. */
function realForm(irrep: FormedIrrep, meter: WorkMeter): IrrepForm {
  const form = irrep.form(meter);
  if (form.isReal) return form;
  throw new IsotypicError('NOT_DECIDED', {
    where: 'realIrreps',
    expected: 'a real form of a representation of real type',
    received: `${irrep.label}, for which only complex matrices were found`,
    remedy: 'Decompose a permutation representation that contains it.',
  });
}

/** The real form of a complex one of real type, where its square root is cyclotomic. */
export function descendedForm(group: PermutationGroup, complex: IrrepForm, meter: WorkMeter): IrrepForm | undefined {
  const generators = group.generators.map((g) => complex.matrix(g, meter));
  const descent = realDescent(generators, meter);
  if (descent === undefined) return undefined;
  const matrices = generators.map((M) => descent.real(M));
  return {
    isReal: true,
    conductor: commonConductor(matrices),
    gram: descent.form(complex.gram),
    matrix: (g, work) => descent.real(complex.matrix(g, work)),
  };
}

/** A conductor for all matrices: that of the generators' entries, which generate the field of the others. */
export function commonConductor(generatorMatrices: readonly ExactMatrix[]): number {
  let conductor = 1;
  for (const M of generatorMatrices) {
    for (const x of M.entries) {
      if (x instanceof Cyclotomic) conductor = (conductor / gcd(conductor, x.conductor)) * x.conductor;
    }
  }
  return conductor;
}

/** The complex structure of a realified module. */
export function commutingOf(built: Realification, degree: number, isRational: boolean): CommutingUnits<ExactScalar> {
  const z = built.unit(degree);
  if (!isRational) return { type: 'complex', units: [z], squares: [built.square] };
  return {
    type: 'complex',
    units: overSmallestField([z]),
    squares: [built.square.toFraction()],
  };
}

/** `χ₃[2]`, or `trivial`: a name by position and degree. */
export function labelOf(index: number, degree: number, isTrivial: boolean): string {
  const subscript = [...String(index + 1)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
  return isTrivial ? 'trivial' : `χ${subscript}[${degree}]`;
}
