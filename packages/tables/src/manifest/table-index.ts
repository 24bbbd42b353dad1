/**
 * The index of a folder of tables: for each, what was asked for, its descriptor, and length and SHA-256 of its files.
 * It tells a later run what is there, and a reader what it has got.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import type { TableRequest } from '../kinds/table-kind.js';
import type { TableDescriptor } from '../table.js';
import { digestOf, type FileDigest, writeAtomically } from './atomic-files.js';
import { INDEX_NAME, type ManifestEntry } from './parse-manifest.js';
import { fileName } from './table-formats.js';

const SCHEMA = 'isotypic/table-index';
const SCHEMA_VERSION = 1;

/** A table that is complete in its folder. */
export interface IndexedTable {
  readonly file: string;
  readonly request: TableRequest;
  readonly descriptor: TableDescriptor;
  readonly files: readonly (FileDigest & { readonly name: string })[];
}

/** @throws the error of the file system */
export function writeIndex(folder: string, generator: string, tables: readonly IndexedTable[]): void {
  const index = { schema: SCHEMA, schemaVersion: SCHEMA_VERSION, generator, tables };
  writeAtomically(join(folder, INDEX_NAME), new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`));
}

/**
 * What an earlier run says it has written, by file; nothing where there was none, or one of another release, whose
 * tables may differ.
 * @throws {IsotypicError} `IO` for an index.json that is not ours
 */
export function readIndex(folder: string, generator: string): ReadonlyMap<string, IndexedTable> {
  const path = join(folder, INDEX_NAME);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw notOurs(path, String(error));
  }
  let index: Partial<Record<string, unknown>>;
  try {
    index = JSON.parse(text) as typeof index;
  } catch (error) {
    throw notOurs(path, String(error));
  }
  if (index?.schema !== SCHEMA || !Array.isArray(index.tables)) throw notOurs(path, 'another file');
  if (index.schemaVersion !== SCHEMA_VERSION || index.generator !== generator) return new Map();
  return new Map((index.tables as IndexedTable[]).map((table) => [String(table?.file), table]));
}

/** Whether the files of an entry are those that the index has, byte by byte, and what the entry asks for. */
export async function isComplete(folder: string, entry: ManifestEntry, indexed: IndexedTable): Promise<boolean> {
  const names = entry.formats.map((format) => fileName(entry.file, format));
  if (canonical(indexed.request) !== canonical(entry.request) || !Array.isArray(indexed.files)) return false;
  if (names.length !== indexed.files.length) return false;
  for (const [i, name] of names.entries()) {
    const { name: recorded, bytes, sha256 } = indexed.files[i] ?? {};
    if (recorded !== name) return false;
    const found = await digestOf(join(folder, name));
    if (found === undefined || found.bytes !== bytes || found.sha256 !== sha256) return false;
  }
  return true;
}

/** Requests that differ in the order of their fields alone are the same. */
function canonical(request: TableRequest): string {
  return JSON.stringify(Object.entries(request ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function notOurs(path: string, received: string): IsotypicError {
  return new IsotypicError('IO', {
    where: 'generateManifest',
    expected: `${path} to be the index of an earlier run`,
    received,
    remedy: 'Choose another folder, or remove that file: then all tables are made anew.',
  });
}
