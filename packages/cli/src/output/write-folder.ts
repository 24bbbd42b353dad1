/** Writes a folder of results all or nothing: a failure leaves no partial output behind. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';

/**
 * Writes `files` into a temporary folder within `folder`, and then moves each into place by rename: within it, because
 * `folder` may be the root of a file system, and its parent not ours to write. Files of other names stay.
 * @throws {IsotypicError} `IO` when the folder cannot be made or written.
 */
export function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  const target = resolve(folder);
  const made = firstMissing(target);
  let staging: string | undefined;
  try {
    mkdirSync(target, { recursive: true });
    staging = mkdtempSync(join(target, '.isotypic-'));
    for (const [name, contents] of Object.entries(files)) writeFileSync(join(staging, name), contents);
    for (const name of readdirSync(staging)) renameSync(join(staging, name), join(target, name));
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw unwritable(folder, error);
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
}

/** The uppermost folder on the way to `target` that is not there yet. */
function firstMissing(target: string): string | undefined {
  let found: string | undefined;
  for (let at = target; !existsSync(at); at = dirname(at)) found = at;
  return found;
}

/**
 * Refuses early, before any work, an output folder that cannot be one.
 * @throws {IsotypicError} `IO`
 */
export function checkFolder(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw unwritable(folder, new Error('it is a file'));
}

function unwritable(folder: string, error: unknown): IsotypicError {
  return new IsotypicError('IO', {
    where: 'writing the report',
    expected: 'a folder that can be written',
    received: `${folder} (${error instanceof Error ? error.message : String(error)})`,
    remedy: 'Choose another folder with --out.',
    cause: error,
  });
}
