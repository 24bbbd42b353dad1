/** Clebsch–Gordan tensors of the rotation group as a table. */
import { checkArgument, checkOptions, integer, type OptionKinds, oneOf } from '@isotypic/algebra/internal';
import { SO3_CONVENTIONS, type So3Convention, so3 } from '@isotypic/rotations';
import { type AnyTensor, float64Tensor, int32Tensor } from '../formats/safetensors.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const SO3_COUPLINGS_SCHEMA = 'isotypic/so3-couplings';

export interface So3CouplingsDescriptor extends TableDescriptor {
  readonly largestDegree: number;
  readonly convention: So3Convention;
  readonly layout: 'dense' | 'sparse';
  /** index m = −l, …, l */
  readonly orders: 'ascending';
}

/** By `l1,l2,l3` the non-zero entries [i, j, k, value], values as `sqrt(p/q)` with their sign. */
export type ExactSo3Couplings = Readonly<Record<string, readonly (readonly [number, number, number, string])[]>>;

export interface So3CouplingsOptions {
  /** Default `e3nn`. */
  readonly convention?: So3Convention;
  /**
   * `dense` (default): a tensor `l1,l2,l3` of shape (2l₁+1, 2l₂+1, 2l₃+1). `sparse`: `l1,l2,l3/index` (n×3 int32) and
   * `l1,l2,l3/value` (n float64).
   */
  readonly layout?: 'dense' | 'sparse';
}

const OPTION_KINDS: OptionKinds<So3CouplingsOptions> = {
  convention: oneOf(...SO3_CONVENTIONS),
  layout: oneOf('dense', 'sparse'),
};

/** All triples up to 12 have 250 000 coefficients and 20 megabytes of text. */
const MAX_DEGREE = 12;

/**
 * The tensors of all triples |l₁ − l₂| ≤ l₃ ≤ l₁ + l₂ up to a degree, exactly and correctly rounded.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the degree is from 0 to 12
 * @example so3CouplingsTable(1).exact['1,1,0'][0] // [0, 0, 0, 'sqrt(1/3)']
 */
export function so3CouplingsTable(
  largestDegree: number,
  options: So3CouplingsOptions = {},
): Table<So3CouplingsDescriptor, ExactSo3Couplings> {
  const where = 'so3CouplingsTable';
  checkArgument(where, 'largestDegree', largestDegree, integer(0, MAX_DEGREE));
  checkOptions(where, options, OPTION_KINDS);
  const { convention = 'e3nn', layout = 'dense' } = options;
  const exact: Record<string, [number, number, number, string][]> = {};
  const tensors: Record<string, AnyTensor> = {};
  for (let l1 = 0; l1 <= largestDegree; l1++) {
    for (let l2 = 0; l2 <= largestDegree; l2++) {
      for (let l3 = Math.abs(l1 - l2); l3 <= Math.min(l1 + l2, largestDegree); l3++) {
        const name = `${l1},${l2},${l3}`;
        const coupling = so3.clebschGordan(l1, l2, l3, { convention });
        exact[name] = coupling.coefficients.map(({ i, j, k, value }) => [i, j, k, String(value)]);
        if (layout === 'dense') {
          tensors[name] = float64Tensor(coupling.shape, coupling.toFloat64().data);
        } else {
          const { coefficients } = coupling;
          const indices = coefficients.flatMap(({ i, j, k }) => [i, j, k]);
          tensors[`${name}/index`] = int32Tensor([coefficients.length, 3], indices);
          const values = Float64Array.from(coefficients, ({ value }) => value.toNumber());
          tensors[`${name}/value`] = float64Tensor([coefficients.length], values);
        }
      }
    }
  }
  const descriptor: So3CouplingsDescriptor = {
    schema: SO3_COUPLINGS_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    largestDegree,
    convention,
    layout,
    orders: 'ascending',
  };
  return { descriptor, exact, tensors };
}

const DEGREE = integer(0, MAX_DEGREE);

export const so3CouplingsKind: TableMaker = {
  name: 'so3',
  schema: SO3_COUPLINGS_SCHEMA,
  summary: 'Clebsch–Gordan tensors of SO(3) up to a degree',
  fields: {
    degree: field('integer', `the largest degree, up to ${MAX_DEGREE}`, DEGREE, { required: true }),
    convention: field('text', SO3_CONVENTIONS.join(', '), OPTION_KINDS.convention),
    layout: field('text', 'dense or sparse', OPTION_KINDS.layout),
  },
  example: { kind: 'so3', degree: 4, convention: 'e3nn' },
  generate: ({ degree, convention, layout }) =>
    so3CouplingsTable(degree as number, { convention, layout } as So3CouplingsOptions),
  derive: (where, descriptor) => {
    const { largestDegree, ...options } = fieldsOf(where, descriptor, { largestDegree: DEGREE, ...OPTION_KINDS });
    const { convention, layout } = options as So3CouplingsOptions;
    return so3CouplingsTable(largestDegree as number, { convention, layout });
  },
};
