/** A presentation of a permutation group on strong generators. */
import { checkArgument, checkOptions, type OptionKinds, oneOf, WORK_OPTION_KINDS } from '../arguments.js';
import { regularAction } from '../constructions/induced-actions.js';
import { BudgetExceededError } from '../errors.js';
import { strongGeneratorsFrom } from '../groups/chain/stabilizer-chain.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { type GroupOperations, Word } from '../groups/word.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import type { ColumnWord } from './coset-table.js';
import { LevelTable } from './level-table.js';
import type { Presentation } from './presentation.js';

/** A presentation with the elements that its generators stand for. */
export interface GroupPresentation extends Presentation {
  /** The group's own generators first, then strong generators that are not among them. */
  readonly elements: readonly Permutation[];
}

/** Options of `groupPresentation`. */
export interface GroupPresentationOptions extends WorkOptions {
  /**
   * 'strong' (default): the group's generators and strong generators beside them, with short relators; 'given': the
   * group's generators alone, others replaced by words in them, which may be long.
   */
  readonly on?: 'strong' | 'given';
}

const OPTION_KINDS: OptionKinds<GroupPresentationOptions> = { ...WORK_OPTION_KINDS, on: oneOf('strong', 'given') };

/** 10⁹ letters looked at: minutes. */
const DEFAULT_BUDGET = 1e9;

/** 20 000 elements: the table of products with two generators fills in seconds. */
const MOST_REGULAR = 20_000n;

/** Most letters of all relators on given generators. */
const MOST_LETTERS = 1_000_000n;

/**
 * Generators and relators of a permutation group, from its stabilizer chain G = G⁰ > G¹ > … > 1, deepest level first:
 * relators of Gⁱ are those of Gⁱ⁺¹ and enough Schreier relators s·u_p = u_{s(p)}·h, h in Gⁱ⁺¹, to fill the table of the
 * action on the orbit of the base point by deductions (Cannon, Construction of defining relators for finite groups,
 * Discrete Math. 5, 1973, level by level as in Leon, On an algorithm for finding a base and strong generating set,
 * Math. Comp. 35, 1980). Each table then is a coset enumeration that has ended, so the relators present a group of the
 * right order. Words are short: the names are a, b, c, … or x1, x2, ….
 *
 * @throws {IsotypicError} `BUDGET_EXCEEDED` (step: a letter of a relator looked at; default 10⁹; also for more than 10⁶
 * letters of relators on given generators), `ABORTED`
 * @example
 * const { generators, relators } = groupPresentation(catalogue.symmetric(4));
 * presentedGroup({ generators, relators }).order // 24n
 */
export function groupPresentation(group: PermutationGroup, options: GroupPresentationOptions = {}): GroupPresentation {
  const where = 'groupPresentation';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, OPTION_KINDS);
  const { on = 'strong', ...work } = options;
  const own = distinct(group.generators.filter((g) => !g.isIdentity()));
  if (on === 'given' && group.orderWithin(new WorkMeter(where, work)) <= MOST_REGULAR)
    return regularly(own, group, work);
  const chain = group.chainWithin(new WorkMeter(where, work));
  const meter = new WorkMeter(where, work, DEFAULT_BUDGET);
  const elements = distinct([
    ...own,
    ...strongGeneratorsFrom(chain, 0).map((g) => Permutation.fromTrustedImages(g.images)),
  ]);
  const relators: ColumnWord[] = [];
  const below: LevelTable[] = [];
  for (let l = chain.levels.length - 1; l >= 0; l--) {
    const table = new LevelTable(elements, chain.base.slice(0, l + 1), relators, meter);
    table.complete(below);
    below.unshift(table);
    meter.report('relators', chain.levels.length - l, chain.levels.length);
  }
  const strong = { generators: namesOf(elements.length), relators: relators.map(wordOf), elements };
  return on === 'strong' ? strong : onGivenGenerators(where, strong, own, group);
}

/** A small group permutes its own elements, and 1 fixes one: one level is all. */
function regularly(elements: readonly Permutation[], group: PermutationGroup, work: WorkOptions): GroupPresentation {
  const action = regularAction(new PermutationGroup(elements, { degree: group.degree }), work);
  const relators: ColumnWord[] = [];
  if (elements.length > 0) {
    new LevelTable(action.generators, [0], relators, new WorkMeter('groupPresentation', work, DEFAULT_BUDGET)).complete(
      [],
    );
  }
  return { generators: namesOf(elements.length), relators: relators.map(wordOf), elements };
}

/**
 * Each strong generator s is a word w in the given ones, so s = w may be added to the relators, and s replaced by w
 * everywhere (Tietze 1908).
 */
function onGivenGenerators(
  where: string,
  strong: GroupPresentation,
  elements: readonly Permutation[],
  group: PermutationGroup,
): GroupPresentation {
  const numbers = group.generators.map((g) => elements.findIndex((e) => e.equals(g)));
  const given = numbers.map((i) => (i < 0 ? Word.identity : Word.generator(i)));
  const images = strong.elements.map((g, i) =>
    i < elements.length ? Word.generator(i) : group.factor(g).evaluateIn(FREE, given),
  );
  const relators = strong.relators.map((word) => word.evaluateIn(FREE, images));
  const letters = relators.reduce((sum, word) => sum + word.length, 0n);
  if (letters > MOST_LETTERS) {
    throw new BudgetExceededError({
      where,
      expected: `relators of at most ${MOST_LETTERS} letters`,
      received: `${letters}`,
      remedy: "Take them on strong generators, { on: 'strong' }, which have short relators.",
    });
  }
  const reduced = relators.map((word) => Word.fromLetters(word.letters())).filter((word) => word.length > 0n);
  const texts = new Map(reduced.map((word) => [`${word}`, word]));
  return { generators: namesOf(elements.length), relators: [...texts.values()], elements };
}

const FREE: GroupOperations<Word> = { one: Word.identity, times: (a, b) => a.times(b), inverse: (a) => a.inverse() };

function distinct(permutations: readonly Permutation[]): Permutation[] {
  const known = new Map<string, Permutation>();
  for (const p of permutations) if (!known.has(p.images.join())) known.set(p.images.join(), p);
  return [...known.values()];
}

function namesOf(count: number): string[] {
  if (count <= 26) return Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i));
  return Array.from({ length: count }, (_, i) => `x${i + 1}`);
}

function wordOf(columns: ColumnWord): Word {
  const letters: [number, number][] = [];
  for (const column of columns) {
    const [index, exponent] = [column >> 1, column % 2 === 0 ? 1 : -1];
    const last = letters[letters.length - 1];
    if (last?.[0] === index) last[1] += exponent;
    else letters.push([index, exponent]);
  }
  return Word.fromLetters(letters);
}
