/**
 * Series of normal subgroups with elementary abelian factors, from the bottom of a solvable group upwards (Sims 1990).
 */
import { commutator, conjugateImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { factorBig } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import type { Element } from './element.js';
import type { PolycyclicChain } from './polycyclic-chain.js';

/**
 * Adds the normal closures of `elements` under ⟨generators⟩ to a chain whose layers are normalized by it; false, with
 * the chain as it was, where their product is not solvable, or too large for a chain. One step is one conjugate.
 */
export function extendBySolvable(
  chain: PolycyclicChain,
  generators: readonly Uint32Array[],
  elements: readonly Uint32Array[],
  meter: WorkMeter,
): boolean {
  const lengths = chain.lengths();
  const layers = chain.layers.length;
  const depth = derivedLengthBound(chain.degree);
  if (elements.every((g) => addNormalClosure(chain, generators, g, depth, meter))) return true;
  chain.restore(lengths, layers);
  return false;
}

/** The derived length of a solvable group of degree n is at most (5/2)·log₃ n (Dixon 1968, theorem 1). */
function derivedLengthBound(n: number): number {
  return Math.floor(2.5 * Math.log(Math.max(n, 3)) * (1 / Math.log(3)) + 1e-9) + 1; // rounding moves it by far less
}

/**
 * Layer after layer until the chain contains g: within `depth` steps down the derived series of its normal closure. A
 * power of g of prime order modulo the chain and its conjugates make a layer, unless two of them do not commute: then
 * their commutator, which lies one step down in the derived series, comes first.
 */
export function addNormalClosure(
  chain: PolycyclicChain,
  generators: readonly Uint32Array[],
  g: Uint32Array,
  depth: number,
  meter: WorkMeter,
): boolean {
  while (!chain.contains(g)) {
    if (depth === 0) return false;
    const layer = addLayer(chain, generators, g, meter);
    if (layer === 'too large') return false;
    if (layer !== 'added' && !addNormalClosure(chain, generators, layer, depth - 1, meter)) return false;
  }
  return true;
}

/** A layer that contains a power of g; or two elements' commutator that has to be in the chain before. */
function addLayer(
  chain: PolycyclicChain,
  generators: readonly Uint32Array[],
  g: Uint32Array,
  meter: WorkMeter,
): 'added' | 'too large' | Uint32Array {
  const below = chain.lengths();
  const { power, prime } = primePower(chain, g);
  const conjugates = [power];
  const added: { element: Element; level: number }[] = [];
  const attach = (x: Uint32Array): boolean => {
    const attached = chain.attach(x, prime);
    if (attached !== undefined) added.push(attached);
    return attached !== undefined;
  };
  if (!attach(power)) {
    chain.restore(below);
    return 'too large';
  }
  for (const x of conjugates) {
    for (const s of generators) {
      meter.step(0);
      const y = conjugateImages(s, x);
      if (chain.contains(y)) continue;
      for (const z of conjugates) {
        const c = commutator(y, z);
        if (chain.contains(c, below)) continue;
        chain.restore(below);
        return c;
      }
      conjugates.push(y);
      if (!attach(y)) {
        chain.restore(below);
        return 'too large';
      }
    }
  }
  chain.closeLayer(prime, below, added);
  return 'added';
}

/** A power of g whose order modulo the chain is prime. */
function primePower(chain: PolycyclicChain, g: Uint32Array): { power: Uint32Array; prime: number } {
  const p = Permutation.fromTrustedImages(g);
  let order = p.order();
  const primes = factorBig(order);
  let prime = 1n;
  for (const [q, exponent] of primes) {
    for (let e = exponent; e > 0; e--) {
      if (!chain.contains(p.power(order / q).images)) {
        prime = q;
        break;
      }
      order /= q;
    }
  }
  return { power: p.power(order / prime).images, prime: Number(prime) };
}
