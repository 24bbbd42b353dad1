/** The groups of order up to 63, with the orders of their automorphism groups (GAP 4.12.1). */
import { readFileSync } from 'node:fs';
import { automorphismGroupOf } from '@isotypic/algebra';
import * as assert from 'uvu/assert';
import { groupOf, smallGroupVectors } from '../groups/support.js';

interface AutomorphismVector {
  readonly id: readonly [number, number];
  readonly automorphisms: string;
  readonly inner: number;
}

const facts: readonly AutomorphismVector[] = readFileSync(
  new URL('../../../../vectors/groups/automorphisms.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Compares the groups whose order is wanted; returns how many. */
export function compareAutomorphisms(isWanted: (order: number) => boolean): number {
  let compared = 0;
  for (const { id, automorphisms, inner } of facts) {
    const vector = smallGroupVectors.find((v) => `${v.id}` === `${id}`);
    if (vector === undefined || !isWanted(id[0])) continue;
    const answer = automorphismGroupOf(groupOf(vector));
    assert.is(answer.group.order, BigInt(automorphisms), `${id}`);
    assert.is(answer.inner.order, BigInt(inner), `${id}`);
    assert.is(answer.outerOrder * answer.inner.order, answer.group.order);
    compared++;
  }
  return compared;
}
