/** The decomposition of a permutation representation over ℝ, with its exact basis as evidence. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor } from '../groups/group-descriptor.js';
import { type CertificateTable, certificate } from './certificate.js';
import { type ChainEvidence, chainEvidence } from './chain-evidence.js';

export const DECOMPOSITION_CERTIFICATE_SCHEMA = 'isotypic/certificate/decomposition';

/** What a certificate of a decomposition claims. */
export interface DecompositionClaim {
  /** It acts on ℝⁿ by permuting coordinates. */
  readonly group: GroupDescriptor;
  readonly components: readonly {
    readonly degree: number;
    readonly multiplicity: number;
    readonly type: 'real' | 'complex' | 'quaternionic';
  }[];
}

/** What proves a decomposition. */
export interface DecompositionEvidence {
  readonly chain: ChainEvidence;
  /** n×n, copy by copy. */
  readonly columns: PrintedMatrix;
  /** For each component the matrices of the generators, and 0, 1 or 3 units of the endomorphism algebra. */
  readonly blocks: readonly {
    readonly generators: readonly PrintedMatrix[];
    readonly units: readonly PrintedMatrix[];
  }[];
}

/**
 * A certificate of the isotypic decomposition over ℝ of a group's permutation representation. The exact basis brings it
 * into blocks; their units show that the endomorphisms have dimension Σ m² e at least, and the number of orbitals,
 * which the checker counts, is that dimension: so the blocks are irreducible, of their types, and inequivalent. Costs
 * the exact basis, n² numbers.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `isotypicDecomposition`
 * @example decompositionCertificate(catalogue.cyclic(5)).descriptor.claim.components.length // 3
 */
export function decompositionCertificate(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): CertificateTable<DecompositionClaim, DecompositionEvidence> {
  const where = 'decompositionCertificate';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const decomposition = isotypicDecomposition(permutationRepresentation(group));
  const present = decomposition.components.filter(({ multiplicity }) => multiplicity > 0);
  return certificate(
    DECOMPOSITION_CERTIFICATE_SCHEMA,
    {
      group: described,
      components: present.map(({ degree, multiplicity, type }) => ({ degree, multiplicity, type })),
    },
    {
      chain: chainEvidence(group),
      columns: printMatrix(decomposition.basis().columns),
      blocks: present.map(({ irrep }) => ({
        generators: irrep.generatorMatrices.map((m) => printMatrix(m)),
        units: irrep.commutingUnits.map((m) => printMatrix(m)),
      })),
    },
    described,
  );
}
