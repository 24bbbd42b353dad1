/** See a layer: the kernels that a symmetry of the plane leaves, and features that turn with the image. */
import type { LayerResult, Picture } from '../engine/layer.js';
import { element, facts, shape } from '../page/dom.js';
import { type Fields, fieldsOf } from '../page/fields.js';
import type { Frame, Part } from '../page/frame.js';
import { diverging } from '../page/points.js';

const NAMES = ['turns', 'mirrors', 'field', 'size'];

export const layerPart: Part = {
  name: 'layer',
  title: 'See a layer',
  lead:
    'A convolution from an image to a field: all kernels that commute with the symmetry, ' +
    'and an image turned with its features.',
  mount(frame) {
    const fields = fieldsOf(
      [
        {
          name: 'turns',
          label: 'Turns of the plane',
          choices: [
            ['4', '4, by quarters'],
            ['8', '8, by eighths'],
          ],
          value: '4',
        },
        {
          name: 'mirrors',
          label: 'Mirrors',
          choices: [
            ['no', 'without'],
            ['yes', 'with'],
          ],
          value: 'no',
        },
        {
          name: 'field',
          label: 'Field',
          help: 'regular: a channel for each element of the group; trivial: one that does not mix',
          choices: [
            ['regular', 'regular'],
            ['trivial', 'trivial'],
          ],
          value: 'regular',
        },
        {
          name: 'size',
          label: 'Kernel',
          choices: [
            ['3', '3 × 3'],
            ['5', '5 × 5'],
            ['7', '7 × 7'],
          ],
          value: '3',
        },
      ],
      frame.state,
      'Show it',
    );
    fields.form.addEventListener('change', () => void show(frame, fields));
    fields.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void show(frame, fields);
    });
    frame.controls.append(fields.form);
    void show(frame, fields);
  },
};

async function show(frame: Frame, fields: Fields): Promise<void> {
  frame.keep(Object.fromEntries(NAMES.map((name) => [name, fields.value(name)])));
  const result = await frame.run('layer', {
    turns: Number(fields.value('turns')),
    mirrors: fields.value('mirrors') === 'yes',
    field: fields.value('field') === 'trivial' ? 'trivial' : 'regular',
    size: Number(fields.value('size')),
  });
  if (result !== undefined) frame.results.replaceChildren(...shown(result));
}

/** Kernels beyond these are more of the same. */
const MOST_KERNELS = 24;

function shown({ group, elements, channels, dimension, kernelSize, kernels, width, frames, difference }: LayerResult) {
  return [
    facts([
      ['Group', `${group}, ${elements} elements`],
      ['Channels', String(channels)],
      ['Kernels', element('output', { class: 'dimension' }, String(dimension))],
      ['Without it', `${channels * kernelSize * kernelSize} numbers`],
      ['Turned', `layer(turned) and turned layer differ by ${difference.toExponential(1)} at most`],
    ]),
    element('h2', {}, 'An image, and its features'),
    ...frames.flatMap(({ title, image, features }) => [
      element('h3', {}, `The image ${title}`),
      element(
        'div',
        { class: 'gallery' },
        squares([image], width, `The image, ${title}`),
        ...features.map((feature, c) => squares([feature], width, `Channel ${c + 1}, ${title}`)),
      ),
    ]),
    element('h2', {}, 'A basis of the kernels'),
    element(
      'div',
      { class: 'gallery' },
      ...kernels
        .slice(0, MOST_KERNELS)
        .map((pictures, k) => squares(pictures, kernelSize, `Kernel ${k + 1}, ${channels} channels`)),
    ),
  ];
}

/** Squares of cells beside each other, four in a row, on one scale of colors. */
function squares(pictures: readonly Picture[], size: number, caption: string): HTMLElement {
  const most = pictures.flatMap((p) => [...p]).reduce((m, x) => Math.max(m, Math.abs(x)), 0) || 1;
  const cols = Math.min(4, pictures.length);
  const step = size * 1.12;
  const cells = pictures.flatMap((picture, c) =>
    Array.from(picture, (value, k) =>
      shape('rect', {
        x: (c % cols) * step + (k % size),
        y: Math.floor(c / cols) * step + Math.floor(k / size),
        width: 1.01,
        height: 1.01,
        fill: diverging(value / most),
      }),
    ),
  );
  const box = `0 0 ${cols * step} ${Math.ceil(pictures.length / cols) * step}`;
  const drawing = shape('svg', { class: 'points', viewBox: box, role: 'img', 'aria-label': caption }, ...cells);
  return element('figure', {}, drawing, element('figcaption', {}, caption));
}
