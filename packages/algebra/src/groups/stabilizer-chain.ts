/** Base and strong generating set by Schreier–Sims (Sims 1970; Seress 2003, ch. 4). */
import { Permutation } from '../permutations/permutation.js';
import type { RandomSource } from '../random.js';

export interface ChainLevel {
  readonly basePoint: number;
  readonly orbit: number[];
  /** transversal[x] carries basePoint to x. */
  readonly transversal: (Permutation | undefined)[];
  readonly generators: Permutation[];
}

export interface StabilizerChain {
  readonly degree: number;
  readonly levels: ChainLevel[];
}

/** null when p sifts to the identity, else the residue and the level where it stopped. */
export function sift(
  chain: StabilizerChain,
  images: Uint32Array,
  from = 0,
): { residue: Permutation; level: number } | null {
  let residue = Permutation.fromTrustedImages(images);
  for (let l = from; l < chain.levels.length; l++) {
    const level = chain.levels[l] as ChainLevel;
    const u = level.transversal[residue.images[level.basePoint] as number];
    if (!u) return { residue, level: l };
    residue = u.inverse().times(residue);
  }
  return residue.isIdentity() ? null : { residue, level: chain.levels.length };
}

export function buildChain(degree: number, generators: readonly Permutation[], _random: RandomSource): StabilizerChain {
  const chain: StabilizerChain = { degree, levels: [] };
  const extend = (l: number, g: Permutation): void => {
    let level = chain.levels[l];
    if (!level) {
      const basePoint = g.images.findIndex((x, i) => x !== i);
      level = { basePoint, orbit: [basePoint], transversal: new Array(degree), generators: [] };
      level.transversal[basePoint] = Permutation.identity(degree);
      chain.levels.push(level);
    }
    level.generators.push(g);
    const pending: [Permutation, number][] = level.orbit.map((x) => [g, x]);
    while (pending.length) {
      const [s, x] = pending.pop() as [Permutation, number];
      const y = s.images[x] as number;
      const carried = s.times(level.transversal[x] as Permutation);
      const known = level.transversal[y];
      if (!known) {
        level.transversal[y] = carried;
        level.orbit.push(y);
        for (const t of level.generators) pending.push([t, y]);
      } else {
        const stuck = sift(chain, known.inverse().times(carried).images, l + 1);
        if (stuck) for (let k = l + 1; k <= stuck.level; k++) extend(k, stuck.residue);
      }
    }
  };
  for (const g of generators) {
    const stuck = sift(chain, g.images);
    if (stuck) for (let k = 0; k <= stuck.level; k++) extend(k, stuck.residue);
  }
  return chain;
}
