/** A function that is equivariant, however badly conditioned, and what it is equivariant under. */
import type { EquivarianceSpecification } from '@isotypic/property-tests';

export interface Right {
  readonly name: string;
  readonly f: (...args: never[]) => unknown;
  readonly specification: EquivarianceSpecification;
}

export const right = (
  name: string,
  source: EquivarianceSpecification['in'],
  out: EquivarianceSpecification['out'],
  f: Right['f'],
  more: Partial<EquivarianceSpecification> = {},
): Right => ({ name, f, specification: { in: source, out, ...more } });
