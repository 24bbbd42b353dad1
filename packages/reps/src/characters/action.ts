import { Permutation, PermutationGroup } from '@isotypic/algebra';

/** The group that acts on `degree` points by the given images of generators, of the same seed. */
export function acting({ seed }: PermutationGroup, images: readonly Uint32Array[], degree: number): PermutationGroup {
  return new PermutationGroup(
    images.map((image) => Permutation.fromTrustedImages(image)),
    { degree, seed },
  );
}
