/** An elementary abelian 2-subgroup, and how its normalizer permutes its linear characters. */
import { normalizer, type Permutation, PermutationGroup, type WorkMeter } from '@isotypic/algebra';

/** Rank looked for: a Gram matrix of weight vectors has 4^rank terms an entry. */
const MOST_RANK = 4;

/** Centralizers of more elements are not looked through for involutions. */
const LARGEST_CENTRALIZER = 10n ** 12n;

/** A weight is a linear character, μ(a) = (−1)^(μ & a), of the group of products of the basis, by bit masks a. */
export interface WeightGroup {
  readonly elements: readonly Permutation[];
  /** One weight for each orbit of the normalizer, with elements that carry it to the others of the orbit. */
  readonly orbits: readonly { readonly weight: number; readonly carriers: ReadonlyMap<number, Permutation> }[];
}

export function sign(weight: number, a: number): 1 | -1 {
  let odd = false;
  for (let rest = weight & a; rest !== 0; rest &= rest - 1) odd = !odd;
  return odd ? -1 : 1;
}

/** Found greedily: each involution is one with the largest centralizer in that of those before it. */
export function weightGroup(group: PermutationGroup, meter: WorkMeter): WeightGroup | undefined {
  const basis: Permutation[] = [];
  let elements = [group.generators[0].power(0)];
  for (let C = group; basis.length < MOST_RANK && C.order <= LARGEST_CENTRALIZER; ) {
    const inside = new Set(elements.map(String));
    const involutions = meter
      .part((options) => C.conjugacyClasses(options))
      .filter(({ elementOrder, representative }) => elementOrder === 2n && !inside.has(String(representative)))
      .sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : 0));
    if (involutions.length === 0) break;
    const x = involutions[0].representative;
    basis.push(x);
    elements = [...elements, ...elements.map((a) => a.times(x))];
    C = meter.part((options) => C.centralizer(x, options));
  }
  if (basis.length < 2) return undefined;
  const A = new PermutationGroup(basis, { degree: group.degree });
  const N = meter.part((options) => normalizer(group, A, options));
  return { elements, orbits: weightOrbits(elements, basis, N) };
}

function weightOrbits(
  elements: readonly Permutation[],
  basis: readonly Permutation[],
  N: PermutationGroup,
): WeightGroup['orbits'] {
  const maskOf = new Map(elements.map((a, mask) => [String(a), mask]));
  // n carries μ to μ′ with μ′(n·a·n⁻¹) = μ(a): μ′ on the basis from the conjugates by n⁻¹.
  const actions = N.generators.map((n) => {
    const back = basis.map((x) => maskOf.get(String(n.inverse().times(x).times(n))) as number);
    return (μ: number): number => back.reduce((image, a, i) => (sign(μ, a) < 0 ? image | (1 << i) : image), 0);
  });
  const seen = new Set<number>();
  const orbits: { weight: number; carriers: Map<number, Permutation> }[] = [];
  for (let weight = 0; weight < elements.length; weight++) {
    if (seen.has(weight)) continue;
    const carriers = new Map([[weight, elements[0]]]);
    for (const [μ, carrier] of carriers) {
      seen.add(μ);
      actions.forEach((act, k) => {
        const image = act(μ);
        if (!carriers.has(image)) carriers.set(image, N.generators[k].times(carrier));
      });
    }
    orbits.push({ weight, carriers });
  }
  return orbits;
}
