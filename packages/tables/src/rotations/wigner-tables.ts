/** Wigner's real matrices of given rotations as a table. */
import {
  arrayOf,
  checkArgument,
  checkOptions,
  finite,
  integer,
  invalidArgument,
  type Kind,
  oneOf,
} from '@isotypic/algebra/internal';
import { type Quaternion, quaternion, REAL_CONVENTIONS, type RealConvention, wignerD } from '@isotypic/rotations';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { type AnyTensor, float64Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const WIGNER_SCHEMA = 'isotypic/wigner-d';

/** Descriptor of a table of Wigner matrices. */
export interface WignerDescriptor extends TableDescriptor {
  readonly largestDegree: number;
  readonly convention: RealConvention;
  readonly precision: Precision;
  /** Unit quaternions [w, x, y, z]. */
  readonly rotations: readonly (readonly [number, number, number, number])[];
  /** Y(Rv) = D·Y(v). */
  readonly acts: 'on values';
}

const MAX_DEGREE = 32;

/** A quarter of a gigabyte. */
const MOST_NUMBERS = 2 ** 25;

/** Σ (2l + 1)² for l from 0 on. */
const sumOfSquares = (l: number): number => ((l + 1) * (2 * l + 1) * (2 * l + 3)) / 3;
const DEGREE = integer(0, MAX_DEGREE);
const CONVENTION = oneOf(...REAL_CONVENTIONS);

const ROTATIONS = arrayOf(
  {
    expected: '{ w, x, y, z }',
    accepts: (v) => typeof v === 'object' && v !== null && ['w', 'x', 'y', 'z'].every((k) => k in v),
  },
  'an array of quaternions { w, x, y, z }',
);

/** Options of `wignerTable`. */
export interface WignerTableOptions extends PrecisionOption {
  /** Default `e3nn`. */
  readonly convention?: RealConvention;
}

/**
 * D of every degree up to one, for N rotations. Tensors: `rotations` (N×4 float64, unit quaternions) and `l` (N×(2l+1)×
 * (2l+1)) for each degree. Floats throughout: of rotations in a point group the exact form is
 * `pointGroup(…).harmonics(l)`.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the degree is from 0 to 32, for what are no rotations, and for
 *   more than 2²⁵ numbers
 * @example wignerTable(2, [{ w: 1, x: 0, y: 0, z: 0 }]).tensors['2'].shape // [1, 5, 5]
 */
export function wignerTable(
  largestDegree: number,
  rotations: readonly Quaternion[],
  options: WignerTableOptions = {},
): Table<WignerDescriptor> {
  const where = 'wignerTable';
  checkArgument(where, 'largestDegree', largestDegree, DEGREE);
  checkOptions(where, options, { convention: CONVENTION, precision: PRECISION });
  checkArgument(where, 'rotations', rotations, ROTATIONS);
  const { convention = 'e3nn', precision = 'float64' } = options;
  const numbers = rotations.length * sumOfSquares(largestDegree);
  if (numbers > MOST_NUMBERS) {
    throw invalidArgument(where, `rotations and a degree of at most ${MOST_NUMBERS} numbers together`, numbers);
  }
  const unit = rotations.map((q) => quaternion(q));
  const rows = unit.map(({ w, x, y, z }): [number, number, number, number] => [w, x, y, z]);
  const tensors: Record<string, AnyTensor> = {
    rotations: float64Tensor([unit.length, 4], Float64Array.from(rows.flat())),
  };
  for (let l = 0; l <= largestDegree; l++) {
    const n = 2 * l + 1;
    const data = new Float64Array(unit.length * n * n);
    unit.forEach((q, i) => {
      data.set(wignerD(l, q, { convention }).data, i * n * n);
    });
    tensors[String(l)] = floatTensor([unit.length, n, n], data, precision);
  }
  const descriptor: WignerDescriptor = {
    schema: WIGNER_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    generator: generatorFor(),
    largestDegree,
    convention,
    precision,
    rotations: rows,
    acts: 'on values',
  };
  return { descriptor, exact: {}, tensors };
}

type Row = readonly [w: number, x: number, y: number, z: number];

const FOUR: Kind = {
  expected: 'a quaternion [w, x, y, z]',
  accepts: (v) => Array.isArray(v) && v.length === 4 && arrayOf(finite()).accepts(v),
};
const ROWS = arrayOf(FOUR, 'quaternions [w, x, y, z]');

const fromRows = (rows: unknown): Quaternion[] => (rows as readonly Row[]).map(([w, x, y, z]) => ({ w, x, y, z }));

export const wignerKind: TableMaker = {
  name: 'wigner',
  schema: WIGNER_SCHEMA,
  summary: 'Wigner’s real matrices of given rotations',
  fields: {
    degree: field('integer', `the largest degree, up to ${MAX_DEGREE}`, DEGREE, { required: true }),
    rotations: field('data', 'quaternions [[w,x,y,z]]', ROWS, { required: true }),
    convention: field('text', REAL_CONVENTIONS.join(', '), CONVENTION),
    precision: PRECISION_FIELD,
  },
  example: { kind: 'wigner', degree: 2, rotations: [[1, 0, 0, 0]] },
  generate: (request) => {
    const convention = request.convention as RealConvention | undefined;
    const options = { convention, ...precisionOfRequest(request) };
    return wignerTable(request.degree as number, fromRows(request.rotations), options);
  },
  derive: (where, descriptor) => {
    const kinds = { largestDegree: DEGREE, rotations: ROWS, convention: CONVENTION };
    const { largestDegree, rotations, convention } = fieldsOf(where, descriptor, kinds);
    const options = { convention: convention as RealConvention, ...precisionNamedBy(where, descriptor) };
    return wignerTable(largestDegree as number, fromRows(rotations), options);
  },
};
