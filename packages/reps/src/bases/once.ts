/** The value, made at the first call, with the arguments of that. */
export function once<A extends readonly unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let value: { readonly made: T } | undefined;
  return (...args) => {
    value ??= { made: make(...args) };
    return value.made;
  };
}
