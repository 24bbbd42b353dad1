/**
 * What a kind of table is: how it is asked for in plain data (a line of a manifest, the words of a command), how it is
 * made, and how it is made again from a descriptor, which is how it is verified.
 */
import { checkArgument, type Kind } from '@isotypic/algebra/internal';
import type { Table } from '../table.js';

/** A table asked for in plain data, as in `{ kind: 'so3', degree: 4, convention: 'e3nn' }`. */
export interface TableRequest {
  /** A name of `tableKinds`. */
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** One thing that a request may say. */
export interface TableField {
  /** `data` is whatever JSON can say. */
  readonly type: 'text' | 'integer' | 'boolean' | 'data';
  readonly required: boolean;
  /** A few words. */
  readonly summary: string;
}

/** A kind of table, and how it is asked for. */
export interface TableKind {
  /** As in a request. */
  readonly name: string;
  /** As in a descriptor. */
  readonly schema: string;
  readonly summary: string;
  /** By name; the first is the word that follows the kind on the command line. */
  readonly fields: Readonly<Record<string, TableField>>;
  readonly example: TableRequest;
}

/** A field, and the test that its values must pass. */
export interface CheckedField extends TableField {
  readonly accepts: Kind;
  /** Reads a text that has a grammar, so that a manifest is refused for a typing error before any work. */
  readonly parse?: (text: string) => unknown;
}

/** How a kind of table is made. */
export interface TableMaker extends TableKind {
  readonly fields: Readonly<Record<string, CheckedField>>;
  /** The table of a request whose fields have been checked. */
  readonly generate: (request: TableRequest) => Table;
  /** The table that a descriptor names, whose fields have not been checked. */
  readonly derive: (where: string, descriptor: unknown) => Table;
}

/** An optional or required field with the values that `accepts` allows. */
export function field(
  type: TableField['type'],
  summary: string,
  accepts: Kind,
  options: { readonly required?: boolean } = {},
): CheckedField {
  return { type, required: options.required ?? false, summary, accepts };
}

/** The fields of a descriptor that options are made of, each checked before a maker sees it. */
export function fieldsOf<K extends string>(
  where: string,
  descriptor: unknown,
  kinds: Readonly<Record<K, Kind>>,
): Record<K, unknown> {
  const found = descriptor as Readonly<Record<string, unknown>>;
  for (const [name, kind] of Object.entries<Kind>(kinds))
    checkArgument(where, `${name} in files.json`, found[name], kind);
  return found as Record<K, unknown>;
}
