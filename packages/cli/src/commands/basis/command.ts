/** The grammar of `isotypic basis`. */
import { type Call, type Command, JSON_OPTION, nonEmpty } from '../../command.js';
import type { BasisArguments } from './basis.js';

export const basisCommand: Command = {
  name: 'basis',
  words: 'TYPE TYPE',
  count: [2, 2],
  wordsAre: 'two types',
  summary: 'the equivariant linear maps between two types: how many, and an exact basis',
  description:
    'The linear maps from the first type to the second that commute with GROUP, counted pair of summands by pair of ' +
    'summands. Types are such as "10*T(1)+5*T(2)", "3*T(0)+T(2)", "T(2,1)", "V[Z(3)]*V[S(4)]", "Sym(2, V)".',
  example: 'isotypic basis "10*T(1)+5*T(2)" "3*T(0)+T(2)" --group "S(5)"',
  options: {
    group: {
      type: 'string',
      short: 'g',
      value: 'GROUP',
      help: 'a matrix group: "S(5)", "O(1,3)", "SU(3)", "cyclic(3) x O(3)", "S(5) wr cyclic(2)"',
    },
    draw: { type: 'string', value: 'FILE.svg', help: 'the picture of the basis, by summands' },
    out: {
      type: 'string',
      short: 'o',
      value: 'FOLDER',
      help: 'the basis as basis.safetensors and, exactly, as basis.json',
    },
    json: JSON_OPTION,
  },
  async run(call, console) {
    const { basis } = await import('./basis.js');
    basis(argumentsOf(call), console);
  },
};

function argumentsOf(call: Call): BasisArguments {
  const [domain, codomain] = call.words;
  const [draw, out] = [call.text('draw'), call.text('out')];
  return {
    domain,
    codomain,
    group: call.text('group'),
    draw: draw === undefined ? undefined : nonEmpty('--draw with a name', draw),
    out: out === undefined ? undefined : nonEmpty('--out with a name', out),
    json: call.flag('json'),
  };
}
