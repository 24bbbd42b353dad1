/**
 * Clifford theory (1937; Isaacs 1976, theorems 6.11 and 6.17): where a character θ of a normal subgroup N extends to
 * its inertia group T, the irreducible characters over θ are Ind (θ̂·χ) for the irreducible χ of T/N.
 */
import type { Permutation, PermutationGroup } from '@isotypic/algebra';
import { acting } from '../action.js';
import type { FactorTable } from '../factor-table.js';
import type { LiftableCharacters } from '../lift.js';
import type { TableWork } from '../table-work.js';

/** θ̂ for the characters that are fixed by one inertia group. */
export interface Extensions {
  /** Whether character `index` extends. */
  has(index: number): boolean;
  /** θ̂(s) modulo the prime of the table; `imageKey` is of the image of s. */
  at(index: number, s: Permutation, imageKey: string): number;
}

/** The irreducible characters of a normal subgroup N, numbered, with the action of the group on them. */
export interface BaseCharacters {
  readonly count: number;
  /** G/N. */
  readonly top: PermutationGroup;
  imageOf(g: Permutation): Permutation;
  /** The character that generator k of G carries character `index` to. */
  move(k: number, index: number): number;
  /** The characters that g fixes. */
  fixed(g: Permutation): number[];
  /** For characters that g fixes, θ̂(g)/θ̂(reference), where both are in one coset of N and θ̂(reference) is known. */
  factors(g: Permutation, reference: Permutation): (index: number) => number;
  /** θ̂(reference) on the inertia group that N and `generators` generate; 1 where there are none. */
  extensions?(generators: readonly Permutation[]): Extensions;
}

/** An inertia group, modulo N, with its characters as residues. */
interface Inertia {
  readonly index: number;
  readonly generators: readonly Permutation[];
  readonly table: FactorTable;
  readonly rows: readonly Float64Array[];
  readonly extensions: Extensions | undefined;
  readonly classOfImage: Map<string, number>;
}

/** An orbit of characters: where its representative stands, and the first of the rows over it. */
interface Orbit {
  readonly inertia: Inertia;
  readonly representative: number;
  readonly firstRow: number;
}

type TableOf = (group: PermutationGroup) => FactorTable;

/** The orbits of G on the characters of N, with transversals. */
class CharacterOrbits {
  readonly orbitOf: Int32Array;
  readonly members: number[][] = [];
  private readonly cameFrom: Int32Array;
  private readonly cameBy: Int32Array;
  private readonly carriers = new Map<number, Permutation>();

  constructor(
    private readonly generators: readonly Permutation[],
    base: BaseCharacters,
    work: TableWork,
  ) {
    this.orbitOf = new Int32Array(base.count).fill(-1);
    this.cameFrom = new Int32Array(base.count).fill(-1);
    this.cameBy = new Int32Array(base.count);
    for (let start = 0; start < base.count; start++) {
      if (this.orbitOf[start] !== -1) continue;
      const orbit = [start];
      this.orbitOf[start] = this.members.length;
      for (const i of orbit) {
        work.step(0);
        for (let k = 0; k < generators.length; k++) {
          const j = base.move(k, i);
          if (this.orbitOf[j] !== -1) continue;
          this.orbitOf[j] = this.members.length;
          this.cameFrom[j] = i;
          this.cameBy[j] = k;
          orbit.push(j);
        }
      }
      this.members.push(orbit);
    }
  }

  /** An element that carries the first of its orbit to character i; undefined for the first itself. */
  carrier(i: number): Permutation | undefined {
    const from = this.cameFrom[i];
    if (from === -1) return undefined;
    let carrier = this.carriers.get(i);
    if (carrier === undefined) {
      const before = this.carrier(from);
      const generator = this.generators[this.cameBy[i]];
      carrier = before === undefined ? generator : generator.times(before);
      this.carriers.set(i, carrier);
    }
    return carrier;
  }

  /** s with u·s·u⁻¹ = g, where u carries character `from` to `to` of the same orbit. */
  back(g: Permutation, from: number, to: number): Permutation {
    const [a, b] = [this.carrier(from), this.carrier(to)];
    const u = a === undefined ? b : b === undefined ? a.inverse() : b.times(a.inverse());
    return u === undefined ? g : g.conjugateBy(u.inverse());
  }
}

const keyOf = (p: Permutation): string => String.fromCharCode(...p.images);

/** A character that the elements of a coset of N fix: where it counts, and with which factor. */
interface FixedCharacter {
  readonly index: number;
  readonly orbit: Orbit;
  readonly classIn: number;
  readonly factor: number;
}

/**
 * Adds the irreducible characters over all characters of N that extend to their inertia groups. A step of the budget is
 * a character fixed by a representative of a class.
 */
