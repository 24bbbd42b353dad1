/** A table of delimited text that is at hand as bytes, as a browser has a file; gzip is told by its first bytes. */
import { IsotypicError } from '@isotypic/algebra';
import { tableOf } from '@isotypic/sources/internal';
import { readingOptions, type TableReading } from './table-options.js';
import { type TableSource, tableSource } from './table-source.js';

/** Pieces as a file is read in, so that sums are rounded alike. */
const PIECE = 2 ** 18;

/** @throws {IsotypicError} as `openTable`, its `where` naming the file; `PARSE` for a gzip file that is damaged */
export async function openBytesSource(name: string, bytes: Uint8Array, reading: TableReading): Promise<TableSource> {
  const where = `reading ${name}`;
  const plain = await decompressed(where, bytes);
  const pieces = Array.from({ length: Math.ceil(plain.length / PIECE) }, (_, k) =>
    plain.subarray(k * PIECE, (k + 1) * PIECE),
  );
  const table = await readingOptions(() => tableOf(where, pieces, reading.options));
  return tableSource({ table, format: 'text', identity: undefined, bytesRead: () => 0 }, { dialect: table.dialect });
}

async function decompressed(where: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    const received = `data that are damaged or cut short (${cause instanceof Error ? cause.message : cause})`;
    throw new IsotypicError('PARSE', { where, expected: 'a whole gzip file', received, cause });
  }
}
