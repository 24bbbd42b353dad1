/**
 * Centralizers in the symmetric group, without search (Seress 2003, §6.1.2). A permutation commutes with H exactly when
 * it is equivariant. Equivariant bijections of one orbit to another of the same length are the x ↦ y with y fixed by
 * the stabilizer of x, so that equivalent orbits Δ₁, …, Δₖ contribute C(Δ₁) wr Sym(k), where C(Δ₁) is semiregular.
 */
import { identityImages } from '../../permutations/images.js';
import { factorial } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import { equivariantMap } from '../actions/equivariant-maps.js';
import type { Group } from '../group.js';
import { pointwiseStabilizer } from './pointwise-stabilizer.js';

interface Centralizing {
  readonly generators: Uint32Array[];
  readonly order: bigint;
}

/** Generators and order of C_{Sym(n)}(H). Polynomial: one stabilizer, and few maps, for each orbit. */
export function centralizerInSymmetricGroup(group: Group, meter: WorkMeter): Centralizing {
  const elements = group.generators.map((g) => g.images);
  const open = new Map(group.orbits().map((orbit) => [orbit[0], orbit]));
  const generators: Uint32Array[] = [];
  let order = 1n;
  for (const [x, orbit] of open) {
    meter.step();
    open.delete(x);
    const stabilizer = pointwiseStabilizer(group, [x], meter);
    const isFixed = (y: number): boolean => stabilizer.generators.every(({ images }) => images[y] === y);
    const { length } = orbit;
    const mapTo = (y: number): [number, number][] => equivariantMap(elements, elements, x, y, length) ?? [];
    const own = semiregular(orbit.filter(isFixed), x, (y) => asImages(group.degree, mapTo(y)));
    generators.push(...own.generators);
    let copies = 1n;
    let last: [number, number][] = orbit.map((y) => [y, y]);
    for (const [first, other] of open) {
      if (other.length !== length) continue;
      const y = other.find(isFixed);
      if (y === undefined) continue;
      open.delete(first);
      const map = mapTo(y);
      generators.push(exchangeOf(group.degree, last, map));
      last = map;
      copies++;
    }
    order *= own.order ** copies * factorial(Number(copies));
  }
  return { generators, order };
}

/** Generators of the semiregular group whose elements carry x to the given points, one each. */
function semiregular(points: readonly number[], x: number, elementTo: (y: number) => Uint32Array): Centralizing {
  const generators: Uint32Array[] = [];
  const reached = new Set([x]);
  for (const y of points) {
    if (reached.has(y)) continue;
    generators.push(elementTo(y));
    for (const z of reached) for (const g of generators) reached.add(g[z]);
  }
  return { generators, order: BigInt(points.length) };
}

function asImages(degree: number, map: readonly (readonly [number, number])[]): Uint32Array {
  const images = identityImages(degree);
  for (const [x, y] of map) images[x] = y;
  return images;
}

/** Exchanges the images of each point under two maps from one orbit. */
function exchangeOf(
  degree: number,
  a: readonly (readonly [number, number])[],
  b: readonly (readonly [number, number])[],
): Uint32Array {
  const images = identityImages(degree);
  const other = new Map(b);
  for (const [x, y] of a) {
    const z = other.get(x) as number;
    images[y] = z;
    images[z] = y;
  }
  return images;
}
