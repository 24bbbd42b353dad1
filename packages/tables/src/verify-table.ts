/**
 * Verification of table files: what the descriptor names is computed again, by the code that writes tables, and
 * compared number by number. A damaged or edited file is refuted with the place.
 */
import { type Certificate, IsotypicError, parseGroup } from '@isotypic/algebra';
import { refuted } from '@isotypic/algebra/internal';
import type { AnyTensor } from './formats/safetensors.js';
import { VERSION } from './generator.js';
import type { GroupDescriptor } from './groups/group-descriptor.js';
import { kindOfSchema } from './registry.js';
import { readAnyTable, type Table, type TableDescriptor, type TableFiles } from './table.js';

const WHERE = 'verifyTable';

/** Longer names are not read: nobody writes them, and reading takes time with their length. */
const LONGEST_NAME = 200;

/**
 * Derives a table anew from its descriptor and compares everything in its files. A decomposition that must belong to a
 * representation of yours is read against it by `readDecompositionTable`.
 *
 * @throws {IsotypicError} `REFUTED` with the first number that differs; `PARSE` for files that are no table;
 *   `UNKNOWN_NAME` for a schema that is not derived here
 * @example verifyTable(writeTable(cayleyTableOf(catalogue.symmetric(3)))).proved.length // 3
 */
export function verifyTable(files: TableFiles): Certificate {
  const table = readAnyTable(WHERE, files);
  const right = kindOfSchema(WHERE, table.descriptor.schema).derive(WHERE, table.descriptor);
  const written = versionOf(table.descriptor);
  const generator = { ...right.descriptor.generator, version: written };
  compare('descriptor', table.descriptor, { ...right.descriptor, generator });
  compare('exact', table.exact, right.exact);
  compareTensors(table.tensors, right.tensors);
  return {
    proved: [
      'the descriptor is that of the group or the degrees that it names',
      'every exact number is the one derived anew',
      'every tensor has the shape and, bit by bit, the values derived anew',
    ],
    notProved: [
      ...(written === VERSION ? [] : [`that version ${written} wrote it: version ${VERSION} derives the same`]),
      ...unprovedNames(table.descriptor),
    ],
    method: 'derivation anew from the descriptor, and comparison of all parts',
  };
}

/** The version that wrote a table, whose values today's version derives anew. */
function versionOf({ generator }: TableDescriptor): string {
  const version: unknown = generator?.version;
  if (typeof version === 'string' && /^\d{1,9}(\.\d{1,9}){2}(-[\w.]{1,40})?$/.test(version)) return version;
  throw refuted(WHERE, 'descriptor.generator.version to be a version, such as 0.1.0', String(JSON.stringify(version)));
}

/** A name that the catalogue reads as the same group on the same generators is right; others are just names. */
function unprovedNames(descriptor: TableDescriptor): string[] {
  const { group, from } = descriptor as { readonly group?: GroupDescriptor; readonly from?: WithGroup };
  return [group, from?.group].flatMap((described) => (described === undefined ? [] : unprovedNameOf(described)));
}

interface WithGroup {
  readonly group: Omit<GroupDescriptor, 'seed'>;
}

function unprovedNameOf(group: Omit<GroupDescriptor, 'seed'>): string[] {
  if (group.name === '') return [];
  const free = [`that its group is called ${JSON.stringify(group.name)}`];
  if (group.name.length > LONGEST_NAME) return free;
  try {
    const { degree, generators } = parseGroup(group.name);
    const images = generators.map((g) => g.toArray());
    return degree === group.degree && JSON.stringify(images) === JSON.stringify(group.generators) ? [] : free;
  } catch (error) {
    if (error instanceof IsotypicError) return free;
    throw error;
  }
}

/** Plain data, part by part. */
function compare(path: string, given: unknown, right: unknown): void {
  if (typeof right !== 'object' || right === null) {
    if (given !== right) throw refuted(WHERE, `${path} to be ${JSON.stringify(right)}`, String(JSON.stringify(given)));
    return;
  }
  const known = JSON.parse(JSON.stringify(right)) as Record<string, unknown>;
  if (typeof given !== 'object' || given === null) throw refuted(WHERE, `${path} to be an object`, String(given));
  const names = new Set([...Object.keys(known), ...Object.keys(given)]);
  for (const name of names) {
    if (!Object.hasOwn(known, name)) throw refuted(WHERE, `${path} without ${name}`, `${name} in it`);
    if (!Object.hasOwn(given, name)) throw refuted(WHERE, `${path} with ${name}`, 'none');
    compare(`${path}.${name}`, (given as Record<string, unknown>)[name], known[name]);
  }
}

function compareTensors(given: Table['tensors'], right: Table['tensors']): void {
  for (const name of new Set([...Object.keys(given), ...Object.keys(right)])) {
    if (!Object.hasOwn(right, name)) throw refuted(WHERE, `no tensor ${name}`, 'one');
    if (!Object.hasOwn(given, name)) throw refuted(WHERE, `a tensor ${name}`, 'none');
    const [a, b] = [given[name] as AnyTensor, right[name] as AnyTensor];
    const form = (t: AnyTensor): string => `${t.dtype} [${t.shape.join(', ')}]`;
    if (form(a) !== form(b)) throw refuted(WHERE, `tensor ${name} to be ${form(b)}`, form(a));
    for (let i = 0; i < b.data.length; i++) {
      if (!Object.is(a.data[i], b.data[i])) {
        throw refuted(WHERE, `entry ${i} of tensor ${name} to be ${b.data[i]}`, String(a.data[i]));
      }
    }
  }
}
