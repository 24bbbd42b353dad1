/**
 * Damaged certificates, each of which claims what is false or proves nothing, by the reason that stands beside it. The
 * fingerprint of the claim is made anew, so that it is the mathematics that refuses them.
 */
import { createHash } from 'node:crypto';
import type { RandomSource } from '@isotypic/algebra';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Record_ = { [key: string]: Json };
// biome-ignore lint/suspicious/noExplicitAny: documents of six kinds, taken apart on purpose
type Document = any;

/** Damages the document; false where it finds nothing of its kind to damage. */
type Mutation = (d: Document, random: RandomSource) => boolean;

const pick = <T>(list: readonly T[], random: RandomSource): T => list[random.below(list.length)];

/** Objects, and the lists that have numbers or texts, wherever they stand below claim and evidence. */
function places(d: Document): { objects: Record_[]; leaves: [Json[] | Record_, number | string][] } {
  const objects: Record_[] = [];
  const leaves: [Json[] | Record_, number | string][] = [];
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) objects.push(value);
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'object') visit(item);
      else leaves.push([value as Record_, key]);
    }
  };
  visit(d.claim);
  visit(d.exact);
  return { objects, leaves };
}

const form: Readonly<Record<string, Mutation>> = {
  // every object has exactly its keys
  'a key dropped': (d, random) => {
    const object = pick(places(d).objects, random);
    const keys = Object.keys(object);
    if (keys.length > 0) delete object[pick(keys, random)];
    return keys.length > 0;
  },
  'a key added': (d, random) => {
    pick(places(d).objects, random).more = 1;
    return true;
  },
  // each place has one type
  'another type': (d, random) => {
    const [owner, key] = pick(places(d).leaves, random);
    const value = (owner as Record_)[key];
    const others: Json[] = typeof value === 'number' ? [String(value), value + 0.5, null, [value]] : [7, null, [value]];
    (owner as Record_)[key] = pick(others, random);
    return true;
  },
  'the fingerprint of another text': (d) => {
    d.fingerprints.claim = createHash('sha256')
      .update(`${JSON.stringify(d.claim)} `)
      .digest('hex');
    return true;
  },
};

const hasGroup: Readonly<Record<string, Mutation>> = {
  // a group has one order
  'another order': (d, random) => {
    const { group } = d.claim;
    group.order = String(pick([BigInt(group.order) + 1n, BigInt(group.order) * 2n, BigInt(group.order) * 10n], random));
    return true;
  },
  'a generator that is no permutation': (d, random) => {
    const { generators, degree } = d.claim.group;
    if (generators.length === 0 || degree < 2) return false;
    const g = pick<number[]>(generators, random);
    const i = random.below(degree);
    g[i] = pick([g[(i + 1) % degree], degree, -1], random);
    return true;
  },
  'an image too few': (d, random) => {
    const { generators, degree } = d.claim.group;
    if (generators.length === 0 || degree === 0) return false;
    pick<number[]>(generators, random).pop();
    return true;
  },
  'another degree': (d) => {
    d.claim.group.degree += 1;
    return d.claim.group.generators.length > 0;
  },
  // the orbit of a base point that is fixed already has length 1, and the product of the lengths is no longer the order
  'a base point twice': (d, random) => {
    const { base } = chainOf(d);
    const levels = levelsWithGenerators(d).filter((l) => l > 0);
    if (levels.length === 0) return false;
    const l = pick(levels, random);
    base[l] = base[random.below(l)];
    return true;
  },
  'a base point out of range': (d, random) => {
    const { base } = chainOf(d);
    if (base.length > 0) base[random.below(base.length)] = d.claim.group.degree;
    return base.length > 0;
  },
  // the deepest level that moves anything: without its generators the product is smaller than the order
  'a level without its generators': (d) => {
    const last = levelsWithGenerators(d).at(-1);
    if (last !== undefined) chainOf(d).strong[last] = [];
    return last !== undefined;
  },
  'a level too few': (d) => {
    const { base, strong } = chainOf(d);
    if (levelsWithGenerators(d).at(-1) !== base.length - 1) return false;
    base.pop();
    strong.pop();
    return true;
  },
  'a strong generator that moves the base': (d, random) => {
    const { generators } = d.claim.group;
    const { base, strong } = chainOf(d);
    const moving = [...generators.keys()].filter((i) => generators[i][base[0]] !== base[0]);
    const levels = levelsWithGenerators(d).filter((l) => l > 0);
    if (levels.length === 0 || moving.length === 0) return false;
    const refs = strong[pick(levels, random)];
    refs[random.below(refs.length)] = pick(moving, random);
    return true;
  },
  'a step that is none': (d, random) => {
    const { program } = chainOf(d);
    if (program.length === 0) return false;
    const k = random.below(program.length);
    const value = d.claim.group.generators.length + k;
    const [kind, left, right] = program[k];
    program[k] = pick(
      [
        ['x', left, right],
        [kind, value, right],
        [kind, left],
        [kind, -1, right],
      ],
      random,
    );
    return true;
  },
};

