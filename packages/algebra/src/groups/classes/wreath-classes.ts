/**
 * Classes of the wreath product K ≀ T, first of all K ≀ Sym(m), in its imprimitive action (James & Kerber 1981, §4.2).
 * To each cycle of blocks belongs its cycle product, up to conjugacy in K; elements are conjugate when, for each length
 * and each class of K, they have equally many cycles of that length with product in that class.
 */
import { factorial } from '../../scalars/integers.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import { type ClassForm, type ClassFormFinder, type ClassWork, forPart, type UnorderedClasses } from './class-form.js';
import { coloredPartitions, partitions } from './partitions.js';
import { cycleProduct, type WreathForm, withCycleProducts, wreathForm } from './wreath-form.js';
import { classesOverTop } from './wreath-top-classes.js';

/** The classes when the group is all of K ≀ T for a minimal block system; else undefined. */
export function wreathClasses(group: Group, work: ClassWork, formOf: ClassFormFinder): ClassForm | undefined {
  const wreath = wreathForm(group, work.listing);
  if (wreath === undefined) return undefined;
  const inner = formOf(wreath.base, forPart(work));
  const m = wreath.frame.length;
  if (wreath.top.order !== factorial(m)) return classesOverTop(wreath, inner, work, formOf);
  return {
    atLeast: coloredPartitions(m, inner.atLeast)[m],
    list: () => classesOverSymmetric(wreath, inner.list(), work.listing),
  };
}

function classesOverSymmetric(wreath: WreathForm, inner: UnorderedClasses, meter: WorkMeter): UnorderedClasses {
  const { frame, base, order } = wreath;
  const m = frame.length;
  const types = multipartitions(m, inner.sizes.length, meter);
  const indices = new Map(types.map((type, i) => [keyOf(type), i]));
  return {
    sizes: types.map((type) => order / centralizerOrder(type, base.order, inner.sizes)),
    representative(i) {
      // The cycles of each color one after another, on blocks in their order.
      const cycles: number[][] = [];
      const colors: number[] = [];
      let next = 0;
      types[i].forEach((parts, color) => {
        for (const length of parts) {
          cycles.push(Array.from({ length }, () => next++));
          colors.push(color);
        }
      });
      return withCycleProducts(
        wreath,
        cycles,
        colors.map((c) => inner.representative(c)),
      );
    },
    indexOf(p) {
      const type: number[][] = inner.sizes.map(() => []);
      const seen = new Uint8Array(m);
      for (let start = 0; start < m; start++) {
        if (seen[start] === 1) continue;
        const { product, cycle } = cycleProduct(wreath, p, start);
        for (const j of cycle) seen[j] = 1;
        type[inner.indexOf(product)].push(cycle.length);
      }
      for (const parts of type) parts.sort((a, b) => b - a);
      return indices.get(keyOf(type)) as number;
    },
  };
}

const keyOf = (type: readonly (readonly number[])[]): string => type.map((parts) => parts.join()).join(';');

/** All ways to give each of `colors` classes a partition, of total size m. */
function multipartitions(m: number, colors: number, meter: WorkMeter): number[][][] {
  if (colors === 0) return m === 0 ? [[]] : [];
  const all: number[][][] = [];
  for (let size = m; size >= 0; size--) {
    const rest = multipartitions(m - size, colors - 1, meter);
    meter.step(0);
    if (rest.length === 0) continue;
    for (const parts of partitions(size)) for (const others of rest) all.push([parts, ...others]);
  }
  return all;
}

/** ∏ over classes c of K and lengths l of (l·|C_K(c)|)^a·a!, a the number of such cycles. */
function centralizerOrder(type: readonly (readonly number[])[], order: bigint, sizes: readonly bigint[]): bigint {
  let product = 1n;
  type.forEach((parts, color) => {
    let run = 0;
    parts.forEach((length, i) => {
      run = i > 0 && parts[i - 1] === length ? run + 1 : 1;
      product *= BigInt(length) * (order / sizes[color]) * BigInt(run);
    });
  });
  return product;
}
