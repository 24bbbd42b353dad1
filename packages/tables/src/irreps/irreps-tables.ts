/** Real irreducible representations as tables: on the generators exactly, and on all elements in floats. */
import { cayleyTable, type Float64Layout, type PermutationGroup } from '@isotypic/algebra';
import { boolean, checkOptions, type OptionKinds, text } from '@isotypic/algebra/internal';
import { type RealIrrep, realIrreps } from '@isotypic/reps';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { type AnyTensor, int32Tensor, int64Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const IRREPS_SCHEMA = 'isotypic/real-irreps';

/** Descriptor of a table of irreps. */
export interface IrrepsDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  readonly action: 'left';
  readonly precision: Precision;
  readonly elements: boolean;
  readonly irreps: readonly {
    readonly label: string;
    readonly degree: number;
    readonly type: 'real' | 'complex' | 'quaternionic';
  }[];
}

/** Irreps as exact matrices. */
export interface ExactIrreps {
  readonly irreps: readonly {
    /** One matrix for each generator. */
    readonly generators: readonly PrintedMatrix[];
    /** The invariant form: Gᵀ S G = S. */
    readonly gram: PrintedMatrix;
  }[];
}

/** Options of `irrepsTableOf`. */
export interface IrrepsTableOptions extends NamedTableOptions, PrecisionOption {
  /** Whether matrices of all elements are written too. Default: for groups of order up to 1024. */
  readonly elements?: boolean;
}

const OPTION_KINDS: OptionKinds<IrrepsTableOptions> = { groupName: text, elements: boolean, precision: PRECISION };

/** Σ d² is the order, or twice and four times that: a table of 1024² doubles has 8 megabytes. */
const ELEMENTS_ORDER = 1024n;

/**
 * The irreducible representations over ℝ of a group, trivial first. Tensors: `irrep/k/generators` (t×d×d floats,
 * orthogonal) and, with `elements`, `irrep/k/elements` (n×d×d, in the order of `elements`, n×degree int32 image
 * arrays); `types` (k×3 int64: degree, Frobenius–Schur indicator of the complex constituents, dimension of the
 * endomorphisms). The exact matrices stand in a basis of their own with its Gram matrix, without square roots.
 *
 * @throws {IsotypicError} as `realIrreps`, and `INVALID_ARGUMENT` for elements of a group of order above 4096
 * @example irrepsTableOf(catalogue.dihedral(4)).descriptor.irreps.map((i) => i.degree) // [1, 1, 1, 1, 2]
 */
export function irrepsTableOf(
  group: PermutationGroup,
  options: IrrepsTableOptions = {},
): Table<IrrepsDescriptor, ExactIrreps> {
  const where = 'irrepsTableOf';
  checkOptions(where, options, OPTION_KINDS);
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const irreps = realIrreps(group);
  const { precision = 'float64' } = options;
  const withElements = options.elements ?? group.order <= ELEMENTS_ORDER;
  return {
    descriptor: {
      schema: IRREPS_SCHEMA,
      schemaVersion: 1,
      fingerprints: { group: groupFingerprint(described) },
      generator: generatorFor(described),
      group: described,
      action: 'left',
      precision,
      elements: withElements,
      irreps: irreps.map(({ label, degree, type }) => ({ label, degree, type })),
    },
    exact: {
      irreps: irreps.map((ρ) => ({
        generators: ρ.generatorMatrices.map((m) => printMatrix(m)),
        gram: printMatrix(ρ.gram),
      })),
    },
    tensors: {
      ...typesTensor(irreps),
      ...matrixTensors(irreps, precision),
      ...(withElements && elementTensors(group, irreps, precision)),
    },
  };
}

function typesTensor(irreps: readonly RealIrrep[]): Record<string, AnyTensor> {
  const indicator = { real: 1, complex: 0, quaternionic: -1 } as const;
  const rows = irreps.flatMap((ρ) => [ρ.degree, indicator[ρ.type], ρ.endomorphismDimension]);
  return { types: int64Tensor([irreps.length, 3], rows) };
}

function matrixTensors(irreps: readonly RealIrrep[], precision: Precision): Record<string, AnyTensor> {
  return Object.fromEntries(
    irreps.map((ρ, k) => [`irrep/${k}/generators`, stacked(ρ.degree, ρ.orthogonalMatrices, precision)] as const),
  );
}

function elementTensors(
  group: PermutationGroup,
  irreps: readonly RealIrrep[],
  precision: Precision,
): Record<string, AnyTensor> {
  const { elements } = cayleyTable(group);
  const images = elements.flatMap((g) => g.toArray());
  return {
    elements: int32Tensor([elements.length, group.degree], images),
    ...Object.fromEntries(
      irreps.map((ρ, k) => [
        `irrep/${k}/elements`,
        stacked(
          ρ.degree,
          elements.map((g) => ρ.orthogonalMatrix(g)),
          precision,
        ),
      ]),
    ),
  };
}

function stacked(degree: number, matrices: readonly Float64Layout[], precision: Precision): AnyTensor {
  const data = new Float64Array(matrices.length * degree * degree);
  matrices.forEach((m, i) => {
    data.set(m.data, i * degree * degree);
  });
  return floatTensor([matrices.length, degree, degree], data, precision);
}

const ELEMENTS_FIELD = field('boolean', 'matrices of all elements too', boolean);

export const irrepsKind: TableMaker = {
  name: 'irreps',
  schema: IRREPS_SCHEMA,
  summary: 'real irreducible representations, on generators and elements',
  fields: { group: GROUP_FIELD, elements: ELEMENTS_FIELD, precision: PRECISION_FIELD },
  example: { kind: 'irreps', group: 'dihedral(4)' },
  generate: (request) => {
    const [group, options] = groupOfRequest(request);
    const elements = request.elements as boolean | undefined;
    return irrepsTableOf(group, { ...options, elements, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const { elements } = fieldsOf(where, descriptor, { elements: boolean });
    const [group, options] = groupNamedBy(where, descriptor);
    return irrepsTableOf(group, { ...options, elements: elements as boolean, ...precisionNamedBy(where, descriptor) });
  },
};
