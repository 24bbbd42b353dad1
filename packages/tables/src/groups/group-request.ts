/** The group of a table, from a request or from a descriptor. */
import { type PermutationGroup, parseGroup } from '@isotypic/algebra';
import type { CheckedField, TableRequest } from '../kinds/table-kind.js';
import { type GroupDescriptor, groupOfDescriptor } from './group-descriptor.js';

/** The field of a permutation group, in the catalogue's grammar. */
export const GROUP_FIELD: CheckedField = {
  type: 'text',
  required: true,
  summary: 'a group of the catalogue, such as symmetric(4)',
  accepts: { expected: 'the text of a group', accepts: (v) => typeof v === 'string' && v.trim() !== '' },
  parse: (text) => parseGroup(text),
};

/** The group of a request, and the options that name it. */
export function groupOfRequest(request: TableRequest): [PermutationGroup, { readonly groupName: string }] {
  const name = request.group as string;
  return [parseGroup(name), { groupName: name }];
}

/** The group of a descriptor, and the options that name it. */
export function groupNamedBy(where: string, descriptor: unknown): [PermutationGroup, { readonly groupName: string }] {
  const { group } = descriptor as { readonly group?: GroupDescriptor };
  const found = groupOfDescriptor(where, group);
  return [found, { groupName: String((group as GroupDescriptor).name) }];
}
