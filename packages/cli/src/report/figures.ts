/** The figures of the report, as Vega specifications rendered to SVG without a browser. */
import { pngAddress } from '@isotypic/maps/internal';
import { parse, type Scale, type Spec, scheme, View } from 'vega';

/** A square matrix with its row and column labels. */
export interface LabeledMatrix {
  readonly title: string;
  readonly labels: readonly string[];
  /** Row-major, labels.length². */
  readonly values: Float64Array;
}

/** One isotypic component's eigenvalues; each occurs `degree` times in the whole matrix. */
export interface ComponentSpectrum {
  readonly label: string;
  readonly degree: number;
  readonly eigenvalues: readonly number[];
}

/** A run of coordinates that belong to one component, for outlines. */
export interface Block {
  readonly label: string;
  readonly offset: number;
  readonly size: number;
}

const FONT = 'system-ui, sans-serif';
const INK = '#1f2933';
/** Above this dimension cell values, and above this one single labels, are no longer legible. */
const LEGIBLE_VALUES = 8;
const LEGIBLE_LABELS = 24;
/** From here on a heat map is a picture of pixels: a rectangle a cell would take 100 bytes each. */
const RASTER_FROM = 48;

const BASE: Spec = {
  $schema: 'https://vega.github.io/schema/vega/v6.json',
  padding: 6,
  background: 'transparent',
  config: {
    axis: { labelFont: FONT, titleFont: FONT, labelColor: INK, titleColor: INK, labelFontSize: 11 },
    legend: { labelFont: FONT, titleFont: FONT, labelColor: INK, titleColor: INK },
    title: { font: FONT, color: INK, fontSize: 13, fontWeight: 600 },
    text: { font: FONT },
  },
};

/** An SVG element for a specification; deterministic for equal input. */
async function render(spec: Spec): Promise<string> {
  const view = new View(parse(spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

interface ColorScale {
  readonly scheme: 'blues' | 'redblue';
  readonly domain: [number, number];
}

/** A color range for values: one hue from zero where all have one sign, two hues about zero where not. */
function colorScale(matrices: readonly Float64Array[]): ColorScale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of matrices) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low < 0 && high > 0) {
    const extreme = Math.max(-low, high);
    return { scheme: 'redblue', domain: [-extreme, extreme] };
  }
  return { scheme: 'blues', domain: low === high ? [low - 1, high + 1] : [low, high] };
}

/** A few significant digits, as a reader would write them. */
export function short(value: number, digits = 4): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-3 ? value.toExponential(digits - 2) : String(Number(value.toPrecision(digits)));
  return text.replace('-', '−');
}

/** Heat maps side by side on one color scale, so that equal colors mean equal values in all of them. */
export function heatMaps(matrices: readonly LabeledMatrix[], outlines: readonly Block[] = []): Promise<string> {
  const size = matrices[0]?.labels.length ?? 0;
  const side = sideOf(size);
  const colors = colorScale(matrices.map((m) => m.values));
  return render({
    ...BASE,
    layout: { padding: 28, columns: matrices.length, align: 'all' },
    scales: [
      {
        name: 'color',
        type: 'linear',
        domain: colors.domain,
        range: { scheme: colors.scheme },
        reverse: colors.scheme === 'redblue', // red for positive, as weather maps have it
      },
    ],
    legends: [{ fill: 'color', gradientLength: Math.min(side, 160), orient: 'right', format: '.3~g' }],
    marks: matrices.map((matrix) => ({
      type: 'group' as const,
      title: { text: matrix.title, anchor: 'start' as const, offset: 10 },
      encode: { enter: { width: { value: side }, height: { value: side } } },
      data: [
        { name: 'cells', values: size < RASTER_FROM ? cellsOf(matrix.values, size, colors) : [] },
        { name: 'outlines', values: [...outlines] },
      ],
      scales: [
        { name: 'at', type: 'band', domain: [...Array(size).keys()], range: [0, side] },
        { name: 'label', type: 'ordinal', domain: [...Array(size).keys()], range: [...matrix.labels] },
      ],
      axes: size <= LEGIBLE_LABELS ? labelAxes(matrix.labels) : [],
      marks: [
        size < RASTER_FROM ? cellsAt('at', 'at') : pixels(matrix.values, [size, size], [side, side], colors),
        ...(size <= LEGIBLE_VALUES ? [cellText(size)] : []),
        outline(side / size),
      ],
    })),
  });
}

const sideOf = (size: number): number => Math.min(320, Math.max(170, 60 * size));

/** A matrix of numbers from −1 to 1 with its own labels on both sides. */
export interface MatrixFigure {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row-major. */
  readonly values: Float64Array;
}

