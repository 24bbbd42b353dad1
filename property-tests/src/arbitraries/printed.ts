/** How counterexamples are printed: in the notation of the field, not as the insides of objects. */
import fc from 'fast-check';

/** The value, shown by fast-check as `text` says; the value itself stays as it is otherwise. */
export function printed<T extends object>(value: T, text: () => string): T {
  Object.defineProperty(value, fc.toStringMethod, { value: text, enumerable: false, configurable: true });
  return value;
}
