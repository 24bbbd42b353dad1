/** Wrong tables, writers and verifiers are caught by the law that speaks about it; tables of every kind obey all. */
import { catalogue } from '@isotypic/algebra';
import { assertLaws, type TableLawOptions, tableLaws } from '@isotypic/property-tests';
import { axisAngle } from '@isotypic/rotations';
import {
  cayleyTableOf,
  characterTableOf,
  finiteCouplingsTable,
  harmonicsTable,
  irrepsTableOf,
  so3CouplingsTable,
  type Table,
  verifyTable,
  wignerTable,
  writeTable,
} from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { brokenLaws, caughtBy } from './broken.js';

const S3 = catalogue.symmetric(3);
const Q8 = catalogue.quaternion();
const tables: readonly Table[] = [
  cayleyTableOf(S3),
  characterTableOf(Q8),
  irrepsTableOf(Q8),
  finiteCouplingsTable(S3),
  so3CouplingsTable(2),
  so3CouplingsTable(2, { layout: 'sparse' }),
  harmonicsTable(2),
  wignerTable(2, [axisAngle([0, 0, 1], 1)]),
];
for (const table of tables) {
  test(`${table.descriptor.schema} obeys the laws`, () => assertLaws(tableLaws(table, { seed: 1, runs: 6 })));
}

/** The table with one number of one tensor changed. */
function off(table: Table, name: string, at: number, change: (x: number) => number): Table {
  const tensor = table.tensors[name];
  const data = tensor.data.slice();
  const value = data[at];
  data[at] = (typeof value === 'bigint' ? BigInt(change(Number(value))) : change(value)) as never;
  return { ...table, tensors: { ...table.tensors, [name]: { ...tensor, data } as typeof tensor } };
}

const cayley = cayleyTableOf(S3);
const wrongNumbers: readonly (readonly [string, string, Table])[] = [
  ['a product', '(ab)c = a(bc)', off(cayley, 'products', 8, (x) => (x + 1) % 6)],
  ['a product with 1', '1a = a1 = a', off(cayley, 'products', 1, (x) => (x + 1) % 6)],
  ['an inverse', 'aa⁻¹ = 1', off(cayley, 'inverses', 1, (x) => (x + 1) % 6)],
  ['an image', 'a(bx) = (ab)x', off(cayley, 'elements', 4, (x) => (x + 1) % 3)],
  ['a character', 'rows are orthonormal', off(characterTableOf(Q8), 'values', 2, (x) => x + 1e-9)],
  ['a degree', 'the first column is the degrees', off(characterTableOf(Q8), 'degrees', 1, (x) => x + 1)],
  [
    'an entry of a generator',
    'generators are orthogonal',
    off(irrepsTableOf(Q8), 'irrep/4/generators', 1, (x) => x + 1e-9),
  ],
  ['an entry of an element', 'ρ(g)ρ(h) = ρ(gh)', off(irrepsTableOf(Q8), 'irrep/4/elements', 70, (x) => x + 1e-9)],
  [
    'a coupling',
    'couplings of one result are orthogonal, and of one length',
    off(so3CouplingsTable(1), '1,1,1', 5, (x) => x + 1e-9),
  ],
];
for (const [title, law, table] of wrongNumbers) {
  test(`caught: ${title} changed`, () => caughtBy(law, tableLaws(table, { seed: 1, runs: 200 })));
  test(`caught by the verifier: ${title} changed`, () =>
    caughtBy('the verifier proves it', tableLaws(table, { seed: 1, runs: 1 })));
}

let count = 0;
const wrongWriters: readonly (readonly [string, string, TableLawOptions])[] = [
  [
    'a writer that counts',
    'written twice, the bytes are equal',
    { write: (t) => writeTable({ ...t, exact: { ...(t.exact as object), count: count++ } }) },
  ],
  ['a writer that rounds', 'the tensors are read back', { write: (t) => writeTable(off(t, 'products', 1, () => 0)) }],
  [
    'a writer that drops the exact part',
    'the descriptor and the exact numbers are read back',
    { write: (t) => writeTable({ ...t, exact: { none: 0 } }) },
  ],
  ['a verifier that believes', 'a changed byte is refused', { verify: () => true }],
  [
    'a verifier that looks at one file',
    'a changed digit is refused',
    { verify: ({ safetensors }) => verifyTable({ ...writeTable(cayley), safetensors }) },
  ],
];
for (const [title, law, options] of wrongWriters) {
  test(`caught: ${title}`, () => caughtBy(law, tableLaws(cayley, { ...options, seed: 1, runs: 6 })));
}

test('a right table breaks no law', async () => assert.equal(await brokenLaws(tableLaws(cayley, { seed: 1 })), []));

test.run();
