/** The options that say how a table is written, as the command line takes them. */
import { IsotypicError } from '@isotypic/algebra';
import { describe } from '@isotypic/algebra/internal';
import type { TableOptions } from '@isotypic/sources';
import { type Call, choiceOf, integerOf, misuse, type OptionSpec } from '../command.js';

export const TABLE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  delimiter: {
    type: 'string',
    value: 'TEXT',
    help: 'what stands between cells: , ; | tab blank, or other text (default: found, and reported)',
  },
  decimal: { type: 'string', value: 'MARK', help: 'the decimal mark, . or , (default: found, and reported)' },
  header: {
    type: 'string',
    value: 'yes|no|auto',
    help: 'whether the first line names the columns (default: auto; what is not clear is said)',
  },
  encoding: { type: 'string', value: 'NAME', help: 'utf-8, utf-16le, latin1, … (default: found, and reported)' },
  comment: {
    type: 'string',
    value: 'TEXT',
    help: 'what a line begins with that is no row (default: # where the file begins so)',
  },
  skip: { type: 'string', value: 'N', help: 'lines at the beginning to leave out' },
  missing: {
    type: 'string',
    value: 'WORD,…',
    help:
      'drop: leave out rows that miss a value in a column used, and count them; refuse (default): say where. Other ' +
      'words are cells that mean a missing value, beside the usual ones (empty, NA, NaN, null, …)',
  },
};

/** How a table is to be read. */
export interface TableReading {
  readonly options: TableOptions;
  readonly missing: 'refuse' | 'drop';
}

const DELIMITERS: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', blank: ' ', comma: ',', semicolon: ';' };

export function tableReading(call: Call): TableReading {
  const delimiter = call.text('delimiter');
  const decimal = call.text('decimal');
  const header = call.text('header');
  const skip = call.text('skip');
  const words =
    call
      .text('missing')
      ?.split(',')
      .map((word) => word.trim()) ?? [];
  if (words.includes('drop') && words.includes('refuse')) throw misuse('one of drop and refuse', 'both');
  if (delimiter !== undefined && !/^[^"\r\n]+$/.test(delimiter)) throw misuse('--delimiter TEXT', describe(delimiter));
  const encoding = call.text('encoding');
  if (encoding !== undefined && !isEncoding(encoding)) throw misuse('--encoding such as latin1', describe(encoding));
  return {
    options: {
      delimiter: delimiter === undefined ? undefined : (DELIMITERS[delimiter] ?? delimiter),
      decimal: decimal === undefined ? undefined : choiceOf<'.' | ','>('--decimal', decimal, ['.', ',']),
      header:
        header === undefined
          ? 'auto'
          : HEADERS[choiceOf<'yes' | 'no' | 'auto'>('--header', header, ['yes', 'no', 'auto'])],
      encoding,
      comment: call.text('comment'),
      skip: skip === undefined ? undefined : integerOf('--skip', skip, 0, Number.MAX_SAFE_INTEGER),
      missingWords: words.filter((word) => word !== 'drop' && word !== 'refuse'),
    },
    missing: words.includes('drop') ? 'drop' : 'refuse',
  };
}

const HEADERS = { yes: true, no: false, auto: 'auto' } as const;

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/** Advice of the reader in the words of the command line: `header no` is `--header no` here. */
export const inOptions = (text: string): string =>
  text.replace(/(?<!-)\b(header|decimal|missing|encoding)(?= (?:yes|no|drop|[.,]))/g, '--$1');

/** Runs a part of the reading, whose errors then name options of the command line. */
export async function readingOptions<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof IsotypicError) || error.code === 'ABORTED' || error.remedy === undefined) throw error;
    const { code, where, expected, received, remedy, details, cause } = error;
    throw new IsotypicError(code, { where, expected, received, remedy: inOptions(remedy), details, cause });
  }
}
