/**
 * Everything that reads what another program wrote, with good inputs to start from and what their grammars are made
 * of.
 */
import { catalogue, IsotypicError } from '@isotypic/algebra';
import { sha256 } from '@isotypic/algebra/internal';
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import { openTable } from '@isotypic/sources';
import { csvBatches, SymmetricMoments, type SymmetricMomentsJSON } from '@isotypic/stats';
import {
  characterTableOf,
  decodeNpz,
  decodeReplabAtlas,
  decodeSafetensors,
  decompositionTable,
  encodeNpz,
  encodeReplabAtlas,
  encodeSafetensors,
  float64Tensor,
  int32Tensor,
  readDecompositionTable,
  verifyTable,
  writeTable,
} from '@isotypic/tables';

export interface Reader {
  readonly good: readonly Uint8Array[];
  /** Pieces that are put into the inputs. */
  readonly tokens: readonly string[];
  read(input: Uint8Array): unknown;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (input: Uint8Array): string => new TextDecoder().decode(input);

const rep = permutationRepresentation(catalogue.symmetric(3));
const table = decompositionTable(isotypicDecomposition(rep), { projectors: false });
const characters = characterTableOf(catalogue.cyclic(3));
const moments = await new SymmetricMoments(rep).push([[1, 2, 9], [3, 4, 1], [0, 1, 5]]); // biome-ignore format: rows

const JSON_TOKENS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  'null',
  '-1',
  '1e999',
  '1.5',
  '""',
  '"__proto__":',
  '9'.repeat(20),
  '\\ud800',
];

/** The descriptor in a table's JSON, as its safetensors file would hold it. */
function descriptorIn(json: string): string {
  try {
    const { exact: _, ...descriptor } = JSON.parse(json);
    return JSON.stringify(descriptor);
  } catch {
    return '';
  }
}

export const READERS: Readonly<Record<string, Reader>> = {
  decodeSafetensors: {
    good: [
      encodeSafetensors({ tensors: { a: float64Tensor([2, 1], Float64Array.of(1, 2)) }, metadata: { k: 'v' } }),
      table.safetensors,
    ],
    tokens: [...JSON_TOKENS, '"shape":', '"data_offsets":', '"dtype":"F64"', '\0\0\0\0', '\xff\xff\xff\xff'],
    read: decodeSafetensors,
  },
  readDecompositionTable: {
    good: [bytes(table.json)],
    tokens: [...JSON_TOKENS, 'E(3)', '1/0', '"exact":', '"fingerprints":', '"schemaVersion":3', '"columns":'],
    read: (input) => {
      const json = text(input);
      const { tensors } = decodeSafetensors(table.safetensors);
      // so that what lies behind the digest and the copy of the descriptor is read too
      const metadata = { descriptor: descriptorIn(json), exact_companion_sha256: sha256(json) };
      return readDecompositionTable({ json, safetensors: encodeSafetensors({ tensors, metadata }) }, rep);
    },
  },
  verifyTable: {
    good: [bytes(writeTable(characters).json)],
    tokens: [...JSON_TOKENS, 'E(3)', '"exact":', '"generator":', '"schema":"isotypic/cayley-table"', '[1,2,0]'],
    read: (input) => {
      const json = text(input);
      const metadata = { descriptor: descriptorIn(json), exact_companion_sha256: sha256(json) };
      return verifyTable({ json, safetensors: encodeSafetensors({ tensors: characters.tensors, metadata }) });
    },
  },
  decodeNpz: {
    good: [
      encodeNpz({ a: float64Tensor([2, 1], Float64Array.of(1, 2)), b: int32Tensor([3], [1, 2, 3]) }),
      encodeNpz(characters.tensors),
    ],
    tokens: ['PK\x01\x02', 'PK\x05\x06', '\0\0\0\0', '\xff\xff', "'<f8'", '(999999999999999,)', ', ', '.npy'],
    read: decodeNpz,
  },
  decodeReplabAtlas: {
    good: [
      bytes(encodeReplabAtlas(catalogue.symmetric(3))),
      bytes(encodeReplabAtlas(catalogue.cyclic(4), { irreps: false })),
    ],
    tokens: [...JSON_TOKENS, '"E(999983)+1"', '"E(4)"', '[2,1,3]', '"irreps":', '"order":"', '"1/0"', '"-1"', '[-1]'],
    read: (input) => decodeReplabAtlas(text(input)),
  },
  'SymmetricMoments.fromJSON': {
    good: [bytes(JSON.stringify(moments))],
    tokens: [...JSON_TOKENS, '"count":', '"sums":', '"weights":[', '"version":2', '"high":'],
    read: (input) => {
      let json: SymmetricMomentsJSON;
      try {
        json = JSON.parse(text(input));
      } catch (cause) {
        throw new IsotypicError('PARSE', { where: 'JSON.parse', expected: 'JSON', received: 'other text', cause });
      }
      return SymmetricMoments.fromJSON(json, rep);
    },
  },
  openTable: {
    good: [
      bytes('a,b,c\n1,2,3\n4,5,6\n'),
      bytes('sep=;\r\n"x, y";"z";w\r\n1,5;2;3\r\n4;5;6e3\r\n'),
      bytes('# a b\n1 2\n3 4\n'),
      Uint8Array.from([0xff, 0xfe, ...[...'a,b\n1,2\n'].flatMap((c) => [c.charCodeAt(0), 0])]),
    ],
    tokens: [
      '"',
      '""',
      ',',
      ';',
      '\t',
      '|',
      ' ',
      '\n',
      '\r\n',
      '\r',
      'NA',
      '1e999',
      '-',
      '#',
      '\ufeff',
      '\0',
      '\xff',
      '2001',
    ],
    read: async (input) => {
      const table = await openTable([input]);
      for await (const batch of table.batches({ missing: 'drop' })) void batch;
      const { rows, used, dropped } = table.counts;
      if (rows !== used + dropped) throw new Error(`${rows} rows, ${used} used, ${dropped} dropped`);
      return rows;
    },
  },
  csvBatches: {
    good: [bytes('a,b,c\n1,2,3\n4,5,6\n'), bytes('"x, y";"z";w\r\n1,5;2;3\r\n4;5;6e3\r\n'), bytes('1\t2\t3\n4\t5\t6')],
    tokens: ['"', '""', ',', ';', '\t', '\n', '\r\n', '\r', 'NA', 'NaN', '1e999', '-', '.', '\ufeff', '\0', ' ', '"\n'],
    read: async (input) => {
      let rows = 0;
      for await (const batch of csvBatches([text(input)])) rows += (batch as { rows: number }).rows;
      return rows;
    },
  },
};
