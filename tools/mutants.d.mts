export interface Mutant<T> {
  /** Where the change is: `.characters[0].indicator`. */
  readonly path: string;
  /** What was done there: `+1`, `last dropped`, … */
  readonly change: string;
  readonly value: T;
}

export interface MutantOptions {
  /** How many fields deep (default 3). */
  readonly depth?: number;
  /** The words that a text field may hold, by the field's name: `{ type: ['real', 'complex', 'quaternionic'] }`. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** Objects that take the place of objects of the same class: another group, another representation. */
  readonly others?: readonly object[];
  /**
   * What a value is changed to as a whole, in place of its fields, or undefined to go on as usual: for numbers that are
   * objects, `(v) => (v instanceof Fraction ? [v.add(1), v.neg()] : undefined)`.
   */
  readonly leaf?: (value: unknown) => readonly unknown[] | undefined;
  /** Also what getters of the class give, laid over by a field of the same name (default false). */
  readonly getters?: boolean;
  /** Names of fields that are left alone: memos that the verifier does not read, and free text. */
  readonly skip?: readonly string[];
}

/**
 * Every mutant of `object` that differs from it in one own enumerable field (array entry, map entry): numbers and
 * bigints ±1, booleans flipped, texts replaced, arrays with entries swapped, dropped or duplicated, objects replaced by
 * others of their class. Copies keep their class; what is not on the path to the change is shared with `object`.
 */
export function mutants<T extends object>(object: T, options?: MutantOptions): Generator<Mutant<T>>;
