/** Moving every sample by its own random group element: what changes nothing if the law is invariant. */
import { type Permutation, type RandomSource, randomSource, toFloat64 } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import type { PermutationRepresentation, Representation } from '@isotypic/reps';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

/** Writes ρ(g)x, g uniformly random, to `out`. */
export type RandomMove = (x: Float64Array, out: Float64Array) => void;

/** Groups up to this order are listed once; a larger group's elements are drawn and evaluated one by one. */
const LISTED = 2048;

/**
 * Uniformly random moves by elements of the structure's group.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a structure that did not come from a representation.
 */
export function randomMoves(where: string, structure: IsotypicStructure, seed: number | undefined): RandomMove {
  const rep = structure.representation;
  if (rep === undefined) {
    throw invalidArgument(where, 'a representation, whose group can be sampled', 'a structure without one');
  }
  const random = randomSource(seed);
  const draw = drawer(rep, random);
  return (x, out) => {
    const action = draw();
    if (action instanceof Uint32Array) {
      // ρ(g)eᵢ = e_{g(i)}
      for (let i = 0; i < x.length; i++) out[action[i]] = x[i];
      return;
    }
    for (let i = 0; i < x.length; i++) {
      let sum = 0;
      for (let j = 0; j < x.length; j++) sum += action.data[i * x.length + j] * x[j];
      out[i] = sum;
    }
  };
}

type Action = Uint32Array | Float64Layout;

function drawer(rep: Representation, random: RandomSource): () => Action {
  const evaluate = (g: Permutation): Action => {
    if (rep.kind === 'permutation') return (rep as PermutationRepresentation).permutation(g).images;
    return rep.kind === 'numeric' ? rep.matrix(g) : toFloat64(rep.matrix(g));
  };
  if (rep.group.order > BigInt(LISTED)) return () => evaluate(rep.group.randomElement(random));
  const all = [...rep.group.elements()].map(evaluate);
  return () => all[random.below(all.length)];
}
