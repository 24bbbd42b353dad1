/** Descriptions of the groups of order up to 63 against GAP's StructureDescription. */
import { readFileSync } from 'node:fs';
import { structureDescription } from '@isotypic/algebra';
import * as assert from 'uvu/assert';
import { groupOf, smallGroupVectors } from '../groups/support.js';

const structures: readonly { readonly id: readonly [number, number]; readonly structure: string }[] = readFileSync(
  new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** The factors of the outermost direct product, abelian ones in one. */
function directFactors(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  [...text].forEach((c, i) => {
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (c === 'x' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  });
  return [...parts, text.slice(start)];
}

/** Whether an operation stands outside all parentheses. */
const isSplit = (text: string, sign: string): boolean => {
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (depth === 0 && c === sign) return true;
  }
  return false;
};

/**
 * Groups are cut into direct factors in one way (Krull, Remak, Schmidt), so the numbers of factors must agree, and
 * factors that are no extensions must have the same names; whether an extension splits over some normal subgroup is a
 * fact, too. `alike` counts those that read the same.
 */
export function compareDescriptions(isWanted: (order: number) => boolean): { compared: number; alike: number } {
  let [compared, alike] = [0, 0];
  for (const { id, structure } of structures) {
    const vector = smallGroupVectors.find((v) => `${v.id}` === `${id}`);
    if (vector === undefined || !isWanted(id[0])) continue;
    const ours = structureDescription(groupOf(vector)).replaceAll(' ', '');
    compared++;
    const [mine, theirs] = [ours, structure.split('=')[0]].map(directFactors);
    assert.is(mine.length, theirs.length, `${id}: ${ours}, GAP ${structure}`);
    const atoms = (parts: string[]): string[] =>
      parts.filter((part) => /^[A-Za-z0-9,()]*$/.test(part) && !part.startsWith('(')).sort();
    if (mine.length > 1 || atoms(theirs).length === 1)
      assert.equal(atoms(mine), atoms(theirs), `${id}: ${ours}, GAP ${structure}`);
    if (mine.length === 1) {
      const splits = isSplit(structure, ':') || isSplit(ours, ':');
      if (splits)
        assert.ok(
          isSplit(ours, ':') || !isSplit(structure, ':') || atoms(mine).length === 1,
          `${id}: ${ours}, GAP ${structure}`,
        );
    }
    if (ours === structure) alike++;
  }
  return { compared, alike };
}
