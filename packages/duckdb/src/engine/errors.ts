/** What DuckDB says of a failure, as an error of ours: it begins its messages with the kind. */
import { AbortedError, IsotypicError, type IsotypicErrorCode } from '@isotypic/algebra';

const MISSING_EXTENSION = 'Missing Extension Error';

/** What each kind means for the caller, and what may be done. */
const KINDS: Readonly<Record<string, readonly [code: IsotypicErrorCode, expected: string, remedy?: string]>> = {
  'Out of Memory Error': [
    'OUT_OF_MEMORY',
    'a query that fits into the memory and temporary space given',
    'Pass a larger memory or temporaryLimit to openDuckDB, or fewer threads.',
  ],
  'IO Error': ['IO', 'files that can be read, and room for temporary ones'],
  'HTTP Error': ['IO', 'files on this machine'],
  'Permission Error': ['IO', 'files that may be read'],
  [MISSING_EXTENSION]: [
    'INVALID_ARGUMENT',
    'a source that DuckDB reads by itself: extensions are never loaded or downloaded',
    'Copy the data to this machine, as Parquet, CSV or JSON.',
  ],
  'Binder Error': ['UNKNOWN_NAME', 'columns and functions that are there'],
  'Catalog Error': ['UNKNOWN_NAME', 'tables and functions that are there'],
  'Parser Error': ['PARSE', 'SQL of DuckDB'],
  'Conversion Error': ['INVALID_ARGUMENT', 'values that can be cast'],
  'Out of Range Error': ['INVALID_ARGUMENT', 'values within their type'],
  'Invalid Input Error': ['INVALID_ARGUMENT', 'input that can be read'],
};

/** Any failure of a query; one of ours comes back as it is. */
export function engineError(where: string, cause: unknown, signal: AbortSignal | undefined): IsotypicError {
  if (cause instanceof IsotypicError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const isStopped = message.startsWith('INTERRUPT') || message.includes('Interrupted');
  if (isStopped && signal?.aborted) return new AbortedError(where, signal.reason);
  const isExtension = /^IO Error: Extension .* not found/.test(message);
  const kind = isExtension ? MISSING_EXTENSION : Object.keys(KINDS).find((name) => message.startsWith(`${name}:`));
  const [code, expected, remedy] = kind === undefined ? (['IO', 'DuckDB to answer'] as const) : KINDS[kind];
  return new IsotypicError(code, { where, expected, received: inOneLine(message), remedy, cause });
}

/** Without the picture of the SQL that DuckDB draws below, and without its advice to load extensions. */
function inOneLine(message: string): string {
  const [said] = message.split(/\n\s*(?:LINE \d+:|Please try|For more info|Possible solutions)/, 1);
  const line = said.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}
