/** Files of Arrow as one table of text, batch by batch. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { IsotypicError } from '@isotypic/algebra/basics';
import { describe } from '@isotypic/algebra/internal/basics';
import type { RecordBatch, RecordBatchReader, Schema } from 'apache-arrow';
import { fileBytes, unreadable } from '../files/file-bytes.js';
import type { ColumnType } from '../table/column-types.js';
import { type ArrowColumn, arrowColumn } from './cells.js';
import { type ArrowModule, loadArrow } from './load.js';

/** The columns of files, and their rows as lines of text, names first. */
export interface ArrowText {
  readonly types: readonly ColumnType[];
  readonly lines: AsyncGenerator<string>;
}

/** Rows that are written at once. */
const PIECE_ROWS = 1024;

const nameOf = (path: string): string => (path === '-' ? 'standard input' : basename(path));

/** @throws {IsotypicError} as `openArrowFiles` */
export async function arrowText(
  where: string,
  paths: readonly string[],
  onRead: (bytes: number) => void,
): Promise<ArrowText> {
  const arrow = await loadArrow(where);
  const first = await openReader(arrow, paths[0], onRead);
  try {
    const columns = columnsOf(where, arrow, first.reader.schema);
    return { types: columns.map(({ type }) => type), lines: linesOf(where, arrow, { paths, first, columns }, onRead) };
  } catch (error) {
    await first.close();
    throw error;
  }
}

interface OpenReader {
  readonly reader: RecordBatchReader;
  close(): Promise<void>;
}

/** A file on disk by its footer, batch by batch; a stream, a pipe and what is compressed from its beginning on. */
async function openReader(arrow: ArrowModule, path: string, onRead: (bytes: number) => void): Promise<OpenReader> {
  const where = `reading ${nameOf(path)}`;
  const handle = path === '-' ? undefined : await randomAccess(path, where);
  const pieces = async function* () {
    for await (const piece of fileBytes(path, where, onRead)) yield piece.slice(); // the buffer is written over
  };
  try {
    const source = handle === undefined ? pieces() : handle;
    const reader = await arrow.RecordBatchReader.from(source as FileHandle);
    await reader.open();
    const close = async () => {
      await reader.cancel();
      await handle?.close();
    };
    return { reader, close };
  } catch (cause) {
    await handle?.close();
    throw damaged(where, cause);
  }
}

/** The handle of a file in Arrow's file format; undefined for what is read from its beginning. */
async function randomAccess(path: string, where: string): Promise<FileHandle | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    if (!(await handle.stat()).isFile()) return undefined;
    const { buffer } = await handle.read(Buffer.alloc(6), 0, 6, 0);
    if (buffer.toString('latin1') === 'ARROW1') {
      const own = handle;
      handle = undefined;
      return own;
    }
    return undefined;
  } catch (error) {
    throw unreadable(path, where, error);
  } finally {
    await handle?.close();
  }
}

function damaged(where: string, cause: unknown): IsotypicError {
  if (cause instanceof IsotypicError) return cause;
  const message = String((cause as Error)?.message ?? cause).split('\n', 1)[0];
  const isPacked = /compress|codec/i.test(message);
  return new IsotypicError('PARSE', {
    where,
    expected: isPacked ? 'batches that are not compressed, or whose codec apache-arrow was given' : 'Arrow IPC',
    received: `what apache-arrow does not read (${message})`,
    remedy: isPacked
      ? "Write it without: pyarrow.feather.write_feather(table, path, compression='uncompressed')."
      : undefined,
    cause,
  });
}

function columnsOf(where: string, arrow: ArrowModule, schema: Schema): readonly ArrowColumn[] {
  if (schema.fields.length > 0) return schema.fields.map(({ name, type }) => arrowColumn(arrow, name, type));
  throw new IsotypicError('PARSE', { where, expected: 'a table of one column at least', received: 'one of none' });
}

interface OpenFiles {
  readonly paths: readonly string[];
  readonly first: OpenReader;
  readonly columns: readonly ArrowColumn[];
}

async function* linesOf(
  where: string,
  arrow: ArrowModule,
  { paths, first, columns }: OpenFiles,
  onRead: (bytes: number) => void,
): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(',')}\n`;
  for (const [k, path] of paths.entries()) {
    const { reader, close } = k === 0 ? first : await openReader(arrow, path, onRead);
    try {
      const own = k === 0 ? columns : columnsOf(where, arrow, reader.schema);
      requireSame(where, { path: paths[0], columns }, { path, columns: own });
      for await (const batch of batchesOf(reader, `reading ${nameOf(path)}`)) yield* linesOfBatch(batch, own);
    } finally {
      await close();
    }
  }
}

async function* batchesOf(reader: RecordBatchReader, where: string): AsyncGenerator<RecordBatch> {
  try {
    // readers of files and of streams alike
    for await (const batch of reader as AsyncIterable<RecordBatch>) yield batch;
  } catch (cause) {
    throw damaged(where, cause);
  }
}

function* linesOfBatch(batch: RecordBatch, columns: readonly ArrowColumn[]): Generator<string> {
  for (let from = 0; from < batch.numRows; from += PIECE_ROWS) {
    const part = batch.slice(from, from + PIECE_ROWS);
    const cells = columns.map(({ cells: of }, j) => {
      const column = part.getChildAt(j);
      return column === null ? [] : of(column, part.numRows);
    });
    let text = '';
    for (let r = 0; r < part.numRows; r++) text += `${cells.map((column) => column[r]).join(',')}\n`;
    yield text;
  }
}

interface ColumnsOfFile {
  readonly path: string;
  readonly columns: readonly ArrowColumn[];
}

/** Names in one order, and numbers of any type where the first file has numbers. */
function requireSame(where: string, first: ColumnsOfFile, other: ColumnsOfFile): void {
  const shown = ({ name, type }: ArrowColumn) => `${describe(name)} of ${type.holds}`;
  const length = Math.max(first.columns.length, other.columns.length);
  for (let j = 0; j < length; j++) {
    const [a, b] = [first.columns[j], other.columns[j]];
    if (a !== undefined && b !== undefined && a.name === b.name && a.type.holds === b.type.holds) continue;
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `files of the columns of ${nameOf(first.path)}, column ${j + 1} ${a === undefined ? 'none' : shown(a)}`,
      received: `${b === undefined ? 'none' : shown(b)} in ${nameOf(other.path)}`,
      remedy: 'Name the files of one schema.',
    });
  }
}
