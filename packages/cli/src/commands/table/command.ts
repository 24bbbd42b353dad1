/** `isotypic table`: a lookup table in files. */
import { basename, dirname, join } from 'node:path';
import { encodeNpz, generateTable, type TableField, type TableRequest, tableKinds, writeTable } from '@isotypic/tables';
import { type Call, type Command, choiceOf, JSON_OPTION, misuse, nonEmpty, type OptionSpec } from '../../command.js';
import type { Console } from '../../console.js';
import { writeFolder } from '../../output/write-folder.js';
import { makeAll } from './batch.js';

export const tableCommand: Command = {
  name: 'table',
  words: 'KIND ARGUMENT | MANIFEST.json',
  count: [1, 2],
  wordsAre: 'a kind of table and its group or degree, or a manifest',
  summary: 'write lookup tables: safetensors with exact JSON beside it, npz, text for GAP',
  description: `Writes NAME.safetensors and NAME.json, or with MANIFEST.json all tables that it lists into the folder \
NAME, several at once; a run that was stopped goes on where it was. Kinds: ${tableKinds
    .map(({ name, fields, summary }) => `${name} ${Object.keys(fields)[0].toUpperCase()} (${summary})`)
    .join(', ')}.`,
  example: 'isotypic table so3 4 --convention e3nn --out cg-e3nn',
  options: {
    out: { type: 'string', short: 'o', value: 'NAME', help: 'name of the files without their endings, or the folder' },
    npz: { type: 'boolean', help: 'NAME.npz for NumPy too' },
    ...fieldOptions(),
    jobs: {
      type: 'string',
      short: 'j',
      value: 'N',
      help: 'of a manifest: how many tables at once (default: processors)',
    },
    quiet: { type: 'boolean', help: 'of a manifest: no progress on standard error' },
    json: JSON_OPTION,
  },
  run(call, console) {
    return isManifest(call) ? makeAll(call, console) : makeOne(call, console);
  },
};

const KINDS = tableKinds.map((kind) => kind.name);

/** One word is the name of a manifest, and two are a kind and what it is of. */
function isManifest(call: Call): boolean {
  const [word] = call.words;
  if (call.words.length > 1) {
    refuseOptions(call, ['jobs', 'quiet'], 'a manifest for it', 'Leave it out.');
    return false;
  }
  if (KINDS.includes(word)) throw misuse(`a word after ${word}, as in ${exampleOf(word)}`, 'none');
  const single = ['npz', ...optionalFields().keys()];
  refuseOptions(call, single, 'the entries of the manifest to say it', 'Write it there.');
  return true;
}

function exampleOf(name: string): string {
  const { fields, example } = tableKinds[KINDS.indexOf(name)];
  return `${name} "${example[Object.keys(fields)[0]]}"`;
}

function refuseOptions(call: Call, names: readonly string[], expected: string, remedy: string): void {
  const given = names.find((name) => call.flag(name) || call.text(name) !== undefined);
  if (given !== undefined) throw misuse(expected, `--${given}`, remedy);
}

function makeOne(call: Call, console: Console): undefined {
  const out = nonEmpty('--out NAME', call.text('out') ?? '');
  const table = generateTable(requestOf(call));
  const { safetensors, json } = writeTable(table);
  const name = basename(out);
  const files: Record<string, Uint8Array | string> = { [`${name}.safetensors`]: safetensors, [`${name}.json`]: json };
  if (call.flag('npz')) files[`${name}.npz`] = encodeNpz(table.tensors);
  writeFolder(dirname(out), files);
  const written = Object.keys(files).map((file) => join(dirname(out), file));
  const tensors = Object.keys(table.tensors).length;
  if (call.flag('json')) {
    console.out(`${JSON.stringify({ files: written, tensors, descriptor: table.descriptor }, null, 2)}\n`);
  } else {
    console.out(`${tensors} tensors in ${written.join(', ')}\n`);
  }
}

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
  const name = choiceOf('the kind of table', call.words[0], KINDS);
  const { fields } = tableKinds[KINDS.indexOf(name)];
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
