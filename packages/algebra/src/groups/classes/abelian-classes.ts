/** Classes of abelian groups, one element each, and of dihedral groups. */
import { commute } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { factorBig, gcd } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { rankOfBig, unrankBig } from '../chain/rank.js';
import type { Group } from '../group.js';
import type { ClassForm } from './class-form.js';
import { CyclicLogarithm } from './cyclic-logarithm.js';

/** Each element of an abelian group is a class; undefined for other groups. */
export function abelianClasses(group: Group, meter: WorkMeter): ClassForm | undefined {
  if (!group.isAbelian()) return undefined;
  const atLeast = group.orderWithin(meter);
  return {
    atLeast,
    list() {
      meter.step(Number(atLeast));
      const sizes = new Array<bigint>(Number(atLeast)).fill(1n);
      const generator = cyclicGenerator(group.generators, atLeast);
      if (generator === undefined) {
        const chain = group.chainWithin(meter);
        return {
          sizes,
          representative: (i) => Permutation.fromTrustedImages(unrankBig(chain, BigInt(i))),
          indexOf: (p) => Number(rankOfBig(chain, p.images)),
        };
      }
      const powers = new CyclicLogarithm(generator);
      return {
        sizes,
        representative: (i) => powers.power(i),
        elementOrder: (i) => BigInt(powers.order / gcd(i, powers.order)),
        indexOf: (p) => powers.exponentOf(p) as number,
      };
    },
  };
}

/**
 * Classes of a dihedral group of order 2n: {1}, pairs of inverse rotations, the reflections, in two classes when n is
 * even. Known by its structure: a cyclic subgroup of index 2, whose elements an involution outside inverts.
 */
export function dihedralClasses(group: Group, meter: WorkMeter): ClassForm | undefined {
  const order = group.orderWithin(meter);
  if (order < 6n || order % 2n === 1n || order > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const isCentral = (g: Permutation): boolean => group.generators.every((h) => commute(g.images, h.images));
  const [turns, flips] = [[] as Permutation[], [] as Permutation[]];
  for (const g of group.generators) (g.times(g).isIdentity() && !isCentral(g) ? flips : turns).push(g);
  const [flip] = flips;
  if (flip === undefined) return undefined;
  turns.push(...flips.slice(1).map((other) => flip.times(other)));
  const areTurns =
    turns.every((g, i) => turns.slice(0, i).every((h) => commute(g.images, h.images))) &&
    turns.every((g) => flip.times(g).times(flip).times(g).isIdentity());
  // The turns generate an abelian group of index at most 2, and the group is not abelian if that is longer than 2.
  const rotation = areTurns ? cyclicGenerator(turns, order / 2n) : undefined;
  if (rotation === undefined) return undefined;
  const n = Number(order / 2n);
  const half = n >> 1;
  // Classes 0…half are rᵏ with r⁻ᵏ; then the reflections s·rᵏ, by the parity of k when n is even.
  const isEven = n % 2 === 0;
  return {
    atLeast: BigInt(half + (isEven ? 3 : 2)),
    list() {
      const powers = new CyclicLogarithm(rotation);
      const rotations = Array.from({ length: half + 1 }, (_, k) => (k === 0 || 2 * k === n ? 1n : 2n));
      const reflections = isEven ? [BigInt(half), BigInt(half)] : [BigInt(n)];
      return {
        sizes: [...rotations, ...reflections],
        representative: (i) => (i <= half ? powers.power(i) : flip.times(powers.power(i - half - 1))),
        elementOrder: (i) => (i <= half ? BigInt(n / gcd(i, n)) : 2n),
        indexOf(p) {
          const k = powers.exponentOf(p);
          if (k !== undefined) return Math.min(k, n - k);
          return half + 1 + (isEven ? (powers.exponentOf(flip.times(p)) as number) % 2 : 0);
        },
      };
    },
  };
}

/**
 * An element of the given order in the abelian group ⟨generators⟩: for each prime power of the order some generator's
 * power has it.
 */
function cyclicGenerator(generators: readonly Permutation[], order: bigint): Permutation | undefined {
  if (order === 1n || generators.length === 0) return undefined;
  let product = generators[0].power(0);
  const orders = generators.map((g) => g.order());
  for (const [p, exponent] of factorBig(order)) {
    const q = p ** BigInt(exponent);
    const i = orders.findIndex((n) => n % q === 0n);
    if (i === -1) return undefined;
    product = product.times(generators[i].power(orders[i] / q));
  }
  return product;
}
