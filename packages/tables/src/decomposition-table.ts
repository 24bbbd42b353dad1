/**
 * An isotypic decomposition as two files that belong together: float64 tensors for other frameworks, and the exact
 * numbers they were rounded from, tied to them by a digest.
 */
import { type ExactMatrix, type Field, IsotypicError, toFloat64 } from '@isotypic/algebra';
import type { IsotypicDecomposition } from '@isotypic/reps';
import { describeDecomposition, type TableDescriptor } from './descriptor.js';
import { type AnyTensor, encodeSafetensors, float64Tensor, int64Tensor } from './formats/safetensors.js';

export interface DecompositionTableOptions {
  /** A name for the group; its generators identify it in any case. */
  readonly groupName?: string;
  /**
   * Whether the dense D×D projectors are written beside the basis, from which they follow as Qₖ Qₖᵀ.
   * Default: for dimensions up to 64.
   */
  readonly projectors?: boolean;
}

export interface DecompositionTable {
  readonly safetensors: Uint8Array;
  readonly json: string;
  readonly descriptor: TableDescriptor;
}

/** A matrix of exact numbers as text: rationals `-3/4`, cyclotomics in GAP's notation. */
type PrintedMatrix = readonly (readonly string[])[];

/** The exact companion file. */
export interface ExactTable extends TableDescriptor {
  readonly exact: {
    readonly columns: PrintedMatrix;
    /** columnsᵀ · columns; block diagonal, one block a copy. */
    readonly gram: PrintedMatrix;
    readonly projectors?: Readonly<Record<string, PrintedMatrix>>;
  };
}

const PROJECTOR_DIMENSION = 64;

/**
 * The two files of a real decomposition.
 *
 * Tensors: `basis` (D×D float64, orthonormal columns), `components` (K×4 int64: offset, degree, multiplicity,
 * dimension of the endomorphism algebra), `generators` (t×degree int64 image arrays) and, on demand,
 * `projector/0`, `projector/1`, … (D×D float64). Equal input gives equal bytes.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a decomposition over another field than ℝ.
 * @example
 * const compass = permutationRepresentation(catalogue.dihedral(4));
 * const table = await decompositionTable(isotypicDecomposition(compass), { groupName: 'dihedral(4)' });
 * decodeSafetensors(table.safetensors).tensors.basis.shape // [4, 4]
 */
export async function decompositionTable(
  decomposition: IsotypicDecomposition,
  options: DecompositionTableOptions = {},
): Promise<DecompositionTable> {
  const descriptor = describeDecomposition(decomposition, options.groupName ?? '');
  const { dimension, components, group } = descriptor;
  const withProjectors = options.projectors ?? dimension <= PROJECTOR_DIMENSION;

  const exactBasis = decomposition.basis();
  const projectors = withProjectors ? decomposition.components.map((component) => component.projector()) : [];
  const exact: ExactTable = {
    ...descriptor,
    exact: {
      columns: printMatrix(exactBasis.columns),
      gram: printMatrix(exactBasis.gram),
      ...(withProjectors && {
        projectors: Object.fromEntries(projectors.map((p, k) => [String(k), printMatrix(p)])),
      }),
    },
  };
  const json = `${JSON.stringify(exact)}\n`;

  const basis = decomposition.orthonormalBasis();
  const tensors: Record<string, AnyTensor> = {
    basis: float64Tensor([dimension, dimension], basis.data),
    components: int64Tensor(
      [components.length, 4],
      components.flatMap((c) => [c.offset, c.degree, c.multiplicity, c.endomorphismDimension]),
    ),
    generators: int64Tensor([group.generators.length, group.degree], group.generators.flat()),
  };
  projectors.forEach((projector, k) => {
    tensors[`projector/${k}`] = float64Tensor([dimension, dimension], toFloat64(projector).data);
  });
  const metadata = { descriptor: JSON.stringify(descriptor), exact_companion_sha256: await sha256(json) };
  return { safetensors: encodeSafetensors({ tensors, metadata }), json, descriptor };
}

/**
 * The entries of an exact matrix as text, row by row; `parseMatrix` reads them back.
 * @example printMatrix(Matrix.identity(rationals, 2)) // [['1', '0'], ['0', '1']]
 */
export function printMatrix(matrix: ExactMatrix): PrintedMatrix {
  const print = matrix.field.print as (x: unknown) => string;
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.cols }, (_, j) => print(matrix.entries[i * matrix.cols + j])),
  );
}

/**
 * The entries of a printed matrix, in a field of the reader's choice.
 * @throws {IsotypicError} `PARSE` for an unreadable number, `SHAPE_MISMATCH` for ragged rows.
 */
export function parseMatrix<T>(field: Field<T>, printed: PrintedMatrix): T[][] {
  const cols = printed[0]?.length ?? 0;
  return printed.map((row, i) => {
    if (row.length !== cols) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'parseMatrix',
        expected: `${cols} entries in row ${i}`,
        received: `${row.length}`,
      });
    }
    return row.map((entry) => field.parse(entry));
  });
}

/** Hexadecimal SHA-256 of a text's UTF-8 bytes. */
async function sha256(text: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
