/** `isotypic table`: a lookup table in files. */
import { basename, dirname, join } from 'node:path';
import { encodeNpz, generateTable, type TableField, type TableRequest, tableKinds, writeTable } from '@isotypic/tables';
import { type Call, type Command, choiceOf, misuse, nonEmpty, type OptionSpec } from '../../command.js';
import { writeFolder } from '../../output/write-folder.js';

export const tableCommand: Command = {
  name: 'table',
  words: 'KIND ARGUMENT',
  count: [2, 2],
  wordsAre: 'a kind of table and its group or degree',
  summary: 'write a lookup table: safetensors with exact JSON beside it, or npz',
  description: `Writes NAME.safetensors and NAME.json. Kinds: ${tableKinds
    .map(({ name, fields, summary }) => `${name} ${Object.keys(fields)[0].toUpperCase()} (${summary})`)
    .join(', ')}.`,
  example: 'isotypic table so3 4 --convention e3nn --out cg-e3nn',
  options: {
    out: { type: 'string', short: 'o', value: 'NAME', help: 'name of the files without their endings' },
    npz: { type: 'boolean', help: 'NAME.npz for NumPy too' },
    ...fieldOptions(),
  },
  run(call, console) {
    const out = nonEmpty('--out NAME', call.text('out') ?? '');
    const table = generateTable(requestOf(call));
    const { safetensors, json } = writeTable(table);
    const name = basename(out);
    const files: Record<string, Uint8Array | string> = { [`${name}.safetensors`]: safetensors, [`${name}.json`]: json };
    if (call.flag('npz')) files[`${name}.npz`] = encodeNpz(table.tensors);
    writeFolder(dirname(out), files);
    const written = Object.keys(files).map((file) => join(dirname(out), file));
    console.out(`${Object.keys(table.tensors).length} tensors in ${written.join(', ')}\n`);
  },
};

/** The fields that are options: all but the first of each kind, with the kinds that have them. */
function optionalFields(): Map<string, { readonly field: TableField; readonly kinds: string[] }> {
  const found = new Map<string, { readonly field: TableField; readonly kinds: string[] }>();
  for (const { name, fields } of tableKinds) {
    for (const [key, field] of Object.entries(fields).slice(1)) {
      const known = found.get(key) ?? { field, kinds: [] };
      known.kinds.push(name);
      found.set(key, known);
    }
  }
  return found;
}

function fieldOptions(): Record<string, OptionSpec> {
  return Object.fromEntries(
    Array.from(optionalFields(), ([key, { field, kinds }]): [string, OptionSpec] => {
      const help = `of ${kinds.join(', ')}: ${field.summary}`;
      return [key, field.type === 'boolean' ? { type: 'boolean', help } : { type: 'string', value: 'VALUE', help }];
    }),
  );
}

/** The request that the words and options say. */
function requestOf(call: Call): TableRequest {
  const names = tableKinds.map((kind) => kind.name);
  const name = choiceOf('the kind of table', call.words[0], names);
  const { fields } = tableKinds[names.indexOf(name)];
  const request: Record<string, unknown> = {};
  Object.entries(fields).forEach(([key, field], i) => {
    const said = i === 0 ? call.words[1] : field.type === 'boolean' ? undefined : call.text(key);
    if (said !== undefined) request[key] = readField(key, field, said);
    else if (i > 0 && field.type === 'boolean' && call.flag(key)) request[key] = true;
  });
  for (const [key, { field, kinds }] of optionalFields()) {
    const given = field.type === 'boolean' ? call.flag(key) : call.text(key) !== undefined;
    if (given && !kinds.includes(name)) throw misuse(`--${key} with ${kinds.join(' or ')}`, name);
  }
  return { ...request, kind: name };
}

function readField(key: string, { type }: TableField, said: string): unknown {
  if (type === 'text') return said;
  if (type === 'integer' && /^-?\d{1,15}$/.test(said)) return Number(said);
  if (type === 'integer') throw misuse(`${key} to be an integer`, said);
  try {
    return JSON.parse(said);
  } catch {
    return said; // data may be text: the name of a group
  }
}
