/** Points drawn with a color each: of their orbit, or of a number. */
import { element, shape } from './dom.js';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Okabe and Ito (2008): told apart by people who see fewer colors. */
const PALETTE = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#777777'];
export const paletteColor = (k: number): string => PALETTE[k % PALETTE.length];

/** n places in a square of side 100, on a circle. */
export const onCircle = (n: number): Place[] =>
  Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n - Math.PI / 2;
    return { x: 50 + 40 * Math.cos(angle), y: 50 + 40 * Math.sin(angle) };
  });

/** Places of an image's pixels, row by row. */
export function onGrid(rows: number, cols: number): Place[] {
  const step = 88 / Math.max(rows, cols);
  return Array.from({ length: rows * cols }, (_, k) => ({
    x: 50 + step * ((k % cols) - (cols - 1) / 2),
    y: 50 + step * (Math.floor(k / cols) - (rows - 1) / 2),
  }));
}

/** Red where positive, blue where negative, white at zero: value / scale from −1 to 1. */
export function diverging(part: number): string {
  const t = Math.min(1, Math.abs(part));
  const [r, g, b] = part >= 0 ? [178, 24, 43] : [33, 102, 172];
  const mix = (c: number): number => Math.round(255 + (c - 255) * t);
  return `rgb(${mix(r)}, ${mix(g)}, ${mix(b)})`;
}

export interface Drawn {
  readonly places: readonly Place[];
  readonly edges: readonly (readonly [number, number])[];
  readonly fill: (point: number) => string;
  readonly caption: string;
  readonly numbered: boolean;
}

/** A figure of the points. */
export function pointsFigure({ places, edges, fill, caption, numbered }: Drawn): HTMLElement {
  const radius = radiusOf(places.length);
  const drawing = shape(
    'svg',
    { class: 'points', viewBox: '0 0 100 100', role: 'img', 'aria-label': caption },
    ...edges.map(([a, b]) => lineOf(places[a], places[b])),
    ...places.map(({ x, y }, i) =>
      shape('circle', { cx: x, cy: y, r: radius, fill: fill(i), stroke: '#52606d', 'stroke-width': 0.3 }),
    ),
    ...(numbered && places.length <= MOST_NUMBERED ? places.map((place, i) => numberAt(place, i, radius)) : []),
  );
  return element('figure', {}, drawing, element('figcaption', {}, caption));
}

/** More numbers than these are too small to be read. */
const MOST_NUMBERED = 60;

export const radiusOf = (n: number): number => Math.max(0.8, Math.min(4.5, 110 / Math.max(1, n)));

export const lineOf = (a: Place, b: Place): SVGLineElement =>
  shape('line', { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: '#7b8794', 'stroke-width': 0.6 });

/** On a white halo, for it stands on any color. */
export const numberAt = ({ x, y }: Place, i: number, radius: number): SVGTextElement =>
  shape(
    'text',
    {
      x,
      y,
      'text-anchor': 'middle',
      'dominant-baseline': 'central',
      'font-size': Math.max(2, radius * 1.05),
      fill: '#000',
      stroke: '#fff',
      'stroke-width': 0.7,
      'paint-order': 'stroke',
      'pointer-events': 'none',
    },
    String(i),
  );
