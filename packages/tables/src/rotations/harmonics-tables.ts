/** Solid harmonics as a table of polynomials. */
import { rationals, Surd } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, oneOf } from '@isotypic/algebra/internal';
import { REAL_CONVENTIONS, type RealConvention, solidHarmonic } from '@isotypic/rotations';
import { type AnyTensor, float64Tensor, int32Tensor } from '../formats/safetensors.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const HARMONICS_SCHEMA = 'isotypic/harmonics';

export interface HarmonicsDescriptor extends TableDescriptor {
  readonly largestDegree: number;
  readonly convention: RealConvention;
  /** Σₘ Y² = 2l + 1 on the sphere; for orthonormal harmonics divide by √(4π). */
  readonly normalization: 'component';
}

/** By `l,m` the factor, `sqrt(p/q)`, and the terms [exponent of x, of y, of z, integer coefficient]. */
export type ExactHarmonics = Readonly<
  Record<string, { readonly factor: string; readonly terms: readonly (readonly [number, number, number, string])[] }>
>;

/** Degrees up to 30 have 60 000 terms. */
const MAX_DEGREE = 30;
const DEGREE = integer(0, MAX_DEGREE);
const CONVENTION = oneOf(...REAL_CONVENTIONS);

/**
 * The real solid harmonics up to a degree as polynomials. Tensors, by `l,m`: `l,m/exponents` (n×3 int32) and
 * `l,m/coefficients` (n float64, factor included).
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the degree is from 0 to 30
 * @example harmonicsTable(1).exact['1,0'] // { factor: 'sqrt(3)', terms: [[0, 1, 0, '1']] }
 */
export function harmonicsTable(
  largestDegree: number,
  options: { readonly convention?: RealConvention } = {},
): Table<HarmonicsDescriptor, ExactHarmonics> {
  const where = 'harmonicsTable';
  checkArgument(where, 'largestDegree', largestDegree, DEGREE);
  checkOptions(where, options, { convention: CONVENTION });
  const { convention = 'e3nn' } = options;
  const exact: Record<string, { factor: string; terms: [number, number, number, string][] }> = {};
  const tensors: Record<string, AnyTensor> = {};
  for (let l = 0; l <= largestDegree; l++) {
    for (let m = -l; m <= l; m++) {
      const { factor, terms } = solidHarmonic(l, m, convention);
      const name = `${l},${m}`;
      exact[name] = {
        factor: String(factor),
        terms: terms.map(({ exponents, coefficient }) => [...exponents, String(coefficient)]),
      };
      tensors[`${name}/exponents`] = int32Tensor(
        [terms.length, 3],
        terms.flatMap((t) => [...t.exponents]),
      );
      // one rounding: the square of the product under the root
      const values = terms.map((t) => factor.times(Surd.fromFraction(rationals.fromInteger(t.coefficient))).toNumber());
      tensors[`${name}/coefficients`] = float64Tensor([terms.length], Float64Array.from(values));
    }
  }
  const descriptor: HarmonicsDescriptor = {
    schema: HARMONICS_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    largestDegree,
    convention,
    normalization: 'component',
  };
  return { descriptor, exact, tensors };
}

export const harmonicsKind: TableMaker = {
  name: 'harmonics',
  schema: HARMONICS_SCHEMA,
  summary: 'solid harmonics as polynomials',
  fields: {
    degree: field('integer', `the largest degree, up to ${MAX_DEGREE}`, DEGREE, { required: true }),
    convention: field('text', REAL_CONVENTIONS.join(', '), CONVENTION),
  },
  example: { kind: 'harmonics', degree: 4 },
  generate: ({ degree, convention }) =>
    harmonicsTable(degree as number, { convention: convention as RealConvention | undefined }),
  derive: (where, descriptor) => {
    const { largestDegree, convention } = fieldsOf(where, descriptor, {
      largestDegree: DEGREE,
      convention: CONVENTION,
    });
    return harmonicsTable(largestDegree as number, { convention: convention as RealConvention });
  },
};
