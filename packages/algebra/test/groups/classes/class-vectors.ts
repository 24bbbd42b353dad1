/** Classes that GAP found, and what every list of classes has to be. */
import { readFileSync } from 'node:fs';
import { type ConjugacyClass, PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import * as assert from 'uvu/assert';

export interface ClassVector {
  readonly id: string;
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly order: string;
  /** Order of the elements, size, and how many classes have them. */
  readonly classes: readonly (readonly [number, string, number])[];
}

const lines = readFileSync(new URL('../../../../../vectors/groups/classes.jsonl', import.meta.url), 'utf8');
export const classVectors: readonly ClassVector[] = lines
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

export function groupOf({ gens, degree }: ClassVector): PermutationGroup {
  return new PermutationGroup(gens, { degree });
}

/** Order, size and number of classes, as in the vectors. */
export function collected(classes: readonly ConjugacyClass[]): string {
  const counts = new Map<string, number>();
  for (const { elementOrder, size } of classes) {
    const key = `${elementOrder} ${size}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => `${key} ${count}`)
    .sort()
    .join('; ');
}

export function expectedOf({ classes }: ClassVector): string {
  return classes
    .map((c) => c.join(' '))
    .sort()
    .join('; ');
}

/**
 * The class equation, the order of each representative's centralizer, and the class of representatives and conjugates.
 */
export function checkLaws(group: PermutationGroup, id: string): void {
  const classes = group.conjugacyClasses();
  const random = randomSource(5);
  assert.is(
    classes.reduce((n, { size }) => n + size, 0n),
    group.order,
    id,
  );
  classes.forEach(({ representative, size, elementOrder }, i) => {
    assert.is(representative.order(), elementOrder, id);
    assert.is(group.centralizer(representative).order * size, group.order, id);
    assert.is(group.classOf(representative), i, id);
    assert.is(group.classOf(representative.conjugateBy(group.randomElement(random))), i, id);
  });
}

/** (K² × K³):S₃, K on each of five blocks, which S₃ permutes in orbits of two and three; and more generators. */
export function onTwoAndThreeBlocks(
  kernel: readonly string[],
  size: number,
  more: readonly string[] = [],
): PermutationGroup {
  const at = (block: number, x: number) => block * size + x;
  const cycles = (list: readonly (readonly number[])[]) => list.map((c) => `(${c.join(' ')})`).join('');
  const points = [...Array(size).keys()];
  const base = [0, 1, 2, 3, 4].flatMap((j) => kernel.map((text) => text.replace(/\d+/g, (x) => `${at(j, Number(x))}`)));
  const flip = cycles(
    points.flatMap((x) => [
      [at(0, x), at(1, x)],
      [at(2, x), at(3, x)],
    ]),
  );
  const turn = cycles(points.map((x) => [at(2, x), at(3, x), at(4, x)]));
  return parseGroup(`<${[...base, flip, turn, ...more].join(', ')}>`);
}
