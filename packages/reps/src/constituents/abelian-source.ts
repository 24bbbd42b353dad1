/** The irreps in permutation representations of an abelian group, from the characters of its orbits. */
import { gcd, IsotypicError, type Permutation, type PermutationGroup } from '@isotypic/algebra';
import { rowOfForm } from '../bases/fixed-vectors.js';
import { irrepFrame } from '../bases/irrep-frame.js';
import { once } from '../bases/once.js';
import { linearCharacterOf, linearRealIrreps } from '../irreps/abelian/linear-irreps.js';
import { AbelianOrbit } from '../orbitals/abelian-orbit.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import type { Constituents, OrbitConstituent } from './constituents.js';

/** Turns are integers over one denominator, and products of two of them are taken. */
const DENOMINATOR_LIMIT = 2 ** 26;

/**
 * The characters that occur, without listing the group: one for each point of each orbit.
 * @param orbits pairwise non-isomorphic G-sets of an abelian group
 * @throws {IsotypicError} `NOT_DECIDED` when the orbits' lengths have a least common multiple above 2²⁶
 * Cost: O(n) for an orbit of n points, beside the irreps' own objects.
 */
export function abelianSource(group: PermutationGroup, orbits: readonly OrbitEdges[]): Constituents {
  const abelian = orbits.map((edges) => ({ edges, orbit: new AbelianOrbit(edges) }));
  const denominator = abelian.reduce((lcm, { orbit }) => (lcm / gcd(lcm, orbit.points)) * orbit.points, 1);
  if (denominator > DENOMINATOR_LIMIT) {
    throw new IsotypicError('NOT_DECIDED', {
      where: 'isotypicDecomposition',
      expected: `orbits whose lengths have a least common multiple of at most ${DENOMINATOR_LIMIT}`,
      received: `${denominator}`,
      remedy: 'Decompose the orbits one by one.',
    });
  }
  const occurring = new Map<string, readonly number[]>();
  const numbered = abelian.map(({ edges, orbit }) => {
    const number = new Map<string, number>();
    orbit.characters.forEach((turns, i) => {
      const scaled = turns.map((a) => a * (denominator / orbit.points));
      number.set(scaled.join(), i);
      occurring.set(scaled.join(), scaled);
    });
    return { edges, orbit, number };
  });
  const characters = [...occurring.values()].sort((a, b) => a.map((x, i) => x - b[i]).find((x) => x !== 0) ?? 0);
  const exponents = (g: Permutation): readonly number[] => exponentSums(group, g, denominator);
  const listed = linearRealIrreps(group, { denominator, characters, exponents });
  const onOrbit = new Map<string, readonly OrbitConstituent[]>();
  for (const { edges, orbit, number } of numbered) {
    const list = listed.flatMap(({ irrep, turns }): OrbitConstituent[] => {
      const character = number.get(turns.join());
      if (character === undefined) return [];
      const fixedVectors = once(() => [rowOfForm(irrepFrame(irrep))]);
      return [
        {
          irrep,
          multiplicity: 1,
          fixedVectors,
          character: linearCharacterOf(irrep),
          fourier: { orbit, character, degree: irrep.degree === 1 ? 1 : 2 },
        },
      ];
    });
    onOrbit.set(edges.signature, list);
  }
  return { irreps: listed.map(({ irrep }) => irrep), onOrbit };
}

/** How often each generator occurs in a word for g; enough for an abelian group. */
function exponentSums(group: PermutationGroup, g: Permutation, modulus: number): readonly number[] {
  const zero: readonly number[] = group.generators.map(() => 0);
  const combine = (a: readonly number[], b: readonly number[]) => a.map((x, i) => (x + b[i]) % modulus);
  return group.factor(g).evaluateIn(
    { one: zero, times: combine, inverse: (a) => a.map((x) => (modulus - x) % modulus) },
    group.generators.map((_, k) => group.generators.map((_, i) => Number(i === k))),
  );
}
