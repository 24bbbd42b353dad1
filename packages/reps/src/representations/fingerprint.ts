/** The fingerprint of an action: what two processes compare before they mix what belongs to one. */
import type { Permutation } from '@isotypic/algebra';
import { checkArgument, type FingerprintPart, fingerprint } from '@isotypic/algebra/internal';
import { REPRESENTATION, type Representation } from './kinds.js';

/**
 * 64 hexadecimal digits, equal for representations of groups on equal generators in the same order with equal images,
 * of one kind (permutations, exact matrices, floats), and different otherwise. Labels do not count.
 * Cost: O(generators · degree) for permutations, one printed entry after the other for matrices.
 * @example
 * actionFingerprint(permutationRepresentation(catalogue.cyclic(3))).length // 64
 */
export function actionFingerprint(rep: Representation): string {
  checkArgument('actionFingerprint', 'rep', rep, REPRESENTATION);
  return fingerprint(partsOf(rep));
}

function* partsOf(rep: Representation): Generator<FingerprintPart> {
  const { group, dimension } = rep;
  yield 'action of a permutation group on its generators';
  yield [group.degree, group.generators.length, dimension];
  yield* group.generators.map(imagesOf);
  if (rep.kind === 'permutation') {
    yield 'permutations';
    yield* rep.images.map(imagesOf);
  } else if (rep.kind === 'numeric') {
    yield 'floats';
    for (const { data } of rep.generatorMatrices) yield data;
  } else {
    yield 'exact matrices';
    for (const { entries, field } of rep.generatorMatrices) for (const x of entries) yield field.print(x);
  }
}

function imagesOf(p: Permutation): Uint32Array {
  return p.images;
}
