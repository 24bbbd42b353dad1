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
  let chosen: number | undefined;
  const drawing = shape('svg', {
    class: 'board',
    viewBox: '0 0 100 100',
    role: 'group',
    'aria-label': 'Drawing board',
  });
  const said = element('p', { class: 'status', role: 'status' });

  const edit = (what: string): void => {
    draw();
    said.textContent = what;
    changed();
  };
  const add = (place: Place): void => {
    if (sketch.points.length >= MOST_POINTS) return;
    sketch.points.push({ x: inside(place.x), y: inside(place.y), color: 0 });
    edit(`Point ${sketch.points.length - 1} added.`);
  };
  const choose = (i: number): void => {
    if (chosen === undefined) {
      chosen = i;
      draw(i);
      said.textContent = `Point ${i} chosen: choose another to join them.`;
      return;
    }
    const [a, b] = [Math.min(chosen, i), Math.max(chosen, i)];
    chosen = undefined;
    if (a === b) {
      draw(i);
      return;
    }
    const at = sketch.edges.findIndex(([c, d]) => c === a && d === b);
    if (at >= 0) sketch.edges.splice(at, 1);
    else sketch.edges.push([a, b]);
    edit(`Edge ${a} – ${b} ${at >= 0 ? 'removed' : 'added'}.`);
    focus(i);
  };
  const remove = (i: number): void => {
    sketch.points.splice(i, 1);
    const kept = sketch.edges.filter((e) => !e.includes(i));
    sketch.edges.splice(
      0,
      sketch.edges.length,
      ...kept.map(([a, b]): [number, number] => [a - +(a > i), b - +(b > i)]),
    );
    chosen = undefined;
    edit(`Point ${i} removed.`);
    focus(Math.min(i, sketch.points.length - 1));
  };
  const keyed = (event: KeyboardEvent, i: number): void => {
    const point = sketch.points[i];
    const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (event.key === 'Enter' || event.key === ' ') choose(i);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(i);
    else if (event.key === 'c') recolor(i);
    else if (move !== undefined) {
      sketch.points[i] = { ...point, x: inside(point.x + move[0]), y: inside(point.y + move[1]) };
      edit(`Point ${i} moved.`);
      focus(i);
    } else return;
    event.preventDefault();
  };
  const recolor = (i: number): void => {
    sketch.points[i].color = (sketch.points[i].color + 1) % COLORS;
    edit(`Point ${i} has color ${sketch.points[i].color}.`);
    focus(i);
  };
  const focus = (i: number): void => drawing.querySelectorAll('g')[i]?.focus();

  function draw(focused?: number): void {
    drawing.replaceChildren(
      ...sketch.edges.map(([a, b]) => lineOf(sketch.points[a], sketch.points[b])),
      ...sketch.points.map((point, i) => pointOf(point, i)),
    );
    if (focused !== undefined) focus(focused);
  }
  function pointOf({ x, y, color }: Sketch['points'][number], i: number): SVGGElement {
    const made = shape(
      'g',
      {
        tabindex: 0,
        role: 'button',
        'aria-label': `Point ${i}, color ${color}`,
        'aria-pressed': String(chosen === i),
      },
      shape('circle', {
        cx: x,
        cy: y,
        r: RADIUS,
        fill: paletteColor(color),
        stroke: chosen === i ? '#000' : '#52606d',
        'stroke-width': chosen === i ? 1.2 : 0.4,
      }),
      numberAt({ x, y }, i, RADIUS),
    );
    made.addEventListener('click', (event) => {
      event.stopPropagation();
      if (event.shiftKey) recolor(i);
      else choose(i);
    });
    made.addEventListener('keydown', (event) => keyed(event, i));
    return made;
  }
  drawing.addEventListener('click', (event) => {
    const { left, top, width, height } = drawing.getBoundingClientRect();
    add({ x: (100 * (event.clientX - left)) / width, y: (100 * (event.clientY - top)) / height });
  });
  draw();
  const middle = (): Place => ({
    x: 20 + ((sketch.points.length * 37) % 60),
    y: 20 + ((sketch.points.length * 23) % 60),
  });
  const clear = (): void => {
    sketch.points.length = 0;
    sketch.edges.length = 0;
    chosen = undefined;
    edit('The board is empty.');
  };
  return element(
    'div',
    {},
    drawing,
    element(
      'p',
      { class: 'actions' },
      button('Add a point', () => add(middle())),
      button('Clear', clear),
    ),
    element(
      'small',
      {},
      'Click an empty place for a point, two points for an edge, with Shift for another color. By keys: Enter joins, ' +
        'arrows move, c colors, Delete removes.',
    ),
    said,
  );
}
