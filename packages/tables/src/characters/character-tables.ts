/** Character tables as tables for other programs, and as text for GAP. */
import { factor, type PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import { type CharacterTable, characterTable } from '@isotypic/reps';
import { float64Tensor, int64Tensor } from '../formats/safetensors.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const CHARACTERS_SCHEMA = 'isotypic/character-table';

export interface CharactersDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  /** Values are cyclotomic numbers in GAP's notation, in minimal conductor. */
  readonly notation: 'gap';
}

export interface ExactCharacters {
  readonly classes: readonly {
    /** A 0-based image array. */
    readonly representative: readonly number[];
    readonly size: string;
    readonly elementOrder: string;
  }[];
  readonly characters: readonly {
    readonly degree: number;
    /** Frobenius and Schur's. */
    readonly indicator: 1 | 0 | -1;
    readonly values: readonly string[];
  }[];
  /** For each prime divisor p of the order the class of the p-th power of each class. */
  readonly powerMaps: Readonly<Record<string, readonly number[]>>;
}

/**
 * The character table of a group. Tensors: `values` (k×k×2 float64, real and imaginary part, correctly rounded),
 * `representatives` (k×degree int64), `degrees` and `indicators` (k int64); class sizes, which may be long, stand in
 * the exact part as decimals.
 *
 * @throws {IsotypicError} as `characterTable`
 * @example characterTableOf(catalogue.cyclic(5)).exact.characters[1].values[1] // 'E(5)'
 */
export function characterTableOf(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): Table<CharactersDescriptor, ExactCharacters> {
  const where = 'characterTableOf';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const table = characterTable(group);
  const k = table.classes.length;
  const values = new Float64Array(2 * k * k);
  table.characters.forEach((χ, i) => {
    χ.values.forEach((value, j) => {
      const { re, im } = value.toComplex();
      values[2 * (i * k + j)] = re;
      values[2 * (i * k + j) + 1] = im;
    });
  });
  return {
    descriptor: {
      schema: CHARACTERS_SCHEMA,
      schemaVersion: 1,
      fingerprints: { group: groupFingerprint(described) },
      group: described,
      notation: 'gap',
    },
    exact: exactCharacters(table),
    tensors: {
      values: float64Tensor([k, k, 2], values),
      representatives: int64Tensor(
        [k, group.degree],
        table.classes.flatMap((c) => c.representative.toArray()),
      ),
      degrees: int64Tensor(
        [k],
        table.characters.map((χ) => χ.degree),
      ),
      indicators: int64Tensor(
        [k],
        table.characters.map((χ) => χ.indicator),
      ),
    },
  };
}

/** The table's numbers as text. */
export function exactCharacters(table: CharacterTable): ExactCharacters {
  return {
    classes: table.classes.map((c) => ({
      representative: c.representative.toArray(),
      size: String(c.size),
      elementOrder: String(c.elementOrder),
    })),
    characters: table.characters.map((χ) => ({
      degree: χ.degree,
      indicator: χ.indicator,
      values: χ.values.map(String),
    })),
    powerMaps: Object.fromEntries(primesOf(table).map((p) => [String(p), table.powerMap(p)])),
  };
}

/** The prime divisors of the group's order, which are those of its exponent. */
function primesOf(table: CharacterTable): number[] {
  return factor(table.exponent).map(([p]) => p);
}

/**
 * The table as text that GAP reads: `ConvertToCharacterTable(rec(…))`, classes and characters in our order.
 * @throws {IsotypicError} as `characterTable`
 * @example gapCharacterTable(catalogue.symmetric(3), { groupName: 'S3' }).includes('Irr:=[[1,1,1],') // true
 */
export function gapCharacterTable(group: PermutationGroup, options: NamedTableOptions = {}): string {
  checkOptions('gapCharacterTable', options, { groupName: text });
  const table = characterTable(group);
  const list = (items: readonly unknown[]): string => `[${items.join(',')}]`;
  const powerMaps: string[] = [];
  for (const p of primesOf(table)) powerMaps[p - 1] = list(table.powerMap(p).map((c) => c + 1));
  const fields = [
    `Identifier:=${JSON.stringify(options.groupName ?? '')}`,
    'UnderlyingCharacteristic:=0',
    `Size:=${table.order}`,
    `SizesCentralizers:=${list(table.classes.map((c) => table.order / c.size))}`,
    `OrdersClassRepresentatives:=${list(table.classes.map((c) => c.elementOrder))}`,
    `ComputedPowerMaps:=${list(Array.from(powerMaps, (map) => map ?? ''))}`,
    `Irr:=${list(table.characters.map((χ) => list(χ.values.map(String))))}`,
  ];
  return `ConvertToCharacterTable(rec(\n  ${fields.join(',\n  ')}\n));\n`;
}

export const charactersKind: TableMaker = {
  name: 'characters',
  schema: CHARACTERS_SCHEMA,
  summary: 'the character table of a group',
  fields: { group: GROUP_FIELD },
  example: { kind: 'characters', group: 'alternating(5)' },
  generate: (request) => characterTableOf(...groupOfRequest(request)),
  derive: (where, descriptor) => characterTableOf(...groupNamedBy(where, descriptor)),
};
