/** Maps keyed by residue vectors, by content. Do not change a vector that has been used as a key. */
export class VectorMap<T> {
  private readonly buckets = new Map<number, { readonly key: Float64Array; readonly value: T }[]>();

  get(key: Float64Array): T | undefined {
    return this.buckets.get(hash(key))?.find((entry) => same(entry.key, key))?.value;
  }

  /** The key must be absent. */
  insert(key: Float64Array, value: T): void {
    const h = hash(key);
    const bucket = this.buckets.get(h);
    if (bucket) bucket.push({ key, value });
    else this.buckets.set(h, [{ key, value }]);
  }
}

/** A set of residue vectors, by content. */
export class VectorSet {
  private readonly map = new VectorMap<true>();

  has(vector: Float64Array): boolean {
    return this.map.get(vector) !== undefined;
  }

  /** Whether the vector is new. */
  add(vector: Float64Array): boolean {
    if (this.has(vector)) return false;
    this.map.insert(vector, true);
    return true;
  }
}

function hash(vector: Float64Array): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < vector.length; i++) h = Math.imul(h ^ vector[i], 0x01000193);
  return h ^ (h >>> 15);
}

function same(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
