/** Symmetries that the names of variables suggest: a1 … a4, north … west, (i, j) cells, x.1 y.1 x.2 y.2. */
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { checkArgument, type Kind } from '@isotypic/algebra/internal';

/** A group on the variables, and what in their names suggests it. */
export interface NameSymmetry {
  readonly group: PermutationGroup;
  /** `symmetric on 1, 2, 3; x, y fixed` */
  readonly because: string;
}

const NAMES: Kind = {
  expected: 'an array of distinct names, at least one and at most 1024',
  accepts: (v) =>
    Array.isArray(v) &&
    v.length > 0 &&
    v.length <= 1024 &&
    v.every((name) => typeof name === 'string') &&
    new Set(v).size === v.length,
};

/** Words in a circle, as data have them. */
const CIRCLES: readonly (readonly string[])[] = [
  'north east south west',
  'n e s w',
  'n ne e se s sw w nw',
  'north northeast east southeast south southwest west northwest',
  'spring summer autumn winter',
  'spring summer fall winter',
  'mon tue wed thu fri sat sun',
  'monday tuesday wednesday thursday friday saturday sunday',
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'january february march april may june july august september october november december',
].map((words) => words.split(' '));

/** What varies in one place of the names: its values, in their order or that of the alphabet. */
interface Field {
  readonly values: readonly string[];
  /** Whether the order means something, so that there are a circle and a mirror image. */
  readonly isOrdered: boolean;
}

/** The names of one form, as tuples of indices into the values of each field. */
interface Table {
  readonly variables: readonly number[];
  readonly fields: readonly Field[];
  readonly tuples: readonly (readonly number[])[];
}

type Tuple = readonly number[];
type Move = (tuple: Tuple) => Tuple;

/** One way to move the values of a field, or of several at once. */
interface Choice {
  readonly moves: readonly Move[];
  readonly text: string;
}

/**
 * The groups of permutations of variables that their names suggest. Names are read as words and numbers; where they
 * differ is a field. Values of a field are permuted freely, in their circle (numbers in steps, months, weekdays,
 * compass points) or mirrored, fields of equal values also together or exchanged; what leads out of the names is left
 * out. Names of several forms are taken form by form, the others fixed. All are proposals: `findSymmetry` and
 * `compareSymmetries` say what the data think of them.
 *
 * @param names of the variables, distinct, at most 1024
 * @returns the larger groups first
 * @throws {IsotypicError} `INVALID_ARGUMENT` for names that repeat, or none
 * @example
 * symmetriesOfNames(['x.1', 'y.1', 'x.2', 'y.2'])[0].because // 'symmetric on x, y; symmetric on 1, 2'
 * symmetriesOfNames(['north', 'east', 'south', 'west']).length // 4
 */
