/** The laws of lookup tables: what is written is read back, and the numbers obey what the table is a table of. */
import { callable, checkArgument, checkOptions, type Kind, type OptionKinds } from '@isotypic/algebra/internal';
import {
  type AnyTensor,
  decodeNpz,
  decodeSafetensors,
  encodeNpz,
  type Table,
  type TableFiles,
  verifyTable,
  writeTable,
} from '@isotypic/tables';
import fc from 'fast-check';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';
import { contentLaws } from './table-contents.js';

/** Options of `tableLaws`. */
export interface TableLawOptions extends LawOptions {
  /** How the table is written (default `writeTable`). */
  readonly write?: (table: Table) => TableFiles;
  /** How it is proved (default `verifyTable`); must throw for files that were changed. */
  readonly verify?: (files: TableFiles) => unknown;
}

const OPTION_KINDS: OptionKinds<TableLawOptions> = { ...LAW_OPTION_KINDS, write: callable, verify: callable };

const TABLE: Kind = {
  expected: 'a table, { descriptor, exact, tensors }',
  accepts: (v) => typeof v === 'object' && v !== null && ['descriptor', 'exact', 'tensors'].every((k) => k in v),
};

/**
 * The laws of a table: equal bytes when it is written again; both files hold what it holds, and so does an archive for
 * NumPy; the verifier proves it, and refuses it when one byte is changed; and its numbers obey the laws of its kind:
 * Cayley tables are groups, characters are orthogonal, irreps multiply as their elements do, couplings are orthogonal.
 * 20 cases each.
 *
 * @example assertLaws(tableLaws(cayleyTableOf(catalogue.symmetric(3))));
 */
export function tableLaws(table: Table, options: TableLawOptions = {}): readonly Law[] {
  checkArgument('tableLaws', 'table', table, TABLE);
  checkOptions('tableLaws', options, OPTION_KINDS);
  const { write = writeTable, verify = verifyTable, ...laws } = options;
  const suite = new LawSuite('tableLaws', table.descriptor.schema, laws, 20);
  suite.fact('written twice, the bytes are equal', () => {
    const [a, b] = [write(table), write(table)];
    return a.json === b.json && Buffer.compare(a.safetensors, b.safetensors) === 0;
  });
  suite.fact('the tensors are read back', () =>
    sameTensors(decodeSafetensors(write(table).safetensors).tensors, table.tensors),
  );
  suite.fact('the descriptor and the exact numbers are read back', () => {
    const { exact, ...descriptor } = JSON.parse(write(table).json);
    return same(exact, table.exact) && same(descriptor, table.descriptor);
  });
  suite.fact('an archive for NumPy holds the same tensors', () =>
    sameTensors(decodeNpz(encodeNpz(table.tensors)), table.tensors),
  );
  suite.fact('the verifier proves it', () => {
    verify(write(table));
    return true;
  });
  suite.forAll('a changed byte is refused', [fc.nat(), fc.integer({ min: 1, max: 255 })], (at, change) => {
    const { json, safetensors } = write(table);
    const bytes = Uint8Array.from(safetensors);
    bytes[at % bytes.length] ^= change;
    return refuses(() => verify({ json, safetensors: bytes }));
  });
  suite.forAll('a changed digit is refused', [fc.nat()], (k) => {
    const { json, safetensors } = write(table);
    const digits = [...json.matchAll(/\d/g)];
    if (digits.length === 0) return true;
    const { index } = digits[k % digits.length];
    const other = json[index] === '9' ? '8' : '9';
    return refuses(() => verify({ json: json.slice(0, index) + other + json.slice(index + 1), safetensors }));
  });
  contentLaws(suite, table);
  return suite.laws;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Bit by bit, −0 and NaN included. */
function sameTensors(a: Readonly<Record<string, AnyTensor>>, b: Readonly<Record<string, AnyTensor>>): boolean {
  const bytes = ({ data }: AnyTensor) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const names = Object.keys(b);
  if (!same(Object.keys(a).sort(), [...names].sort())) return false;
  return names.every((name) => {
    const [x, y] = [a[name], b[name]];
    return x.dtype === y.dtype && same(x.shape, y.shape) && Buffer.compare(bytes(x), bytes(y)) === 0;
  });
}

function refuses(verify: () => unknown): boolean {
  try {
    verify();
    return false;
  } catch {
    return true;
  }
}
