/** Setwise stabilisers, and elements that carry one set of points to another, by backtrack. */
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';
import type { StabilizerChain } from '../stabilizer-chain.js';
import { BacktrackSearch, mix, type SearchProperty } from './search.js';

const DEFAULT_BUDGET = 5e6;

/** The subgroup of elements g with gS = S. One step is one node of the search. */
export function setwiseStabilizer(
  group: PermutationGroup,
  points: readonly number[],
  options: WorkOptions = {},
): PermutationGroup {
  const inside = indicator(group.degree, points);
  const chain = chainForSet(group, inside);
  const meter = new WorkMeter('PermutationGroup.setwiseStabilizer', options, DEFAULT_BUDGET);
  const { generators, order } = new BacktrackSearch(chain, new CarriesSet(chain, inside, inside), meter).findSubgroup();
  const result = group.subgroup(generators.filter((h) => h.some((y, x) => y !== x)));
  result.adoptOrder(order);
  return result;
}

/** Some g in G with gS = T, or undefined. */
export function elementCarryingSet(
  group: PermutationGroup,
  from: readonly number[],
  to: readonly number[],
  options: WorkOptions = {},
): Permutation | undefined {
  const inside = indicator(group.degree, from);
  const chain = chainForSet(group, inside);
  const meter = new WorkMeter('PermutationGroup.elementCarryingSet', options, DEFAULT_BUDGET);
  const property = new CarriesSet(chain, inside, indicator(group.degree, to));
  const found = new BacktrackSearch(chain, property, meter).findElement();
  return found === undefined ? undefined : Permutation.fromTrustedImages(found);
}

function indicator(degree: number, points: readonly number[]): Uint8Array {
  const inside = new Uint8Array(degree);
  for (const x of points) inside[x] = 1;
  return inside;
}

/** A chain whose base begins in the set, or in its complement where that is smaller. */
function chainForSet(group: PermutationGroup, inside: Uint8Array): StabilizerChain {
  const size = inside.reduce((n, bit) => n + bit, 0);
  const first = 2 * size <= inside.length ? 1 : 0;
  const points = [...inside.keys()];
  return group.chainWithBase([
    ...points.filter((x) => inside[x] === first),
    ...points.filter((x) => inside[x] !== first),
  ]);
}

class CarriesSet implements SearchProperty {
  private readonly signatures: (number | undefined)[] = [];

  constructor(
    private readonly chain: StabilizerChain,
    private readonly from: Uint8Array,
    private readonly to: Uint8Array,
  ) {}

  forcedImage(): number {
    return -1;
  }

  admits(l: number, y: number): boolean {
    return this.from[this.chain.levels[l].basePoint] === this.to[y];
  }

  /** |Δ ∩ S| = |tΔ ∩ T| for each orbit Δ of Gˡ. */
  mayExtend(l: number, inverse: Uint32Array, labels: Int32Array): boolean {
    const { from, to } = this;
    let expected = this.signatures[l];
    if (expected === undefined) {
      expected = 0;
      for (let x = 0; x < from.length; x++) if (from[x] === 1) expected = (expected + mix(labels[x], 0, 0)) | 0;
      this.signatures[l] = expected;
    }
    let sum = 0;
    for (let y = 0; y < to.length; y++) if (to[y] === 1) sum = (sum + mix(labels[inverse[y]], 0, 0)) | 0;
    return sum === expected;
  }

  isPlausible(step: Uint32Array, inverse: Uint32Array): boolean {
    const sample = Math.min(32, this.to.length);
    for (let y = 0; y < sample; y++) if (this.from[step[inverse[y]]] !== this.to[y]) return false;
    return true;
  }

  holds(t: Uint32Array): boolean {
    for (let x = 0; x < t.length; x++) if (this.from[x] !== this.to[t[x]]) return false;
    return true;
  }
}
