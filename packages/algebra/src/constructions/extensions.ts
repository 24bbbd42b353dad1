/** Semidirect and subdirect products. */
import { arrayOf, checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { permutationsKind } from '../groups/argument-checks.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { pointwiseStabilizer } from '../groups/structure/pointwise-stabilizer.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { requireHomomorphism, sideBySide } from './homomorphism-check.js';
import { elementNumbering } from './induced-actions.js';
import { CONSTRUCTION_OPTION_KINDS, type ConstructionOptions, checkSize, MAX_LISTED } from './options.js';

/**
 * The semidirect product N ⋊ H, where generator i of H acts on N as the automorphism that carries generator j of N to
 * `automorphisms[i][j]`. It acts on the elements of N, numbered from the identity, and the points of H after them: N by
 * left multiplication, H by the automorphisms and on its own points. Generators of N first, then those of H. One step
 * is one sift, or one image of an element.
 *
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM` when the images define no automorphism, or the automorphisms no action
 * of H; `OUT_OF_MEMORY` when |N| exceeds `limit`, by default 2²⁰; `SHAPE_MISMATCH`
 * @example
 * // C₇ ⋊ C₃ with x ↦ x²
 * const [a] = catalogue.cyclic(7).generators;
 * semidirectProduct(catalogue.cyclic(7), catalogue.cyclic(3), [[a.power(2)]]).order // 21n
 */
export function semidirectProduct(
  normal: PermutationGroup,
  complement: PermutationGroup,
  automorphisms: readonly (readonly Permutation[])[],
  options: ConstructionOptions = {},
): PermutationGroup {
  const where = 'semidirectProduct';
  checkArgument(where, 'normal', normal, groupKind);
  checkArgument(where, 'complement', complement, groupKind);
  checkArgument(where, 'automorphisms', automorphisms, arrayOf(permutationsKind, 'an array of arrays of permutations'));
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  checkSize(where, 'a normal factor of order', normal.orderWithin(meter), options.limit ?? MAX_LISTED);
  const numbering = elementNumbering(where, normal, meter);
  const onElements = automorphisms.map((images) => {
    requireHomomorphism(where, 'automorphisms', normal, images, meter);
    const outside = images.find((image) => !normal.contains(image));
    if (outside) throw notAnAutomorphism(where, 'stay inside the normal factor', `an image outside: ${outside}`);
    return automorphismOnElements(where, numbering, images, meter);
  });
  requireHomomorphism(where, 'automorphisms', complement, onElements, meter);
  const still = Permutation.identity(complement.degree);
  const generators = [
    ...numbering.images.map((g) => sideBySide([g, still])),
    ...complement.generators.map((h, i) => sideBySide([onElements[i], h])),
  ];
  return new PermutationGroup(generators, { degree: numbering.points.length + complement.degree });
}

/** The permutation of the element numbers that a homomorphism given on generators makes; refused unless it is one. */
function automorphismOnElements(
  where: string,
  { points, images: left, indexOf }: ReturnType<typeof elementNumbering>,
  images: readonly Permutation[],
  meter: WorkMeter,
): Permutation {
  const value = new Array<Permutation | undefined>(points.length);
  value[0] = points[0];
  const result = new Uint32Array(points.length);
  // elements are numbered breadth first, so every one is met as g·x with x before it
  for (let x = 0; x < points.length; x++) {
    meter.step();
    const here = value[x] as Permutation;
    result[x] = indexOf(here);
    left.forEach((g, k) => {
      value[g.images[x]] ??= images[k].times(here);
    });
  }
  if (new Set(result).size < result.length) {
    throw notAnAutomorphism(where, 'are one to one', `an endomorphism with images ${images.join(', ')}`);
  }
  return Permutation.fromTrustedImages(result);
}

function notAnAutomorphism(where: string, what: string, received: string): IsotypicError {
  return new IsotypicError('NOT_A_HOMOMORPHISM', { where, expected: `automorphisms, which ${what}`, received });
}

/**
 * The subdirect product {(g, h) ∈ G × H : α(g) = β(h)} of two groups over a common quotient, on the disjoint union of
 * the points. α and β are given by the images of the generators, permutations of one set; |G| |H| / |quotient|
 * elements. One step is one sift.
 *
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`; `INVALID_ARGUMENT` when α and β have different images; `SHAPE_MISMATCH`
 * @example
 * // pairs of permutations of equal sign
 * const sign = (g) => Permutation.fromImages(g.sign() === 1 ? [0, 1] : [1, 0]);
 * const s3 = catalogue.symmetric(3);
 * subdirectProduct(s3, s3, s3.generators.map(sign), s3.generators.map(sign)).order // 18n
 */
export function subdirectProduct(
  left: PermutationGroup,
  right: PermutationGroup,
  leftImages: readonly Permutation[],
  rightImages: readonly Permutation[],
  options: WorkOptions = {},
): PermutationGroup {
  const where = 'subdirectProduct';
  checkArgument(where, 'left', left, groupKind);
  checkArgument(where, 'right', right, groupKind);
  checkArgument(where, 'leftImages', leftImages, permutationsKind);
  checkArgument(where, 'rightImages', rightImages, permutationsKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  requireHomomorphism(where, 'leftImages', left, leftImages, meter);
  const graph = requireHomomorphism(where, 'rightImages', right, rightImages, meter);
  const quotientDegree = leftImages[0]?.degree ?? rightImages[0]?.degree ?? 0;
  const [leftQuotient, quotient] = [leftImages, rightImages].map((images) =>
    new PermutationGroup(images, { degree: quotientDegree }).ready(meter),
  );
  const isInside = (images: readonly Permutation[], group: PermutationGroup) => images.every((x) => group.contains(x));
  if (!isInside(leftImages, quotient) || !isInside(rightImages, leftQuotient)) {
    throw invalidArgument(
      where,
      'homomorphisms onto one group',
      `images of orders ${leftQuotient.order}, ${quotient.order}`,
    );
  }
  const one = Permutation.identity(left.degree);
  const identity = Permutation.identity(right.degree);
  // (g, h) with α(g) = β(h) for the generators g, and 1 × ker β: a pair divided by a word in the former is in the
  // latter
  const matched = left.generators.map((g, i) => {
    const h = right.generators.length === 0 ? identity : quotient.factor(leftImages[i]).evaluate(right.generators);
    return sideBySide([g, h]);
  });
  const quotientPoints = Array.from({ length: quotientDegree }, (_, i) => right.degree + i);
  const kernel = quotientDegree === 0 ? right.generators : pointwiseStabilizer(graph, quotientPoints, meter).generators;
  const kernelPairs = kernel.map((h) => sideBySide([one, Permutation.fromImages(h.images.slice(0, right.degree))]));
  return new PermutationGroup([...matched, ...kernelPairs], { degree: left.degree + right.degree });
}
