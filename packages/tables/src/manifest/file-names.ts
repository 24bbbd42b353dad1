/** Names of files in a manifest: below the output folder, and usable on every system. */
import { invalidArgument, type Kind } from '@isotypic/algebra/internal';

/** Letters, digits, and of punctuation what no shell or file system takes amiss; no leading dot, no trailing one. */
const SEGMENT = /^[A-Za-z0-9_+(,=-](?:[A-Za-z0-9_+(),=.-]*[A-Za-z0-9_+(),=-])?$/;

/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** 255 bytes are what common file systems take; endings and the name of a temporary file have to fit too. */
const LONGEST_SEGMENT = 200;

export const FILE_NAME: Kind = {
  expected:
    'the name of a file without its ending, or a path of such names below the output folder: letters, digits and ' +
    '_ + ( ) , = . -, no dot at either end',
  accepts: (v) =>
    typeof v === 'string' &&
    v.split('/').every((part) => part.length <= LONGEST_SEGMENT && SEGMENT.test(part) && !DEVICE.test(part)),
  remedy: (v) =>
    typeof v === 'string' && (v.startsWith('/') || v.split(/[/\\]/).includes('..'))
      ? 'Tables are written below the output folder only.'
      : undefined,
};

/**
 * Refuses a file that two entries would write; letters that differ in case alone are one file on some systems.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 */
export function refuseRepeated(where: string, names: readonly (readonly [entry: number, name: string])[]): void {
  const seen = new Map<string, number>();
  for (const [entry, name] of names) {
    const key = name.toLowerCase();
    const before = seen.get(key);
    if (before !== undefined) {
      throw invalidArgument(where, `each file once: entry ${before} writes it already`, name, `Rename entry ${entry}.`);
    }
    seen.set(key, entry);
  }
}
