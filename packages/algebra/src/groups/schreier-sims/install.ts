/** How a stabilizer chain grows: what does not sift becomes a strong generator of the level where it stopped. */

import { SchreierTree, type StrongGenerator, strongGenerator } from '../chain/schreier-tree.js';
import type { StabilizerChain } from '../chain/stabilizer-chain.js';
import { Word } from '../word.js';

/**
 * Sifts `images` (destroyed); a residue becomes a strong generator, whose word is kept if one is given. Says whether
 * the chain grew.
 */
export function siftAndInstall(chain: StabilizerChain, images: Uint32Array, word?: Word): boolean {
  const trace: number[] = [];
  const { level, isMember } = chain.siftInPlace(images, 0, word && trace);
  if (isMember) return false;
  const residue = word === undefined ? Word.identity : residueWord(chain, trace, word);
  install(chain, strongGenerator(images.slice(), residue), level);
  return true;
}

/** The word of what is left of an element, whose word is `word`, when it has been divided at the levels of `trace`. */
function residueWord(chain: StabilizerChain, trace: readonly number[], word: Word): Word {
  const divisor = trace.reduce(
    (product, point, l) => product.times(chain.levels[l].transversalWord(point)),
    Word.identity,
  );
  return divisor.inverse().times(word);
}

/**
 * Adds a strong generator that fixes the base points before `level`; levels whose orbit it does not enlarge stay as
 * they are.
 */
export function install(chain: StabilizerChain, generator: StrongGenerator, level: number): void {
  if (level === chain.levels.length) {
    chain.levels.push(new SchreierTree(chain.degree, chooseBasePoint(chain, generator.images), chain.budget));
  }
  for (let l = 0; l < level; l++) if (enlarges(chain.levels[l], generator)) chain.levels[l].extend(generator);
  chain.levels[level].extend(generator);
}

function enlarges(level: SchreierTree, { images, inverse }: StrongGenerator): boolean {
  for (const x of level.orbit) if (!level.contains(images[x]) || !level.contains(inverse[x])) return true;
  return false;
}

/** A moved point, by preference in the orbit of the last base point: that keeps the orbits of the stabilizers long. */
function chooseBasePoint(chain: StabilizerChain, images: Uint32Array): number {
  const preferred = chain.preference?.find((x) => images[x] !== x);
  if (preferred !== undefined) return preferred;
  const last = chain.levels[chain.levels.length - 1];
  const inside = last?.orbit.find((x) => images[x] !== x);
  return inside ?? images.findIndex((x, i) => x !== i);
}
