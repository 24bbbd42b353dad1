/** The grammar of `isotypic train`. */
import { describe } from '@isotypic/algebra/internal';
import { type Call, type Command, choiceOf, integerOf, JSON_OPTION, misuse, nonEmpty } from '../../command.js';
import type { TrainArguments } from './train.js';

export const trainCommand: Command = {
  name: 'train',
  words: 'digits',
  count: [1, 1],
  wordsAre: 'digits',
  summary: 'trains an equivariant classifier of handwritten digits, as a demo',
  description:
    'Trains convolutions that commute with GROUP on small handwritten digits without the 9, a turned 6, and tests ' +
    'them on 600 others, upright and turned. With --plain an ordinary network of as many parameters, to compare.',
  example: 'isotypic train digits --group C4 --images 100 --steps 100',
  options: {
    group: {
      type: 'string',
      short: 'g',
      value: 'GROUP',
      help: 'C4, C8, D4, …: rotations, D with reflections (default C4)',
    },
    images: { type: 'string', value: 'N', help: 'how many images to train with, from 10 to 1017 (default 100)' },
    steps: { type: 'string', value: 'N', help: 'steps of 50 images (default 300)' },
    seed: { type: 'string', value: 'N', help: 'of weights, images and their order (default 1)' },
    plain: { type: 'boolean', help: 'no symmetry' },
    augment: { type: 'boolean', help: 'each image in a random position of the group' },
    fields: {
      type: 'string',
      value: 'A,B,C',
      help: 'fields of the hidden layers, each as large as the group (default 6,8,12)',
    },
    dropout: { type: 'string', value: 'P', help: 'share of fields left out, from 0 to below 1 (default 0.2)' },
    smoothing: {
      type: 'string',
      value: 'P',
      help: 'probability spread over all labels, from 0 to below 1 (default 0)',
    },
    positions: { type: 'boolean', help: 'the position, upright, is learned as a part of the label' },
    whole: { type: 'boolean', help: 'the last filter covers all 4×4 places, not 3×3' },
    resume: {
      type: 'string',
      value: 'FILE',
      help: 'keeps a checkpoint in FILE, and goes on from there, to the same bits, when called again',
    },
    out: { type: 'string', short: 'o', value: 'FOLDER', help: 'model.onnx, model.safetensors and result.json' },
    json: JSON_OPTION,
    quiet: { type: 'boolean', short: 'q', help: 'no progress on standard error' },
  },
  async run(call, console) {
    const { trainDigits } = await import('./train.js');
    return trainDigits(await argumentsOf(call), console);
  },
};

async function argumentsOf(call: Call): Promise<TrainArguments> {
  choiceOf('what to train on', call.words[0], ['digits']);
  const { digitsGroup } = await import('./digits-model.js');
  const number = (option: string, usual: number, least: number, most: number): number => {
    const value = call.text(option);
    return value === undefined ? usual : integerOf(`--${option}`, value, least, most);
  };
  const [resume, out] = [call.text('resume'), call.text('out')];
  if (call.flag('positions') && call.flag('augment') && !call.flag('plain')) {
    throw misuse('--positions without --augment: images in a known position', 'both');
  }
  return {
    group: digitsGroup(call.text('group') ?? 'C4'),
    images: number('images', 100, 10, 1017),
    steps: number('steps', 300, 1, 1_000_000),
    seed: number('seed', 1, 0, 2 ** 31 - 1),
    plain: call.flag('plain'),
    augment: call.flag('augment'),
    fields: fieldsOf(call.text('fields') ?? '6,8,12'),
    dropout: shareOf('dropout', call.text('dropout') ?? '0.2'),
    smoothing: shareOf('smoothing', call.text('smoothing') ?? '0'),
    positions: call.flag('positions'),
    whole: call.flag('whole'),
    resume: resume === undefined ? undefined : nonEmpty('--resume FILE', resume),
    out: out === undefined ? undefined : nonEmpty('--out FOLDER', out),
    json: call.flag('json'),
    quiet: call.flag('quiet'),
  };
}

function fieldsOf(value: string): TrainArguments['fields'] {
  const numbers = value.split(',').map((word) => (/^\d{1,2}$/.test(word.trim()) ? Number(word) : 0));
  if (numbers.length === 3 && numbers.every((n) => n > 0)) return [numbers[0], numbers[1], numbers[2]];
  throw misuse('--fields A,B,C, three numbers from 1 to 99', describe(value));
}

function shareOf(option: string, value: string): number {
  const share = value.trim() === '' ? Number.NaN : Number(value);
  if (share >= 0 && share < 1) return share;
  throw misuse(`--${option} from 0 to below 1`, describe(value));
}
