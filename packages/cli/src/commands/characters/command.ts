/** `isotypic characters`: a character table as it is written on paper, or as GAP reads it. */
import { parseGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { characterTableOf, encodeReplabAtlas, gapCharacterTable } from '@isotypic/tables';
import { type Command, JSON_OPTION, misuse } from '../../command.js';
import { alignTable } from '../../report/text.js';

/** Classes by the order of their elements and a letter, as the ATLAS names them: 1a, 2a, 2b, …, 2z, 2aa. */
function classNames(orders: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return orders.map((order) => {
    const n = seen.get(order) ?? 0;
    seen.set(order, n + 1);
    return order + letters(n);
  });
}

function letters(n: number): string {
  return (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(97 + (n % 26));
}

export const charactersCommand: Command = {
  name: 'characters',
  words: 'GROUP',
  count: [1, 1],
  wordsAre: 'one group',
  summary: 'character table of a group',
  description:
    "Prints the complex character table in GAP's notation, E(n) being exp(2πi/n), with sizes of " +
    'the classes, named by the order of their elements and a letter, and the Frobenius–Schur indicator ν of each ' +
    'character.',
  example: 'isotypic characters "alternating(5)"',
  options: {
    gap: { type: 'boolean', help: 'as text that GAP reads' },
    replab: { type: 'boolean', help: 'as an entry of RepLAB’s atlas, with irreps and relators' },
    json: JSON_OPTION,
  },
  run(call, console) {
    const group = parseGroup(call.words[0]);
    const groupName = call.words[0];
    const forms = ['gap', 'replab', 'json'].filter((form) => call.flag(form));
    if (forms.length > 1) throw misuse('one of --gap, --replab and --json', forms.join(' and '));
    if (call.flag('gap')) {
      console.out(gapCharacterTable(group, { groupName }));
      return;
    }
    if (call.flag('replab')) {
      console.out(encodeReplabAtlas(group, { groupName }));
      return;
    }
    if (call.flag('json')) {
      const { descriptor, exact } = characterTableOf(group, { groupName });
      console.out(`${JSON.stringify({ ...descriptor, exact }, null, 2)}\n`);
      return;
    }
    const { classes, characters, order } = characterTable(group, { ...(console.signal && { signal: console.signal }) });
    const rows = [
      ['', 'ν', ...classNames(classes.map((c) => String(c.elementOrder)))],
      ['size', '', ...classes.map((c) => String(c.size))],
      ...characters.map((χ, i) => [`χ${i + 1}`, String(χ.indicator), ...χ.values.map(String)]),
    ];
    console.out(`${groupName}, order ${order}\n${alignTable(rows)}\n`);
  },
};
