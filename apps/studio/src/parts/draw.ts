/** Draw a symmetry: a name, generators, a graph or an image's grid; its orbits, components and what they leave. */
import type { SymmetryInput, SymmetryResult } from '../engine/symmetry.js';
import { element, facts, picture, table } from '../page/dom.js';
import { type Fields, fieldsOf } from '../page/fields.js';
import type { Frame, Part } from '../page/frame.js';
import { diverging, onCircle, onGrid, type Place, paletteColor, pointsFigure } from '../page/points.js';
import { board, readSketch, type Sketch, sketchText } from './board.js';

export const EXAMPLES = [
  'dihedral(6)',
  'cyclic(5)',
  'symmetric(4) on pairs',
  '<(0 1 2 3), (0 2)>',
  'cyclic(2) wr symmetric(3)',
  'octahedral',
  'PSL(2, 7)',
  'mathieu(11)',
  'rubik(3)',
];

/** A square with one of its diagonals' ends colored. */
const SKETCH = '20.20.0,80.20.0,80.80.0,20.80.0;0-1,1-2,2-3,0-3';

const BY_SOURCE: Readonly<Record<string, readonly string[]>> = {
  group: ['from', 'group'],
  drawn: ['from'],
  graph: ['from', 'graph'],
  image: ['from', 'rows', 'cols', 'symmetry'],
};

export const drawPart: Part = {
  name: 'draw',
  title: 'Draw a symmetry',
  lead:
    'A name, generators, a graph or the grid of an image: its group, its orbits, ' +
    'and what it leaves of weights and covariances.',
  mount(frame) {
    const fields = fieldsOf(
      [
        {
          name: 'from',
          label: 'Made of',
          choices: [
            ['group', 'a name, or generators'],
            ['drawn', 'a graph that I draw'],
            ['graph', 'a graph as text'],
            ['image', 'the grid of an image'],
          ],
          value: 'group',
        },
        {
          name: 'group',
          label: 'Group',
          help: 'A name of the catalogue, or cycles such as <(0 1 2 3), (0 2)>',
          suggestions: EXAMPLES,
          value: 'dihedral(6)',
        },
        { name: 'graph', label: 'Graph', help: 'graph6, sparse6, digraph6 or DIMACS', lines: 3, value: 'IheA@GUAo' },
        { name: 'rows', label: 'Rows', number: [1, 32], value: '4' },
        { name: 'cols', label: 'Columns', number: [1, 32], value: '4' },
        {
          name: 'symmetry',
          label: 'Turned and mirrored by',
          suggestions: ['dihedral(4)', 'cyclic(4)'],
          value: 'dihedral(4)',
        },
      ],
      frame.state,
      'Show it',
    );
    const sketch = readSketch(frame.state.get('sketch') ?? SKETCH);
    const drawing = element('div', {});
    const ask = (): void => {
      void show(frame, fields, sketch);
    };
    drawing.append(board(sketch, ask));
    fields.form.insertBefore(drawing, fields.form.lastElementChild);
    const arrange = (): void => {
      fields.show(BY_SOURCE[fields.value('from')]);
      drawing.hidden = fields.value('from') !== 'drawn';
    };
    fields.form.addEventListener('change', arrange);
    fields.form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask();
    });
    arrange();
    frame.controls.append(fields.form);
    ask();
  },
};

async function show(frame: Frame, fields: Fields, sketch: Sketch): Promise<void> {
  const from = fields.value('from');
  const kept = Object.fromEntries((BY_SOURCE[from] ?? []).map((name) => [name, fields.value(name)]));
  frame.keep({ ...kept, sketch: from === 'drawn' ? sketchText(sketch) : undefined });
  const result = await frame.run('symmetry', inputOf(fields, sketch));
  if (result !== undefined) frame.results.replaceChildren(...shown(result, placesOf(result, fields, sketch)));
}

function inputOf(fields: Fields, { points, edges }: Sketch): SymmetryInput {
  switch (fields.value('from')) {
    case 'drawn':
      return { kind: 'drawn', vertices: points.length, edges, colors: points.map((p) => p.color) };
    case 'graph':
      return { kind: 'graph', text: fields.value('graph') };
    case 'image': {
      const [rows, cols, under] = ['rows', 'cols', 'symmetry'].map((name) => fields.value(name));
      return { kind: 'group', text: `image(${rows}, ${cols}) under ${under}` };
    }
    default:
      return { kind: 'group', text: fields.value('group') };
  }
}

