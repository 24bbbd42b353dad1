/** The files in which a manifest may want a table. */
import { parseGroup } from '@isotypic/algebra';
import { gapCharacterTable } from '../characters/character-tables.js';
import { encodeNpz } from '../formats/npz.js';
import type { TableRequest } from '../kinds/table-kind.js';
import { type Table, writeTable } from '../table.js';

/** `safetensors` and `json` are the two files of `writeTable`; `gap` is for character tables. */
export type TableFormat = 'safetensors' | 'json' | 'npz' | 'gap';

/** In the order in which files are written. */
export const TABLE_FORMATS: readonly TableFormat[] = ['safetensors', 'json', 'npz', 'gap'];

const ENDINGS: Readonly<Record<TableFormat, string>> = {
  safetensors: '.safetensors',
  json: '.json',
  npz: '.npz',
  gap: '.g',
};

export function fileName(name: string, format: TableFormat): string {
  return name + ENDINGS[format];
}

/** Whether tables of a kind can be written so. */
export function isFormatOf(kind: string, format: TableFormat): boolean {
  return format !== 'gap' || kind === 'characters';
}

/** The files of a table, by format. */
export function encodeTable(
  table: Table,
  request: TableRequest,
  formats: readonly TableFormat[],
): ReadonlyMap<TableFormat, Uint8Array> {
  const pair = writeTable(table);
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const encoders: Readonly<Record<TableFormat, () => Uint8Array>> = {
    safetensors: () => pair.safetensors,
    json: () => utf8(pair.json),
    npz: () => encodeNpz(table.tensors),
    gap: () => {
      const groupName = request.group as string;
      return utf8(gapCharacterTable(parseGroup(groupName), { groupName }));
    },
  };
  return new Map(formats.map((format) => [format, encoders[format]()]));
}
