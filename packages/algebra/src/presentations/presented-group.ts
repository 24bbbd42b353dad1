/** The group that a presentation presents, as permutations of the cosets of a subgroup. */
import { arrayOf, checkArgument, checkOptions, type OptionKinds, oneOf, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Word } from '../groups/word.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { type EnumerationStrategy, enumerateCosets } from './coset-enumeration.js';
import type { ColumnWord, CosetTable } from './coset-table.js';
import { asPresentation, type Presentation, presentationKind } from './presentation.js';

/** 4·10⁶ cosets: 64 MB of entries for two generators, seconds. */
const DEFAULT_BUDGET = 4e6;

/** Longest relator written out. */
const MOST_LETTERS = 100_000;

/** Options of `presentedGroup`. */
export interface PresentedGroupOptions extends WorkOptions {
  /** Generators of the subgroup whose cosets are permuted, as words. Default: none, the subgroup 1. */
  readonly subgroup?: readonly Word[];
  /** How cosets are defined: 'hlt' (default), fast for most presentations, or 'felsch', with fewer cosets. */
  readonly strategy?: EnumerationStrategy;
}

const OPTION_KINDS: OptionKinds<PresentedGroupOptions> = {
  ...WORK_OPTION_KINDS,
  subgroup: arrayOf({ expected: 'a Word', accepts: (v) => v instanceof Word }, 'an array of Words'),
  strategy: oneOf('hlt', 'felsch'),
};

/**
 * The permutations by which the generators act on the left cosets of a subgroup H (default: 1, so the group in its
 * regular action), coset 0 being H; by coset enumeration (Todd & Coxeter 1936; Holt, Eick & O'Brien 2005, ch. 5). The
 * degree is the index of H, and the kernel of the action the largest normal subgroup in H.
 *
 * Whether an enumeration ends cannot be told beforehand: that of an infinite index never does, and ends with the
 * budget.
 *
 * @throws {IsotypicError} `PARSE` for a text that is no presentation, `BUDGET_EXCEEDED` (step: a coset defined; default
 * 4·10⁶; `details.known.cosets` are alive), `ABORTED`
 * @example
 * presentedGroup('<a, b | a^2, b^3, (a b)^5>').order // 60n
 * const { generators, relators } = parsePresentation('<r, s | r^100, s^2, (r s)^2>');
 * presentedGroup({ generators, relators }, { subgroup: [Word.generator(1)] }).degree // 100
 */
export function presentedGroup(
  presentation: Presentation | string,
  options: PresentedGroupOptions = {},
): PermutationGroup {
  const where = 'presentedGroup';
  checkArgument(where, 'presentation', presentation, presentationKind);
  checkOptions(where, options, OPTION_KINDS);
  const { subgroup = [], strategy, ...work } = options;
  const { generators, relators } = asPresentation(presentation);
  const columns = (words: readonly Word[], what: string): ColumnWord[] =>
    words.map((word) => columnsOf(where, what, word, generators.length)).filter((word) => word.length > 0);
  const [relations, fixing] = [columns(relators, 'relators'), columns(subgroup, 'option subgroup')];
  const meter = new WorkMeter(where, work, DEFAULT_BUDGET);
  const table = enumerateCosets(generators.length, relations, fixing, meter, strategy);
  requireAction(where, table, relations, fixing);
  return new PermutationGroup(actionOf(table), { degree: table.count });
}

/** Every relator fixes every coset, every word of the subgroup the first one. */
function requireAction(where: string, table: CosetTable, relators: ColumnWord[], subgroup: ColumnWord[]): void {
  for (let c = 0; c < table.count; c++) {
    if (relators.every((word) => table.trace(c, word) === c)) continue;
    throw new IsotypicError('VERIFICATION_FAILED', { where, expected: 'relators that fix coset', received: `${c}` });
  }
  if (subgroup.every((word) => table.trace(0, word) === 0)) return;
  throw new IsotypicError('VERIFICATION_FAILED', {
    where,
    expected: 'a subgroup that fixes coset 0',
    received: 'none',
  });
}

/** How the generators permute the cosets. */
function actionOf(table: CosetTable): Permutation[] {
  return Array.from({ length: table.columns / 2 }, (_, i) =>
    Permutation.fromTrustedImages(Uint32Array.from({ length: table.count }, (_, c) => table.entry(c, 2 * i))),
  );
}

/** The letters of a word as columns, freely reduced at neighbors. */
export function columnsOf(where: string, what: string, word: Word, generators: number): ColumnWord {
  const columns: number[] = [];
  for (const [index, exponent] of word.letters(MOST_LETTERS)) {
    if (index >= generators) {
      throw invalidArgument(where, `${what} in ${generators} generators`, `a word with generator ${index}`);
    }
    for (let k = Math.abs(exponent); k > 0; k--) columns.push(exponent > 0 ? 2 * index : 2 * index + 1);
  }
  return Int32Array.from(columns);
}
