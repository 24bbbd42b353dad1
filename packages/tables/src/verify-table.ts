/**
 * Verification of table files: what the descriptor names is computed again, by the code that writes tables, and
 * compared number by number. A damaged or edited file is refuted with the place.
 */
import type { Certificate } from '@isotypic/algebra';
import { refuted } from '@isotypic/algebra/internal';
import type { AnyTensor } from './formats/safetensors.js';
import { kindOfSchema } from './kinds/registry.js';
import { readAnyTable, type Table, type TableFiles } from './table.js';

const WHERE = 'verifyTable';

/**
 * Derives a table anew from its descriptor and compares everything in its files. Tables of decompositions belong to a
 * representation, and are read against it by `readDecompositionTable`.
 *
 * @throws {IsotypicError} `REFUTED` with the first number that differs; `PARSE` for files that are no table;
 *   `UNKNOWN_NAME` for a schema that is not derived here
 * @example verifyTable(writeTable(cayleyTableOf(catalogue.symmetric(3)))).proved.length // 3
 */
export function verifyTable(files: TableFiles): Certificate {
  const table = readAnyTable(WHERE, files);
  const right = kindOfSchema(WHERE, table.descriptor.schema).derive(WHERE, table.descriptor);
  compare('descriptor', table.descriptor, right.descriptor);
  compare('exact', table.exact, right.exact);
  compareTensors(table.tensors, right.tensors);
  return {
    proved: [
      'the descriptor is that of the group or the degrees that it names',
      'every exact number is the one derived anew',
      'every tensor has the shape and, bit by bit, the values derived anew',
    ],
    notProved: [],
    method: 'derivation anew from the descriptor, and comparison of all parts',
  };
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
