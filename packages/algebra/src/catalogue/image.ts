/** Symmetries of the pixels of an image: those of a square, or of a rectangle. */
import { checkArgument, integer } from '../arguments.js';
import { IsotypicError } from '../errors.js';
import { named } from '../groups/names.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { dihedral, kleinFour } from './elementary.js';
import { MAX_CATALOGUE_DEGREE } from './limits.js';

/**
 * A group of the four corners of an n×m image, in cyclic order from the first pixel, moving its pixels, numbered row by
 * row. All symmetries unless given: dihedral(4) where n = m, else kleinFour. Faithful.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless n, m ≥ 2 and the group moves corners as the image can be moved
 */
export function image(rows: number, columns: number, corners?: PermutationGroup): PermutationGroup {
  const where = 'image';
  checkArgument(where, 'rows', rows, integer(2, MAX_CATALOGUE_DEGREE));
  checkArgument(where, 'columns', columns, integer(2, Math.floor(MAX_CATALOGUE_DEGREE / rows)));
  const group = corners ?? (rows === columns ? dihedral(4) : kleinFour());
  const generators = group.generators.map((g) => onPixels(g, rows, columns));
  const text = `image(${rows}, ${columns})`;
  const made = new PermutationGroup(generators, { degree: rows * columns });
  return corners === undefined ? named(made, text) : made;
}

/** The affine map that moves three of the corners so; it moves the fourth with them. */
function onPixels(g: Permutation, rows: number, columns: number): Permutation {
  const [bottom, right] = [rows - 1, columns - 1];
  const places = [
    [0, 0],
    [0, right],
    [bottom, right],
    [bottom, 0],
  ];
  if (g.degree !== 4 || !keepsSides(g) || (rows !== columns && !keepsRows(g))) throw notOfCorners(g, rows, columns);
  const [origin, acrossTo, , downTo] = [0, 1, 2, 3].map((corner) => places[g.image(corner)]);
  const across = [0, 1].map((k) => (acrossTo[k] - origin[k]) / right);
  const down = [0, 1].map((k) => (downTo[k] - origin[k]) / bottom);
  const images = new Uint32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const [to, at] = [0, 1].map((k) => origin[k] + r * down[k] + c * across[k]);
      images[r * columns + c] = to * columns + at;
    }
  }
  return Permutation.fromImages(images);
}

/** Whether the first row stays a row: corners 0, 1 go to 0, 1 or 2, 3. */
function keepsRows(g: Permutation): boolean {
  return g.image(0) + g.image(1) === 1 || g.image(0) + g.image(1) === 5;
}

/** Whether opposite corners stay opposite. */
function keepsSides(g: Permutation): boolean {
  return [0, 1].every((corner) => (g.image(corner) + 2) % 4 === g.image(corner + 2));
}

function notOfCorners(g: Permutation, rows: number, columns: number): IsotypicError {
  const square = rows === columns;
  return new IsotypicError('INVALID_ARGUMENT', {
    where: 'image',
    expected: `a group of the four corners that a ${rows}×${columns} image has`,
    received: `${g} on ${g.degree} points`,
    remedy: square
      ? 'Write under dihedral(4), under cyclic(4), under kleinFour or under <(0 1)(2 3)>, corners in cyclic order.'
      : 'Write under kleinFour or under <(0 1)(2 3)>, corners in cyclic order.',
  });
}
