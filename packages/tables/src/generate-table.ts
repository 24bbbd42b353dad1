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
  checkArgument(WHERE, 'request', request, REQUEST);
  const kind = kindNamed(WHERE, request.kind);
  checkFields(kind, request);
  return kind.generate(request);
}

function checkFields({ name, fields }: TableMaker, request: TableRequest): void {
  const names = Object.keys(fields);
  for (const key of Object.keys(request)) {
    if (key === 'kind' || Object.hasOwn(fields, key)) continue;
    const [nearest] = nearestNames(key, names, 1);
    const remedy = nearest === undefined ? undefined : `Did you mean ${nearest}?`;
    throw invalidArgument(WHERE, `no field of ${name} but those known: ${names.join(', ')}`, key, remedy);
  }
  for (const [key, { required, accepts }] of Object.entries(fields)) {
    const value = request[key];
    if (value !== undefined || required) checkArgument(WHERE, `${key} of ${name}`, value, accepts);
  }
}
