/** The grammar of `isotypic layer`. */
import { type Call, type Command, choiceOf, integerOf, JSON_OPTION, nonEmpty } from '../../command.js';
import type { LayerArguments } from './layer.js';

export const layerCommand: Command = {
  name: 'layer',
  words: 'LAYER',
  count: [1, 1],
  wordsAre: 'one layer',
  summary: 'writes an initialized equivariant layer for PyTorch, JAX or ONNX',
  description:
    'LAYER is "SPACE: FIELDS -> FIELDS, size N, stride N, padding N, dilation N". SPACE is "C4 on R2", "D8 on R2", ' +
    '"SO(2) on R2", or one by escnn’s name, "rot2dOnR2(4)", "icoOnR3"; fields are such as "trivial + 2*regular + ' +
    'irrep(1)". Or SPACE is a matrix group such as "O(1,3)", and the fields are types: ' +
    '"S(5): 10*T(1)+5*T(2) -> 3*T(0)+T(2)".',
  example: 'isotypic layer "C8 on R2: trivial -> 4*regular, size 5, padding 2" --out layer',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      help:
        'basis: basis and coefficients, with which the layer trains on elsewhere; onnx; state: dense weights; ' +
        'or all (default)',
    },
    seed: { type: 'string', value: 'N', help: 'of the first coefficients (default 1)' },
    out: { type: 'string', short: 'o', value: 'FOLDER', help: 'where the files go (default: layer)' },
    json: JSON_OPTION,
  },
  async run(call, console) {
    const module = await import('./layer.js');
    module.layer(argumentsOf(call, module.FORMATS), console);
  },
};

function argumentsOf(call: Call, formats: readonly LayerArguments['format'][]): LayerArguments {
  return {
    text: nonEmpty('a layer', call.words[0]),
    seed: integerOf('--seed', call.text('seed') ?? '1', 0, 2 ** 31 - 1),
    format: choiceOf('--format', call.text('format') ?? 'all', formats),
    out: nonEmpty('--out FOLDER', call.text('out') ?? 'layer'),
    json: call.flag('json'),
  };
}