/** One heat map in two hues about zero, without numbers. */
export function matrixMap({ title, rows, columns, values }: MatrixFigure): Promise<string> {
  const colors: ColorScale = { scheme: 'redblue', domain: [-1, 1] };
  const [height, width] = [
    Math.min(520, Math.max(60, 22 * rows.length)),
    Math.min(640, Math.max(170, 40 * columns.length)),
  ];
  const [m, n] = [rows.length, columns.length];
  const cells = Array.from(values, (value, k) => ({ row: Math.floor(k / n), col: k % n, value }));
  const label = (name: string, domain: readonly string[]): Scale => ({
    name,
    type: 'ordinal',
    domain: [...domain.keys()],
    range: [...domain],
  });
  const isRaster = m >= RASTER_FROM;
  const shown = n <= LEGIBLE_LABELS;
  const axis = (orient: 'left' | 'top', scale: string, labels: string) => ({
    orient,
    scale,
    domain: false,
    ticks: false,
    ...(orient === 'top' && { labelAngle: -40, labelAlign: 'left' as const }),
    encode: { labels: { update: { text: { scale: labels, field: 'value' } } } },
  });
  return render({
    ...BASE,
    title: { text: title, anchor: 'start', offset: 10 },
    width,
    height,
    data: [{ name: 'cells', values: isRaster ? [] : cells }],
    scales: [
      { name: 'color', type: 'linear', domain: [-1, 1], range: { scheme: 'redblue' }, reverse: true },
      { name: 'across', type: 'band', domain: [...columns.keys()], range: 'width' },
      { name: 'down', type: 'band', domain: [...rows.keys()], range: 'height' },
      label('column', columns),
      label('row', rows),
    ],
    axes: [
      ...(m <= LEGIBLE_LABELS ? [axis('left', 'down', 'row')] : []),
      ...(shown ? [axis('top', 'across', 'column')] : []),
    ],
    marks: [isRaster ? pixels(values, [m, n], [height, width], colors) : cellsAt('across', 'down')],
  });
}

/** A matrix as an image of one pixel a cell, in 255 steps of the scheme. */
function pixels(
  values: ArrayLike<number>,
  [rows, cols]: readonly [number, number],
  [height, width]: readonly [number, number],
  { scheme: name, domain: [from, to] }: ColorScale,
) {
  const interpolate = scheme(name) as (t: number) => string;
  const STEPS = 255;
  const colors = Array.from({ length: STEPS }, (_, k) => {
    const t = k / (STEPS - 1);
    return (interpolate(name === 'redblue' ? 1 - t : t).match(/\d+/g) ?? []).map(Number) as [number, number, number];
  });
  const index = (r: number, c: number): number =>
    Math.round(((values[r * cols + c] - from) / (to - from || 1)) * (STEPS - 1));
  return {
    type: 'image' as const,
    encode: {
      enter: {
        url: { value: pngAddress(cols, rows, colors, index) },
        x: { value: 0 },
        y: { value: 0 },
        width: { value: width },
        height: { value: height },
        aspect: { value: false },
        smooth: { value: false },
      },
    },
  };
}

/** The entries of a matrix, with ink that can be read on their color. */
function cellsOf(values: ArrayLike<number>, size: number, { scheme, domain: [from, to] }: ColorScale) {
  const isDark = (value: number): boolean =>
    scheme === 'blues' ? value > from + 0.6 * (to - from) : Math.abs(value) > 0.6 * Math.abs(from);
  return Array.from(values, (value, n) => ({
    row: Math.floor(n / size),
    col: n % size,
    value,
    text: short(value, size <= 6 ? 4 : 2),
    ink: isDark(value) ? 'white' : INK,
  }));
}

/** Labels on the left and on top, turned where they are long. */
function labelAxes(labels: readonly string[]) {
  const turned = labels.some((label) => label.length > 6) && { labelAngle: -40, labelAlign: 'left' as const };
  return (['left', 'top'] as const).map((orient) => ({
    orient,
    scale: 'at',
    domain: false,
    ticks: false,
    ...(orient === 'top' && turned),
    encode: { labels: { update: { text: { scale: 'label', field: 'value' } } } },
  }));
}

/** A rectangle for each cell, on a band scale each way. */
const cellsAt = (across: string, down: string) => ({
  type: 'rect' as const,
  from: { data: 'cells' },
  encode: {
    enter: {
      x: { scale: across, field: 'col' },
      y: { scale: down, field: 'row' },
      width: { scale: across, band: 1 },
      height: { scale: down, band: 1 },
      fill: { scale: 'color', field: 'value' },
    },
  },
});

const cellText = (size: number) => ({
  type: 'text' as const,
  from: { data: 'cells' },
  encode: {
    enter: {
      x: { scale: 'at', field: 'col', band: 0.5 },
      y: { scale: 'at', field: 'row', band: 0.5 },
      align: { value: 'center' as const },
      baseline: { value: 'middle' as const },
      fontSize: { value: size <= 6 ? 11 : 9 },
      fill: { field: 'ink' },
      text: { field: 'text' },
    },
  },
});

