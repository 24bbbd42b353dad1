/** The precision of float tensors, in options, requests and descriptors. */
import { invalidArgument } from '@isotypic/algebra/internal';
import { PRECISION, type Precision } from '../exact/float-tensors.js';
import { type CheckedField, field } from './table-kind.js';

/** In which precision a table is written. */
export interface PrecisionOption {
  /** Of the float tensors. `float32`: nearest to the exact numbers where a kind has them. Default `float64`. */
  readonly precision?: Precision;
}

export const PRECISION_FIELD: CheckedField = field('text', 'float64 or float32', PRECISION);

/** The precision that a request asks for, checked. */
export function precisionOfRequest(request: { readonly [field: string]: unknown }): PrecisionOption {
  return request.precision === undefined ? {} : { precision: request.precision as Precision };
}

/** The precision that a descriptor names. */
export function precisionNamedBy(where: string, descriptor: unknown): { readonly precision: Precision } {
  const { precision } = descriptor as { readonly precision?: unknown };
  if (!PRECISION.accepts(precision))
    throw invalidArgument(where, `precision in files.json to be ${PRECISION.expected}`, precision);
  return { precision: precision as Precision };
}