export function addInducedFromInertia(
  { characters, lift }: LiftableCharacters,
  base: BaseCharacters,
  work: TableWork,
  tableOf: TableOf,
): void {
  const { structure, modulus } = characters;
  const { group, classes, count } = structure;
  const orbits = new CharacterOrbits(group.generators, base, work);
  const rows: Float64Array[] = [];
  const found = inertiaOrbits(group, orbits, base, { work, tableOf, residues: (x) => lift.residues(x) }).map(
    (entry) => {
      if (entry === undefined) return undefined;
      const firstRow = rows.length;
      for (let r = 0; r < entry.inertia.rows.length; r++) rows.push(new Float64Array(count));
      return { ...entry, firstRow };
    },
  );
  const cosets = new Map<string, { reference: Permutation; fixed: FixedCharacter[] }>();
  classes.forEach(({ representative: g }, c) => {
    const key = keyOf(base.imageOf(g));
    let coset = cosets.get(key);
    if (coset === undefined) {
      coset = { reference: g, fixed: fixedCharacters(g, key, { base, orbits, found, work }) };
      cosets.set(key, coset);
    }
    const factorOf = base.factors(g, coset.reference);
    for (const { index, orbit, classIn, factor } of coset.fixed) {
      work.step();
      const value = modulus.mul(factor, factorOf(index));
      if (value === 0) continue;
      orbit.inertia.rows.forEach((row, r) => {
        const into = rows[orbit.firstRow + r];
        into[c] = modulus.add(into[c], modulus.mul(value, row[classIn]));
      });
    }
  });
  for (const row of rows) characters.add(row);
}

/** The characters that g fixes, over which there are characters of G, with the class of g, carried back, in T/N. */
function fixedCharacters(
  g: Permutation,
  key: string,
  all: { base: BaseCharacters; orbits: CharacterOrbits; found: readonly (Orbit | undefined)[]; work: TableWork },
): FixedCharacter[] {
  const { base, orbits, found, work } = all;
  const isInBase = key === identityKey(base.top.degree);
  return base.fixed(g).flatMap((index) => {
    work.step();
    const orbit = found[orbits.orbitOf[index]];
    if (orbit === undefined) return [];
    const { inertia, representative } = orbit;
    const { extensions, table, classOfImage } = inertia;
    if (isInBase && extensions === undefined) return [{ index, orbit, classIn: 0, factor: 1 }];
    const s = orbits.back(g, representative, index);
    const image = base.imageOf(s);
    const imageKey = keyOf(image);
    let classIn = classOfImage.get(imageKey);
    if (classIn === undefined) {
      classIn = table.structure.identify(image);
      classOfImage.set(imageKey, classIn);
    }
    return [{ index, orbit, classIn, factor: extensions?.at(representative, s, imageKey) ?? 1 }];
  });
}

const identityKey = (degree: number): string => String.fromCharCode(...Array.from({ length: degree }, (_, i) => i));

/** For each orbit its inertia group, the same for as many as can have the same; undefined if θ does not extend. */
function inertiaOrbits(
  group: PermutationGroup,
  orbits: CharacterOrbits,
  base: BaseCharacters,
  tools: {
    readonly work: TableWork;
    readonly tableOf: TableOf;
    readonly residues: (values: FactorTable['characters'][number]['values']) => Float64Array;
  },
): ({ inertia: Inertia; representative: number } | undefined)[] {
  const { work, tableOf, residues } = tools;
  const found = new Array<{ inertia: Inertia; representative: number } | undefined>(orbits.members.length);
  const done = new Uint8Array(orbits.members.length);
  orbits.members.forEach((members, o) => {
    if (done[o] === 1) return;
    const generators = inertiaGenerators(group, orbits, base, members, work);
    const images = generators.map((g) => base.imageOf(g).images);
    const stabilizer = acting(base.top, images, base.top.degree);
    const table = tableOf(stabilizer);
    const inertia: Inertia = {
      index: members.length,
      generators,
      table,
      rows: table.characters.map(({ values }) => residues(values)),
      extensions: base.extensions?.(generators),
      classOfImage: new Map(),
    };
    for (const i of commonFixed(base, generators)) {
      const other = orbits.orbitOf[i];
      if (done[other] === 1 || orbits.members[other].length !== members.length) continue;
      done[other] = 1;
      if (inertia.extensions?.has(i) !== false) found[other] = { inertia, representative: i };
    }
  });
  return found;
}

/** Generators of the inertia group of the first character of an orbit, modulo N: enough of Schreier's. */
function inertiaGenerators(
  group: PermutationGroup,
  orbits: CharacterOrbits,
  base: BaseCharacters,
  members: readonly number[],
  work: TableWork,
): Permutation[] {
  const order = base.top.order / BigInt(members.length);
  if (members.length === 1) return [...group.generators];
  const generators: Permutation[] = [];
  let known = acting(base.top, [], base.top.degree);
  for (const i of members) {
    if (known.order === order) break;
    for (const [k, g] of group.generators.entries()) {
      work.step(0);
      const up = orbits.carrier(i);
      const down = orbits.carrier(base.move(k, i));
      const there = up === undefined ? g : g.times(up);
      const schreier = down === undefined ? there : down.inverse().times(there);
      if (known.contains(base.imageOf(schreier))) continue;
      generators.push(schreier);
      known = acting(
        base.top,
        generators.map((s) => base.imageOf(s).images),
        base.top.degree,
      );
      if (known.order === order) break;
    }
  }
  return generators;
}

/** The characters that all of these elements fix. */
function commonFixed(base: BaseCharacters, elements: readonly Permutation[]): Iterable<number> {
  if (elements.length === 0) return Array.from({ length: base.count }, (_, i) => i);
  let common = base.fixed(elements[0]);
  for (const g of elements.slice(1)) {
    const fixed = new Set(base.fixed(g));
    common = common.filter((i) => fixed.has(i));
  }
  return common;
}
