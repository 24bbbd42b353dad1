/** The grammar of `isotypic sharing`. */
import { type Call, type Command, JSON_OPTION, misuse, nonEmpty } from '../../command.js';
import type { SharingArguments } from './sharing.js';

export const sharingCommand: Command = {
  name: 'sharing',
  words: '',
  count: [0, 0],
  wordsAre: 'nothing',
  summary: 'the weight sharing of a layer between two permutation actions',
  description:
    'Counts the free weights and biases of a layer that is equivariant under permutations of its inputs and outputs, ' +
    'and draws which of them are equal.',
  example: 'isotypic sharing --in "cyclic(6)"',
  options: {
    in: {
      type: 'string',
      value: 'GENERATORS',
      help: 'a group such as "symmetric(4)" or "<(0 1 2 3), (0 1)>", or lists of images "[[1,2,3,0]]"',
    },
    'out-action': {
      type: 'string',
      value: 'GENERATORS',
      help: 'how the same generators permute the outputs (default: as the inputs)',
    },
    draw: { type: 'string', value: 'FILE.svg', help: 'the matrix of colors; beside it FILE-graph.svg, the graph' },
    json: { ...JSON_OPTION, help: 'counts and colors as JSON' },
  },
  async run(call, console) {
    const { sharing } = await import('./sharing.js');
    sharing(argumentsOf(call), console);
  },
};

function argumentsOf(call: Call): SharingArguments {
  const inAction = call.text('in');
  if (inAction === undefined) throw misuse('--in, such as --in "symmetric(4)"', 'no generators');
  const draw = call.text('draw');
  return {
    inAction,
    outAction: call.text('out-action') ?? inAction,
    draw: draw === undefined ? undefined : nonEmpty('--draw with a name', draw),
    json: call.flag('json'),
  };
}
