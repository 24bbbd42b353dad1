/** What a form of second moments computes of each row: layers of linear forms, and sums of their products. */
import type { SecondMoments } from '../results/decode-moments.js';
import type { MomentsForm } from './moments-plan.js';

/** name = Σ coefficient·source, of variables `c0`, `c1`, … (less the shift) and of forms of earlier layers. */
export interface LinearForm {
  readonly name: string;
  readonly terms: readonly (readonly [source: string, coefficient: number])[];
}

/** factor·left·right. */
export interface FormProduct {
  readonly left: string;
  readonly right: string;
  readonly factor: number;
}

export interface Program {
  readonly form: Exclude<MomentsForm, 'auto'>;
  readonly layers: readonly (readonly LinearForm[])[];
  /** Each is one number of the result: Σ over rows of the sum of the products, times the weight. */
  readonly sums: readonly (readonly FormProduct[])[];
  /** Second moments about the shift from the sums, in their order. */
  decode(values: Float64Array): SecondMoments;
}

/** The variable i of all spaces, less its shift. */
export const variable = (i: number): string => `c${i}`;

/**
 * Additions, multiplications and sums for one row: what a form costs an engine that computes vectors of values, to a
 * factor of two (docs/scale.md has the measurements).
 */
export function operationsOf({ layers, sums }: Pick<Program, 'layers' | 'sums'>): number {
  let count = 0;
  for (const layer of layers) {
    for (const { terms } of layer) {
      const sizes = new Set(terms.map(([, coefficient]) => Math.abs(coefficient)));
      sizes.delete(1);
      count += terms.length - 1 + sizes.size;
    }
  }
  for (const products of sums) {
    count += 2 * products.length; // each is added, the last one to the sum over rows
    for (const { factor } of products) if (Math.abs(factor) !== 1) count++;
  }
  return count;
}
