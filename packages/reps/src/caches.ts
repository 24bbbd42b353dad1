/** Caches of exact results. */

const caches: { clear(): void }[] = [];

/**
 * Results kept with the immutable object that determines them, never under a name. An entry lives no longer than its
 * object, which bounds the cache; `clearCaches` empties it.
 */
export class ObjectCache<K extends object, V> {
  private entries = new WeakMap<K, V>();

  constructor() {
    caches.push(this);
  }

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  set(key: K, value: V): void {
    this.entries.set(key, value);
  }

  clear(): void {
    this.entries = new WeakMap();
  }

  /** The entry, made by `make` if it is absent. */
  getOrMake(key: K, make: () => V): V {
    let value = this.entries.get(key);
    if (value === undefined) {
      value = make();
      this.entries.set(key, value);
    }
    return value;
  }
}

/**
 * Forgets every character table, list of irreps and intermediate result that this package keeps with a group or irrep.
 * Objects handed out before stay valid; what is asked for afterwards is computed anew, and equal.
 * @example clearCaches()
 */
export function clearCaches(): void {
  for (const cache of caches) cache.clear();
}
