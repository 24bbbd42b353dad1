/** Whether a description such as `C3 x (C7 : C3)` is true of a group, whoever wrote it. */
import { readFileSync } from 'node:fs';
import {
  groupIsomorphism,
  normalSubgroups,
  PermutationGroup,
  parseGroup,
  quotientGroup,
  subgroupClasses,
} from '@isotypic/algebra';

/** A name, a direct product, a split extension of the left part by the right one, or an extension. */
type Description =
  | { readonly kind: 'name'; readonly group: PermutationGroup }
  | { readonly kind: 'x' | ':' | '.'; readonly left: Description; readonly right: Description };

export interface DescribedRow {
  readonly id: string;
  readonly group: PermutationGroup;
  readonly description: string;
}

/** Groups of order 64 to 200 as GAP describes them. */
export const describedRows: readonly DescribedRow[] = readFileSync(
  new URL('../../../../vectors/groups/descriptions.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => {
    const { id, degree, gens, description } = JSON.parse(line);
    return { id, group: new PermutationGroup(gens, { degree }), description };
  });

export const isTrueOf = (group: PermutationGroup, text: string): boolean => holds(group, parse(text.split(' = ')[0]));

function holds(group: PermutationGroup, description: Description): boolean {
  if (group.order !== orderOf(description)) return false;
  if (description.kind === 'name') return groupIsomorphism(group, description.group) !== undefined;
  const { kind, left, right } = description;
  if (kind === 'x' && group.isAbelian()) return `${group.abelianInvariants()}` === `${primePowers(description)}`;
  const kernels = normalSubgroups(group).filter((N) => N.order === orderOf(left) && holds(N, left));
  if (kind === '.') return kernels.some((N) => holds(quotientGroup(group, N).image, right));
  const others =
    kind === 'x' ? normalSubgroups(group) : subgroupClasses(group).map(({ representative }) => representative);
  const complements = others.filter((H) => H.order === orderOf(right) && holds(H, right));
  return kernels.some((N) => complements.some((H) => N.intersection(H).order === 1n));
}

function orderOf(description: Description): bigint {
  return description.kind === 'name' ? description.group.order : orderOf(description.left) * orderOf(description.right);
}

/** The invariants of a product of cyclic groups. */
function primePowers(description: Description): bigint[] {
  const parts = (d: Description): bigint[] =>
    d.kind === 'name' ? d.group.abelianInvariants() : [...parts(d.left), ...parts(d.right)];
  return parts(description).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function parse(text: string): Description {
  let depth = 0;
  // the last operation outside of all parentheses; products of several factors have nothing else there
  for (let i = text.length - 1; i > 0; i--) {
    if (text[i] === ')') depth++;
    if (text[i] === '(') depth--;
    const kind = text[i];
    if (depth !== 0 || text[i - 1] !== ' ' || text[i + 1] !== ' ') continue;
    if (kind === 'x' || kind === ':' || kind === '.') {
      return { kind, left: parse(text.slice(0, i - 1)), right: parse(text.slice(i + 2)) };
    }
  }
  return text.startsWith('(') ? parse(text.slice(1, -1)) : { kind: 'name', group: named(text) };
}

/** GAP's names; D14 is the dihedral group of order 14. */
function named(text: string): PermutationGroup {
  const [, family, order] = /^(D|Q|QD)(\d+)$/.exec(text) ?? [];
  const n = Number(order);
  if (family === 'D') return parseGroup(`dihedral(${n / 2})`);
  if (family === 'Q') return parseGroup(`<a, b | a^${n / 2}, b^2 = a^${n / 4}, b^-1 a b = a^-1>`);
  if (family === 'QD') return parseGroup(`<a, b | a^${n / 2}, b^2, b a b = a^${n / 4 - 1}>`);
  return parseGroup(text);
}
