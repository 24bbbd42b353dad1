/** The laws of groups and actions over the whole catalogue and over every group computed with GAP. */
import { readFileSync } from 'node:fs';
import {
  actionOnBlocks,
  actionOnSubsets,
  actionOnTuples,
  catalogueEntries,
  PermutationGroup,
  parseGroup,
  regularAction,
} from '@isotypic/algebra';
import { actionLaws, assertLaws, groupLaws } from '@isotypic/property-tests';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';

/** Turns closed forms and recognized groups off while a suite runs. */
export function withoutSpecialCases(suite: Test): void {
  let before: string | undefined;
  suite.before(() => {
    before = process.env.ISOTYPIC_NO_SPECIAL_CASES;
    process.env.ISOTYPIC_NO_SPECIAL_CASES = '1';
  });
  suite.after(() => {
    if (before === undefined) delete process.env.ISOTYPIC_NO_SPECIAL_CASES;
    else process.env.ISOTYPIC_NO_SPECIAL_CASES = before;
  });
}

/** The natural degree beyond which an action on pairs or tuples has too many points for a quick test. */
const MOST_POINTS = 60;
/** The order up to which a group is let act on itself. */
const MOST_ELEMENTS = 200n;

/** Every entry of the catalogue obeys the laws of a group, and every action of the grammar those of an action. */
export function catalogueLaws(suite: Test, isTaken: (group: PermutationGroup) => boolean = () => true): void {
  for (const entry of catalogueEntries) {
    const examples = entry.examples.filter((expression) => isTaken(parseGroup(expression)));
    if (examples.length === 0) continue;
    suite(`${entry.name} obeys the laws of a permutation group`, () => {
      for (const expression of examples) assertLaws(groupLaws(parseGroup(expression), { runs: 5 }));
    });

    suite(`${entry.name} acts on pairs, tuples and, when small, on itself`, () => {
      for (const expression of examples) {
        const group = parseGroup(expression);
        const actions = [group];
        if (group.degree > 1 && group.degree <= MOST_POINTS) actions.push(parseGroup(`(${expression}) on pairs`));
        if (group.degree <= MOST_POINTS) actions.push(parseGroup(`(${expression}) on tuples(2)`));
        if (group.order <= MOST_ELEMENTS) actions.push(parseGroup(`(${expression}) on regular`));
        for (const action of actions) assertLaws(actionLaws(group, action.generators, { runs: 5 }));
        if (group.order <= MOST_ELEMENTS) assert.is(actions[actions.length - 1].stabilizer(0).order, 1n);
      }
    });
  }
}

export interface VectorGroup {
  readonly id: string | readonly [number, number];
  readonly family?: string;
  readonly degree: number;
  readonly order?: string;
  readonly gens: readonly number[][];
}

const vectors = new URL('../../vectors/groups/', import.meta.url);
export const catalogueVectors: readonly VectorGroup[] = JSON.parse(
  readFileSync(new URL('catalogue.json', vectors), 'utf8'),
).groups;
export const smallVectors: readonly VectorGroup[] = readFileSync(new URL('small-groups.jsonl', vectors), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

function lawsOfVector({ degree, gens }: VectorGroup, runs: number): void {
  const group = new PermutationGroup(gens, { degree });
  assertLaws(groupLaws(group, { runs }));
  assertLaws(actionLaws(group, group.generators, { runs }));
  if (degree >= 2 && degree <= 12) {
    assertLaws(actionLaws(group, actionOnSubsets(group, 2).generators, { runs }));
    assertLaws(actionLaws(group, actionOnTuples(group, 2).generators, { runs }));
  }
  if (group.order <= MOST_ELEMENTS) assertLaws(actionLaws(group, regularAction(group).generators, { runs }));
  const blocks = degree <= MOST_POINTS && group.isTransitive() ? group.blockSystem() : null;
  if (blocks !== null) assertLaws(actionLaws(group, actionOnBlocks(group, blocks).image.generators, { runs }));
}

/** Every group computed with GAP obeys the laws of a group, and its actions those of an action. */
export function vectorLaws(suite: Test, isTaken: (group: VectorGroup) => boolean = () => true): void {
  const families = new Map<string, VectorGroup[]>();
  for (const vector of catalogueVectors.filter(isTaken)) {
    const family = vector.family as string;
    families.set(family, [...(families.get(family) ?? []), vector]);
  }
  for (const [family, members] of families) {
    suite(`${family} groups obey the laws`, () => {
      for (const vector of members) lawsOfVector(vector, 2);
    });
  }
  suite('groups of order at most 63 obey the laws', () => {
    for (const vector of smallVectors.filter(isTaken)) lawsOfVector(vector, 2);
  });
}
