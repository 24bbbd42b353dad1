/** What the catalogue says of each of its families: how it is written, what it acts on, its order and its source. */
import type { PermutationGroup } from '../groups/permutation-group.js';

/** An argument in a group expression: a number, a bare word such as `E8` or `full`, or a group. */
export type CatalogueArgument = number | string | PermutationGroup;
/** What an argument in a group expression is. */
export type ParameterKind = 'integer' | 'word' | 'group';

/** What an entry of the catalogue takes in one place. */
export interface CatalogueParameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly optional?: boolean;
  /** In place of a group, a number n for symmetric(n). */
  readonly orNumber?: boolean;
  /** Any number of further arguments of this kind may follow. */
  readonly repeated?: boolean;
}

/** One family or group of the catalogue, and how it is made from arguments. */
export interface CatalogueEntry {
  /** The name in expressions, and of the method of `catalogue`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly parameters: readonly CatalogueParameter[];
  /** What the group is and what it permutes. */
  readonly summary: string;
  /** The entry's own actions, `… on faces`; the first is the default. */
  readonly actions?: readonly string[];
  /** Closed formula of the order, for people. */
  readonly order: string;
  readonly source: string;
  /** Expressions that stand for the family in documentation and tests. */
  readonly examples: readonly string[];
  build(args: readonly CatalogueArgument[], action: string | undefined): PermutationGroup;
  /** `… under GROUP`: what the group of something smaller, such as the corners of an image, does to the points. */
  buildUnder?(args: readonly CatalogueArgument[], group: PermutationGroup): PermutationGroup;
}
