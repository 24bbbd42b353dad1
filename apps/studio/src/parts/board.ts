/** A board on which a colored graph is drawn: by pointer, or by keys alone. */
import { button, element, shape } from '../page/dom.js';
import { lineOf, numberAt, type Place, paletteColor } from '../page/points.js';

export interface Sketch {
  readonly points: (Place & { color: number })[];
  readonly edges: [number, number][];
}

const RADIUS = 4;
/** How far an arrow key moves a point. */
const STEP = 4;
/** A point has one of so many colors. */
const COLORS = 4;
const MOST_POINTS = 64;

/** `x.y.color,…;a-b,…`, as it stands in the address. */
export const sketchText = ({ points, edges }: Sketch): string =>
  `${points.map(({ x, y, color }) => `${x}.${y}.${color}`).join(',')};${edges.map((e) => e.join('-')).join(',')}`;

/** The sketch of a text; whatever in it is none is left out. */
export function readSketch(text: string): Sketch {
  const [points = '', edges = ''] = text.split(';');
  const found = [...points.matchAll(/(\d{1,3})\.(\d{1,3})\.(\d)/g)].slice(0, MOST_POINTS).map(([, x, y, color]) => ({
    x: inside(Number(x)),
    y: inside(Number(y)),
    color: Number(color) % COLORS,
  }));
  const pairs = [...edges.matchAll(/(\d+)-(\d+)/g)].map(([, a, b]): [number, number] => [Number(a), Number(b)]);
  return { points: found, edges: pairs.filter(([a, b]) => a !== b && a < found.length && b < found.length) };
}

const inside = (t: number): number => Math.round(Math.max(RADIUS, Math.min(100 - RADIUS, t)));

/** The board; `changed` is called after every change. */
export function board(sketch: Sketch, changed: () => void): HTMLElement {
  const made = new Board(sketch, changed);
  return element(
    'div',
    {},
    made.drawing,
    element(
      'p',
      { class: 'actions' },
      button('Add a point', () => made.addSomewhere()),
      button('Clear', () => made.clear()),
    ),
    element(
      'small',
      {},
      'Click an empty place for a point, two points for an edge, with Shift for another color. By keys: Enter joins, ' +
        'arrows move, c colors, Delete removes.',
    ),
    made.said,
  );
}

/** A sketch with its drawing, drawn anew after every change, and the line that says what changed. */
class Board {
  readonly drawing = shape('svg', {
    class: 'board',
    viewBox: '0 0 100 100',
    role: 'group',
    'aria-label': 'Drawing board',
  });
  readonly said = element('p', { class: 'status', role: 'status' });
  /** The first point of the next edge. */
  private chosen: number | undefined;

  constructor(
    private readonly sketch: Sketch,
    private readonly changed: () => void,
  ) {
    this.drawing.addEventListener('click', (event) => {
      const { left, top, width, height } = this.drawing.getBoundingClientRect();
      this.add({ x: (100 * (event.clientX - left)) / width, y: (100 * (event.clientY - top)) / height });
    });
    this.draw();
  }

  /** Adds a point at a place away from the border, another one for each number of points up to 60. */
  addSomewhere(): void {
    const n = this.sketch.points.length;
    this.add({ x: 20 + ((n * 37) % 60), y: 20 + ((n * 23) % 60) });
  }

  clear(): void {
    this.sketch.points.length = 0;
    this.sketch.edges.length = 0;
    this.chosen = undefined;
    this.edited('The board is empty.');
  }

  private edited(what: string): void {
    this.draw();
    this.said.textContent = what;
    this.changed();
  }

  private add(place: Place): void {
    const { points } = this.sketch;
    if (points.length >= MOST_POINTS) return;
    points.push({ x: inside(place.x), y: inside(place.y), color: 0 });
    this.edited(`Point ${points.length - 1} added.`);
  }

  private choose(i: number): void {
    if (this.chosen === undefined) {
      this.chosen = i;
      this.draw(i);
      this.said.textContent = `Point ${i} chosen: choose another to join them.`;
      return;
    }
    const [a, b] = [Math.min(this.chosen, i), Math.max(this.chosen, i)];
    this.chosen = undefined;
    if (a === b) {
      this.draw(i);
      return;
    }
    const { edges } = this.sketch;
    const at = edges.findIndex(([c, d]) => c === a && d === b);
    if (at >= 0) edges.splice(at, 1);
    else edges.push([a, b]);
    this.edited(`Edge ${a} – ${b} ${at >= 0 ? 'removed' : 'added'}.`);
    this.focus(i);
  }

  private remove(i: number): void {
    const { points, edges } = this.sketch;
    points.splice(i, 1);
    const kept = edges.filter((e) => !e.includes(i));
    edges.splice(0, edges.length, ...kept.map(([a, b]): [number, number] => [a - +(a > i), b - +(b > i)]));
    this.chosen = undefined;
    this.edited(`Point ${i} removed.`);
    this.focus(Math.min(i, points.length - 1));
  }

  private recolor(i: number): void {
    const point = this.sketch.points[i];
    point.color = (point.color + 1) % COLORS;
    this.edited(`Point ${i} has color ${point.color}.`);
    this.focus(i);
  }

  private keyed(event: KeyboardEvent, i: number): void {
    const point = this.sketch.points[i];
    const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (event.key === 'Enter' || event.key === ' ') this.choose(i);
    else if (event.key === 'Delete' || event.key === 'Backspace') this.remove(i);
    else if (event.key === 'c') this.recolor(i);
    else if (move !== undefined) {
      this.sketch.points[i] = { ...point, x: inside(point.x + move[0]), y: inside(point.y + move[1]) };
      this.edited(`Point ${i} moved.`);
      this.focus(i);
    } else return;
    event.preventDefault();
  }

  private focus(i: number): void {
    this.drawing.querySelectorAll('g')[i]?.focus();
  }

  private draw(focused?: number): void {
    const { points, edges } = this.sketch;
    this.drawing.replaceChildren(
      ...edges.map(([a, b]) => lineOf(points[a], points[b])),
      ...points.map((point, i) => this.pointOf(point, i)),
    );
    if (focused !== undefined) this.focus(focused);
  }

  private pointOf({ x, y, color }: Sketch['points'][number], i: number): SVGGElement {
    const isChosen = this.chosen === i;
    const made = shape(
      'g',
      { tabindex: 0, role: 'button', 'aria-label': `Point ${i}, color ${color}`, 'aria-pressed': String(isChosen) },
      shape('circle', {
        cx: x,
        cy: y,
        r: RADIUS,
        fill: paletteColor(color),
        stroke: isChosen ? '#000' : '#52606d',
        'stroke-width': isChosen ? 1.2 : 0.4,
      }),
      numberAt({ x, y }, i, RADIUS),
    );
    made.addEventListener('click', (event) => {
      event.stopPropagation();
      if (event.shiftKey) this.recolor(i);
      else this.choose(i);
    });
    made.addEventListener('keydown', (event) => this.keyed(event, i));
    return made;
  }
}
