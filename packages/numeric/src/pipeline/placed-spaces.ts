/** Spaces of samples in the memory of a program: what brings their rows to lines, and these to coordinates. */
import type { SampleSpace } from './change-of-basis.js';
import type { Heap } from './heap.js';
import { Placement } from './placement.js';
import type { Program } from './program.js';

/** One space in memory with what `load` and `means` leave. */
export interface LoadedSpace {
  readonly placement: Placement;
  readonly sums: number;
  readonly largest: number;
  readonly means: number;
  /** Whether `means` holds what is to be taken off every row. */
  readonly deviates: boolean;
}

/** The spaces of a chunk and the roots of its weights. */
export interface PlacedSpaces {
  readonly loaded: readonly LoadedSpace[];
  /** Addresses of √w of each row, and of Σw. */
  readonly roots: number;
  readonly weight: number;
}

export function placeSpaces(heap: Heap, spaces: readonly SampleSpace[], height: number): PlacedSpaces {
  const roots = heap.numbers(height);
  const weight = heap.zeros(1);
  const loaded = spaces.map(({ basis, shift, deviation }) => ({
    placement: new Placement(heap, basis, height, shift),
    sums: heap.zeros(2 * basis.dimension),
    largest: heap.zeros(2),
    means: heap.put(deviation ?? new Float64Array(basis.dimension)),
    deviates: deviation !== undefined,
  }));
  return { loaded, roots, weight };
}

/**
 * Rows at `raw` to centered or plain lines, and these to coordinates, which may be turned where only products of
 * samples in one basis are made.
 */
export function loadOperations(
  program: Program,
  { loaded, roots, weight }: PlacedSpaces,
  { centered, turns }: { readonly centered: boolean; readonly turns: boolean },
): void {
  for (const space of loaded) {
    const { placement, sums, means, deviates } = space;
    const { height, points: lines, basis } = placement;
    const cols = basis.dimension;
    loadRows(program, space, roots);
    if (centered) program.means(sums, cols, weight, means);
    if (centered || deviates) program.center(lines, cols, height, means, roots);
    placement.change(program, { turns });
  }
}

function loadRows(program: Program, { placement, sums, largest }: LoadedSpace, roots: number): void {
  const { raw, height, points: lines, shift, basis } = placement;
  program.load({ raw, height, cols: basis.dimension, lines, shift, roots, sums, largest });
}

/** Copies rows to where a program reads them, the missing ones of a last chunk as zeros of weight 0. */
export function fillChunk(
  heap: Heap,
  { loaded, roots, weight }: PlacedSpaces,
  spaces: readonly SampleSpace[],
  from: number,
  count: number,
  rootsOfAll: Float64Array | undefined,
): number {
  const { f64 } = heap;
  loaded.forEach(({ placement: { raw, height } }, a) => {
    const { data, cols } = spaces[a].rows;
    f64.set(data.subarray(from * cols, (from + count) * cols), raw / 8);
    if (count < height) f64.fill(0, raw / 8 + count * cols, raw / 8 + height * cols);
  });
  const { height } = loaded[0].placement;
  const W = fillRoots(f64, roots, rootsOfAll, { from, count, height });
  f64[weight / 8] = W;
  return W;
}

/** √w of rows `from` … `from + count`, zeros for those that a last chunk lacks; answers Σw. */
export function fillRoots(
  f64: Float64Array,
  at: number,
  roots: Float64Array | undefined,
  { from, count, height }: { readonly from: number; readonly count: number; readonly height: number },
): number {
  const first = at / 8;
  let W = count;
  if (roots === undefined) f64.fill(1, first, first + count);
  else {
    W = 0;
    for (let n = 0; n < count; n++) {
      const root = roots[from + n];
      f64[first + n] = root;
      W += root * root;
    }
  }
  f64.fill(0, first + count, first + height);
  return W;
}