const chainOf = (d: Document): Document => d.exact.chain ?? d.exact;

function levelsWithGenerators(d: Document): number[] {
  const { strong } = chainOf(d);
  return [...strong.keys()].filter((l) => strong[l].length > 0);
}

const classesOf = (d: Document): Document[] => d.claim.classes ?? d.exact.classes;

const hasClasses: Readonly<Record<string, Mutation>> = {
  // a class has one size, and its elements one order
  'another size': (d, random) => {
    const c = pick(classesOf(d), random);
    c.size = String(BigInt(c.size) + 1n);
    return true;
  },
  'two sizes exchanged': (d, random) => {
    const [a, b] = [pick(classesOf(d), random), pick(classesOf(d), random)];
    [a.size, b.size] = [b.size, a.size];
    return a.size !== b.size;
  },
  'another order of elements': (d, random) => {
    const c = pick(classesOf(d), random);
    c.elementOrder = String(BigInt(c.elementOrder) + 1n);
    return true;
  },
  // the classes must be disjoint, and all
  'a class twice': (d, random) => {
    const classes = classesOf(d);
    const [a, b] = [random.below(classes.length), random.below(classes.length)];
    if (a === b) return false;
    classes[a] = structuredClone(classes[b]);
    return true;
  },
  'a class dropped': (d, random) => {
    classesOf(d).splice(random.below(classesOf(d).length), 1);
    return true;
  },
};

const characters: Readonly<Record<string, Mutation>> = {
  // the rows are a set of k, and no two are equal: a row that changes is no row, or one that is there already
  'another value': (d, random) => {
    const { values } = pick<Document>(d.claim.characters, random);
    const i = random.below(values.length);
    values[i] = pick([`${values[i]}+1`, `${values[i]}-1`, `${values[i]}+E(3)`], random);
    return true;
  },
  'two values exchanged': (d, random) => {
    const { values } = pick<Document>(d.claim.characters, random);
    const [i, j] = [random.below(values.length), random.below(values.length)];
    [values[i], values[j]] = [values[j], values[i]];
    return values[i] !== values[j];
  },
  'a row twice': (d, random) => {
    const rows = d.claim.characters;
    const [a, b] = [random.below(rows.length), random.below(rows.length)];
    if (a === b) return false;
    rows[a] = structuredClone(rows[b]);
    return true;
  },
  // the norm of a column is the order over the size of its class
  'two columns exchanged': (d, random) => {
    const k = d.claim.classes.length;
    const [i, j] = [random.below(k), random.below(k)];
    for (const { values } of d.claim.characters) [values[i], values[j]] = [values[j], values[i]];
    return d.claim.classes[i].size !== d.claim.classes[j].size;
  },
  'another indicator': (d, random) => {
    const row = pick<Document>(d.claim.characters, random);
    row.indicator = ((row.indicator + 2) % 3) - 1;
    return true;
  },
  'another degree of a character': (d, random) => {
    pick<Document>(d.claim.characters, random).degree += 1;
    return true;
  },
  'another power map': (d, random) => {
    const maps = d.claim.powerMaps;
    const primes = Object.keys(maps);
    const k = d.claim.classes.length;
    if (primes.length === 0 || k < 2) return false;
    const map = maps[pick(primes, random)];
    const c = random.below(k);
    map[c] = (map[c] + 1 + random.below(k - 1)) % k;
    return true;
  },
  // no class matrix tells two characters apart, so that nothing is proved
  'no class matrices': (d) => {
    d.exact.columns = [];
    return d.claim.classes.length > 1;
  },
  'a class matrix out of range': (d) => {
    d.exact.columns.push(d.claim.classes.length);
    return true;
  },
};

