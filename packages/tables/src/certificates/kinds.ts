/** Certificates as kinds of tables. To verify one is to make it again, after the verifiers of the packages have run. */
import { type PermutationGroup, verifyConjugacyClasses, verifyStabilizerChain } from '@isotypic/algebra';
import { text } from '@isotypic/algebra/internal';
import { equivariantMaps, parseMatrixGroup, parseType, verifyEquivariantMaps } from '@isotypic/maps';
import {
  characterTable,
  irreps,
  isotypicDecomposition,
  permutationRepresentation,
  verifyCharacterTable,
  verifyDecomposition,
  verifyIrreps,
} from '@isotypic/reps';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { type CheckedField, field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table } from '../table.js';
import { CHARACTER_CERTIFICATE_SCHEMA, characterCertificate } from './character-table.js';
import { CLASS_CERTIFICATE_SCHEMA, classCertificate } from './class-list.js';
import { DECOMPOSITION_CERTIFICATE_SCHEMA, decompositionCertificate } from './decomposition.js';
import { EQUIVARIANT_MAPS_CERTIFICATE_SCHEMA, equivariantMapsCertificate } from './equivariant-maps.js';
import { IRREPS_CERTIFICATE_SCHEMA, irrepsCertificate } from './irreps.js';
import { CHAIN_CERTIFICATE_SCHEMA, chainCertificate } from './stabilizer-chain.js';

function ofGroup(
  name: string,
  schema: string,
  of: string,
  make: (group: PermutationGroup, options: NamedTableOptions) => Table,
  verify: (group: PermutationGroup) => unknown,
): TableMaker {
  return {
    name,
    schema,
    summary: `proof of ${of}`,
    fields: { group: GROUP_FIELD },
    example: { kind: name, group: 'symmetric(4)' },
    generate: (request) => make(...groupOfRequest(request)),
    derive(where, descriptor) {
      const [group, options] = groupNamedBy(where, claimOf(descriptor));
      verify(group);
      return make(group, options);
    },
  };
}

const claimOf = (descriptor: unknown): unknown => (descriptor as { readonly claim?: unknown }).claim ?? {};

const MATRIX_GROUP_FIELD: CheckedField = {
  ...GROUP_FIELD,
  summary: 'a matrix group, such as SO(3)',
};

const TYPE = { expected: 'the text of a type', accepts: text.accepts };

const equivariantMapsKind: TableMaker = {
  name: 'maps-certificate',
  schema: EQUIVARIANT_MAPS_CERTIFICATE_SCHEMA,
  summary: 'proof of a basis of equivariant maps',
  fields: {
    group: MATRIX_GROUP_FIELD,
    domain: field('text', 'a type, such as V^2', TYPE, { required: true }),
    codomain: field('text', 'a type, such as V', TYPE, { required: true }),
  },
  example: { kind: 'maps-certificate', group: 'SO(3)', domain: 'V^2', codomain: 'V' },
  generate: ({ group, domain, codomain }) =>
    equivariantMapsCertificate(group as string, domain as string, codomain as string),
  derive(where, descriptor) {
    const kinds = { group: text, domain: text, codomain: text };
    const { group, domain, codomain } = fieldsOf(where, claimOf(descriptor), kinds) as Record<string, string>;
    const acting = parseMatrixGroup(group);
    verifyEquivariantMaps(equivariantMaps(parseType(domain).over(acting), parseType(codomain).over(acting)));
    return equivariantMapsCertificate(group, domain, codomain);
  },
};

export const certificateKinds: readonly TableMaker[] = [
  ofGroup('chain-certificate', CHAIN_CERTIFICATE_SCHEMA, "a group's order", chainCertificate, verifyStabilizerChain),
  ofGroup('classes-certificate', CLASS_CERTIFICATE_SCHEMA, 'conjugacy classes', classCertificate, (G) =>
    verifyConjugacyClasses(G, G.conjugacyClasses()),
  ),
  ofGroup('characters-certificate', CHARACTER_CERTIFICATE_SCHEMA, 'a character table', characterCertificate, (G) =>
    verifyCharacterTable(characterTable(G)),
  ),
  ofGroup('irreps-certificate', IRREPS_CERTIFICATE_SCHEMA, 'all irreps over ℂ', irrepsCertificate, (G) =>
    verifyIrreps(irreps(G)),
  ),
  ofGroup(
    'decomposition-certificate',
    DECOMPOSITION_CERTIFICATE_SCHEMA,
    'an isotypic decomposition over ℝ',
    decompositionCertificate,
    (G) => verifyDecomposition(isotypicDecomposition(permutationRepresentation(G))),
  ),
  equivariantMapsKind,
];
