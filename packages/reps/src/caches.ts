/** Caches of exact results. */

/** What an object keeps, by the numbers of the caches. */
interface Kept {
  readonly owner: object;
  /** How often `clearCaches` had been called when the values were made. */
  generation: number;
  readonly values: unknown[];
}

/**
 * The property under which an object keeps its results. They die young with it, where entries of a weak map make the
 * garbage collector carry both through its young generation: a third of the time of the irreps of a small group.
 */
const slot: unique symbol = Symbol('isotypic: results kept with this object');

/** For objects that take no more properties. */
const keptElsewhere = new WeakMap<object, Kept>();

/** Calls of `clearCaches` so far. */
let generation = 0;
/** Caches made so far. */
let caches = 0;

/**
 * Results kept with the immutable object that determines them, never under a name. An entry lives no longer than its
 * object, which bounds the cache; after `clearCaches` no entry made before is found.
 */
export class ObjectCache<K extends object, V> {
  private readonly number = caches++;

  get(key: K): V | undefined {
    return keptWith(key)?.values[this.number] as V | undefined;
  }

  set(key: K, value: V): void {
    (keptWith(key) ?? keepWith(key)).values[this.number] = value;
  }

  /** The entry, made by `make` if it is absent. */
  getOrMake(key: K, make: () => V): V {
    let value = this.get(key);
    if (value === undefined) {
      value = make();
      this.set(key, value);
    }
    return value;
  }
}

/** What the object keeps since the last `clearCaches`; what it kept before is let go. */
function keptWith(key: object): Kept | undefined {
  const inSlot = (key as { [slot]?: Kept })[slot];
  // An object inherits the properties of its prototype, and is not it.
  const kept = inSlot?.owner === key ? inSlot : keptElsewhere.get(key);
  if (kept !== undefined && kept.generation !== generation) {
    kept.values.length = 0;
    kept.generation = generation;
  }
  return kept;
}

function keepWith(key: object): Kept {
  const kept: Kept = { owner: key, generation, values: [] };
  // Not enumerable, so that copies and comparisons of objects do not see it.
  const property = { value: kept, writable: true, configurable: true };
  if (!Object.isExtensible(key) || !Reflect.defineProperty(key, slot, property)) keptElsewhere.set(key, kept);
  return kept;
}

/**
 * Forgets every character table, list of irreps and intermediate result that this package keeps with a group or irrep.
 * Objects handed out before stay valid; what is asked for afterwards is computed anew, and equal. The memory of what is
 * forgotten is free when its group or irrep is next asked for something that is kept, or is free itself.
 * @example clearCaches()
 */
export function clearCaches(): void {
  generation++;
}
