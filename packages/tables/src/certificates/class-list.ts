/** The conjugacy classes of a group, with what proves its order as evidence. */
import type { ConjugacyClass, PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor } from '../groups/group-descriptor.js';
import { type CertificateTable, certificate } from './certificate.js';
import { type ChainEvidence, chainEvidence } from './chain-evidence.js';

export const CLASS_CERTIFICATE_SCHEMA = 'isotypic/certificate/class-list';

/** A conjugacy class as a table prints it. */
export interface PrintedClass {
  /** A 0-based image array. */
  readonly representative: readonly number[];
  /** Decimal. */
  readonly size: string;
  readonly elementOrder: string;
}

/** What a certificate of conjugacy classes claims. */
export interface ClassClaim {
  readonly group: GroupDescriptor;
  readonly classes: readonly PrintedClass[];
}

/** What proves conjugacy classes. */
export interface ClassEvidence {
  readonly chain: ChainEvidence;
}

/**
 * A certificate of the list of conjugacy classes. The checker enumerates the classes from their representatives: they
 * are disjoint, of the sizes claimed, and their sizes add up to the order, which the chain proves. It lists groups of
 * order up to a million unless told otherwise.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `group.conjugacyClasses`
 * @example classCertificate(catalogue.symmetric(3)).descriptor.claim.classes.map((c) => c.size) // ['1', '3', '2']
 */
export function classCertificate(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): CertificateTable<ClassClaim, ClassEvidence> {
  const where = 'classCertificate';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const classes = printClasses(group.conjugacyClasses());
  return certificate(
    CLASS_CERTIFICATE_SCHEMA,
    { group: described, classes },
    { chain: chainEvidence(group) },
    described,
  );
}

export function printClasses(
  classes: readonly Pick<ConjugacyClass, 'representative' | 'size' | 'elementOrder'>[],
): PrintedClass[] {
  return classes.map(({ representative, size, elementOrder }) => ({
    representative: representative.toArray(),
    size: String(size),
    elementOrder: String(elementOrder),
  }));
}
