/** From the words of the command line to where samples come from. */
import { existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { misuse } from '../command.js';
import type { Console } from '../console.js';
import type { DataSource } from './data-source.js';
import type { QueryOptions } from './query-source.js';
import type { TableReading } from './table-options.js';
import { openArrowSource, openTextSource } from './text-source.js';

export type { QueryOptions };

interface Request {
  readonly data: readonly string[];
  readonly reading: TableReading;
  readonly query: QueryOptions;
}

/** One table of text is read as it always was, and so are files of Arrow; everything else is for DuckDB. */
export async function openSource({ data, reading, query }: Request, console: Console): Promise<DataSource> {
  const isPlain = query.where === undefined && query.memory === undefined;
  const arrow = await arrowFiles(data);
  if (arrow !== undefined) {
    if (!isPlain) throw misuse('Parquet, CSV or JSON with --where or --memory', 'files of Arrow');
    refuseTextOptions(reading, 'files of Arrow');
    return openArrowSource(arrow);
  }
  const [first] = data;
  if (data.length === 1 && isPlain && !(await isForQueries(first))) return openTextSource(first, reading);
  if (data.includes('-')) throw misuse('files, where there are several, --where or --memory', 'standard input');
  refuseTextOptions(reading, 'files that DuckDB reads');
  const { openQuerySource } = await import('./query-source.js');
  // an interrupt ends the query, and what it keeps in temporary files is removed
  return openQuerySource(data, query, { signal: console.signal ?? console.interruption?.() });
}

function refuseTextOptions({ options }: TableReading, files: string): void {
  const { missingWords, header, ...rest } = options;
  const others = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (header !== 'auto') others.push('header');
  if (missingWords !== undefined && missingWords.length > 0) others.push(`missing ${missingWords.join(',')}`);
  if (others.length > 0) throw misuse('options of delimited text for one file of it', `--${others[0]} for ${files}`);
}

/** The files that the words name, where all of them are of Arrow; else undefined. */
async function arrowFiles(words: readonly string[]): Promise<readonly string[] | undefined> {
  const files: string[] = [];
  for (const word of words) {
    if (word === '-') return undefined;
    files.push(...(isGlob(word) ? await filesInFolder(word) : [word]));
  }
  for (const file of files) {
    const start = await beginningOf(file);
    if (start !== 'ARRO' && start !== '\xff\xff\xff\xff') return undefined;
  }
  return files.length === 0 ? undefined : [...new Set(files)].sort((a, b) => (a < b ? -1 : 1));
}

const isGlob = (word: string): boolean => /[*?[]/.test(word) && !existsSync(word);

/** The files of a glob of names in one folder; none of a glob of folders, which DuckDB knows. */
async function filesInFolder(glob: string): Promise<readonly string[]> {
  const folder = dirname(glob);
  if (/[*?[]/.test(folder)) return [];
  const letters = basename(glob).replace(/[.+^${}()|\\]/g, '\\$&');
  const pattern = new RegExp(`^${letters.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u');
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith('.') && pattern.test(name)).map((name) => join(folder, name));
}

/** Whether a word of the command line is for DuckDB: a glob, or a file of a format that is no delimited text. */
async function isForQueries(word: string): Promise<boolean> {
  if (word === '-') return false;
  if (isGlob(word)) return true;
  if (/\.(jsonl?|ndjson)(\.gz|\.zst)?$/i.test(word)) return true;
  const start = await beginningOf(word);
  return start === 'PAR1';
}

/** The first four bytes; '' of what cannot be read, which is said where it is opened. */
async function beginningOf(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    if (!(await file.stat()).isFile()) return ''; // a pipe is read once
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