/** Adds 1 to a number in text. */
const increased = (number: string): string => `${number}+1`;

const irreps: Readonly<Record<string, Mutation>> = {
  // the trace changes, so that the character is not the one that the other rows leave out
  'another diagonal entry': (d, random) => {
    const { degree, generators } = pick<Document>(d.claim.irreps, random);
    if (generators.length === 0) return false;
    const i = random.below(degree);
    const row = pick<Document>(generators, random)[i];
    row[i] = increased(row[i]);
    return true;
  },
  'an irrep twice': (d, random) => {
    const list = d.claim.irreps;
    const [a, b] = [random.below(list.length), random.below(list.length)];
    if (a === b) return false;
    list[a] = structuredClone(list[b]);
    return true;
  },
  'an irrep dropped': (d, random) => {
    d.claim.irreps.splice(random.below(d.claim.irreps.length), 1);
    return true;
  },
  'another degree of an irrep': (d, random) => {
    const ρ = pick<Document>(d.claim.irreps, random);
    ρ.degree += 1;
    return ρ.generators.length > 0;
  },
  'a matrix dropped': (d, random) => {
    const { generators } = pick<Document>(d.claim.irreps, random);
    return generators.pop() !== undefined;
  },
};

const decomposition: Readonly<Record<string, Mutation>> = {
  // E with one entry, in the row of a point that is moved, is no intertwiner, and what differs by it from one is none
  'another entry of a column': (d, random) => {
    const { columns } = d.exact;
    const x = random.below(columns.length);
    const j = random.below(columns.length);
    columns[x][j] = increased(columns[x][j]);
    return d.claim.group.generators.some((g: number[]) => g[x] !== x);
  },
  // the matrices of the blocks follow from the columns
  'another entry of a block': (d, random) => {
    const { generators } = pick<Document>(d.exact.blocks, random);
    if (generators.length === 0) return false;
    const row = pick<Document>(pick<Document>(generators, random), random);
    const j = random.below(row.length);
    row[j] = increased(row[j]);
    return true;
  },
  // what commutes with an irrep is a division algebra, which has no element of rank 1 in degree 2 and above
  'another entry of a unit': (d, random) => {
    const { units } = pick<Document>(d.exact.blocks, random);
    if (units.length === 0) return false;
    const row = pick<Document>(pick<Document>(units, random), random);
    const j = random.below(row.length);
    row[j] = increased(row[j]);
    return true;
  },
  // an irrep has one type
  'another type of irrep': (d, random) => {
    const component = pick<Document>(d.claim.components, random);
    const types = ['real', 'complex', 'quaternionic'].filter((type) => type !== component.type);
    component.type = pick(types, random);
    return true;
  },
  // the dimensions add up
  'another multiplicity': (d, random) => {
    pick<Document>(d.claim.components, random).multiplicity += 1;
    return true;
  },
  'a component dropped': (d, random) => {
    const k = random.below(d.claim.components.length);
    d.claim.components.splice(k, 1);
    d.exact.blocks.splice(k, 1);
    return true;
  },
  // the columns are no longer independent
  'a column twice': (d, random) => {
    const n = d.exact.columns.length;
    const [i, j] = [random.below(n), random.below(n)];
    for (const row of d.exact.columns) row[i] = row[j];
    return i !== j;
  },
};

