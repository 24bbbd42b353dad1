/** The irreps of a direct product that acts with its factors on different orbits: outer tensor products. */
import { type ExactMatrix, lcm, Matrix, type PermutationGroup, rationals, type WorkMeter } from '@isotypic/algebra';
import { independentParts, type Part } from '../../characters/closed-forms/direct-product.js';
import { isRationalMatrix, kronecker, overCyclotomics } from '../../matrices/exact-matrices.js';
import { descendedForm } from '../descent/real-descent.js';
import { type FormedIrrep, type IrrepForm, labelOf } from '../formed-irrep.js';
import type { IrrepListing } from '../irrep-listing.js';

/**
 * All irreps χ₁ ⊗ ⋯ ⊗ χ_m, trivial first, then by degree; undefined when the group is no such product.
 * @param irrepsOf lists the irreps of a factor
 */
export function productIrreps(
  group: PermutationGroup,
  work: IrrepListing,
  irrepsOf: (factor: PermutationGroup) => readonly FormedIrrep[],
): FormedIrrep[] | undefined {
  const parts = independentParts(group);
  if (parts.length < 2) return undefined;
  const factors = parts.map(({ constituent }) => irrepsOf(constituent));
  work.announce(factors.reduce((product, list) => product * list.length, 1));
  let tuples: number[][] = [[]];
  for (const list of factors) tuples = tuples.flatMap((t) => list.map((_, i) => [...t, i]));
  const degreeOf = (t: readonly number[]): number => t.reduce((d, i, f) => d * factors[f][i].degree, 1);
  const isTrivial = (t: readonly number[]): boolean => t.every((i, f) => factors[f][i].isTrivial);
  tuples.sort((a, b) => Number(isTrivial(b)) - Number(isTrivial(a)) || degreeOf(a) - degreeOf(b));
  const positions = new Map(tuples.map((t, i) => [t.join(), i]));
  return tuples.map((t, i): FormedIrrep => {
    work.meter.step();
    const chosen = t.map((k, f) => factors[f][k]);
    const indicator = chosen.reduce<number>((sign, x) => sign * x.indicator, 1) as 1 | 0 | -1;
    let form: IrrepForm | undefined;
    return {
      degree: degreeOf(t),
      indicator,
      isTrivial: isTrivial(t),
      label: labelOf(i, degreeOf(t), isTrivial(t)),
      conjugate: positions.get(chosen.map(({ conjugate }) => conjugate).join()) as number,
      form: (meter) => {
        form ??= outerTensor(group, parts, chosen, indicator, meter);
        return form;
      },
    };
  });
}

function outerTensor(
  group: PermutationGroup,
  parts: readonly Part[],
  chosen: readonly FormedIrrep[],
  indicator: 1 | 0 | -1,
  meter: WorkMeter,
): IrrepForm {
  // Trivial factors leave the matrices of the others as they are.
  const factors = parts.map((part, f) => ({ part, irrep: chosen[f] })).filter(({ irrep }) => !irrep.isTrivial);
  const forms = factors.map(({ part, irrep }) => ({ part, form: irrep.form(meter) }));
  const isReal = forms.every(({ form }) => form.isReal);
  const form: IrrepForm = {
    isReal,
    conductor: forms.reduce((n, { form: { conductor } }) => lcm(n, conductor), 1),
    gram: product(
      forms.map(({ form: { gram } }) => gram),
      meter,
    ),
    matrix: (g, work) =>
      product(
        forms.map(({ part, form: { matrix } }) => matrix(part.project(g), work)),
        work,
      ),
  };
  // Two quaternionic factors make a real type: its real form is found by descent.
  return isReal || indicator !== 1 ? form : (descendedForm(group, form, meter) ?? form);
}

function product(matrices: readonly ExactMatrix[], meter: WorkMeter): ExactMatrix {
  meter.step(matrices.reduce((entries, M) => entries * M.rows * M.cols, 1));
  if (matrices.every(isRationalMatrix))
    return matrices.reduce((A, B) => kronecker(A, B), Matrix.identity(rationals, 1));
  return matrices.map(overCyclotomics).reduce((A, B) => kronecker(A, B));
}
