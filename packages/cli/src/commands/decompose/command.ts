/** `isotypic decompose`: the isotypic components of a permutation representation. */
import { parseGroup, type WorkOptions } from '@isotypic/algebra';
import { isotypicDecomposition, type PermutationRepresentation, permutationRepresentation } from '@isotypic/reps';
import { type Command, choiceOf, JSON_OPTION } from '../../command.js';
import { alignTable } from '../../report/text.js';

const FIELDS = ['real', 'rational', 'complex'] as const;
const LETTERS = { real: 'ℝ', rational: 'ℚ', complex: 'ℂ' } as const;

export const decomposeCommand: Command = {
  name: 'decompose',
  words: 'GROUP',
  count: [1, 1],
  wordsAre: 'one group',
  summary: 'isotypic components of a group’s action on its points',
  description:
    'Takes apart the permutation representation: which irreducibles occur in it over a field, of what degree, and ' +
    'how often.',
  example: 'isotypic decompose "rubiksCube()"',
  options: {
    field: { type: 'string', value: 'FIELD', help: 'real (default), rational or complex' },
    json: JSON_OPTION,
  },
  run(call, console) {
    const group = parseGroup(call.words[0]);
    const field = choiceOf('--field', call.text('field') ?? 'real', FIELDS);
    const rep = permutationRepresentation(group);
    const found = componentsOf(rep, field, { ...(console.signal && { signal: console.signal }) });
    if (call.flag('json')) {
      const result = { group: call.words[0], order: String(group.order), dimension: group.degree, field };
      console.out(`${JSON.stringify({ ...result, components: found }, null, 2)}\n`);
      return;
    }
    const rows = found.map((c) => [c.label, String(c.degree), String(c.multiplicity)]);
    console.out(`${call.words[0]}, order ${group.order}, on ${group.degree} points, over the ${field} numbers\n`);
    const sum = found.map((c) => `${c.multiplicity > 1 ? `${c.multiplicity} · ` : ''}${c.label}`).join(' ⊕ ');
    console.out(`${LETTERS[field]}^${group.degree} = ${sum}\n`);
    console.out(`${alignTable([['component', 'degree', 'multiplicity'], ...rows])}\n`);
  },
};

/** One call for each field, since what comes back differs in its type. */
function componentsOf(rep: PermutationRepresentation, field: (typeof FIELDS)[number], work: WorkOptions) {
  const { components } =
    field === 'real'
      ? isotypicDecomposition(rep, { field, ...work })
      : field === 'rational'
        ? isotypicDecomposition(rep, { field, ...work })
        : isotypicDecomposition(rep, { field, ...work });
  return components.map(({ label, degree, multiplicity }) => ({ label, degree, multiplicity }));
}
