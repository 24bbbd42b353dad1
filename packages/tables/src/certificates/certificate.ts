/**
 * Certificates: tables that carry, beside a claim, what a checker needs to prove it and nothing else. They have no
 * tensors; `tools/check_certificate.py` reads the JSON file alone. The format is written down in docs/certificates.md.
 */
import { sha256 } from '@isotypic/algebra/internal';
import { generatorFor } from '../generator.js';
import type { GroupDescriptor } from '../groups/group-descriptor.js';
import type { Table, TableDescriptor } from '../table.js';

/** The descriptor of a certificate: what it claims. */
export interface CertificateDescriptor<C = unknown> extends TableDescriptor {
  readonly fingerprints: {
    /** SHA-256 of the claim as it is written in the file. */
    readonly claim: string;
  };
  readonly claim: C;
}

/** A certificate: the claim in its descriptor, the evidence under `exact`. */
export type CertificateTable<C, E> = Table<CertificateDescriptor<C>, E>;

/** Of every kind. */
export const CERTIFICATE_VERSION = 1;

/** `group` is the one of the claim, if there is one. */
export function certificate<C, E>(
  schema: string,
  claim: C,
  evidence: E,
  group?: GroupDescriptor,
): CertificateTable<C, E> {
  return {
    descriptor: {
      schema,
      schemaVersion: CERTIFICATE_VERSION,
      fingerprints: { claim: sha256(JSON.stringify(claim)) },
      generator: generatorFor(group),
      claim,
    },
    exact: evidence,
    tensors: {},
  };
}
