/** Character tables as tables for other programs, and as text for GAP. */
import { factor, type PermutationGroup } from '@isotypic/algebra';
import { checkOptions, type OptionKinds, text } from '@isotypic/algebra/internal';
import { type CharacterTable, characterTable } from '@isotypic/reps';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { int64Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import type { TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const CHARACTERS_SCHEMA = 'isotypic/character-table';

/** Descriptor of a character table. */
export interface CharactersDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  readonly precision: Precision;
  /** Values are cyclotomic numbers in GAP's notation, in minimal conductor. */
  readonly notation: 'gap';
}

/** Characters as exact numbers. */
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

/** Options of `characterTableOf`. */
export interface CharactersTableOptions extends NamedTableOptions, PrecisionOption {}

const OPTION_KINDS: OptionKinds<CharactersTableOptions> = { groupName: text, precision: PRECISION };

/**
 * The character table of a group. Tensors: `values` (k×k×2 floats, real and imaginary part, correctly rounded),
 * `representatives` (k×degree int64), `degrees` and `indicators` (k int64); class sizes, which may be long, stand in
 * the exact part as decimals.
 *
 * @throws {IsotypicError} as `characterTable`
 * @example characterTableOf(catalogue.cyclic(5)).exact.characters[1].values[1] // 'E(5)'
 */
export function characterTableOf(
  group: PermutationGroup,
  options: CharactersTableOptions = {},
): Table<CharactersDescriptor, ExactCharacters> {
  const where = 'characterTableOf';
  checkOptions(where, options, OPTION_KINDS);
  const { precision = 'float64' } = options;
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
      generator: generatorFor(described),
      group: described,
      precision,
      notation: 'gap',
    },
    exact: exactCharacters(table),
    tensors: {
      values: floatTensor([k, k, 2], values, precision, (n) => {
        const value = table.characters[Math.floor(n / (2 * k))].values[Math.floor(n / 2) % k];
        return n % 2 === 0 ? value.real() : value.imaginary();
      }),
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
  fields: { group: GROUP_FIELD, precision: PRECISION_FIELD },
  example: { kind: 'characters', group: 'alternating(5)' },
  generate: (request) => {
    const [group, options] = groupOfRequest(request);
    return characterTableOf(group, { ...options, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const [group, options] = groupNamedBy(where, descriptor);
    return characterTableOf(group, { ...options, ...precisionNamedBy(where, descriptor) });
  },
};
