/** `isotypic group`: what a permutation group is. */
import {
  describeGroup,
  type PermutationGroup,
  parseGroup,
  structureDescription,
  type WorkOptions,
} from '@isotypic/algebra';
import { type Command, JSON_OPTION } from '../../command.js';
import { alignTable } from '../../report/text.js';

export const groupCommand: Command = {
  name: 'group',
  words: 'GROUP',
  count: [1, 1],
  wordsAre: 'one group',
  summary: 'order, orbits, blocks, series and classes of a group',
  description:
    'Prints what a permutation group is: order, orbits, primitivity and blocks, center, derived subgroup, and with ' +
    '--structure what it is made of, with --classes its conjugacy classes.',
  example: 'isotypic group "symmetric(5) on pairs"',
  options: {
    structure: { type: 'boolean', help: 'what it is made of, such as C7 : C3; orders up to 100,000' },
    classes: { type: 'boolean', help: 'the conjugacy classes too, which may take long' },
    json: JSON_OPTION,
  },
  run(call, console) {
    const group = parseGroup(call.words[0]);
    const work = { ...(console.signal && { signal: console.signal }) };
    const orbits = group.orbits();
    const isTransitive = orbits.length === 1;
    const facts = {
      group: call.words[0],
      description: describeGroup(group),
      degree: group.degree,
      order: String(group.order),
      generators: group.generators.map(String),
      orbits: orbits.map((o) => o.length),
      primitive: isTransitive && group.isPrimitive(work),
      blocks: isTransitive ? (group.blockSystem()?.length ?? null) : null,
      abelian: group.isAbelian(),
      solvable: group.isSolvable(work),
      simple: group.isSimple(work),
      center: String(group.center(work).order),
      derivedSubgroup: String(group.derivedSubgroup(work).order),
      abelianInvariants: group.abelianInvariants(work).map(String),
      ...(call.flag('structure') && { structure: structureDescription(group, work) }),
      ...(call.flag('classes') && { classes: classesOf(group, work) }),
    };
    if (call.flag('json')) {
      console.out(`${JSON.stringify(facts, null, 2)}\n`);
      return;
    }
    const yes = (b: boolean): string => (b ? 'yes' : 'no');
    const rows: [string, string][] = [
      ['group', facts.description],
      ...(facts.structure === undefined ? [] : [['structure', facts.structure] as [string, string]]),
      ['degree', String(facts.degree)],
      ['order', facts.order],
      ['generators', facts.generators.join(', ') || 'none'],
      ['orbits', orbitsOf(facts.orbits)],
      ['primitive', facts.blocks === null ? yes(facts.primitive) : `no: ${facts.blocks} blocks`],
      ['abelian', yes(facts.abelian)],
      ['solvable', yes(facts.solvable)],
      ['simple', yes(facts.simple)],
      ['center', `order ${facts.center}`],
      ['derived subgroup', `order ${facts.derivedSubgroup}`],
      ['abelian invariants', facts.abelianInvariants.join(', ') || 'none: the group is perfect'],
    ];
    const width = Math.max(...rows.map(([name]) => name.length));
    console.out(`${rows.map(([name, value]) => `${name.padEnd(width)}   ${value}`).join('\n')}\n`);
    if (facts.classes) {
      const listed = facts.classes.map((c) => [c.size, c.elementOrder, c.representative]);
      console.out(`\n${listed.length} conjugacy classes\n`);
      console.out(`${alignTable([['size', 'order', 'representative'], ...listed])}\n`);
    }
  },
};

/** `1, of length 5`, or `3, of lengths 1, 2, 2`. */
function orbitsOf(lengths: readonly number[]): string {
  return `${lengths.length}, of length${lengths.length === 1 ? '' : 's'} ${lengths.join(', ')}`;
}

function classesOf(group: PermutationGroup, work: WorkOptions) {
  return group.conjugacyClasses(work).map((c) => ({
    representative: String(c.representative),
    size: String(c.size),
    elementOrder: String(c.elementOrder),
  }));
}
