/**
 * Classes of K ≀ T for any T ≤ Sym(m) (Ore 1942; James & Kerber 1981, §4.2): over a class representative t of T they
 * are the orbits of C_T(t) on the ways to give each cycle of t a class of K, that of its cycle product.
 */
import { BudgetExceededError } from '../../errors.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter } from '../../work.js';
import { centralizer, conjugatingElement } from '../backtrack/conjugacy.js';
import {
  type ClassForm,
  type ClassFormFinder,
  type ClassWork,
  forPart,
  MOST_CLASSES,
  type UnorderedClasses,
} from './class-form.js';
import { cycleProduct, type WreathForm, withCycleProducts } from './wreath-form.js';

/** Colorings of the cycles of one element that are labeled one by one. */
const MOST_COLORINGS = 1 << 24;

interface OverTop {
  readonly t: Permutation;
  readonly size: bigint;
  readonly cycles: readonly (readonly number[])[];
  /** Generators of C_T(t), as permutations of the cycles. */
  readonly onCycles: readonly Uint32Array[];
  readonly centralizerOrder: bigint;
}

export function classesOverTop(
  wreath: WreathForm,
  inner: ClassForm,
  work: ClassWork,
  formOf: ClassFormFinder,
): ClassForm {
  const { top } = wreath;
  const ofTop = formOf(top, forPart(work));
  // Every class of the quotient T has classes above it.
  if (ofTop.atLeast > MOST_CLASSES) return ofTop;
  const tops = ofTop.list();
  const over = tops.sizes.map((size, i) => overTop(wreath, tops.representative(i), size, work.listing));
  // An orbit is no longer than the centralizer's order.
  const atLeast = over.reduce(
    (sum, { cycles, centralizerOrder }) =>
      sum + (inner.atLeast ** BigInt(cycles.length) + centralizerOrder - 1n) / centralizerOrder,
    0n,
  );
  return { atLeast, list: () => listOver(wreath, tops, over, inner.list(), work.listing) };
}

function overTop({ top }: WreathForm, t: Permutation, size: bigint, meter: WorkMeter): OverTop {
  const cycles: number[][] = [];
  const cycleOf = new Int32Array(t.degree).fill(-1);
  for (let start = 0; start < t.degree; start++) {
    if (cycleOf[start] !== -1) continue;
    const cycle: number[] = [];
    for (let j = start; cycleOf[j] === -1; j = t.images[j]) {
      cycleOf[j] = cycles.length;
      cycle.push(j);
    }
    cycles.push(cycle);
  }
  const stabilizer = centralizer(top, t, meter);
  const onCycles = stabilizer.generators.map(({ images }) => Uint32Array.from(cycles, ([j]) => cycleOf[images[j]]));
  return { t, size, cycles, onCycles, centralizerOrder: stabilizer.orderWithin(meter) };
}

function listOver(
  wreath: WreathForm,
  tops: UnorderedClasses,
  over: readonly OverTop[],
  inner: UnorderedClasses,
  meter: WorkMeter,
): UnorderedClasses {
  const k = inner.sizes.length;
  const sizes: bigint[] = [];
  const first: { of: OverTop; coloring: number[] }[] = [];
  const labels = over.map((of) => {
    const { label, orbits } = labelColorings(k, of, meter);
    const offset = sizes.length;
    for (const { coloring, length } of orbits) {
      first.push({ of, coloring });
      sizes.push(
        coloring.reduce(
          (n, color, z) => n * inner.sizes[color] * wreath.base.order ** BigInt(of.cycles[z].length - 1),
          of.size * BigInt(length),
        ),
      );
    }
    return label.map((l) => l + offset);
  });
  return {
    sizes,
    representative(i) {
      const { of, coloring } = first[i];
      return withCycleProducts(
        wreath,
        of.cycles,
        coloring.map((c) => inner.representative(c)),
      );
    },
    indexOf(p) {
      const image = Permutation.fromTrustedImages(Uint32Array.from(wreath.frame, ([x]) => wreath.blockOf[p.images[x]]));
      const c = tops.indexOf(image);
      const { t, cycles } = over[c];
      const s = conjugatingElement(wreath.top, t, image, new WorkMeter('PermutationGroup.classOf')) as Permutation;
      const coloring = cycles.map(([j]) => inner.indexOf(cycleProduct(wreath, p, s.images[j]).product));
      return labels[c][codeOf(coloring, k)];
    },
  };
}

const codeOf = (coloring: readonly number[], k: number): number => coloring.reduce((code, c) => code * k + c, 0);

/** The orbits of the centralizer on colorings, and the orbit of each coloring, read as a number in base k. */
function labelColorings(
  k: number,
  { cycles, onCycles }: OverTop,
  meter: WorkMeter,
): { label: Int32Array; orbits: { coloring: number[]; length: number }[] } {
  const count = k ** cycles.length;
  if (count > MOST_COLORINGS) {
    throw new BudgetExceededError({
      where: 'PermutationGroup.conjugacyClasses',
      expected: `at most ${MOST_COLORINGS} ways to color the cycles of an element of the top group`,
      received: `${count}`,
    });
  }
  const digitsOf = (code: number): number[] => {
    const coloring = new Array<number>(cycles.length);
    for (let z = cycles.length - 1, rest = code; z >= 0; z--, rest = Math.floor(rest / k)) coloring[z] = rest % k;
    return coloring;
  };
  const label = new Int32Array(count).fill(-1);
  const orbits: { coloring: number[]; length: number }[] = [];
  for (let start = 0; start < count; start++) {
    if (label[start] !== -1) continue;
    const queue = [start];
    label[start] = orbits.length;
    for (const code of queue) {
      meter.step(0);
      const coloring = digitsOf(code);
      for (const c of onCycles) {
        const moved = new Array<number>(cycles.length);
        for (let z = 0; z < cycles.length; z++) moved[c[z]] = coloring[z];
        const image = codeOf(moved, k);
        if (label[image] !== -1) continue;
        label[image] = orbits.length;
        queue.push(image);
      }
    }
    orbits.push({ coloring: digitsOf(start), length: queue.length });
  }
  return { label, orbits };
}
