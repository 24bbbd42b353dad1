// The cases of the benchmark: groups, how often they act, how many samples there are.
import { catalogue, Permutation } from '@isotypic/algebra';
import { multiple, permutationRepresentation, regularRepresentation } from '@isotypic/reps';

/** S₆ on the 15 pairs of six points. */
function pairsOfSix() {
  const group = catalogue.symmetric(6);
  const pairs = [];
  for (let i = 0; i < 6; i++) for (let j = i + 1; j < 6; j++) pairs.push([i, j]);
  const at = (a, b) => pairs.findIndex(([i, j]) => i === Math.min(a, b) && j === Math.max(a, b));
  const images = group.generators.map((g) => new Permutation(pairs.map(([i, j]) => at(g.images[i], g.images[j]))));
  return permutationRepresentation(group, images);
}

const regular = (group) => () => regularRepresentation(group());

/** `escnn`: how the peer calls the group, whose regular representation it takes; null where it has no such action. */
export const CASES = [
  { name: 'D10x16', base: regular(() => catalogue.dihedral(10)), copies: 16, rows: 1000, escnn: ['dihedral', 10] },
  { name: 'Icox4', base: regular(() => catalogue.icosahedral()), copies: 4, rows: 1000, escnn: ['icosahedral'] },
  { name: 'Icox16', base: regular(() => catalogue.icosahedral()), copies: 16, rows: 1000, escnn: ['icosahedral'] },
  { name: 'C64x4', base: regular(() => catalogue.cyclic(64)), copies: 4, rows: 10_000, escnn: ['cyclic', 64] },
  { name: 'D10x4', base: regular(() => catalogue.dihedral(10)), copies: 4, rows: 100_000, escnn: ['dihedral', 10] },
  { name: 'S6 on pairs x8', base: pairsOfSix, copies: 8, rows: 10_000, escnn: null },
  { name: 'C512', base: regular(() => catalogue.cyclic(512)), copies: 1, rows: 1000, escnn: ['cyclic', 512] },
  { name: 'C1024', base: regular(() => catalogue.cyclic(1024)), copies: 1, rows: 1000, escnn: ['cyclic', 1024] },
];

export const representationOf = ({ base, copies }) => (copies === 1 ? base() : multiple(copies, base()));
