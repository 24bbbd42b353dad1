/** Transitive actions of a group that are easy to come by, in search of representations that they contain. */
import {
  cosetAction,
  IsotypicError,
  orbitAction,
  type Permutation,
  type PermutationGroup,
  type RandomSource,
  type WorkMeter,
} from '@isotypic/algebra';

/** An action: one permutation for each generator of the group. */
export interface GroupSet {
  readonly degree: number;
  readonly images: readonly Permutation[];
}

/** Seeds tried for each size of subset: an orbit that holds a third of all subsets is missed in 1 case of 25. */
const SEEDS = 8;

/** Sets of more points than this have orbits too long. */
const LARGEST_SUBSET = 8;

/**
 * Orbits on points, on ordered pairs, on subsets of up to eight points, on conjugates of class representatives and on
 * the cosets of the derived subgroups of stabilizers, which hold what linear characters of these induce (Co₃'s 23), of
 * at most `limit` points, by degree. Seeds are random: an action may come twice, or be missed.
 */
export function groupSets(group: PermutationGroup, random: RandomSource, limit: number, meter: WorkMeter): GroupSet[] {
  const found: GroupSet[] = [];
  const add = <T>(maps: readonly ((x: T) => T)[], seed: T, key: (x: T) => string): void => {
    meter.step(0);
    try {
      const { points, images } = orbitAction(maps, [seed], key, { limit });
      if (points.length > 1) found.push({ degree: points.length, images });
    } catch (error) {
      // An orbit longer than the limit is left out.
      if (!(error instanceof IsotypicError) || error.code !== 'OUT_OF_MEMORY') throw error;
    }
  };
  const onTuples = group.generators.map((g) => (x: readonly number[]) => x.map((i) => g.images[i]));
  const onSets = group.generators.map((g) => (x: readonly number[]) => x.map((i) => g.images[i]).sort((a, b) => a - b));
  const moved = group.orbits().filter((orbit) => orbit.length > 1);
  for (const orbit of moved) {
    add<readonly number[]>(onTuples, [orbit[0]], String);
    const H = meter.part((options) => group.stabilizer(orbit[0], options));
    const K = meter.part((options) => H.derivedSubgroup(options));
    if (K.order === H.order || group.order > BigInt(limit) * K.order) continue;
    const { generators: images } = meter.part((options) => cosetAction(group, K, options));
    found.push({ degree: images[0].degree, images });
  }
  const points = moved.flat();
  for (let s = 0; s < SEEDS; s++) add<readonly number[]>(onTuples, sample(points, 2, random), String);
  for (let k = 2; k <= Math.min(LARGEST_SUBSET, points.length - 1); k++) {
    for (let s = 0; s < SEEDS; s++) {
      add<readonly number[]>(
        onSets,
        sample(points, k, random).sort((a, b) => a - b),
        String,
      );
    }
  }
  const byConjugation = group.generators.map((g) => {
    const back = g.inverse();
    return (x: Permutation): Permutation => g.times(x).times(back);
  });
  for (const { representative, size } of meter.part((options) => group.conjugacyClasses(options))) {
    if (size > 1n && size <= BigInt(limit)) add(byConjugation, representative, (x) => x.images.join());
  }
  return found.sort((a, b) => a.degree - b.degree);
}

function sample(points: readonly number[], k: number, random: RandomSource): number[] {
  const rest = [...points];
  return Array.from({ length: Math.min(k, rest.length) }, () => rest.splice(random.below(rest.length), 1)[0]);
}
