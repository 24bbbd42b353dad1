/**
 * An isotypic decomposition as a table: the exact basis and projectors, and the float64 tensors they round to.
 */
import { IsotypicError, toFloat64 } from '@isotypic/algebra';
import {
  boolean,
  checkArgument,
  checkOptions,
  invalidArgument,
  type OptionKinds,
  text,
} from '@isotypic/algebra/internal';
import {
  actionFingerprint,
  type IsotypicDecomposition,
  isotypicDecomposition,
  type Representation,
} from '@isotypic/reps';
import { floatTensor, PRECISION } from '../exact/float-tensors.js';
import { PRINTED_MATRIX, type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { type AnyTensor, int64Tensor } from '../formats/safetensors.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import { representationOfDescriptor } from '../representations/representation-descriptor.js';
import { REPRESENTATION_FIELD, representationOfRequest } from '../representations/representation-text.js';
import { readTable, type Table, type TableFiles, writeTable } from '../table.js';
import {
  basisFingerprint,
  DECOMPOSITION,
  type DecompositionDescriptor,
  descriptorOf,
  SCHEMA,
  SCHEMA_VERSION,
} from './descriptor.js';

/** Options of `decompositionTable`. */
export interface DecompositionTableOptions extends PrecisionOption {
  /** A name for the group; its generators identify it in any case. */
  readonly groupName?: string;
  /**
   * Whether the dense D×D projectors are written beside the basis, from which they follow as Qₖ Qₖᵀ.
   * Default: for dimensions up to 64.
   */
  readonly projectors?: boolean;
}

const OPTION_KINDS: OptionKinds<DecompositionTableOptions> = {
  groupName: text,
  projectors: boolean,
  precision: PRECISION,
};

/** The exact numbers of a decomposition. */
export interface ExactDecomposition {
  readonly columns: PrintedMatrix;
  /** columnsᵀ · columns; block diagonal, one block a copy. */
  readonly gram: PrintedMatrix;
  readonly projectors?: Readonly<Record<string, PrintedMatrix>>;
}

/** A table of a decomposition: its descriptor and its tensors. */
export type DecompositionTable = Table<DecompositionDescriptor, ExactDecomposition>;

/**
 * The table of a real decomposition, with its two files.
 *
 * Tensors: `basis` (D×D floats, orthonormal columns), `components` (K×4 int64: offset, degree, multiplicity,
 * dimension of the endomorphism algebra), `generators` (t×degree int64 image arrays) and, on demand,
 * `projector/0`, `projector/1`, … (D×D floats). Equal input gives equal bytes.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no decomposition over ℝ, and for unknown options
 * @example
 * const compass = permutationRepresentation(catalogue.dihedral(4));
 * const table = decompositionTable(isotypicDecomposition(compass), { groupName: 'dihedral(4)' });
 * decodeSafetensors(table.safetensors).tensors.basis.shape // [4, 4]
 */
export function decompositionTable(
  decomposition: IsotypicDecomposition,
  options: DecompositionTableOptions = {},
): DecompositionTable & TableFiles {
  checkArgument('decompositionTable', 'decomposition', decomposition, DECOMPOSITION);
  checkOptions('decompositionTable', options, OPTION_KINDS);
  const { columns, gram } = decomposition.basis();
  const printed = printMatrix(columns);
  const descriptor = descriptorOf(decomposition, options.groupName ?? '', printed, options);
  const { precision } = descriptor;
  const projectors = descriptor.projectors ? decomposition.components.map((component) => component.projector()) : [];
  const tensors = tensorsOf(decomposition, descriptor);
  for (const [k, projector] of projectors.entries()) {
    const { rows, cols, entries } = projector;
    const doubles = toFloat64(projector).data;
    tensors[`projector/${k}`] = floatTensor([rows, cols], doubles, precision, (i) => entries[i]);
  }
  const exact = {
    columns: printed,
    gram: printMatrix(gram),
    ...(descriptor.projectors && {
      projectors: Object.fromEntries(projectors.map((p, k) => [String(k), printMatrix(p)])),
    }),
  };
  const table = { descriptor, exact, tensors };
  return { ...table, ...writeTable(table) };
}

function tensorsOf(
  decomposition: IsotypicDecomposition,
  { dimension, components, group, precision }: DecompositionDescriptor,
): Record<string, AnyTensor> {
  return {
    basis: floatTensor([dimension, dimension], decomposition.orthonormalBasis().data, precision),
    components: int64Tensor(
      [components.length, 4],
      components.flatMap((c) => [c.offset, c.degree, c.multiplicity, c.endomorphismDimension]),
    ),
    generators: int64Tensor([group.generators.length, group.degree], group.generators.flat()),
  };
}

/**
 * Reads the table of a decomposition of `rep`: a table for any other action is refused by name.
 *
 * @throws {IsotypicError} `PARSE` for files that are no table; `INVALID_ARGUMENT` for files that do not belong
 * together,
 *   for another kind or version of table, and for one that was written for another representation
 * @example
 * const compass = permutationRepresentation(catalogue.dihedral(4));
 * const files = decompositionTable(isotypicDecomposition(compass));
 * readDecompositionTable(files, compass).tensors.basis.shape // [4, 4]
 * readDecompositionTable(files, permutationRepresentation(catalogue.cyclic(4))) // throws INVALID_ARGUMENT
 */
export function readDecompositionTable(files: TableFiles, rep: Representation): DecompositionTable {
  const where = 'readDecompositionTable';
  const action = actionFingerprint(rep);
  const table = readTable(where, files, SCHEMA, SCHEMA_VERSION) as DecompositionTable;
  const { descriptor, exact, tensors } = table;
  const { fingerprints, group, dimension } = descriptor;
  if (fingerprints.action !== action) {
    const writtenFor = `${group?.name || 'a group'} in dimension ${dimension}`;
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `a table for rep, ${rep} (fingerprint ${action.slice(0, 12)})`,
      received: `one for ${writtenFor} (fingerprint ${fingerprints.action?.slice(0, 12)})`,
      remedy: 'Use the same group, on the same generators in the same order, and the same representation.',
    });
  }
  checkArgument(where, 'the exact columns in files.json', exact.columns, PRINTED_MATRIX);
  if (fingerprints.basis !== basisFingerprint(exact.columns)) {
    throw invalidArgument(where, 'the exact columns in files.json to have the fingerprint of their basis', 'others');
  }
  const shape = tensors.basis?.shape ?? [];
  if (shape.length !== 2 || shape.some((extent) => extent !== rep.dimension)) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `the tensor basis in files.safetensors to be ${rep.dimension}×${rep.dimension}`,
      received: `[${shape.join(', ')}]`,
    });
  }
  return table;
}

