/** The groups of order at most 63, with facts that GAP computed. */
import { readFileSync } from 'node:fs';
import { Permutation, PermutationGroup } from '@isotypic/algebra';

export interface SmallGroup {
  readonly id: readonly [number, number];
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly classes: number;
  readonly degreesWithIndicator: readonly (readonly [number, number])[];
  readonly rationalIrreps: number;
  readonly qIrreps: number;
  readonly exponent: number;
}

export const smallGroups: SmallGroup[] = readFileSync(
  new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

export function groupOf({ gens, degree }: SmallGroup): PermutationGroup {
  return new PermutationGroup(
    gens.map((g) => Permutation.fromImages(g)),
    { degree },
  );
}
