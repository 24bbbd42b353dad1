/** The maximal cyclic subgroups of a group, up to conjugacy, by the classes of their elements. */
import type { ClassStructure } from './class-structure.js';

/** ⟨g⟩, for g in one class. Rows of equal `pattern`, the same object for all of them, have their values alike. */
export interface CyclicRow {
  readonly pattern: CyclicPattern;
  /** The different classes of powers of g. */
  readonly classes: Int32Array;
  /** Of `structure.galoisOrbits` those that these classes make up. */
  readonly orbits: Int32Array;
}

/** Which powers of a generator are conjugate. */
export interface CyclicPattern {
  readonly order: number;
  /** gⁱ is in class `classes[index[i]]`. */
  readonly index: Int32Array;
  /** The least exponents of the classes. */
  readonly exponents: Int32Array;
}

/** One row for each class of maximal cyclic subgroups: every class stands in one. O(Σ orders) time. */
export function cyclicRows(structure: ClassStructure): CyclicRow[] {
  const orbitOf = new Int32Array(structure.count);
  for (const [i, orbit] of structure.galoisOrbits.entries()) for (const c of orbit) orbitOf[c] = i;
  const patterns = new Map<string, CyclicPattern>();
  const placeOf = new Int32Array(structure.count);
  return structure.maximalCyclicClasses().map((m) => {
    const powers = structure.powers[m];
    const classes: number[] = [];
    const exponents: number[] = [];
    const index = powers.map((c, i) => {
      if (classes[placeOf[c]] !== c) {
        placeOf[c] = classes.length;
        classes.push(c);
        exponents.push(i);
      }
      return placeOf[c];
    });
    const key = index.join();
    let pattern = patterns.get(key);
    if (pattern === undefined) {
      pattern = { order: powers.length, index, exponents: Int32Array.from(exponents) };
      patterns.set(key, pattern);
    }
    const orbits = [...new Set(classes.map((c) => orbitOf[c]))];
    return { pattern, classes: Int32Array.from(classes), orbits: Int32Array.from(orbits) };
  });
}