/** The frames of the components, `step` pixels a cell. */
const outline = (step: number) => ({
  type: 'rect' as const,
  from: { data: 'outlines' },
  encode: {
    enter: {
      x: { signal: `datum.offset * ${step}` },
      y: { signal: `datum.offset * ${step}` },
      width: { signal: `datum.size * ${step}` },
      height: { signal: `datum.size * ${step}` },
      fill: { value: 'transparent' },
      stroke: { value: '#d9480f' },
      strokeWidth: { value: 2 },
    },
  },
});

/** Horizontal bars, one a label, from zero. */
export function bars(values: readonly { readonly label: string; readonly value: number }[], title: string) {
  return render({
    ...BASE,
    width: 420,
    height: 24 * values.length,
    data: [{ name: 'bars', values: [...values] }],
    scales: [
      { name: 'x', type: 'linear', domain: { data: 'bars', field: 'value' }, range: 'width', zero: true, nice: true },
      { name: 'y', type: 'band', domain: values.map(({ label }) => label), range: 'height', padding: 0.25 },
    ],
    axes: [
      { orient: 'bottom', scale: 'x', title, grid: true, gridColor: '#e4e7eb', tickCount: 6 },
      { orient: 'left', scale: 'y', domain: false, ticks: false, labelLimit: 320 },
    ],
    marks: [
      {
        type: 'rect',
        from: { data: 'bars' },
        encode: {
          enter: {
            x: { scale: 'x', value: 0 },
            x2: { scale: 'x', field: 'value' },
            y: { scale: 'y', field: 'label' },
            height: { scale: 'y', band: 1 },
            fill: { value: '#1971c2' },
          },
        },
      },
    ],
  });
}

const UNSYMMETRIC = 'no symmetry';

/** Eigenvalues by isotypic component, a point each, its area the multiplicity; the plain covariance's beside them. */
export function spectrum(components: readonly ComponentSpectrum[], plain: readonly number[]): Promise<string> {
  const points = [
    ...plain.map((value) => ({ label: UNSYMMETRIC, value, degree: 1, text: '' })),
    ...components.flatMap(({ label, degree, eigenvalues }) =>
      // one sign of multiplication a component, at its largest eigenvalue
      eigenvalues.map((value, k) => ({ label, value, degree, text: degree > 1 && k === 0 ? `×${degree}` : '' })),
    ),
  ];
  const labels = [UNSYMMETRIC, ...components.map((c) => c.label)];
  const mostDegrees = points.reduce((most, { degree }) => Math.max(most, degree), 0);
  return render({
    ...BASE,
    width: Math.min(900, 110 * labels.length),
    height: 240,
    data: [{ name: 'points', values: points }],
    scales: [
      { name: 'x', type: 'point', domain: labels, range: 'width', padding: 0.6 },
      eigenvalueScale(points.map(({ value }) => value)),
      { name: 'area', type: 'linear', domain: [0, mostDegrees], range: [0, 260] },
    ],
    axes: [
      {
        orient: 'bottom',
        scale: 'x',
        title: 'isotypic component',
        domain: false,
        ticks: false,
        labelPadding: 8,
        // Beside each other while they fit, then turned, and of many only some.
        ...(labels.length > 8 && { labelAngle: -40, labelAlign: 'right' as const }),
        ...(labels.length > LEGIBLE_LABELS && { values: everySome(labels) }),
      },
      {
        orient: 'left',
        scale: 'y',
        title: 'eigenvalue of the covariance',
        grid: true,
        gridColor: '#e4e7eb',
        tickCount: 6,
      },
    ],
    marks: labels.length > LEGIBLE_LABELS ? [EIGENVALUE] : [EIGENVALUE, MULTIPLICITY],
  });
}

/** At most LEGIBLE_LABELS of them, the first among them. */
const everySome = (labels: readonly string[]): string[] =>
  labels.filter((_, k) => k % Math.ceil(labels.length / LEGIBLE_LABELS) === 0);

/**
 * Logarithmic where all values are positive and the largest is above 50 times the least: fewer decades read better
 * linear.
 */
function eigenvalueScale(values: readonly number[]): Scale {
  const [least, largest] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const shared = { name: 'y', domain: { data: 'points', field: 'value' }, range: 'height', nice: true } as const;
  return least > 0 && largest > 50 * least ? { ...shared, type: 'log' } : { ...shared, type: 'linear', zero: true };
}

const EIGENVALUE = {
  type: 'symbol' as const,
  from: { data: 'points' },
  encode: {
    enter: {
      x: { scale: 'x', field: 'label' },
      y: { scale: 'y', field: 'value' },
      size: { signal: "max(40, scale('area', datum.degree))" },
      fill: { signal: `datum.label === '${UNSYMMETRIC}' ? '#9aa5b1' : '#1971c2'` },
      fillOpacity: { value: 0.75 },
    },
  },
};

const MULTIPLICITY = {
  type: 'text' as const,
  from: { data: 'points' },
  encode: {
    enter: {
      x: { scale: 'x', field: 'label', offset: 14 },
      y: { scale: 'y', field: 'value' },
      baseline: { value: 'middle' as const },
      fontSize: { value: 11 },
      fill: { value: INK },
      text: { field: 'text' },
    },
  },
};
