/** The fingerprint of a group on its generators: what a certificate that another process reads is of. */
import type { PermutationGroup } from '@isotypic/algebra';
import { fingerprint } from '@isotypic/algebra/internal';

/** 64 hexadecimal digits, equal for equal generators in the same order and different otherwise. */
export function groupFingerprint({ degree, generators }: PermutationGroup): string {
  return fingerprint(['permutation group', [degree, generators.length], ...generators.map((g) => g.images)]);
}
