/** Tables from plain data: one entry for all kinds. */
import { checkArgument, invalidArgument, type Kind, nearestNames } from '@isotypic/algebra/internal';
import type { TableMaker, TableRequest } from './kinds/table-kind.js';
import { kindNamed } from './registry.js';
import type { Table } from './table.js';

const WHERE = 'generateTable';

const isPlain = (v: unknown): boolean =>
  typeof v === 'object' && v !== null && [Object.prototype, null].includes(Object.getPrototypeOf(v));

const REQUEST: Kind = {
  expected: "plain data that name a kind, such as { kind: 'cayley', group: 'symmetric(3)' }",
  accepts: (v) => isPlain(v) && typeof (v as Partial<TableRequest>).kind === 'string',
};

/**
 * The table that a request names; `tableKinds` lists the kinds and their fields.
 * @throws {IsotypicError} `UNKNOWN_NAME` for another kind; `INVALID_ARGUMENT` for fields that are unknown, missing or
 *   not what they must be; what the kind itself refuses
 * @example generateTable({ kind: 'cayley', group: 'symmetric(3)' }).tensors.products.shape // [6, 6]
 */
export function generateTable(request: TableRequest): Table {
  return checkRequest(WHERE, request).generate(request);
}

/**
 * The kind of a request, whose fields are known to it and what they must be.
 * @throws {IsotypicError} as `generateTable`, of the request itself
 */
export function checkRequest(where: string, request: unknown): TableMaker {
  checkArgument(where, 'request', request, REQUEST);
  const given = request as TableRequest;
  const kind = kindNamed(where, given.kind);
  const names = Object.keys(kind.fields);
  for (const key of Object.keys(given)) {
    if (key === 'kind' || Object.hasOwn(kind.fields, key)) continue;
    const [nearest] = nearestNames(key, names, 1);
    const remedy = nearest === undefined ? undefined : `Did you mean ${nearest}?`;
    throw invalidArgument(where, `no field of ${kind.name} but those known: ${names.join(', ')}`, key, remedy);
  }
  for (const [key, { required, accepts }] of Object.entries(kind.fields)) {
    const value = given[key];
    if (value !== undefined || required) checkArgument(where, `${key} of ${kind.name}`, value, accepts);
  }
  return kind;
}
