/**
 * Pictures of weight sharing as SVG: the colored matrix, the bipartite graph, and the pattern of a whole basis. Colors
 * are those of {@link palette}; a legend counts the entries of each. Beyond 500 rows or columns the matrix is a picture
 * of pixels.
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, checkOptions, invalidArgument, type OptionKinds, text } from '@isotypic/algebra/internal';
import { channelsOf, palette } from './palette.js';
import { pngAddress } from './png.js';

/** Colors of a matrix: entry [row][column], numbers from 0 on; −1 leaves an entry blank. */
export type ColorMatrix = readonly (readonly number[])[];

/** Options of `drawBasis`, `drawBipartiteGraph`, `drawColouredMatrix`. */
export interface DrawOptions {
  readonly title?: string;
  /** What stands at the side and above. */
  readonly rowLabel?: string;
  readonly colLabel?: string;
}

/** Lines between blocks, and their names: for `drawBasis`. */
export interface BlockLines {
  readonly offset: number;
  readonly size: number;
  readonly label: string;
}

export const DRAW_OPTION_KINDS: OptionKinds<DrawOptions> = { title: text, rowLabel: text, colLabel: text };

/** From here on cells are pixels of one picture: 500² rectangles are a file of 20 MB. */
const RASTER_FROM = 500;
/** Entries of the legend; more colors are said in words. */
const MOST_LEGEND = 24;
const MATRIX_SIDE = 480;
const MARGIN = 56;
const LEGEND_WIDTH = 190;

/**
 * The matrix of colors, rows downwards; `colours()` of a weight sharing has inputs as rows.
 * @returns an SVG document
 * @throws {IsotypicError} `SHAPE_MISMATCH` for rows of different lengths; `INVALID_ARGUMENT` for entries that are no
 * colors
 * @example drawColouredMatrix(weightSharing([[1, 2, 0]], [[1, 2, 0]]).colours()).startsWith('<svg') // true
 */
export function drawColouredMatrix(colors: ColorMatrix, options: DrawOptions = {}): string {
  const where = 'drawColouredMatrix';
  checkMatrix(where, colors);
  checkOptions(where, options, DRAW_OPTION_KINDS);
  const labels = { rowLabel: 'input', colLabel: 'output', ...options };
  return matrixPicture(colors, labels, { rows: [], cols: [] });
}

/** The picture of {@link drawColouredMatrix} with lines between blocks. */
export function matrixPicture(
  colors: ColorMatrix,
  options: DrawOptions,
  lines: { readonly rows: readonly BlockLines[]; readonly cols: readonly BlockLines[] },
): string {
  const [rows, cols] = [colors.length, colors[0]?.length ?? 0];
  const counts = countColors([colors]);
  const paint = palette(counts.length);
  const cell = MATRIX_SIDE / Math.max(rows, cols, 1);
  // names of blocks stand at the left, 6.5 units a letter
  const left = Math.max(MARGIN, ...lines.rows.map(({ label }) => 6.5 * label.length + 14));
  const frame: Frame = { left, width: cols * cell, height: rows * cell, cell };
  const body: string[] = [];
  if (Math.max(rows, cols) > RASTER_FROM) body.push(raster(colors, paint, frame));
  else body.push(...colors.flatMap((row, i) => cellsOf(row, i, paint, frame, rows <= 12 && cols <= 12)));
  const { width, height } = frame;
  body.push(
    `<rect x="${num(left)}" y="${MARGIN}" width="${num(width)}" height="${num(height)}" fill="none" stroke="#000"/>`,
  );
  body.push(...blockLines(lines, frame));
  const total = MARGIN + height + MARGIN;
  return document(left + width + LEGEND_WIDTH + MARGIN, Math.max(total, legendHeight(counts)), options, [
    ...body,
    ...axisLabels(options, frame),
    ...legend(counts, paint, left + width + 40),
  ]);
}

/** Where the matrix stands. */
interface Frame {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly cell: number;
}

function cellsOf(row: readonly number[], i: number, paint: readonly string[], { left, cell }: Frame, named: boolean) {
  return row.flatMap((color, j) => {
    if (color < 0) return [];
    const [x, y] = [left + j * cell, MARGIN + i * cell];
    const box = `<rect x="${num(x)}" y="${num(y)}" width="${num(cell)}" height="${num(cell)}" fill="${paint[color]}"/>`;
    if (!named) return [box];
    const ink = isDark(paint[color]) ? '#fff' : '#000';
    const place = `x="${num(x + cell / 2)}" y="${num(y + cell / 2)}"`;
    return [box, `<text ${place} fill="${ink}" text-anchor="middle" dominant-baseline="central">${color}</text>`];
  });
}

