/** A package's right arguments. */
export interface Registry {
  /** By the type's text, as the compiler prints it; a method's receiver by the name of its class or interface. */
  readonly types: Readonly<Record<string, () => unknown>>;
  /** Whole argument lists by path: where the types alone do not make a right call. */
  readonly calls: Readonly<Record<string, () => readonly unknown[]>>;
}