export const decompositionKind: TableMaker = {
  name: 'decomposition',
  schema: SCHEMA,
  summary: 'isotypic decomposition: change of basis and projectors',
  fields: {
    group: GROUP_FIELD,
    representation: REPRESENTATION_FIELD,
    projectors: field('boolean', 'the dense projectors too', boolean),
    precision: PRECISION_FIELD,
  },
  example: { kind: 'decomposition', group: 'dihedral(4)', representation: 'regular' },
  generate: (request) => {
    const [group, options] = groupOfRequest(request);
    const projectors = request.projectors as boolean | undefined;
    const decomposition = isotypicDecomposition(representationOfRequest(group, request.representation));
    return withoutFiles(decompositionTable(decomposition, { ...options, projectors, ...precisionOfRequest(request) }));
  },
  derive: (where, descriptor) => {
    const { projectors } = fieldsOf(where, descriptor, { projectors: boolean });
    const [group, options] = groupNamedBy(where, descriptor);
    const { representation } = descriptor as { readonly representation?: unknown };
    const decomposition = isotypicDecomposition(representationOfDescriptor(where, group, representation));
    const precision = precisionNamedBy(where, descriptor);
    return withoutFiles(
      decompositionTable(decomposition, { ...options, projectors: projectors as boolean, ...precision }),
    );
  },
};

const withoutFiles = ({ descriptor, exact, tensors }: Table): Table => ({ descriptor, exact, tensors });
