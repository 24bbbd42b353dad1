/**
 * A lookup table of any kind: a descriptor of what it is a table of, exact numbers as text, and the float tensors that
 * were rounded from them. It is written as two files, tied together by a digest of the exact one.
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, describe, invalidArgument, type Kind, sha256, text } from '@isotypic/algebra/internal';
import { type AnyTensor, decodeSafetensors, encodeSafetensors } from './formats/safetensors.js';
import type { GeneratorDescriptor } from './generator.js';

/** Where the tensors' metadata hold the SHA-256 of the exact companion. */
const DIGEST = 'exact_companion_sha256';

/** What every table says of itself. */
export interface TableDescriptor {
  /** The kind of table, `isotypic/decomposition`. */
  readonly schema: string;
  readonly schemaVersion: number;
  /** What the table belongs to, as fingerprints of 64 hexadecimal digits. */
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly generator: GeneratorDescriptor;
}

/** A table: its descriptor and its tensors. */
export interface Table<D extends TableDescriptor = TableDescriptor, E = unknown> {
  readonly descriptor: D;
  /** Plain data for JSON, every number as text. */
  readonly exact: E;
  readonly tensors: Readonly<Record<string, AnyTensor>>;
}

/** The two files of a table. */
export interface TableFiles {
  /** The tensors; in its metadata the descriptor and the SHA-256 of `json`. */
  readonly safetensors: Uint8Array;
  /** The descriptor, and under `exact` the exact numbers. */
  readonly json: string;
}

/**
 * The files of a table; equal tables give equal bytes.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no table
 * @example
 * const table = characterTableOf(catalogue.alternating(4), { groupName: 'alternating(4)' });
 * verifyTable(writeTable(table)).notProved // []
 */
export function writeTable(table: Table): TableFiles {
  checkArgument('writeTable', 'table', table, TABLE);
  const { descriptor, exact, tensors } = table;
  const json = `${JSON.stringify({ ...descriptor, exact })}\n`;
  const metadata = { descriptor: JSON.stringify(descriptor), [DIGEST]: sha256(json) };
  return { safetensors: encodeSafetensors({ tensors, metadata }), json };
}

/**
 * The table in two files, of the kind `schema` as it is written today.
 * @throws {IsotypicError} `PARSE` for what is no table, `INVALID_ARGUMENT` for one of another kind or version, or for
 *   files that do not belong together
 */
export function readTable(where: string, files: TableFiles, schema: string, schemaVersion: number): Table {
  return readAnyTable(where, files, (descriptor) => {
    if (descriptor.schema !== schema) {
      throw invalidArgument(where, `files of the schema ${schema}`, descriptor.schema);
    }
    if (descriptor.schemaVersion !== schemaVersion) {
      const remedy =
        descriptor.schemaVersion === 1
          ? 'Version 1 has no fingerprint of the action, so that nothing tells what it belongs to: write it anew.'
          : 'Write them anew, or read them with the release that wrote them.';
      throw invalidArgument(where, `files of schema version ${schemaVersion}`, descriptor.schemaVersion, remedy);
    }
  });
}

/**
 * The table in two files, of whatever kind; `accept` may refuse its descriptor before the tensors are read.
 * @throws {IsotypicError} `PARSE` for what is no table, `INVALID_ARGUMENT` for files that do not belong together
 */
export function readAnyTable(
  where: string,
  files: TableFiles,
  accept: (descriptor: TableDescriptor) => void = () => {},
): Table {
  checkArgument(where, 'files', files, TABLE_FILES);
  checkArgument(where, 'files.json', files.json, text);
  const { exact, ...descriptor } = parseDescriptor(where, files.json);
  accept(descriptor);
  const { tensors, metadata } = decodeSafetensors(files.safetensors);
  const others = Object.keys(metadata).filter((name) => name !== 'descriptor' && name !== DIGEST);
  if (others.length > 0) throw invalidArgument(where, `metadata descriptor and ${DIGEST} alone`, others.join(', '));
  if (metadata[DIGEST] !== sha256(files.json)) {
    throw invalidArgument(
      where,
      'files of one table: the digest in files.safetensors to be that of files.json',
      metadata[DIGEST],
      'Pass both files as they were written together.',
    );
  }
  if (metadata.descriptor !== JSON.stringify(descriptor)) {
    throw invalidArgument(where, 'one descriptor in files.safetensors and in files.json', 'two that differ');
  }
  return { descriptor, exact, tensors };
}

const TABLE: Kind = {
  expected: 'a table, { descriptor, exact, tensors }',
  accepts: (v) => typeof v === 'object' && v !== null && ['descriptor', 'exact', 'tensors'].every((k) => k in v),
};

const TABLE_FILES: Kind = {
  expected: 'the files of a table, { safetensors, json }',
  accepts: (v) => typeof v === 'object' && v !== null && 'safetensors' in v && 'json' in v,
};

/** The JSON file, as far as every kind of table has it. */
function parseDescriptor(where: string, json: string): TableDescriptor & { readonly exact: unknown } {
  const fail = (expected: string, received: string): never => {
    throw new IsotypicError('PARSE', { where, expected, received });
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return fail('JSON', String(error));
  }
  const { schema, schemaVersion, fingerprints = {}, exact } = (parsed ?? {}) as Record<string, unknown>;
  if (typeof schema !== 'string') return fail('the text of a schema', describe(schema));
  if (!Number.isSafeInteger(schemaVersion)) return fail('an integer schemaVersion', describe(schemaVersion));
  if (!isRecordOfText(fingerprints)) return fail('fingerprints by name', describe(fingerprints));
  if (typeof exact !== 'object' || exact === null) return fail('the exact numbers', describe(exact));
  return {
    ...(parsed as TableDescriptor & { readonly exact: unknown }),
    fingerprints: fingerprints as TableDescriptor['fingerprints'],
  };
}

function isRecordOfText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((v) => typeof v === 'string');
}