type Entry = [number, number, string];

const maps: Readonly<Record<string, Mutation>> = {
  // the basis is one
  'a map dropped': (d, random) => {
    const { basis } = d.claim;
    if (basis.length > 0) basis.splice(random.below(basis.length), 1);
    return basis.length > 0;
  },
  'a map twice': (d, random) => {
    const { basis } = d.claim;
    if (basis.length === 0) return false;
    basis.push(structuredClone(pick(basis, random)));
    return true;
  },
  // E with entry 1 at (i, j) is equivariant exactly if B eᵢ = c eᵢ and eⱼᵀ A = c eⱼᵀ for every pair
  'another entry of a map': (d, random) => {
    const { basis, pairs } = d.claim;
    if (basis.length === 0) return false;
    const entry = pick(pick<Entry[]>(basis, random), random);
    const [i, j] = entry;
    entry[2] = increased(entry[2]);
    return (pairs as { domain: Entry[]; codomain: Entry[] }[]).some(({ domain, codomain }) => {
      const column = codomain.filter(([, c]) => c === i);
      const row = domain.filter(([r]) => r === j);
      const scalar = (list: Entry[], at: number): string | undefined =>
        list.length === 0
          ? '0'
          : list.length === 1 && list[0][0] === list[0][1] && list[0][0] === at
            ? list[0][2]
            : undefined;
      const [b, a] = [scalar(column, i), scalar(row, j)];
      return a === undefined || b === undefined || a !== b;
    });
  },
  // there are entries in the last row
  'a row too few': (d) => {
    d.claim.rows -= 1;
    return d.claim.pairs.some((pair: { codomain: Entry[] }) => pair.codomain.some(([i]) => i === d.claim.rows));
  },
  'an entry twice': (d, random) => {
    if (d.claim.basis.length === 0) return false;
    const map = pick<Entry[]>(d.claim.basis, random);
    map.push(structuredClone(map[0]));
    return true;
  },
};

const MUTATIONS: Readonly<Record<string, Readonly<Record<string, Mutation>>>> = {
  'stabilizer-chain': { ...form, ...hasGroup },
  'class-list': { ...form, ...hasGroup, ...hasClasses },
  'character-table': { ...form, ...hasGroup, ...hasClasses, ...characters },
  irreps: { ...form, ...hasGroup, ...hasClasses, ...irreps },
  decomposition: { ...form, ...hasGroup, ...decomposition },
  'equivariant-maps': { ...form, ...maps },
};

/** The names of all mutations. */
const NAMES = Object.entries(MUTATIONS).flatMap(([kind, all]) => Object.keys(all).map((name) => [kind, name] as const));

/** Damaged copies of the certificates, by every damage in turn, and what was done to them. */
export function mutants(
  certificates: readonly string[],
  count: number,
  random: RandomSource,
): { readonly what: string; readonly json: string }[] {
  const kindOf = (json: string): string => /certificate\/([a-z-]+)/.exec(json)?.[1] ?? '';
  const byKind = new Map(Object.keys(MUTATIONS).map((kind) => [kind, certificates.filter((j) => kindOf(j) === kind)]));
  return Array.from({ length: count }, (_, i) => {
    const [kind, name] = NAMES[i % NAMES.length];
    const originals = byKind.get(kind) ?? [];
    for (let tries = 0; tries < 1000; tries++) {
      const json = damaged(pick(originals, random), MUTATIONS[kind][name], random);
      if (json !== undefined) return { what: `${kind}: ${name}`, json };
    }
    throw new Error(`no certificate that ${name} applies to`);
  });
}

function damaged(original: string, mutate: Mutation, random: RandomSource): string | undefined {
  const d: Document = JSON.parse(original);
  const seal = d.fingerprints.claim;
  if (!mutate(d, random)) return undefined;
  if (d.fingerprints.claim === seal) {
    d.fingerprints.claim = createHash('sha256').update(JSON.stringify(d.claim)).digest('hex');
  }
  return `${JSON.stringify(d)}\n`;
}
