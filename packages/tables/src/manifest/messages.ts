/** What the thread that hands out tables and those that make them say to each other. */
import { AbortedError, IsotypicError, type IsotypicErrorCode } from '@isotypic/algebra';
import type { ManifestEntry } from './parse-manifest.js';
import type { IndexedTable } from './table-index.js';

/** One table to make, into `folder`. */
export interface Job {
  readonly folder: string;
  readonly entry: ManifestEntry;
}

export type Outcome =
  | { readonly status: 'written'; readonly table: IndexedTable }
  | { readonly status: 'failed'; readonly failure: Failure };

/** An error as it crosses from one thread to another, where classes are lost. */
export interface Failure {
  readonly code: IsotypicErrorCode | undefined;
  readonly where: string;
  readonly expected: string;
  readonly received: string;
  readonly remedy: string | undefined;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof IsotypicError) {
    const { code, where, expected, received, remedy } = error;
    return { code, where, expected, received, remedy };
  }
  const received = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const isOfFileSystem = typeof code === 'string' && (error as NodeJS.ErrnoException).syscall !== undefined;
  const isOutOfMemory = code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
  return {
    code: isOfFileSystem ? 'IO' : isOutOfMemory ? 'OUT_OF_MEMORY' : undefined,
    where: 'generateManifest',
    expected: isOfFileSystem ? 'a folder that can be written' : 'the table to be made',
    received: isOfFileSystem || isOutOfMemory ? (error as Error).message : received,
    remedy: undefined,
  };
}

/** The error again; one without a code is a bug of ours. */
export function errorOf({ code, where, expected, received, remedy }: Failure): IsotypicError {
  if (code === 'ABORTED') return new AbortedError(where, received);
  const parts = { where, expected, received };
  return new IsotypicError(code ?? 'VERIFICATION_FAILED', remedy === undefined ? parts : { ...parts, remedy });
}
