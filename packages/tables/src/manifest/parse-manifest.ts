/**
 * A manifest: which tables to make, in JSON. Everything that can be wrong with it is found before any work begins.
 *
 *     [
 *       { "file": "cg-e3nn", "kind": "so3", "degree": 4, "convention": "e3nn" },
 *       { "file": "a5", "formats": ["json", "gap"], "kind": "characters", "group": "alternating(5)" }
 *     ]
 */
import { IsotypicError } from '@isotypic/algebra';
import { arrayOf, checkArgument, describe, invalidArgument, type Kind, oneOf, text } from '@isotypic/algebra/internal';
import { checkRequest } from '../generate-table.js';
import type { TableRequest } from '../kinds/table-kind.js';
import { FILE_NAME, refuseRepeated } from './file-names.js';
import { fileName, isFormatOf, TABLE_FORMATS, type TableFormat } from './table-formats.js';

/** One table of a manifest. */
export interface ManifestEntry {
  /** Name of its files without their endings; a path below the output folder. */
  readonly file: string;
  /** In the order of `TABLE_FORMATS`. */
  readonly formats: readonly TableFormat[];
  /** As `generateTable` takes it. */
  readonly request: TableRequest;
}

/** Written beside the tables: what they are, and their digests. */
export const INDEX_NAME = 'index.json';

const DEFAULT_FORMATS: readonly TableFormat[] = ['safetensors', 'json'];

const FORMATS: Kind = {
  ...arrayOf(oneOf(...TABLE_FORMATS), `a list of some of ${TABLE_FORMATS.join(', ')}, each once`),
  accepts: (v) =>
    Array.isArray(v) &&
    v.length > 0 &&
    new Set(v).size === v.length &&
    v.every((format) => TABLE_FORMATS.includes(format as TableFormat)),
};

/** A million tables would be 100 megabytes of manifest, and a folder that no tool likes. */
const MOST_ENTRIES = 1_000_000;

/**
 * The entries of a manifest. Each is `{ file, formats?, kind, … }` with the fields of the kind, as `tableKinds` lists
 * them; `formats` are `safetensors` and `json` where not given.
 *
 * @throws {IsotypicError} `PARSE` for what is no JSON list; `INVALID_ARGUMENT` or `UNKNOWN_NAME`, with the number of
 *   the entry from 1, for fields that are unknown, missing or not what they must be, groups that the catalogue does not
 *   know, files that two entries would write, and names that lead out of the folder
 * @example parseManifest('[{"file":"s3","kind":"cayley","group":"symmetric(3)"}]')[0].formats[1] // 'json'
 */
export function parseManifest(json: string): readonly ManifestEntry[] {
  const where = 'parseManifest';
  checkArgument(where, 'json', json, text);
  const list = parsedList(where, json);
  const entries = list.map((entry, i) => inEntry(i + 1, entry, () => readEntry(where, entry)));
  const names = entries.flatMap(({ file, formats }, i) =>
    formats.map((format): [number, string] => [i + 1, fileName(file, format)]),
  );
  refuseRepeated(where, names);
  const index = names.find(([, name]) => name.toLowerCase() === INDEX_NAME);
  if (index !== undefined) {
    throw invalidArgument(where, `no table in ${INDEX_NAME}, which lists the tables`, `entry ${index[0]}`);
  }
  return entries;
}

function parsedList(where: string, json: string): readonly unknown[] {
  const expected = 'a JSON list of tables, as in [{ "file": "s3", "kind": "cayley", "group": "symmetric(3)" }]';
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (error) {
    throw new IsotypicError('PARSE', { where, expected, received: (error as Error).message, cause: error });
  }
  if (!Array.isArray(list)) throw new IsotypicError('PARSE', { where, expected, received: describe(list) });
  if (list.length === 0) throw new IsotypicError('PARSE', { where, expected, received: 'an empty list' });
  if (list.length > MOST_ENTRIES) throw invalidArgument(where, `at most ${MOST_ENTRIES} tables`, list.length);
  return list;
}

function readEntry(where: string, entry: unknown): ManifestEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw invalidArgument(where, 'an object with file and kind', entry);
  }
  const { file, formats = DEFAULT_FORMATS, ...request } = entry as Record<string, unknown>;
  checkArgument(where, 'file', file, FILE_NAME);
  checkArgument(where, 'formats', formats, FORMATS);
  const { name, fields } = checkRequest(where, request);
  for (const [key, { parse }] of Object.entries(fields)) {
    const said = request[key];
    if (typeof said === 'string') parse?.(said); // read again where it is needed
  }
  const wanted = TABLE_FORMATS.filter((format) => (formats as readonly TableFormat[]).includes(format));
  const wrong = wanted.find((format) => !isFormatOf(name, format));
  if (wrong !== undefined) throw invalidArgument(where, `formats that tables of ${name} have`, wrong);
  return { file: file as string, formats: wanted, request: request as TableRequest };
}

/** What an entry's errors begin with. */
function inEntry<T>(number: number, entry: unknown, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    const file = (entry as { readonly file?: unknown } | null)?.file;
    const name = typeof file === 'string' ? ` (${describe(file).slice(1, -1)})` : '';
    const { code, expected, received, remedy, position } = error;
    throw new IsotypicError(code, {
      where: `entry ${number}${name} of the manifest`,
      expected,
      received,
      cause: error,
      ...(remedy === undefined ? {} : { remedy }),
      ...(position === undefined ? {} : { position }),
    });
  }
}
