/** Printable names of groups: an expression of the catalogue's grammar that reads back as the same group. */
import { checkArgument, type Kind } from '../arguments.js';
import type { PermutationGroup } from './permutation-group.js';

/** How tightly an expression binds: a × b < a ≀ b < anything that needs no parentheses. */
export type Binding = 'product' | 'wreath' | 'atom';

const STRENGTH: Record<Binding, number> = { product: 0, wreath: 1, atom: 2 };

interface GroupName {
  readonly binding: Binding;
  /** Deferred: naming a group must cost nothing when nobody prints it. */
  readonly text: () => string;
}

const names = new WeakMap<PermutationGroup, GroupName>();

/** Remembers what `group` is called and returns it. */
export function named(
  group: PermutationGroup,
  text: string | (() => string),
  binding: Binding = 'atom',
): PermutationGroup {
  names.set(group, { binding, text: typeof text === 'string' ? () => text : text });
  return group;
}

/** By what it needs, since the class of groups is made of parts that are named here. */
const NAMED: Kind = {
  expected: 'a permutation group',
  accepts: (v) => typeof v === 'object' && v !== null && 'generators' in v && 'degree' in v && 'order' in v,
  remedy: (v) =>
    Array.isArray(v) ? 'new PermutationGroup([images, …]) makes one.' : 'Pass the .group of a representation.',
};

/**
 * An expression that `parseGroup` reads back as a group with the same generators: `symmetric(5) on pairs` where the
 * group came from the catalogue or a construction, else its generators, `<(0 1 2), (0 1)>`.
 *
 * @example describeGroup(catalogue.dihedral(4)) // 'dihedral(4)'
 */
export function describeGroup(group: PermutationGroup): string {
  checkArgument('describeGroup', 'group', group, NAMED);
  return names.get(group)?.text() ?? describeGenerators(group);
}

/**
 * The name given to the group by the catalogue or a construction, if there is one.
 * @example groupName(catalogue.cyclic(4)) // 'cyclic(4)'
 */
export function groupName(group: PermutationGroup): string | undefined {
  checkArgument('groupName', 'group', group, NAMED);
  return names.get(group)?.text();
}

/** The description as an operand of an operator that binds like `inside`, in parentheses where it needs them. */
export function describeOperand(group: PermutationGroup, inside: Binding): string {
  const binding = names.get(group)?.binding ?? 'atom';
  const text = describeGroup(group);
  return STRENGTH[binding] < STRENGTH[inside] ? `(${text})` : text;
}

function describeGenerators(group: PermutationGroup): string {
  let moved = 0;
  for (const g of group.generators)
    g.images.forEach((x, i) => {
      if (x !== i && i >= moved) moved = i + 1;
    });
  const parts = group.generators.map(String);
  if (moved !== group.degree) parts.push(`degree ${group.degree}`);
  return `<${parts.join(', ')}>`;
}
