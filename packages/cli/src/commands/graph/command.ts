/** `isotypic graph`: the symmetries of a graph, and whether two are the same. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { automorphismGroup, canonicalForm, describeGroup, graphIsomorphism, parseGraph } from '@isotypic/algebra';
import { type Command, JSON_OPTION } from '../../command.js';
import { readBytes } from '../../data/read-bytes.js';

/** What a file of this name holds, or the word itself. */
function textOf(word: string): string {
  if (!existsSync(word)) return word;
  return new TextDecoder().decode(readBytes(word, 'isotypic graph', 'a file with a graph'));
}

export const graphCommand: Command = {
  name: 'graph',
  words: 'GRAPH [OTHER]',
  count: [1, 2],
  wordsAre: 'one graph, or two',
  summary: 'automorphism group and canonical form of a graph; an isomorphism of two',
  description:
    'Reads graph6, sparse6, digraph6 or DIMACS, from a file or as the text itself, and prints the group of its ' +
    'automorphisms, its orbits, and a fingerprint of its canonical form, equal for isomorphic graphs. With two, ' +
    'it prints an isomorphism of the first onto the second, or that there is none.',
  example: 'isotypic graph "IheA@GUAo"',
  options: { json: JSON_OPTION },
  run(call, console) {
    const work = { ...(console.signal && { signal: console.signal }) };
    const [first, second] = call.words.map((word) => parseGraph(textOf(word)));
    if (second !== undefined) {
      const isomorphism = graphIsomorphism(first, second, work);
      const facts = { isomorphic: isomorphism !== undefined, isomorphism: isomorphism?.toArray() ?? null };
      if (call.flag('json')) console.out(`${JSON.stringify(facts, null, 2)}\n`);
      else console.out(isomorphism ? `isomorphic by ${isomorphism}\n` : 'not isomorphic\n');
      return;
    }
    const group = automorphismGroup(first, work);
    const facts = {
      vertices: first.vertices,
      edges: first.edges.length,
      group: describeGroup(group),
      order: String(group.order),
      generators: group.generators.map(String),
      orbits: group.orbits(),
      form: createHash('sha256').update(canonicalForm(first, work).key).digest('hex'),
    };
    if (call.flag('json')) {
      console.out(`${JSON.stringify(facts, null, 2)}\n`);
      return;
    }
    console.out(
      `graph        ${facts.vertices} vertices, ${facts.edges} ${first.directed ? 'arcs' : 'edges'}\n` +
        `group        ${facts.group}\norder        ${facts.order}\n` +
        `generators   ${facts.generators.join(', ') || 'none'}\n` +
        `orbits       ${facts.orbits.map((orbit) => `{${orbit.join(' ')}}`).join(' ') || 'none'}\n` +
        `form         ${facts.form}\n`,
    );
  },
};
