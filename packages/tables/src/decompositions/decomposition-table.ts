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
import { actionFingerprint, type IsotypicDecomposition, type Representation } from '@isotypic/reps';
import { PRINTED_MATRIX, type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { type AnyTensor, float64Tensor, int64Tensor } from '../formats/safetensors.js';
import { readTable, type Table, type TableFiles, writeTable } from '../table.js';
import {
  basisFingerprint,
  DECOMPOSITION,
  type DecompositionDescriptor,
  descriptorOf,
  SCHEMA,
  SCHEMA_VERSION,
} from './descriptor.js';

export interface DecompositionTableOptions {
  /** A name for the group; its generators identify it in any case. */
  readonly groupName?: string;
  /**
   * Whether the dense D×D projectors are written beside the basis, from which they follow as Qₖ Qₖᵀ.
   * Default: for dimensions up to 64.
   */
  readonly projectors?: boolean;
}

const OPTION_KINDS: OptionKinds<DecompositionTableOptions> = { groupName: text, projectors: boolean };

/** The exact numbers of a decomposition. */
export interface ExactDecomposition {
  readonly columns: PrintedMatrix;
  /** columnsᵀ · columns; block diagonal, one block a copy. */
  readonly gram: PrintedMatrix;
  readonly projectors?: Readonly<Record<string, PrintedMatrix>>;
}

export type DecompositionTable = Table<DecompositionDescriptor, ExactDecomposition>;

/** 64 projectors of dimension 64 have 2¹⁸ entries, a few megabytes as text. */
const PROJECTOR_DIMENSION = 64;

/**
 * The table of a real decomposition, with its two files.
 *
 * Tensors: `basis` (D×D float64, orthonormal columns), `components` (K×4 int64: offset, degree, multiplicity,
 * dimension of the endomorphism algebra), `generators` (t×degree int64 image arrays) and, on demand,
 * `projector/0`, `projector/1`, … (D×D float64). Equal input gives equal bytes.
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
  const descriptor = descriptorOf(decomposition, options.groupName ?? '', printed);
  const withProjectors = options.projectors ?? descriptor.dimension <= PROJECTOR_DIMENSION;
  const projectors = withProjectors ? decomposition.components.map((component) => component.projector()) : [];
  const tensors = tensorsOf(decomposition, descriptor);
  for (const [k, projector] of projectors.entries()) {
    tensors[`projector/${k}`] = float64Tensor([projector.rows, projector.cols], toFloat64(projector).data);
  }
  const exact = {
    columns: printed,
    gram: printMatrix(gram),
    ...(withProjectors && { projectors: Object.fromEntries(projectors.map((p, k) => [String(k), printMatrix(p)])) }),
  };
  const table = { descriptor, exact, tensors };
  return { ...table, ...writeTable(table) };
}

function tensorsOf(
  decomposition: IsotypicDecomposition,
  { dimension, components, group }: DecompositionDescriptor,
): Record<string, AnyTensor> {
  return {
    basis: float64Tensor([dimension, dimension], decomposition.orthonormalBasis().data),
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
