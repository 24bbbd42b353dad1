/** Writing RepLAB's atlas entries. */
import type { Cyclotomic, ExactMatrix, Permutation, PermutationGroup } from '@isotypic/algebra';
import {
  boolean,
  checkArgument,
  checkOptions,
  invalidArgument,
  type Kind,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import {
  type CharacterTable,
  type ComplexIrrep,
  characterTable,
  irreps,
  type RealIrrep,
  realIrreducibleCharacters,
  realIrreps,
} from '@isotypic/reps';
import { GROUP } from '@isotypic/reps/internal';
import { printMatrix } from '../exact/printed-matrix.js';
import { LARGEST_ORDER, relatorsOf } from './relators.js';

/** Options of `encodeReplabAtlas`. */
export interface ReplabOptions {
  /** ASCII, as RepLAB reads it. */
  readonly groupName?: string;
  /** Whether the matrices are written beside the characters. Default: true. */
  readonly irreps?: boolean;
}

const ASCII: Kind = { expected: 'text in ASCII', accepts: (v) => typeof v === 'string' && /^[\x20-\x7e]*$/.test(v) };

const OPTION_KINDS: OptionKinds<ReplabOptions> = { groupName: ASCII, irreps: boolean };

type Irrep = Pick<ComplexIrrep | RealIrrep, 'generatorMatrices' | 'matrix'>;

/**
 * The atlas entry of a group: relators that present it (Cannon 1973), its classes, and its characters and irreps over ℝ
 * and over ℂ, exact. `decodeReplabAtlas` reads it back.
 *
 * @throws {IsotypicError} as `characterTable` and `realIrreps`; `INVALID_ARGUMENT` for what is no group, and for one
 *   of order above 50 000
 * @example JSON.parse(encodeReplabAtlas(catalogue.symmetric(3))).group.order // '6'
 */
export function encodeReplabAtlas(group: PermutationGroup, options: ReplabOptions = {}): string {
  const where = 'encodeReplabAtlas';
  checkArgument(where, 'group', group, GROUP);
  checkOptions(where, options, OPTION_KINDS);
  const { groupName = '', irreps: withIrreps = true } = options;
  if (group.order > LARGEST_ORDER) {
    throw invalidArgument(where, `a group of order at most ${LARGEST_ORDER}`, `order ${group.order}`);
  }
  const table = characterTable(group);
  const fromOne = (p: Permutation): number[] => p.toArray().map((i) => i + 1);
  const rows = (of: readonly { readonly values: readonly Cyclotomic[] }[]): string[][] =>
    of.map(({ values }) => values.map(String));
  const charactersOf = (characters: readonly (readonly string[])[], list: () => readonly Irrep[]) => ({
    characters,
    ...(withIrreps && {
      irreps: inOrder(list(), characters, table).map((ρ) => ρ.generatorMatrices.map((m) => printMatrix(m))),
    }),
  });
  const real = rows(realIrreducibleCharacters(table).map((x) => x.character));
  const entry = {
    group: {
      name: groupName,
      relators: relatorsOf(group),
      order: String(group.order),
      generatorNames: group.generators.map((_, k) => `x${k + 1}`),
      permutationGenerators: group.generators.map(fromOne),
      classes: table.classes.map((c) => fromOne(c.representative)),
    },
    realCharacterTable: charactersOf(real, () => realIrreps(group)),
    complexCharacterTable: charactersOf(rows(table.characters), () => irreps(group)),
  };
  return `${JSON.stringify(entry)}\n`;
}

/** The irreps in the order of the characters: as the traces on the classes say. */
function inOrder<T extends Irrep>(of: readonly T[], rows: readonly (readonly string[])[], table: CharacterTable): T[] {
  const byRow = new Map(
    of.map((ρ) => [table.classes.map(({ representative: g }) => printedTrace(ρ.matrix(g))).join(' '), ρ] as const),
  );
  return rows.map((row) => byRow.get(row.join(' ')) as T);
}

function printedTrace(m: ExactMatrix): string {
  return (m.field.print as (x: unknown) => string)(m.trace());
}
