/**
 * Every field of an object, found from the object itself, with wrong values for it: a verifier is tried on each, so
 * that a field that is added later is tried too.
 */
export interface Mutation {
  /** `levels[1].orbit[0]` */
  readonly path: string;
  readonly value: unknown;
  /** Puts the wrong value in place; the function returned puts the right one back. */
  apply(): () => void;
}

type Bag = Record<string, unknown>;

/** Wrong values for one of a kind; none for what has no neighbor. */
function neighbors(value: unknown): unknown[] {
  switch (typeof value) {
    case 'number':
      return [value + 1, value - 1];
    case 'bigint':
      return [value + 1n, 2n * value, 0n];
    case 'boolean':
      return [!value];
    case 'string':
      return ['symmetric', 'alternating', 'none'].filter((s) => s !== value);
    default:
      return [];
  }
}

/** At most so many entries of one list are tried: the first ones, and the last. */
const ENTRIES = 4;

/** All mutations of one value in the fields of `root`, to a depth; fields named in `skip` are left alone. */
export function mutations(root: object, depth: number, skip: readonly string[] = []): Mutation[] {
  const all: Mutation[] = [];
  const seen = new Set<object>();
  const visit = (object: object, path: string, left: number): void => {
    if (seen.has(object)) return;
    seen.add(object);
    const bag = object as Bag;
    const keys = Object.keys(bag);
    const isList = Array.isArray(object) || ArrayBuffer.isView(object);
    const tried = isList && keys.length > ENTRIES ? [...keys.slice(0, ENTRIES - 1), keys[keys.length - 1]] : keys;
    for (const key of tried) {
      const at = isList ? `${path}[${key}]` : `${path}.${key}`;
      if (skip.includes(key)) continue;
      const right = bag[key];
      const put = (value: unknown): Mutation => ({
        path: at,
        value,
        apply: () => {
          bag[key] = value;
          return () => {
            bag[key] = right;
          };
        },
      });
      for (const value of neighbors(right)) all.push(put(value));
      if (typeof right !== 'object' || right === null) continue;
      if (Array.isArray(right) && right.length > 0) {
        all.push(put(right.slice(1)), put(right.slice(0, -1)));
        if (right.length > 1) all.push(put([right[1], right[0], ...right.slice(2)]));
      }
      if (left > 0) visit(right, at, left - 1);
    }
  };
  visit(root, '', depth);
  return all;
}
