/**
 * A basis of translates with a small inverse Gram matrix, for fields of large degree: along a short orbit of a subgroup
 * P on the translates of v, where χ restricted to P has few constituents. The Gram matrix then lies in the image of an
 * algebra of P of small dimension, and so does its inverse. Coordinates of PSL(2,101)'s 100s over a field of degree 8
 * have 30 characters along the 101 translates by the stabilizer of a point, and 400 along others.
 */

import { type Permutation, PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import type { Residues } from '../../characters/lift.js';
import { movedPoints } from '../../representations/relators.js';
import type { LineSearch } from './line-search.js';
import { type SphericalFunction, sphericalFunction } from './spherical-function.js';
import { spinTranslates, type Translates } from './translates.js';

/** Subgroups looked at before lines are chosen. */
const LISTED = 24;

/** Lines tried: an action on the cosets of each, a third of a second on 5000. */
const MOST_LINES = 8;

/** The orbit may fall short of the degree by a tenth: the rest of the basis are other translates. */
const SHORTEST = 0.9;

/** An orbit of at most so many times the degree is taken without looking for a shorter one. */
const GOOD_RATIO = 1.1;

/**
 * Where some λ induces χ its translates are orthogonal, and the matrices monomial; where they would not be real for a χ
 * of real type, and otherwise, the basis begins with translates along an orbit. Undefined where there is none.
 */
export function shortOrbit(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  lines: LineSearch,
  arithmetic: Residues,
  meter: WorkMeter,
): { φ: SphericalFunction; translates: Translates } | undefined {
  const { group } = table;
  const onPoints = (φ: SphericalFunction, elements: readonly Permutation[]): Permutation[] =>
    elements.map(movedPoints(group, φ.images));
  lines.listMore(LISTED, meter);
  const inducing = χ.indicator === 1 ? undefined : lines.monomialLine(χ);
  if (inducing !== undefined) {
    const φ = sphericalFunction(table, χ, inducing, arithmetic, meter);
    const translates = spinTranslates(φ, [φ.images], χ.degree, arithmetic.modulus, meter);
    return translates && { φ, translates };
  }
  const P = lines.subgroup(χ)?.generators ?? [];
  let best: { φ: SphericalFunction; start: number; length: number } | undefined;
  for (const line of lines.rationalLines(χ, MOST_LINES)) {
    const φ = sphericalFunction(table, χ, line, arithmetic, meter);
    const { degree } = φ.images[0];
    for (const orbit of new PermutationGroup(onPoints(φ, P), { degree }).orbits()) {
      if (orbit.length < SHORTEST * χ.degree || (best !== undefined && orbit.length >= best.length)) continue;
      best = { φ, start: orbit[0], length: orbit.length };
    }
    if (best !== undefined && best.length <= GOOD_RATIO * χ.degree) break;
  }
  if (best === undefined) return undefined;
  const { φ, start } = best;
  const x = φ.elementAt(start);
  const back = x.inverse();
  const moves = onPoints(
    φ,
    P.map((g) => back.times(g).times(x)),
  );
  const translates = spinTranslates(φ, [moves, φ.images], χ.degree, arithmetic.modulus, meter);
  return translates && { φ, translates };
}
