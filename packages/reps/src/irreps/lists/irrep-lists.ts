/** Lists of irreps over ℂ and over ℝ, as users see them, from what constructions hand over. */
import {
  type ExactMatrix,
  eulerPhi,
  IsotypicError,
  type Permutation,
  type PermutationGroup,
  type WorkMeter,
} from '@isotypic/algebra';
import { overSmallestField } from '../../matrices/exact-matrices.js';
import { ComplexIrrep } from '../complex-irrep.js';
import { commutingOf, type Realification, realification } from '../descent/realification.js';
import type { FormedIrrep, IrrepForm } from '../formed-irrep.js';
import { RealIrrep } from '../real-irrep.js';

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
