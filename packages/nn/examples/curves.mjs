// Curves as SVG: logarithmic height over steps, one line for each name.
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [520, 300, 60, 40, 30, 150];
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];

/** @param series { name: [[x, y], …] }, y > 0 */
export function curves(title, xLabel, yLabel, series) {
  const points = Object.values(series).flat();
  const xs = points.map(([x]) => x);
  const exponents = points.map(([, y]) => Math.log10(y));
  const [least, most] = [Math.floor(Math.min(...exponents)), Math.ceil(Math.max(...exponents))];
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const atX = (x) => (LEFT + ((x - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const atY = (e) => (HEIGHT - BOTTOM - ((e - least) / Math.max(1, most - least)) * (HEIGHT - BOTTOM - TOP)).toFixed(1);
  const ticks = Array.from({ length: most - least + 1 }, (_, i) => least + i);
  const grid = ticks.map(
    (e) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${atY(e)}" y2="${atY(e)}" stroke="#ddd"/>` +
      `<text x="${LEFT - 6}" y="${+atY(e) + 4}" text-anchor="end">1e${e}</text>`,
  );
  const lines = Object.entries(series).map(([name, line], i) => {
    const path = line.map(([x, y]) => `${atX(x)},${atY(Math.log10(y))}`).join(' ');
    const y = TOP + 16 * i + 8;
    return (
      `<polyline points="${path}" fill="none" stroke="${COLORS[i % COLORS.length]}" stroke-width="1.5"/>` +
      `<line x1="${WIDTH - RIGHT + 8}" x2="${WIDTH - RIGHT + 24}" y1="${y}" y2="${y}" stroke="${COLORS[i % COLORS.length]}" stroke-width="2"/>` +
      `<text x="${WIDTH - RIGHT + 30}" y="${y + 4}">${name}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="18" font-size="13">${title}</text>`,
    ...grid,
    ...lines,
    `<text x="${LEFT}" y="${HEIGHT - 24}">${first}</text>`,
    `<text x="${WIDTH - RIGHT}" y="${HEIGHT - 24}" text-anchor="end">${last}</text>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${xLabel}</text>`,
    `<text x="14" y="${HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 ${HEIGHT / 2})">${yLabel}</text>`,
    '</svg>',
  ].join('\n');
}
