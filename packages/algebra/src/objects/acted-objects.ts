/** Objects that permutations act on, in the form in which they are searched. */
import { arrayOf, checkArgument, type Kind } from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { pointsKind } from '../groups/argument-checks.js';
import { ColoredPermutation } from '../groups/backtrack/colored-permutation.js';
import { type Block, IncidenceObject } from '../groups/backtrack/incidence-object.js';
import { identityImages } from '../permutations/images.js';

/** A label of a point, or an entry of a matrix: compared for equality of type and value. */
export type Label = number | string | bigint | boolean;

/** What the objects of each action are. */
export interface ActedObjects {
  /** Points in order: g·(x₁, …, xₖ) = (g x₁, …, g xₖ). */
  readonly tuple: readonly number[];
  readonly set: readonly number[];
  /** A label for each point: (g·v)[g x] = v[x]. */
  readonly labels: readonly Label[];
  /** Disjoint sets, in no order. */
  readonly partition: readonly (readonly number[])[];
  /** Disjoint sets, in order. */
  readonly 'ordered partition': readonly (readonly number[])[];
  /** Sets, in no order; one may come several times. */
  readonly sets: readonly (readonly number[])[];
  /** Tuples, in no order; one may come several times. */
  readonly tuples: readonly (readonly number[])[];
  /** A square matrix as rows, one row for each point: (g·M)[g x][g y] = M[x][y]. */
  readonly matrix: readonly (readonly Label[])[];
}

/** The actions on objects. */
export type ActionName = keyof ActedObjects;

export const ACTION_NAMES: readonly ActionName[] = [
  'tuple',
  'set',
  'labels',
  'partition',
  'ordered partition',
  'sets',
  'tuples',
  'matrix',
];

/** Numbers for labels, the same for all objects of one question. */
export type Numbering = (label: Label) => number;

export function numbering(): Numbering {
  const numbers = new Map<Label, number>();
  return (label) => {
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  };
}

/** The object of a search; colorings alone are searched orbit by orbit. */
export function searchObject<A extends ActionName>(
  { where, name, degree }: { readonly where: string; readonly name: string; readonly degree: number },
  action: A,
  object: ActedObjects[A],
  number: Numbering,
): ColoredPermutation | IncidenceObject {
  checkArgument(where, name, object, kindOf(action, degree));
  const colored = (labels: readonly Label[]): ColoredPermutation =>
    new ColoredPermutation(Int32Array.from(labels, number), identityImages(degree));
  const inBlocks = (blocks: readonly Block[]): IncidenceObject => new IncidenceObject(new Int32Array(degree), blocks);
  switch (action) {
    case 'tuple':
      return colored(
        rolesOf(
          degree,
          (object as ActedObjects['tuple']).map((x, i) => [x, i]),
        ),
      );
    case 'set':
      return colored(
        rolesOf(
          degree,
          [...new Set(object as ActedObjects['set'])].map((x) => [x, 0]),
        ),
      );
    case 'labels':
      return colored(object as ActedObjects['labels']);
    case 'ordered partition': {
      const parts = disjoint(where, name, object as ActedObjects['partition']);
      return colored(
        rolesOf(
          degree,
          parts.flatMap((part, i) => part.map((x): [number, number] => [x, i])),
        ),
      );
    }
    case 'partition':
      return inBlocks(
        disjoint(where, name, object as ActedObjects['partition']).map((points) => ({ color: 0, points })),
      );
    case 'sets':
      return inBlocks((object as ActedObjects['sets']).map((set) => ({ color: 0, points: [...new Set(set)] })));
    case 'tuples':
      return inBlocks(
        (object as ActedObjects['tuples']).map((points) => ({
          color: points.length,
          points,
          roles: [...points.keys()],
        })),
      );
    case 'matrix':
      return ofMatrix(where, name, degree, object as ActedObjects['matrix'], number);
    default:
      throw invalidArgument(where, `action to be one of ${ACTION_NAMES.join(', ')}`, action);
  }
}

/** For each point where it occurs. */
function rolesOf(degree: number, places: readonly (readonly [number, number])[]): string[] {
  const roles = Array.from({ length: degree }, () => '');
  for (const [x, place] of places) roles[x] += `${place},`;
  return roles;
}

/** Entries off the diagonal are arcs; those of the commonest entry are left out, since the others tell them. */
function ofMatrix(
  where: string,
  name: string,
  degree: number,
  rows: ActedObjects['matrix'],
  number: Numbering,
): IncidenceObject {
  const crooked = [rows, ...rows].find((list) => list.length !== degree);
  if (crooked !== undefined) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `${name} to be ${degree}×${degree}`,
      received: `${crooked.length} in a row or column`,
    });
  }
  const entries = rows.map((row) => row.map(number));
  const counts = new Map<number, number>();
  entries.forEach((row, x) => {
    row.forEach((entry, y) => {
      if (x !== y) counts.set(entry, (counts.get(entry) ?? 0) + 1);
    });
  });
  const [commonest] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a), [-1, 0]);
  const blocks = entries.flatMap((row, x) =>
    row.flatMap((color, y): Block[] =>
      x === y || color === commonest ? [] : [{ color, points: [x, y], roles: [0, 1] }],
    ),
  );
  return new IncidenceObject(
    Int32Array.from(entries, (row, x) => row[x]),
    blocks,
  );
}

function disjoint(where: string, name: string, parts: ActedObjects['partition']): ActedObjects['partition'] {
  const seen = new Set<number>();
  for (const part of parts) {
    for (const x of part) {
      if (seen.has(x)) throw invalidArgument(where, `${name} to have disjoint parts`, `${x} twice`);
      seen.add(x);
    }
  }
  return parts;
}

const labelKind: Kind = {
  expected: 'a label: a number, text, bigint or boolean',
  accepts: (v) => ['number', 'string', 'bigint', 'boolean'].includes(typeof v) && !Number.isNaN(v),
};

function kindOf(action: ActionName, degree: number): Kind {
  const points = pointsKind(degree);
  switch (action) {
    case 'tuple':
    case 'set':
      return points;
    case 'labels': {
      const labels = arrayOf(labelKind);
      return {
        expected: `an array of ${degree} labels: numbers, texts, bigints or booleans`,
        accepts: (v) => labels.accepts(v) && (v as ArrayLike<unknown>).length === degree,
      };
    }
    case 'matrix':
      return arrayOf(arrayOf(labelKind), 'a square matrix, an array of rows of numbers, texts, bigints or booleans');
    default:
      return arrayOf(points, `an array of arrays of points from 0 to ${degree - 1}`);
  }
}
