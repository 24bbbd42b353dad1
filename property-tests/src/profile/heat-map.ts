/**
 * A matrix of errors as an SVG picture: rows by columns, colored by order of magnitude, with the numbers in the cells.
 */

/** Errors from here down are rounding of doubles, and from here up nothing is left. */
const SCALE = { least: -16, most: 0 } as const;

const CELL = { width: 74, height: 30 } as const;
const MARGIN = { left: 130, top: 120, right: 16, bottom: 44 } as const;
/** Above this many columns the numbers do not fit: cells shrink, and titles tell them. */
const LEGIBLE = 24;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c]);

/** White for rounding, dark red for 1: one hue, so that it is read in gray too. */
function colorOf(error: number): string {
  const magnitude = error === 0 ? SCALE.least : Math.log10(error);
  const share = Math.min(1, Math.max(0, (magnitude - SCALE.least) / (SCALE.most - SCALE.least)));
  const mix = (from: number, to: number): number => Math.round(from + share * (to - from));
  return `rgb(${mix(255, 150)},${mix(250, 20)},${mix(245, 20)})`;
}

export function heatMap(
  columns: readonly string[],
  rows: readonly { readonly name: string; readonly values: readonly number[] }[],
): string {
  const isWide = columns.length > LEGIBLE;
  const width = isWide ? 12 : CELL.width;
  const total = MARGIN.left + width * columns.length + MARGIN.right;
  const height = MARGIN.top + CELL.height * rows.length + MARGIN.bottom;
  const cells = rows.flatMap(({ name, values }, r) =>
    values.map((v, c) => {
      const [x, y] = [MARGIN.left + c * width, MARGIN.top + r * CELL.height];
      const text = v === 0 ? '0' : v.toExponential(1);
      const ink = v > 1e-5 ? '#fff' : '#1f2933'; // beyond two thirds of the scale the ground is dark
      const label = isWide
        ? ''
        : `<text x="${x + width / 2}" y="${y + 19}" fill="${ink}" text-anchor="middle">${text}</text>`;
      return (
        `<g><title>${escaped(`${name} under ${columns[c]}: ${text}`)}</title>` +
        `<rect x="${x}" y="${y}" width="${width}" height="${CELL.height}" fill="${colorOf(v)}" stroke="#fff"/>` +
        `${label}</g>`
      );
    }),
  );
  const heads = columns.map((name, c) => {
    const x = MARGIN.left + (c + 0.5) * width;
    return `<text transform="translate(${x},${MARGIN.top - 8}) rotate(-40)">${escaped(short(name))}</text>`;
  });
  const names = rows.map(
    ({ name }, r) =>
      `<text x="${MARGIN.left - 8}" y="${MARGIN.top + r * CELL.height + 19}" text-anchor="end">` +
      `${escaped(short(name))}</text>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${total} ${height}" ` +
    `width="${total}" height="${height}" ` +
    `font-family="system-ui, sans-serif" font-size="11" fill="#1f2933">` +
    `<title>Equivariance error by stage and element</title>${isWide ? '' : heads.join('')}` +
    `${names.join('')}${cells.join('')}` +
    `<text x="${MARGIN.left}" y="${height - 16}">error relative to the size of the result: white is ` +
    'rounding (1e-16), dark is 1</text></svg>'
  );
}

const short = (text: string): string => (text.length > 18 ? `${text.slice(0, 17)}…` : text);