function placesOf({ degree }: SymmetryResult, fields: Fields, sketch: Sketch): readonly Place[] {
  const from = fields.value('from');
  if (from === 'drawn') return sketch.points;
  if (from === 'image') return onGrid(Number(fields.value('rows')), Number(fields.value('cols')));
  return onCircle(degree);
}

/** More points than these are a ring of ink. */
const MOST_POINTS = 1024;
/** Vectors of one component that are drawn. */
const MOST_VECTORS = 12;

function shown(result: SymmetryResult, places: readonly Place[]): HTMLElement[] {
  const { order, description, degree, generators, orbits, edges, structure, components } = result;
  const orbitOf = new Map(orbits.flatMap((orbit, k) => orbit.map((point) => [point, k] as const)));
  const lengths = orbits.map((o) => o.length);
  const list = facts([
    ['Group', description],
    ['Order', element('output', { class: 'order' }, order)],
    ['Points', String(degree)],
    ['Generators', generators.length === 0 ? 'none' : generators.slice(0, 12).join(', ')],
    ['Orbits', `${orbits.length}, of length${orbits.length === 1 ? '' : 's'} ${lengths.slice(0, 40).join(', ')}`],
    ['Structure', structure === undefined ? 'not decomposed: more than 128 points' : `ℝ^${degree} = ${structure}`],
  ]);
  if (degree === 0 || degree > MOST_POINTS) return [list];
  const orbitsDrawn = pointsFigure({
    places,
    edges,
    fill: (i) => paletteColor(orbitOf.get(i) ?? 0),
    caption:
      orbits.length === 1 ? 'The points: one orbit' : `The points, one color for each of ${orbits.length} orbits`,
    numbered: true,
  });
  return [
    list,
    element('h2', {}, 'Orbits'),
    orbitsDrawn,
    ...componentsShown(components, places, edges),
    ...sharingShown(result),
  ];
}

function componentsShown(
  components: SymmetryResult['components'],
  places: readonly Place[],
  edges: SymmetryResult['edges'],
): HTMLElement[] {
  if (components.length === 0) return [];
  const rows = components.map((c) => [c.label, String(c.degree), String(c.multiplicity), c.type]);
  const drawn = components.flatMap(({ label, vectors }) => {
    const figures = vectors.slice(0, MOST_VECTORS).map((vector, j) => {
      const scale = vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      const caption = `${label}, vector ${j + 1} of ${vectors.length}`;
      return pointsFigure({ places, edges, fill: (i) => diverging(vector[i] / scale), caption, numbered: false });
    });
    return [element('h3', {}, label), element('div', { class: 'gallery' }, ...figures)];
  });
  return [
    element('h2', {}, 'Isotypic components'),
    table(
      'Components of the space of functions on the points',
      ['component', 'dimension', 'multiplicity', 'real type'],
      rows,
    ),
    element(
      'p',
      { class: 'lead' },
      'A vector of an orthonormal basis each: red adds a point, blue takes it off. ' +
        'No equivariant map mixes two components.',
    ),
    ...drawn,
  ];
}

function sharingShown({ sharing, degree }: SymmetryResult): HTMLElement[] {
  if (sharing === undefined) return [];
  const { weights, biases, covariances, weightPicture, biasPicture, covariancePicture } = sharing;
  return [
    element('h2', {}, 'What the symmetry leaves'),
    facts([
      ['Weights W', `${weights} of ${degree * degree}`],
      ['Biases b', `${biases} of ${degree}`],
      ['Covariance', `${covariances} of ${(degree * (degree + 1)) / 2}`],
    ]),
    element(
      'div',
      { class: 'gallery wide' },
      picture(weightPicture, `Weights of an equivariant layer: ${weights} colors, one number each`),
      picture(biasPicture, `Biases: ${biases}`),
      picture(covariancePicture, `Pattern of an invariant covariance: ${covariances} numbers`),
    ),
  ];
}
