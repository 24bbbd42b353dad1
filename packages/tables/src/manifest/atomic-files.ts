/** Files that are there whole or not at all, whenever the process ends. */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What `writeAtomically` leaves behind when it is killed. */
const TEMPORARY = /^\..+\.[0-9a-f]{12}\.partial$/;

/**
 * Writes a file under a temporary name beside its own, has it on the disk, and renames it.
 * @throws the error of the file system; then nothing is left
 */
export function writeAtomically(path: string, bytes: Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes from a folder what a killed run has left half-written. */
export async function removeTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true });
}

/** Length and SHA-256 of a regular file; undefined where there is none. */
export async function digestOf(path: string): Promise<FileDigest | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return undefined;
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}
