/** Solid harmonics as a table of polynomials. */
import { rationals, Surd } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, oneOf } from '@isotypic/algebra/internal';
import { REAL_CONVENTIONS, type RealConvention, solidHarmonic } from '@isotypic/rotations';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { type AnyTensor, int32Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const HARMONICS_SCHEMA = 'isotypic/harmonics';

/** Descriptor of a table of spherical harmonics. */
export interface HarmonicsDescriptor extends TableDescriptor {
  readonly largestDegree: number;
  readonly convention: RealConvention;
  readonly precision: Precision;
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

/** Options of `harmonicsTable`. */
export interface HarmonicsTableOptions extends PrecisionOption {
  /** Default `e3nn`. */
  readonly convention?: RealConvention;
}

/**
 * The real solid harmonics up to a degree as polynomials. Tensors, by `l,m`: `l,m/exponents` (n×3 int32) and
 * `l,m/coefficients` (n floats, factor included).
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the degree is from 0 to 30
 * @example harmonicsTable(1).exact['1,0'] // { factor: 'sqrt(3)', terms: [[0, 1, 0, '1']] }
 */
export function harmonicsTable(
  largestDegree: number,
  options: HarmonicsTableOptions = {},
): Table<HarmonicsDescriptor, ExactHarmonics> {
  const where = 'harmonicsTable';
  checkArgument(where, 'largestDegree', largestDegree, DEGREE);
  checkOptions(where, options, { convention: CONVENTION, precision: PRECISION });
  const { convention = 'e3nn', precision = 'float64' } = options;
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
      const values = terms.map((t) => factor.times(Surd.fromFraction(rationals.fromInteger(t.coefficient))));
      const doubles = Float64Array.from(values, (x) => x.toNumber());
      tensors[`${name}/coefficients`] = floatTensor([terms.length], doubles, precision, (n) => values[n]);
    }
  }
  const descriptor: HarmonicsDescriptor = {
    schema: HARMONICS_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    generator: generatorFor(),
    largestDegree,
    convention,
    precision,
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
    precision: PRECISION_FIELD,
  },
  example: { kind: 'harmonics', degree: 4 },
  generate: (request) => {
    const convention = request.convention as RealConvention | undefined;
    return harmonicsTable(request.degree as number, { convention, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const { largestDegree, convention } = fieldsOf(where, descriptor, {
      largestDegree: DEGREE,
      convention: CONVENTION,
    });
    return harmonicsTable(largestDegree as number, {
      convention: convention as RealConvention,
      ...precisionNamedBy(where, descriptor),
    });
  },
};
