/** The picture of a whole basis: which entries of an equivariant map are governed by which basis map. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import { checkOptions, type OptionKinds, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import type { LinearAction } from '@isotypic/reps';
import { type EquivariantMaps, equivariantMaps } from '../bases/equivariant-maps.js';
import type { Representation } from '../representations/representation.js';
import { type BlockLines, DRAW_OPTION_KINDS, type DrawOptions, matrixPicture } from './draw.js';

/** Larger matrices are not drawn: a color for each entry of 4000² is 128 MB. */
const MOST_SIDE = 4000;

const OPTION_KINDS: OptionKinds<DrawOptions & WorkOptions> = { ...DRAW_OPTION_KINDS, ...WORK_OPTION_KINDS };

/**
 * The parameter-sharing picture of the maps from one representation to another: an entry has the color of the first
 * basis map that is not 0 there, blank where all are. Lines separate the summands.
 * @returns an SVG document
 * @throws {IsotypicError} `OUT_OF_MEMORY` for matrices of more than 4000 rows or columns; what `equivariantMaps` throws
 * @example
 * const V = parseType('T(1)').over(parseMatrixGroup('S(3)'));
 * drawBasis(V, V).startsWith('<svg') // true
 */
export function drawBasis(
  repIn: Representation | LinearAction,
  repOut: Representation | LinearAction,
  options: DrawOptions & WorkOptions = {},
): string {
  checkOptions('drawBasis', options, OPTION_KINDS);
  const { title, rowLabel, colLabel, ...work } = options;
  return drawMaps(equivariantMaps(repIn, repOut, work), { title, rowLabel, colLabel });
}

/** The same for maps that are known. */
function drawMaps(maps: EquivariantMaps, options: DrawOptions = {}): string {
  const [rows, cols] = [maps.codomain.dimension, maps.domain.dimension];
  if (Math.max(rows, cols) > MOST_SIDE) {
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'drawBasis',
      expected: `a matrix of at most ${MOST_SIDE} rows and columns`,
      received: `${rows}×${cols}`,
      remedy: 'Draw one pair of summands.',
    });
  }
  const colors = Array.from({ length: rows }, () => new Array<number>(cols).fill(-1));
  maps.basis().forEach((map, k) => {
    map.forEachEntry((row, col) => {
      if (colors[row][col] < 0) colors[row][col] = k;
    });
  });
  const linesOf = (side: Representation): BlockLines[] =>
    side.sizes().map(({ offset, dimension, summand }) => ({ offset, size: dimension, label: summand }));
  const lines = { rows: linesOf(maps.codomain), cols: linesOf(maps.domain) };
  return matrixPicture(colors, { title: String(maps), ...withoutUndefined(options) }, lines);
}

function withoutUndefined(options: DrawOptions): DrawOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
