/** Intersection of two permutation groups, by backtrack in the smaller along a base of both. */
import { compose, identityImages } from '../../permutations/images.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { orbitRepresentatives } from '../orbits.js';
import type { PermutationGroup } from '../permutation-group.js';
import { strongGeneratorsFrom } from '../sims-verify.js';
import type { StabilizerChain } from '../stabilizer-chain.js';
import { BacktrackSearch, mix, type SearchProperty } from './search.js';

const DEFAULT_BUDGET = 5e6;

/** G ∩ H. One step is one node of the search. */
export function intersection(g: PermutationGroup, h: PermutationGroup, options: WorkOptions = {}): PermutationGroup {
  const [small, large] = g.order <= h.order ? [g, h] : [h, g];
  if (small.generators.every((x) => large.contains(x))) return small;
  const chain = small.chain;
  // The other chain follows the same base, redundant points and all, so that partial elements can be compared.
  const other = large.chainThroughBase(chain.base);
  const meter = new WorkMeter('PermutationGroup.intersection', options, DEFAULT_BUDGET);
  const { generators, order } = new BacktrackSearch(chain, new LiesIn(other), meter).findSubgroup();
  const result = small.subgroup(generators.filter((x) => x.some((y, i) => y !== i)));
  result.adoptOrder(order);
  return result;
}

/**
 * Membership in H. The images of the first l base points determine a coset s·Hˡ (or show that there is none); the elements
 * of t·Gˡ ∩ s·Hˡ carry each intersection of an orbit of Gˡ with one of Hˡ to an intersection.
 */
class LiesIn implements SearchProperty {
  private readonly labels: (Int32Array | undefined)[] = [];
  private readonly signatures: (number | undefined)[] = [];

  constructor(private readonly chain: StabilizerChain) {}

  forcedImage(): number {
    return -1;
  }

  admits(): boolean {
    return true;
  }

  mayExtend(l: number, inverse: Uint32Array, labels: Int32Array): boolean {
    const cosetInverse = this.cosetOf(inverse, l);
    if (cosetInverse === undefined) return false;
    const own = this.labelsAt(l);
    let expected = this.signatures[l];
    if (expected === undefined) {
      expected = 0;
      for (let x = 0; x < labels.length; x++) expected = (expected + mix(labels[x], own[x], 0)) | 0;
      this.signatures[l] = expected;
    }
    let sum = 0;
    for (let y = 0; y < labels.length; y++) sum = (sum + mix(labels[inverse[y]], own[cosetInverse[y]], 0)) | 0;
    return sum === expected;
  }

  /** s⁻¹ for some s ∈ H with the images of t on the first l base points. */
  private cosetOf(inverse: Uint32Array, l: number): Uint32Array | undefined {
    const t = new Uint32Array(inverse.length);
    for (let y = 0; y < inverse.length; y++) t[inverse[y]] = y;
    let s = identityImages(inverse.length);
    for (let k = 0; k < l; k++) {
      const level = this.chain.levels[k];
      const point = s[t[level.basePoint]];
      if (!level.contains(point)) return undefined;
      s = compose(level.inverseTransversal(point), s);
    }
    return s;
  }

  private labelsAt(l: number): Int32Array {
    let labels = this.labels[l];
    if (labels === undefined) {
      labels = orbitRepresentatives(this.chain.degree, strongGeneratorsFrom(this.chain, l));
      this.labels[l] = labels;
    }
    return labels;
  }

  isPlausible(): boolean {
    return true;
  }

  holds(t: Uint32Array): boolean {
    return this.chain.contains(t);
  }
}