function blockLines(
  { rows, cols }: { readonly rows: readonly BlockLines[]; readonly cols: readonly BlockLines[] },
  { left, width, height, cell }: Frame,
): string[] {
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<line x1="${num(x1)}" y1="${num(y1)}" x2="${num(x2)}" y2="${num(y2)}" stroke="#000" stroke-width="1.5"/>`;
  // a name is written where its block is large enough for it: 12 units a line, 7 a letter
  const fits = (size: number, needed: number) => size * cell >= needed;
  return [
    ...rows.flatMap(({ offset, size, label }) => {
      const y = MARGIN + offset * cell;
      const place = `x="${num(left - 6)}" y="${num(y + (size * cell) / 2)}"`;
      const name = `<text ${place} text-anchor="end" dominant-baseline="central">${escaped(label)}</text>`;
      return [line(left, y, left + width, y), ...(fits(size, 12) ? [name] : [])];
    }),
    ...cols.flatMap(({ offset, size, label }) => {
      const x = left + offset * cell;
      const place = `x="${num(x + (size * cell) / 2)}" y="${MARGIN - 8}"`;
      const name = `<text ${place} text-anchor="middle">${escaped(label)}</text>`;
      return [line(x, MARGIN, x, MARGIN + height), ...(fits(size, 7 * label.length) ? [name] : [])];
    }),
  ];
}

/**
 * Inputs on the left, outputs on the right, an edge for each pair in its color.
 * @returns an SVG document
 * @example
 * drawBipartiteGraph([[0, 1], [1, 0]]).startsWith('<svg') // true
 */
export function drawBipartiteGraph(colors: ColorMatrix, options: DrawOptions = {}): string {
  const where = 'drawBipartiteGraph';
  checkMatrix(where, colors);
  checkOptions(where, options, DRAW_OPTION_KINDS);
  const [rows, cols] = [colors.length, colors[0]?.length ?? 0];
  const counts = countColors([colors]);
  const paint = palette(counts.length);
  const most = Math.max(rows, cols, 1);
  // between a readable page and 24 units a node
  const height = Math.min(MATRIX_SIDE, Math.max(120, 24 * most));
  const [left, right] = [MARGIN + 20, MARGIN + 380];
  const at = (k: number, count: number) => MARGIN + ((k + 0.5) / count) * height;
  const pairs = rows * cols;
  if (pairs > RASTER_FROM ** 2) {
    throw invalidArgument(where, `at most ${RASTER_FROM ** 2} pairs`, pairs, 'drawColouredMatrix shows any number.');
  }
  const stroke = Math.max(0.15, Math.min(1.6, 60 / most)); // lines get thinner as they crowd
  const opacity = num(Math.max(0.25, Math.min(0.9, 12 / most)));
  const edges = colors.flatMap((row, i) =>
    row.map((color, j) => {
      if (color < 0) return '';
      const ends = `x1="${left}" y1="${num(at(i, rows))}" x2="${right}" y2="${num(at(j, cols))}"`;
      return `<line ${ends} stroke="${paint[color]}" stroke-width="${num(stroke)}" stroke-opacity="${opacity}"/>`;
    }),
  );
  const radius = num(Math.max(0.8, Math.min(6, height / most / 3)));
  const nodes = (x: number, count: number) =>
    Array.from({ length: count }, (_, k) => {
      const [beside, anchor] = x < 200 ? [x - 12, 'end'] : [x + 12, 'start'];
      const place = `x="${beside}" y="${num(at(k, count))}" dominant-baseline="central" text-anchor="${anchor}"`;
      const label = count > 30 ? '' : `<text ${place}>${k}</text>`;
      return `<circle cx="${x}" cy="${num(at(k, count))}" r="${radius}" fill="#333"/>${label}`;
    });
  const heads = [
    `<text x="${left}" y="${MARGIN - 12}" text-anchor="middle">${escaped(options.rowLabel ?? 'inputs')}</text>`,
    `<text x="${right}" y="${MARGIN - 12}" text-anchor="middle">${escaped(options.colLabel ?? 'outputs')}</text>`,
  ];
  const total = Math.max(MARGIN * 2 + height, legendHeight(counts));
  return document(right + 60 + LEGEND_WIDTH, total, options, [
    ...edges,
    ...nodes(left, rows),
    ...nodes(right, cols),
    ...heads,
    ...legend(counts, paint, right + 50),
  ]);
}

/** @throws {IsotypicError} `SHAPE_MISMATCH`, `INVALID_ARGUMENT` */
function checkMatrix(where: string, colors: ColorMatrix): void {
  checkArgument(where, 'the colors', colors, {
    expected: 'rows of colors, as colours() gives them',
    accepts: (v) => Array.isArray(v) && v.length > 0 && v.every((row) => Array.isArray(row)),
  });
  const odd = colors.findIndex((row) => row.length !== colors[0].length);
  if (odd >= 0) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `rows of one length, ${colors[0].length}`,
      received: `row ${odd} of length ${colors[odd].length}`,
    });
  }
  for (const row of colors) {
    for (const color of row) {
      if (!Number.isSafeInteger(color) || color < -1)
        throw invalidArgument(where, 'colors to be integers from −1 on', color);
    }
  }
}

function countColors(matrices: readonly ColorMatrix[]): number[] {
  const counts: number[] = [];
  for (const matrix of matrices) {
    for (const row of matrix) {
      for (const color of row) {
        if (color < 0) continue;
        while (counts.length <= color) counts.push(0);
        counts[color]++;
      }
    }
  }
  return counts;
}

function raster(colors: ColorMatrix, paint: readonly string[], { left, width, height }: Frame): string {
  // index 0 is paper; colors beyond 255 take turns
  const table = [[255, 255, 255] as const, ...paint.slice(0, 255).map(channelsOf)];
  const picture = pngAddress(colors[0].length, colors.length, table, (i, j) => {
    const color = colors[i][j];
    return color < 0 ? 0 : 1 + (color % 255);
  });
  const place = `x="${num(left)}" y="${MARGIN}" width="${num(width)}" height="${num(height)}"`;
  return `<image ${place} preserveAspectRatio="none" style="image-rendering:pixelated" href="${picture}"/>`;
}

function axisLabels({ rowLabel, colLabel }: DrawOptions, { left, width, height }: Frame): string[] {
  const turn = `transform="translate(${num(left - 36)},${num(MARGIN + height / 2)}) rotate(-90)"`;
  const side = `<text ${turn} text-anchor="middle">${escaped(rowLabel ?? '')}</text>`;
  const place = `x="${num(left + width / 2)}" y="${MARGIN - 10}"`;
  const above = `<text ${place} text-anchor="middle">${escaped(colLabel ?? '')}</text>`;
  return [...(rowLabel ? [side] : []), ...(colLabel ? [above] : [])];
}

function legendHeight(counts: readonly number[]): number {
  return MARGIN * 2 + 20 * (Math.min(counts.length, MOST_LEGEND) + 2);
}

const OUTLINE = 'stroke="#000" stroke-width="0.5"';

function legend(counts: readonly number[], paint: readonly string[], x: number): string[] {
  const shown = counts.slice(0, MOST_LEGEND);
  const lines = shown.flatMap((count, color) => {
    const y = MARGIN + 20 * (color + 1);
    return [
      `<rect x="${num(x)}" y="${num(y)}" width="14" height="14" fill="${paint[color]}" ${OUTLINE}/>`,
      `<text x="${num(x + 22)}" y="${num(y + 11)}">${color}: ${count} ${count === 1 ? 'entry' : 'entries'}</text>`,
    ];
  });
  const title = `${counts.length} ${counts.length === 1 ? 'weight' : 'weights'}`;
  const head = `<text x="${num(x)}" y="${MARGIN + 10}" font-weight="bold">${title}</text>`;
  const below = MARGIN + 20 * (MOST_LEGEND + 1) + 11;
  const hidden = counts.length - MOST_LEGEND;
  const rest = hidden > 0 ? [`<text x="${num(x)}" y="${below}">and ${hidden} more</text>`] : [];
  return [head, ...lines, ...rest];
}

function document(wanted: number, height: number, { title }: DrawOptions, body: readonly string[]): string {
  const width = Math.max(wanted, title === undefined ? 0 : 20 + 9 * title.length); // bold letters of 15 units
  const style = 'font-size="15" font-weight="bold"';
  const head =
    title === undefined ? '' : `<title>${escaped(title)}</title><text x="10" y="20" ${style}>${escaped(title)}</text>`;
  const size = `width="${num(width)}" height="${num(height)}" viewBox="0 0 ${num(width)} ${num(height)}"`;
  const paper = '<rect width="100%" height="100%" fill="#fff"/>';
  const open = `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">`;
  return `${open}${paper}${head}${body.join('')}</svg>\n`;
}

function isDark(color: string): boolean {
  const [r, g, b] = channelsOf(color);
  return 0.299 * r + 0.587 * g + 0.114 * b < 140; // the luma of ITU-R BT.601 against mid gray
}

function num(x: number): string {
  return String(Number(x.toFixed(3)));
}

function escaped(s: string): string {
  return s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
