/** All complex irreducible representations of a group by exact matrices, with chain and classes as evidence. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import { irreps } from '@isotypic/reps';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor } from '../groups/group-descriptor.js';
import { type CertificateTable, certificate } from './certificate.js';
import { type ChainEvidence, chainEvidence } from './chain-evidence.js';
import { type PrintedClass, printClasses } from './class-list.js';

export const IRREPS_CERTIFICATE_SCHEMA = 'isotypic/certificate/irreps';

/** What a certificate of irreps claims. */
export interface IrrepsClaim {
  readonly group: GroupDescriptor;
  readonly irreps: readonly {
    readonly degree: number;
    /** One matrix for each generator. */
    readonly generators: readonly PrintedMatrix[];
  }[];
}

/** What proves irreps. */
export interface IrrepsEvidence {
  readonly chain: ChainEvidence;
  readonly classes: readonly PrintedClass[];
}

/**
 * A certificate of the irreducible representations over ℂ. The relations of the chain (its Schreier generators) present
 * the group, so that matrices which keep them are a representation; its character has norm 1, and there are as many
 * different ones as classes, which the checker enumerates.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `irreps`
 * @example irrepsCertificate(catalogue.quaternion()).descriptor.claim.irreps.map((ρ) => ρ.degree) // [1, 1, 1, 1, 2]
 */
export function irrepsCertificate(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): CertificateTable<IrrepsClaim, IrrepsEvidence> {
  const where = 'irrepsCertificate';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const printed = irreps(group).map(({ degree, generatorMatrices }) => ({
    degree,
    generators: generatorMatrices.map((m) => printMatrix(m)),
  }));
  return certificate(
    IRREPS_CERTIFICATE_SCHEMA,
    { group: described, irreps: printed },
    { chain: chainEvidence(group), classes: printClasses(group.conjugacyClasses()) },
    described,
  );
}
