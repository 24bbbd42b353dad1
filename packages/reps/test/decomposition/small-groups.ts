/** Every group of order at most 63 with its facts from GAP. */
import { readFileSync } from 'node:fs';
import { Permutation, PermutationGroup } from '@isotypic/algebra';

export interface SmallGroup {
  readonly id: readonly [number, number];
  readonly structure: string;
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  /** [degree, Frobenius–Schur indicator] of the complex irreducibles. */
  readonly degreesWithIndicator: readonly (readonly [number, number])[];
}

export function smallGroups(): SmallGroup[] {
  const text = readFileSync(new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.length > 0)
    .map((line) => JSON.parse(line) as SmallGroup);
}

export function groupOf({ gens, degree }: SmallGroup): PermutationGroup {
  return new PermutationGroup(
    gens.map((g) => Permutation.fromImages(g)),
    { degree },
  );
}

/** `degree×multiplicity type` of the real components of the regular representation, sorted. */
export function regularShape({ degreesWithIndicator }: SmallGroup): string[] {
  const shape: string[] = [];
  const complex = new Map<number, number>();
  for (const [d, indicator] of degreesWithIndicator) {
    if (indicator === 1) shape.push(`${d}×${d} real`);
    else if (indicator === -1) shape.push(`${2 * d}×${d / 2} quaternionic`);
    else complex.set(d, (complex.get(d) ?? 0) + 1);
  }
  for (const [d, count] of complex) for (let k = 0; k < count / 2; k++) shape.push(`${2 * d}×${d} complex`);
  return shape.sort();
}
