/**
 * Is a stabiliser chain complete? By Schreier's lemma it is when every Schreier generator of every level sifts through
 * the levels below. Checked bottom-up, so that each level stands on levels already known to be groups.
 */
import { compose, composeInto } from '../permutations/images.js';
import type { RandomElement } from './product-replacement.js';
import type { StrongGenerator } from './schreier-tree.js';
import type { StabilizerChain } from './stabilizer-chain.js';

/**
 * Looks for an element of the group that the chain lacks; undefined proves the chain complete.
 *
 * Level l with transversal T, standing on a group K below it, is the group ⟨edges of T, K⟩ exactly when T·K is closed
 * under left multiplication by the edges and by generators of K. At level 0 the input generators take their place:
 * everything else in the chain is a word in them.
 */
export function findMissing(chain: StabilizerChain, generators: readonly StrongGenerator[]): RandomElement | undefined {
  const strong: StrongGenerator[] = [];
  for (let l = chain.levels.length - 1; l >= 0; l--) {
    for (const g of chain.levels[l].generators) if (!strong.includes(g)) strong.push(g);
    const missing = findMissingAt(chain, l, l === 0 ? generators : strong);
    if (missing !== undefined) return missing;
  }
  if (chain.levels.length === 0) return generators.find(({ images }) => images.some((x, i) => x !== i));
  return undefined;
}

function findMissingAt(
  chain: StabilizerChain,
  l: number,
  generators: readonly StrongGenerator[],
): RandomElement | undefined {
  const level = chain.levels[l];
  const product = new Uint32Array(chain.degree);
  for (const x of level.orbit) {
    const u = level.transversal(x);
    for (const s of generators) {
      // s·u_x sifts from this level on exactly when the Schreier generator u_{sx}⁻¹·s·u_x sifts below it.
      composeInto(product, s.images, u);
      if (!chain.siftInPlace(product, l).isMember) {
        return { images: compose(s.images, u), word: s.word.times(level.transversalWord(x)) };
      }
    }
  }
  return undefined;
}
