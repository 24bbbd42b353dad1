/** Operands of a convolution laid out in the arena: zeros around them, places by their remainder modulo the stride. */

/** Numbers of either precision. */
export type Numbers = Float64Array | Float32Array;

/** One axis of a layout: place q of the block of remainder r holds the entry q·stride + r − padding, or a zero. */
export interface LaidAxis {
  readonly length: number;
  readonly stride: number;
  readonly padding: number;
  /** Those in use, one block each. */
  readonly remainders: readonly number[];
  readonly extent: number;
}

export type LaidAxes = readonly [LaidAxis, LaidAxis, LaidAxis];

/** How many numbers a channel takes. */
export function laidSize(axes: LaidAxes): number {
  return axes.reduce((size, { remainders, extent }) => size * remainders.length * extent, 1);
}

/** From one plane and from one row of a block to the next. */
export const planeStepOf = ([, y, x]: LaidAxes): number => y.extent * x.extent;
export const rowStepOf = ([, , x]: LaidAxes): number => x.extent;

/** Where the block of these remainders, given by their numbers, begins within all of a channel. */
export function blockAt(axes: LaidAxes, [z, y, x]: readonly number[]): number {
  const [, b, c] = axes;
  return ((z * b.remainders.length + y) * c.remainders.length + x) * axes[0].extent * planeStepOf(axes);
}

/** The places of a block that hold an entry, from the first to before the end. */
export function heldPlaces({ length, stride, padding, extent }: LaidAxis, remainder: number): [number, number] {
  const first = Math.min(extent, Math.max(0, Math.ceil((padding - remainder) / stride)));
  const end = Math.min(extent, Math.floor((length - 1 + padding - remainder) / stride) + 1);
  return [first, Math.max(first, end)];
}

/** Whether channels are laid out as they are. */
export function isUnchanged(axes: LaidAxes): boolean {
  return axes.every(({ length, stride, padding, extent }) => stride === 1 && padding === 0 && extent === length);
}

/** Lays out channels that begin at data[from], one after another from heap[to] on. */
export function lay(axes: LaidAxes, data: Numbers, from: number, channels: number, heap: Numbers, to: number): void {
  const [z, y, x] = axes;
  if (isUnchanged(axes)) {
    heap.set(data.subarray(from, from + channels * laidSize(axes)), to);
    return;
  }
  let at = to;
  for (let c = 0; c < channels; c++) {
    const channel = from + c * z.length * y.length * x.length;
    for (const rz of z.remainders) {
      for (const ry of y.remainders) {
        for (const rx of x.remainders) {
          for (let q = 0; q < z.extent; q++, at += y.extent * x.extent) {
            const iz = q * z.stride + rz - z.padding;
            if (iz < 0 || iz >= z.length) heap.fill(0, at, at + y.extent * x.extent);
            else layPlane(y, x, ry, rx, data, channel + iz * y.length * x.length, heap, at);
          }
        }
      }
    }
  }
}

/** Flat loops over typed arrays: besides the products this is what a convolution spends its time on. */
function layPlane(
  y: LaidAxis,
  x: LaidAxis,
  ry: number,
  rx: number,
  data: Numbers,
  plane: number,
  heap: Numbers,
  to: number,
): void {
  const { stride, extent } = x;
  const [first, end] = heldPlaces(x, rx);
  let at = to;
  for (let r = 0; r < y.extent; r++, at += extent) {
    const iy = r * y.stride + ry - y.padding;
    if (iy < 0 || iy >= y.length) {
      for (let q = 0; q < extent; q++) heap[at + q] = 0;
      continue;
    }
    for (let q = 0; q < first; q++) heap[at + q] = 0;
    let i = plane + iy * x.length + first * stride + rx - x.padding;
    for (let q = first; q < end; q++, i += stride) heap[at + q] = data[i];
    for (let q = end; q < extent; q++) heap[at + q] = 0;
  }
}
