/**
 * Upper bounds of group orders that need no Schreier generators. A chain whose order meets one is complete, which is
 * what makes groups with long bases (symmetric groups, wreath products, the cube groups) cheap to verify.
 *
 * A transitive group with a block system embeds in W = K ≀ T, K the action of a block stabilizer on its block and T the
 * action on blocks (Krasner–Kaloujnine). A group with orbits Ω₁, …, Ωᵣ embeds in W = W₁ × … × Wᵣ. With A the image of
 * G in W/W′, |G| ≤ |A| · |W′|; A comes from the generators' images alone. A primitive constituent is put into Sym(Ω),
 * with the sign for its quotient.
 */
import { beside, compose, identityImages, invertImages, signOfImages } from '../../permutations/images.js';
import { orbitsOf } from '../../permutations/orbits.js';
import type { RandomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import { blockAction } from '../actions/block-action.js';
import { minimalBlockSystem } from '../actions/blocks.js';
import { areEquivalent, restrict } from '../actions/constituents.js';
import { recognizeGiant } from '../actions/giants.js';
import type { ChainBuilder } from '../chain/chain-builder.js';
import { abelianOrder, generateAbelian } from './abelian-order.js';
import { derivedChain, numbered } from './normal-closure.js';

/** A transitive group W above a constituent: |W′|, and the images of the generators in W/W′, acting regularly. */
interface Container {
  readonly derivedOrder: bigint;
  readonly quotientImages: readonly Uint32Array[];
}

/** Abelian quotients are listed; beyond this size the quotient is not used. */
const LISTED_QUOTIENT = 512n;

/**
 * An upper bound of the order of ⟨generators⟩ from orbits and signs only: exact for products of giants and their
 * subdirect kin.
 */
export function signOrderBound(degree: number, generators: readonly Uint32Array[]): bigint {
  const containers = constituents(degree, generators).map(symmetricContainer);
  return combine(containers, generators.length);
}

/** An upper bound from orbits and block systems; `build` makes the chains of actions on blocks and inside them. */
export function wreathOrderBound(
  degree: number,
  generators: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
  build: ChainBuilder,
): bigint {
  const containers = constituents(degree, generators).map((images) => wreathContainer(images, random, meter, build));
  return combine(containers, generators.length);
}

/** The actions on the orbits; of equivalent ones only the first, since it determines the others. */
function constituents(degree: number, generators: readonly Uint32Array[]): Uint32Array[][] {
  const kept: Uint32Array[][] = [];
  const acting = generators.map((images) => ({ images }));
  for (const orbit of orbitsOf(degree, acting)) {
    if (orbit.length === 1) continue;
    const action = restrict(generators, orbit);
    if (!kept.some((other) => other[0].length === orbit.length && areEquivalent(other, action) !== undefined))
      kept.push(action);
  }
  return kept;
}

function symmetricContainer(images: readonly Uint32Array[]): Container {
  let half = 1n;
  for (let i = 3; i <= images[0].length; i++) half *= BigInt(i);
  return { derivedOrder: half, quotientImages: images.map((g) => (signOfImages(g) === 1 ? FIXED_PAIR : SWAPPED_PAIR)) };
}

const FIXED_PAIR = Uint32Array.of(0, 1);
const SWAPPED_PAIR = Uint32Array.of(1, 0);

function wreathContainer(
  images: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
  build: ChainBuilder,
): Container {
  const degree = images[0].length;
  const blocks = minimalBlockSystem(
    degree,
    images.map((g) => ({ images: g })),
    Array.from({ length: degree }, (_, i) => i),
    meter,
  );
  if (blocks === null) return symmetricContainer(images);
  const { top, twists } = blockAction(images, blocks);
  const T = abelianQuotient(top, random, meter, build);
  const distinct = distinctImages(twists.flat());
  const K = abelianQuotient(distinct.list, random, meter, build);
  // Transfer: g ↦ the product of its twists, in K/K′.
  const bottom = twists.map((ofBlocks) =>
    ofBlocks.reduce(
      (product, twist) => compose(product, K.quotientImages[distinct.indexOf(twist)]),
      identityImages(K.quotientImages[0].length),
    ),
  );
  return {
    derivedOrder: (K.order ** BigInt(blocks.length) * T.order) / (K.quotientOrder * T.quotientOrder),
    quotientImages: bottom.map((b, i) => beside([b, T.quotientImages[i]])),
  };
}

interface AbelianQuotient {
  readonly order: bigint;
  readonly quotientOrder: bigint;
  /** The generators in the regular action of P/P′; trivial where the quotient is too large to list. */
  readonly quotientImages: readonly Uint32Array[];
}

/** P/P′ for a transitive group P. */
function abelianQuotient(
  generators: readonly Uint32Array[],
  random: RandomSource,
  meter: WorkMeter,
  build: ChainBuilder,
): AbelianQuotient {
  const degree = generators[0].length;
  // A transitive abelian group is regular, and its own quotient.
  if (generateAbelian(generators)) {
    const order = BigInt(degree);
    return { order, quotientOrder: order, quotientImages: generators };
  }
  const half = symmetricContainer(generators);
  const giant = recognizeGiant(degree, numbered(generators), random);
  const order =
    giant === undefined
      ? build(degree, numbered(generators), random, meter).order
      : half.derivedOrder * (giant === 'symmetric' ? 2n : 1n);
  if (degree >= 2 && order === 2n * half.derivedOrder) {
    return { order, quotientOrder: 2n, quotientImages: half.quotientImages };
  }
  if (degree >= 5 && order === half.derivedOrder) return trivialQuotient(order, generators.length);
  const derived = derivedChain(degree, generators, random, meter, build).chain;
  const index = order / derived.order;
  if (index === 1n || index > LISTED_QUOTIENT) return trivialQuotient(order, generators.length);
  const cosets = [identityImages(degree)];
  const find = (g: Uint32Array): number => cosets.findIndex((c) => derived.contains(compose(invertImages(c), g)));
  const quotientImages = generators.map(() => new Uint32Array(Number(index)));
  for (let i = 0; i < cosets.length; i++) {
    meter.step(0);
    generators.forEach((g, k) => {
      const product = compose(g, cosets[i]);
      let j = find(product);
      if (j === -1) j = cosets.push(product) - 1;
      quotientImages[k][i] = j;
    });
  }
  return { order, quotientOrder: index, quotientImages };
}

function trivialQuotient(order: bigint, generators: number): AbelianQuotient {
  return { order, quotientOrder: 1n, quotientImages: Array.from({ length: generators }, () => Uint32Array.of(0)) };
}

/** |A| · ∏|Wᵢ′|, A the abelian group in ∏ Wᵢ/Wᵢ′. */
function combine(containers: readonly Container[], generators: number): bigint {
  const product = containers.reduce((p, c) => p * c.derivedOrder, 1n);
  if (containers.length === 0 || generators === 0) return product;
  const images = Array.from({ length: generators }, (_, k) => beside(containers.map((c) => c.quotientImages[k])));
  return product * abelianOrder(images);
}

function distinctImages(all: readonly Uint32Array[]): { list: Uint32Array[]; indexOf: (g: Uint32Array) => number } {
  const index = new Map<string, number>();
  const list: Uint32Array[] = [];
  for (const g of all) {
    const key = g.join();
    if (!index.has(key)) index.set(key, list.push(g) - 1);
  }
  return { list, indexOf: (g) => index.get(g.join()) as number };
}
