/** Functions on G with f(hyk) = λ(h)f(y)λ(k), λ a linear character of a subgroup H, as functions on double cosets. */
import type { Permutation } from '@isotypic/algebra';
import type { CosetTree } from '../induced/coset-points.js';

/** The double cosets HxH as orbits on the cosets of ker λ: f(x) = E(order)^turnOf[x]·f(first). */
export interface PhasedOrbits {
  readonly orbitOf: Int32Array;
  readonly turnOf: Int32Array;
  readonly orbits: readonly PhasedOrbit[];
  /** How right translation by an element of H on which λ is E(order of λ) moves the points. */
  readonly translation: Int32Array;
}

interface PhasedOrbit {
  readonly first: number;
  readonly length: number;
  /** Whether two ways to a point disagree, so that f is 0 there. */
  readonly isZero: boolean;
}

/**
 * @param moves how generators of H move the cosets of ker λ
 * @param exponents λ of these generators, as exponents of E(order)
 * @param turns the order of λ
 */
export function phasedOrbits(
  cosets: CosetTree,
  moves: readonly Permutation[],
  exponents: readonly number[],
  order: number,
  turns: number,
): PhasedOrbits {
  const points = cosets.degree;
  const orbitOf = new Int32Array(points).fill(-1);
  const turnOf = new Int32Array(points);
  const lists: ArrayLike<number>[] = moves.map((move) => move.images);
  const steps = [...exponents];
  /** The orbit of `first`, marked with a number. */
  const close = (first: number, number: number): PhasedOrbit => {
    let isZero = false;
    orbitOf[first] = number;
    turnOf[first] = 0;
    const queue = [first];
    for (const x of queue) {
      for (let k = 0; k < lists.length; k++) {
        const y = lists[k][x];
        const turn = (turnOf[x] + steps[k]) % order;
        if (orbitOf[y] === -1) {
          orbitOf[y] = number;
          turnOf[y] = turn;
          queue.push(y);
        } else if (turnOf[y] !== turn) isZero = true;
      }
    }
    return { first, length: queue.length, isZero };
  };
  // H carries ker λ to the points cK, c in H/K; one of them has λ(c) = E(turns).
  close(0, 0);
  const c = turns === 1 ? 0 : orbitOf.findIndex((orbit, x) => orbit === 0 && turnOf[x] === order / turns);
  const translation = cosets.translation(c);
  orbitOf.fill(-1);
  if (turns > 1) {
    lists.push(translation);
    steps.push(order / turns);
  }
  const orbits: PhasedOrbit[] = [];
  for (let first = 0; first < points; first++) if (orbitOf[first] === -1) orbits.push(close(first, orbits.length));
  return { orbitOf, turnOf, orbits, translation };
}
