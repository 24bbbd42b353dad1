/** Clebsch–Gordan tensors of the rotation group as a table. */
import type { Surd } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { SO3_CONVENTIONS, type So3Convention, so3 } from '@isotypic/rotations';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { type AnyTensor, int32Tensor, int64Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';
import { type CouplingLayout, LAYOUT, LAYOUT_FIELD } from './layout.js';

export const SO3_COUPLINGS_SCHEMA = 'isotypic/so3-couplings';

/** Descriptor of Clebsch–Gordan tensors of the rotation group. */
export interface So3CouplingsDescriptor extends TableDescriptor {
  readonly largestDegree: number;
  readonly convention: So3Convention;
  readonly layout: CouplingLayout;
  readonly precision: Precision;
  /** index m = −l, …, l */
  readonly orders: 'ascending';
}

/** By `l1,l2,l3` the non-zero entries [i, j, k, value], values as `sqrt(p/q)` with their sign. */
export type ExactSo3Couplings = Readonly<Record<string, readonly (readonly [number, number, number, string])[]>>;

/** Options of `so3CouplingsTable`. */
export interface So3CouplingsOptions extends PrecisionOption {
  /** Default `e3nn`. */
  readonly convention?: So3Convention;
  /**
   * `dense` (default): a tensor `l1,l2,l3` of shape (2l₁+1, 2l₂+1, 2l₃+1). `sparse`: the entries of all paths that are
   * not zero, one after the other.
   */
  readonly layout?: CouplingLayout;
}

const CONVENTION = oneOf(...SO3_CONVENTIONS);
const OPTION_KINDS: OptionKinds<So3CouplingsOptions> = {
  convention: CONVENTION,
  layout: LAYOUT,
  precision: PRECISION,
};

/** All triples up to 12 have 250 000 coefficients and 20 megabytes of text; p and q stay below 2⁴² (computed). */
const MAX_DEGREE = 12;
const DEGREE = integer(0, MAX_DEGREE);

interface Coefficient {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly value: Surd;
}

interface Path {
  readonly degrees: readonly [number, number, number];
  readonly coefficients: readonly Coefficient[];
}

/**
 * The tensors of all triples |l₁ − l₂| ≤ l₃ ≤ l₁ + l₂ up to a degree, exactly and correctly rounded.
 *
 * Tensors of the sparse layout: `paths` (P×3 int32: l₁, l₂, l₃), `index` (n×4 int32: path, i, j, k), `value` (n
 * floats), and the same exactly, value = sign·√(numerator/denominator): `sign` (n int32), `numerator` and
 * `denominator` (n int64).
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the degree is from 0 to 12
 * @example
 * so3CouplingsTable(1).exact['1,1,0'][0] // [0, 0, 0, 'sqrt(1/3)']
 * so3CouplingsTable(1, { layout: 'sparse' }).tensors.index.shape // [16, 4]
 */
export function so3CouplingsTable(
  largestDegree: number,
  options: So3CouplingsOptions = {},
): Table<So3CouplingsDescriptor, ExactSo3Couplings> {
  const where = 'so3CouplingsTable';
  checkArgument(where, 'largestDegree', largestDegree, DEGREE);
  checkOptions(where, options, OPTION_KINDS);
  const { convention = 'e3nn', layout = 'dense', precision = 'float64' } = options;
  const paths: Path[] = [];
  for (let l1 = 0; l1 <= largestDegree; l1++) {
    for (let l2 = 0; l2 <= largestDegree; l2++) {
      for (let l3 = Math.abs(l1 - l2); l3 <= Math.min(l1 + l2, largestDegree); l3++) {
        const { coefficients } = so3.clebschGordan(l1, l2, l3, { convention });
        paths.push({ degrees: [l1, l2, l3], coefficients });
      }
    }
  }
  const descriptor: So3CouplingsDescriptor = {
    schema: SO3_COUPLINGS_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    generator: generatorFor(),
    largestDegree,
    convention,
    layout,
    precision,
    orders: 'ascending',
  };
  const exact = Object.fromEntries(
    paths.map(({ degrees, coefficients }) => [
      degrees.join(),
      coefficients.map(({ i, j, k, value }) => [i, j, k, String(value)] as const),
    ]),
  );
  return { descriptor, exact, tensors: layout === 'dense' ? dense(paths, precision) : sparse(paths, precision) };
}

function dense(paths: readonly Path[], precision: Precision): Record<string, AnyTensor> {
  return Object.fromEntries(
    paths.map(({ degrees, coefficients }) => {
      const [d1, d2, d3] = degrees.map((l) => 2 * l + 1);
      const data = new Float64Array(d1 * d2 * d3);
      const values = new Map<number, Surd>();
      for (const { i, j, k, value } of coefficients) {
        const at = (i * d2 + j) * d3 + k;
        data[at] = value.toNumber();
        values.set(at, value);
      }
      return [degrees.join(), floatTensor([d1, d2, d3], data, precision, (n) => values.get(n) as Surd)];
    }),
  );
}

function sparse(paths: readonly Path[], precision: Precision): Record<string, AnyTensor> {
  const entries = paths.flatMap(({ coefficients }, path) => coefficients.map((c) => ({ path, ...c })));
  const n = entries.length;
  const squares = entries.map(({ value }) => value.square);
  const values = Float64Array.from(entries, ({ value }) => value.toNumber());
  return {
    paths: int32Tensor(
      [paths.length, 3],
      paths.flatMap((p) => p.degrees),
    ),
    index: int32Tensor(
      [n, 4],
      entries.flatMap(({ path, i, j, k }) => [path, i, j, k]),
    ),
    value: floatTensor([n], values, precision, (e) => entries[e].value),
    sign: int32Tensor(
      [n],
      entries.map(({ value }) => value.sign),
    ),
    numerator: int64Tensor(
      [n],
      squares.map((x) => Number(x.n)),
    ),
    denominator: int64Tensor(
      [n],
      squares.map((x) => Number(x.d)),
    ),
  };
}

export const so3CouplingsKind: TableMaker = {
  name: 'so3',
  schema: SO3_COUPLINGS_SCHEMA,
  summary: 'Clebsch–Gordan tensors of SO(3) up to a degree',
  fields: {
    degree: field('integer', `the largest degree, up to ${MAX_DEGREE}`, DEGREE, { required: true }),
    convention: field('text', SO3_CONVENTIONS.join(', '), CONVENTION),
    layout: LAYOUT_FIELD,
    precision: PRECISION_FIELD,
  },
  example: { kind: 'so3', degree: 4, convention: 'e3nn' },
  generate: (request) => {
    const { convention, layout } = request as So3CouplingsOptions;
    return so3CouplingsTable(request.degree as number, { convention, layout, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const kinds = { largestDegree: DEGREE, convention: CONVENTION, layout: LAYOUT };
    const { largestDegree, ...options } = fieldsOf(where, descriptor, kinds);
    const { convention, layout } = options as So3CouplingsOptions;
    const precision = precisionNamedBy(where, descriptor);
    return so3CouplingsTable(largestDegree as number, { convention, layout, ...precision });
  },
};
