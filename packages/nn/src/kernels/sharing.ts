/**
 * Which entries of a filter an element that keeps the grid makes equal: K(ux) = ρ_out(u) K(x) ρ_in(u)ᵀ, where u
 * permutes the points and ρ(u) is a signed permutation of channels. Orbits of entries, with signs; an entry that goes
 * to minus itself is 0.
 */
import type { FieldRepresentation, GSpace } from '../fields/gspace.js';
import { type SignedPermutation, signedPermutationOf } from '../fields/signed-permutations.js';
import type { KernelPoints } from './grid.js';
import type { Sharing } from './kernel-basis.js';

/** A symmetry of the grid with what it does to the channels on both sides. */
interface GridAction {
  readonly points: Int32Array;
  readonly output: SignedPermutation;
  readonly input: SignedPermutation;
}

/** The symmetries of the grid that act by signed permutations on both fields: a group. */
function gridActions(
  space: GSpace,
  output: FieldRepresentation,
  input: FieldRepresentation,
  grid: Pick<KernelPoints, 'count' | 'images'>,
): GridAction[] {
  const imagesOf = grid.images?.bind(grid);
  if (imagesOf === undefined) return [];
  return space.gridSymmetries.flatMap((u) => {
    const onOutput = signedPermutationOf(space.matrix(output, u), output.dimension);
    if (onOutput === undefined) return [];
    const onInput = input === output ? onOutput : signedPermutationOf(space.matrix(input, u), input.dimension);
    if (onInput === undefined) return [];
    return [{ points: imagesOf(space.pointMatrix(u)), output: onOutput, input: onInput }];
  });
}

/** Orbits of entries [out, in, points] under the symmetries of the grid. Cost O(entries · symmetries). */
export function sharedEntries(
  space: GSpace,
  output: FieldRepresentation,
  input: FieldRepresentation,
  grid: Pick<KernelPoints, 'count' | 'images'>,
): Sharing {
  const actions = gridActions(space, output, input, grid);
  const [rows, cols, points] = [output.dimension, input.dimension, grid.count];
  const classOf = new Int32Array(rows * cols * points).fill(-2);
  const signs = new Int8Array(classOf.length);
  const representatives: number[] = [];
  if (actions.length === 0) {
    const all = classOf.map((_, e) => e);
    return { classOf: all, signs: signs.fill(1), representatives: all };
  }
  const orbit = new Int32Array(actions.length);
  for (let o = 0, e = 0; o < rows; o++) {
    for (let i = 0; i < cols; i++) {
      for (let p = 0; p < points; p++, e++) {
        if (classOf[e] !== -2) continue;
        let length = 0;
        let vanishes = false;
        for (let k = 0; k < actions.length; k++) {
          const { output: a, input: b, points: images } = actions[k];
          const image = (a.images[o] * cols + b.images[i]) * points + images[p];
          const sign = a.signs[o] * b.signs[i];
          if (classOf[image] === -2) {
            classOf[image] = representatives.length;
            signs[image] = sign;
            orbit[length++] = image;
          } else if (signs[image] !== sign) vanishes = true;
        }
        if (vanishes) for (let k = 0; k < length; k++) classOf[orbit[k]] = -1;
        else representatives.push(e);
      }
    }
  }
  return { classOf, signs, representatives: Int32Array.from(representatives) };
}
