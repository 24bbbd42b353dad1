/** The order of a group, with its stabilizer chain as evidence. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor } from '../groups/group-descriptor.js';
import { type CertificateTable, certificate } from './certificate.js';
import { type ChainEvidence, chainEvidence } from './chain-evidence.js';

export const CHAIN_CERTIFICATE_SCHEMA = 'isotypic/certificate/stabilizer-chain';

/** What a certificate of a stabilizer chain claims. */
export interface ChainClaim {
  readonly group: GroupDescriptor;
}

/**
 * A certificate of the order of a group. The strong generators' programs prove that the order is at least the product
 * of the orbit lengths, Schreier's lemma, which the checker applies, that it is at most that product (Seress 2003,
 * ch. 4). Costs the chain and, for each strong generator, an orbit.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example chainCertificate(catalogue.mathieu(12)).descriptor.claim.group.order // '95040'
 */
export function chainCertificate(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): CertificateTable<ChainClaim, ChainEvidence> {
  const where = 'chainCertificate';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  return certificate(CHAIN_CERTIFICATE_SCHEMA, { group: described }, chainEvidence(group), described);
}
