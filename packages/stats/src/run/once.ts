/** Rooms that bundles load when they are first entered. */

/**
 * What `load` gives, asked for once: an import that is there already takes 3 to 20 µs each time (measured), as much as
 * the Gram matrices of small samples. One that failed is tried again.
 */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
