/** Multiplication tables of small groups. */
import { type PermutationGroup, cayleyTable as productsOf } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import { int32Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import type { TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from './group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from './group-request.js';

export const CAYLEY_SCHEMA = 'isotypic/cayley-table';

/** Descriptor of the table of products. */
export interface CayleyDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  /** products[i][j] is the number of elements[i]·elements[j], which applies elements[j] first. */
  readonly product: 'left';
}

/** Options of `cayleyTableOf`, `chainCertificate`, `characterCertificate`, `classCertificate` and others. */
export interface NamedTableOptions {
  /** A name for the group; its generators identify it in any case. */
  readonly groupName?: string;
}

/**
 * The multiplication table of a group of order up to 4096. Tensors: `elements` (n×degree int32 image arrays, the
 * identity first), `products` (n×n int32), `inverses` (n int32). Everything is an integer, so nothing stands under
 * `exact`.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example cayleyTableOf(catalogue.symmetric(3)).tensors.products.shape // [6, 6]
 */
export function cayleyTableOf(group: PermutationGroup, options: NamedTableOptions = {}): Table<CayleyDescriptor> {
  const where = 'cayleyTableOf';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const { elements, table } = productsOf(group);
  const n = elements.length;
  return {
    descriptor: {
      schema: CAYLEY_SCHEMA,
      schemaVersion: 1,
      fingerprints: { group: groupFingerprint(described) },
      generator: generatorFor(described),
      group: described,
      product: 'left',
    },
    exact: {},
    tensors: {
      elements: int32Tensor(
        [n, group.degree],
        elements.flatMap((g) => g.toArray()),
      ),
      products: int32Tensor([n, n], table.flat()),
      inverses: int32Tensor(
        [n],
        table.map((row) => row.indexOf(0)),
      ),
    },
  };
}

export const cayleyKind: TableMaker = {
  name: 'cayley',
  schema: CAYLEY_SCHEMA,
  summary: 'the multiplication table of a group',
  fields: { group: GROUP_FIELD },
  example: { kind: 'cayley', group: 'symmetric(3)' },
  generate: (request) => cayleyTableOf(...groupOfRequest(request)),
  derive: (where, descriptor) => cayleyTableOf(...groupNamedBy(where, descriptor)),
};
