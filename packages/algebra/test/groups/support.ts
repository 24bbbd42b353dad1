/** The vectors and small helpers that the group tests share. */
import { readFileSync } from 'node:fs';
import { Permutation, PermutationGroup } from '@isotypic/algebra';

export interface GroupVector {
  readonly id: string;
  readonly family: string;
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly order: string;
  readonly isTransitive: boolean;
  readonly isPrimitive: boolean;
  readonly isAbelian: boolean;
  readonly isSolvable: boolean;
  readonly isNilpotent: boolean;
  readonly isPerfect: boolean;
  readonly isSimple: boolean;
  readonly orbits: readonly (readonly number[])[];
  readonly orbitActions?: readonly {
    readonly minimalBlockSizes: readonly number[];
    readonly minimalBlocks: readonly (readonly number[])[];
    readonly orbitMin: number;
    readonly primitive: boolean;
    readonly size: number;
  }[];
  readonly rank: number;
  readonly derivedOrder: string;
  readonly centreOrder: string;
  readonly abelianInvariants: readonly number[];
  readonly membershipTests?: readonly (readonly [readonly number[], boolean])[];
  readonly centraliserTests: readonly {
    readonly centraliserOrder: string;
    readonly element: readonly number[];
    readonly elementOrder: number;
  }[];
  readonly setStabiliserTests: readonly { readonly order: string; readonly set: readonly number[] }[];
  readonly pointwiseStabiliserTests: readonly { readonly order: string; readonly points: readonly number[] }[];
  /** GAP's own base, not a shortest one. */
  readonly base?: readonly number[];
  readonly nrClasses?: number;
  readonly classes?: readonly { readonly order: number; readonly size: string }[];
  readonly exponent?: string;
  readonly rationalClasses?: number;
  readonly realClasses?: number;
  /** The file of the character table. */
  readonly table?: string;
}

/** What a character table says of the classes. */
export interface ClassTable {
  readonly classes: readonly { readonly order: number; readonly rep: readonly number[]; readonly size: string }[];
  readonly inverseClass: readonly number[];
  readonly powerMaps: Readonly<Record<string, readonly number[]>>;
}

const vectors = (name: string): string =>
  readFileSync(new URL(`../../../../vectors/groups/${name}`, import.meta.url), 'utf8');

export const catalogueVectors: readonly GroupVector[] = JSON.parse(vectors('catalogue.json')).groups;

export function classTable(vector: GroupVector): ClassTable | undefined {
  return vector.table === undefined ? undefined : JSON.parse(vectors(vector.table));
}

export interface SmallGroupVector {
  readonly id: readonly [number, number];
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly classes: number;
  readonly exponent: number;
  readonly rationalIrreps: number;
  readonly qIrreps: number;
}

export const smallGroupVectors: readonly SmallGroupVector[] = vectors('small-groups.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

export function groupOf({ gens, degree }: { gens: readonly (readonly number[])[]; degree: number }): PermutationGroup {
  return new PermutationGroup(gens, { degree });
}

/** Every element, by closing the generators under multiplication: the slow, obvious twin. */
export function closure(generators: readonly Permutation[], degree: number): Permutation[] {
  const one = Permutation.identity(degree);
  const seen = new Map([[one.toString(), one]]);
  for (const x of seen.values()) {
    for (const g of generators) {
      const y = g.times(x);
      if (!seen.has(y.toString())) seen.set(y.toString(), y);
    }
  }
  return [...seen.values()];
}

/** What `work` answers when closed forms and recognized families are turned off. */
export function withoutSpecialCases<T>(work: () => T): T {
  const before = process.env.ISOTYPIC_NO_SPECIAL_CASES;
  process.env.ISOTYPIC_NO_SPECIAL_CASES = '1';
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.ISOTYPIC_NO_SPECIAL_CASES;
    else process.env.ISOTYPIC_NO_SPECIAL_CASES = before;
  }
}