export function symmetriesOfNames(names: readonly string[]): readonly NameSymmetry[] {
  checkArgument('symmetriesOfNames', 'names', names, NAMES);
  const proposals = tablesOf(names).flatMap((table) => proposalsOf(table, names.length));
  return proposals.sort((a, b) => compare(b.group.order, a.group.order));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names by their form: as many words and numbers, in the same places. */
function tablesOf(names: readonly string[]): Table[] {
  const forms = new Map<string, { readonly variable: number; readonly tokens: readonly string[] }[]>();
  names.forEach((name, variable) => {
    const tokens = name.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
    const form = tokens.map((token) => (/\d/.test(token) ? '0' : 'a')).join('');
    forms.set(form, [...(forms.get(form) ?? []), { variable, tokens }]);
  });
  return [...forms.values()].flatMap((entries) => {
    const variables = entries.map(({ variable }) => variable);
    const whole = tableOf(
      variables,
      entries.map(({ tokens }) => tokens),
    );
    const letters = entries.map(({ tokens }) => [...tokens.join('')]);
    // dp da tp ta: one word each, whose letters are the fields if they fill a table
    const spelled = whole.fields.length === 1 && !whole.fields[0].isOrdered && haveOneLength(letters);
    const split = spelled ? tableOf(variables, letters) : undefined;
    const isFull = split !== undefined && split.fields.reduce((n, f) => n * f.values.length, 1) === variables.length;
    return split !== undefined && isFull && split.fields.length > 1 ? [whole, split] : [whole];
  });
}

function haveOneLength(lists: readonly (readonly string[])[]): boolean {
  return lists.every((list) => list.length === lists[0].length && list.length > 1);
}

function tableOf(variables: readonly number[], rows: readonly (readonly string[])[]): Table {
  const places = [...(rows[0] ?? []).keys()].filter((place) => rows.some((row) => row[place] !== rows[0][place]));
  const fields = places.map((place) => fieldOf([...new Set(rows.map((row) => row[place]))]));
  const tuples = rows.map((row) => places.map((place, k) => fields[k].values.indexOf(row[place])));
  return { variables, fields, tuples };
}

function fieldOf(found: readonly string[]): Field {
  if (found.every((value) => /^\d+$/.test(value))) {
    const values = [...found].sort((a, b) => Number(a) - Number(b));
    const step = Number(values[1]) - Number(values[0]);
    return { values, isOrdered: values.every((v, k) => k === 0 || Number(v) - Number(values[k - 1]) === step) };
  }
  const circle = CIRCLES.find((words) => words.length === found.length && words.every((word) => found.includes(word)));
  return circle === undefined ? { values: [...found].sort(), isOrdered: false } : { values: circle, isOrdered: true };
}

/** More fields than this make too many combinations to be a suggestion. */
const MOST_FIELDS = 3;

function proposalsOf(table: Table, degree: number): NameSymmetry[] {
  if (table.fields.length === 0 || table.fields.length > MOST_FIELDS) return [];
  let combinations: (readonly Choice[])[] = [[]];
  table.fields.forEach((field, k) => {
    const choices = choicesOf(field, [k]);
    combinations = combinations.flatMap((known) => choices.map((choice) => [...known, choice]));
  });
  combinations.push(...jointChoices(table.fields));
  const names = new Map(table.tuples.map((tuple, k) => [tuple.join(), table.variables[k]]));
  const made = combinations.flatMap((choices) => {
    const moves = choices.flatMap((choice) => choice.moves);
    const generators = moves.map((move) => permutationOf(move, table, names, degree));
    if (moves.length === 0 || generators.includes(undefined)) return [];
    const group = new PermutationGroup(generators as Permutation[], { degree });
    return group.isTrivial() ? [] : [{ group, because: choices.map((choice) => choice.text).join('; ') }];
  });
  return made;
}

/** The permutation of the variables that moves their tuples so; undefined where one leads to no variable. */
function permutationOf(
  move: Move,
  { tuples, variables }: Table,
  names: ReadonlyMap<string, number>,
  degree: number,
): Permutation | undefined {
  const images = Uint32Array.from({ length: degree }, (_, i) => i);
  for (const [k, tuple] of tuples.entries()) {
    const to = names.get(move(tuple).join());
    if (to === undefined) return undefined;
    images[variables[k]] = to;
  }
  return Permutation.fromImages(images);
}

/** Ways to move the values of one field, written in the given places of a tuple. */
function choicesOf({ values, isOrdered }: Field, places: readonly number[]): Choice[] {
  const n = values.length;
  const move =
    (f: (i: number) => number): Move =>
    (tuple) =>
      tuple.map((i, place) => (places.includes(place) ? f(i) : i));
  const turn = move((i) => (i + 1) % n);
  const swap = move((i) => (i < 2 ? 1 - i : i));
  const mirror = move((i) => n - 1 - i);
  const what = n > 6 ? `${values.slice(0, 3).join(', ')} … ${values[n - 1]}` : values.join(', ');
  const free = { moves: n > 2 ? [turn, swap] : [swap], text: `symmetric on ${what}` };
  const ordered = [
    { moves: [turn, mirror], text: `dihedral on ${what}` },
    { moves: [turn], text: `cyclic on ${what}` },
    { moves: [mirror], text: `mirrored ${what}` },
  ];
  return [free, ...(isOrdered && n > 2 ? ordered.slice(n === 3 ? 2 : 0) : []), { moves: [], text: `${what} fixed` }];
}

/** Fields of the same values moved together, and exchanged: relations between actors, and images. */
function jointChoices(fields: readonly Field[]): (readonly Choice[])[] {
  const [a, b] = fields;
  if (fields.length !== 2 || a.values.join() !== b.values.join()) return [];
  const exchange: Choice = { moves: [([i, j]) => [j, i]], text: 'the two exchanged' };
  const both = { values: a.values, isOrdered: a.isOrdered && b.isOrdered };
  const together = choicesOf(both, [0, 1]).map((c) => ({ ...c, text: `${c.text}, in both places` }));
  const first = choicesOf(both, [0]);
  return [
    ...together.flatMap((choice) => (choice.moves.length > 0 ? [[choice], [choice, exchange]] : [])),
    ...first.map((choice) => [choice, exchange]),
  ];
}
