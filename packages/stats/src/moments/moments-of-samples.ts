/** A room of its own: the moments of samples that are at hand, for estimates of theirs. */
import type { SpacePair } from '@isotypic/numeric';
import type { Samples } from '../data/samples.js';
import type { StructureSource } from '../structure/structure-of.js';
import { type PushOptions, SymmetricMoments } from './symmetric-moments.js';

/** Samples of one space, or of two whose rows belong together; options checked. */
export function momentsOfSamples(
  where: string,
  parts: readonly { readonly samples: Samples; readonly name: string; readonly rep: StructureSource }[],
  options: PushOptions,
  pairs?: readonly SpacePair[],
): Promise<SymmetricMoments> {
  return new SymmetricMoments(parts[0].rep, parts[1]?.rep).pushParts(where, parts, options, pairs);
}
