/**
 * The three sides of the trilinear form Σ y·(w ⋆ x): the product of patches and filters, of filters and outputs, and of
 * outputs and patches. Patches of some rows of outputs at a time are laid out in the arena and multiplied there.
 * One and two dimensions are three with extents 1.
 */
import { type Blas, sharedBlas } from '@isotypic/numeric/internal';

export type Triple = readonly [number, number, number];

/** Shapes of a convolution: channels are those of one group. */
export interface ConvolutionPlan {
  readonly samples: number;
  readonly groups: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly input: Triple;
  readonly output: Triple;
  readonly kernel: Triple;
  readonly stride: Triple;
  readonly padding: Triple;
  readonly dilation: Triple;
}

/** Outputs of a tile: patches of 1024 outputs of a usual layer (100 to 1000 numbers each) stay in the outer caches. */
const TILE_OUTPUTS = 1024;

const product = ([a, b, c]: Triple): number => a * b * c;

/** Where things lie in the arena, in numbers. */
interface Layout {
  readonly depth: number;
  readonly filters: number;
  readonly patches: number;
  readonly outputs: number;
  readonly heap: Float64Array;
  readonly blas: Blas;
  /** Rows of outputs in a tile. */
  readonly rows: number;
}

function layoutOf(plan: ConvolutionPlan): Layout {
  const depth = plan.inChannels * product(plan.kernel);
  const width = plan.output[2];
  const rows = Math.min(plan.output[0] * plan.output[1], Math.max(1, Math.floor(TILE_OUTPUTS / Math.max(1, width))));
  const filters = 0;
  const patches = plan.outChannels * depth;
  const outputs = patches + depth * rows * width;
  const blas = sharedBlas();
  const heap = blas.reserve(outputs + plan.outChannels * rows * width);
  return { depth, filters, patches, outputs, heap, blas, rows };
}

/** A tile: the rows `from` to `from + rows` of the outputs of one sample and group. */
interface Tile {
  readonly input: number;
  readonly output: number;
  readonly from: number;
  readonly rows: number;
}

function eachTile(plan: ConvolutionPlan, group: number, rows: number, visit: (tile: Tile) => void): void {
  const { samples, groups, inChannels, outChannels } = plan;
  const [inputSize, outputSize] = [product(plan.input), product(plan.output)];
  const all = plan.output[0] * plan.output[1];
  for (let n = 0; n < samples; n++) {
    const input = (n * groups + group) * inChannels * inputSize;
    const output = (n * groups + group) * outChannels * outputSize;
    for (let from = 0; from < all; from += rows) visit({ input, output, from, rows: Math.min(rows, all - from) });
  }
}

/** Copies the outputs of a tile between a tensor and the arena. */
function moveOutputs(plan: ConvolutionPlan, layout: Layout, tile: Tile, data: Float64Array, to: 'arena' | 'tensor') {
  const width = plan.output[2];
  const run = tile.rows * width;
  const { heap, outputs } = layout;
  for (let o = 0; o < plan.outChannels; o++) {
    const at = tile.output + o * product(plan.output) + tile.from * width;
    if (to === 'arena') heap.set(data.subarray(at, at + run), outputs + o * run);
    else data.set(heap.subarray(outputs + o * run, outputs + (o + 1) * run), at);
  }
}

/**
 * Patches of a tile, depth × outputs: read from the inputs, or (their adjoint) added to them.
 * Flat loops over typed arrays: this is what a convolution spends its time on besides the product.
 */
function movePatches(plan: ConvolutionPlan, layout: Layout, tile: Tile, data: Float64Array, to: 'arena' | 'tensor') {
  const [, inHeight, inWidth] = plan.input;
  const [inDepth] = plan.input;
  const [, outHeight, width] = plan.output;
  const { kernel, stride, padding, dilation } = plan;
  const read = to === 'arena' ? readRow : addRow;
  let at = layout.patches;
  for (let c = 0; c < plan.inChannels; c++) {
    const channel = tile.input + c * product(plan.input);
    for (let kz = 0; kz < kernel[0]; kz++) {
      for (let ky = 0; ky < kernel[1]; ky++) {
        for (let kx = 0; kx < kernel[2]; kx++) {
          const shift = kx * dilation[2] - padding[2];
          // outputs whose input lies within the row: 0 ≤ x·stride + shift < inWidth
          const first = Math.min(width, Math.max(0, Math.ceil(-shift / stride[2])));
          const end = Math.max(first, Math.min(width, Math.floor((inWidth - 1 - shift) / stride[2]) + 1));
          for (let r = tile.from; r < tile.from + tile.rows; r++, at += width) {
            const z = Math.floor(r / outHeight) * stride[0] - padding[0] + kz * dilation[0];
            const y = (r % outHeight) * stride[1] - padding[1] + ky * dilation[1];
            const inside = z >= 0 && z < inDepth && y >= 0 && y < inHeight;
            const row = channel + (z * inHeight + y) * inWidth + shift;
            read(layout.heap, at, inside ? first : width, inside ? end : width, width, data, row, stride[2]);
          }
        }
      }
    }
  }
}

function readRow(
  heap: Float64Array,
  at: number,
  first: number,
  end: number,
  width: number,
  data: Float64Array,
  row: number,
  step: number,
): void {
  for (let x = 0; x < first; x++) heap[at + x] = 0;
  for (let x = first, from = row + first * step; x < end; x++, from += step) heap[at + x] = data[from];
  for (let x = end; x < width; x++) heap[at + x] = 0;
}

function addRow(
  heap: Float64Array,
  at: number,
  first: number,
  end: number,
  _width: number,
  data: Float64Array,
  row: number,
  step: number,
): void {
  for (let x = first, to = row + first * step; x < end; x++, to += step) data[to] += heap[at + x];
}

function loadFilters(plan: ConvolutionPlan, { heap, depth }: Layout, w: Float64Array, group: number): void {
  const size = plan.outChannels * depth;
  heap.set(w.subarray(group * size, (group + 1) * size), 0);
}

/** Outputs: filters times patches. */
export function outputsOf(plan: ConvolutionPlan, x: Float64Array, w: Float64Array): Float64Array {
  const y = new Float64Array(plan.samples * plan.groups * plan.outChannels * product(plan.output));
  const layout = layoutOf(plan);
  const { depth, heap, blas, filters, patches, outputs } = layout;
  if (y.length === 0 || depth === 0) return y;
  for (let group = 0; group < plan.groups; group++) {
    loadFilters(plan, layout, w, group);
    eachTile(plan, group, layout.rows, (tile) => {
      const n = tile.rows * plan.output[2];
      movePatches(plan, layout, tile, x, 'arena');
      heap.fill(0, outputs, outputs + plan.outChannels * n);
      blas.gemm(false, false, plan.outChannels, n, depth, 1, filters, depth, patches, n, outputs, n);
      moveOutputs(plan, layout, tile, y, 'tensor');
    });
  }
  return y;
}

/** Inputs: patches that are transposed filters times outputs, added where they overlap. */
export function inputsOf(plan: ConvolutionPlan, y: Float64Array, w: Float64Array): Float64Array {
  const x = new Float64Array(plan.samples * plan.groups * plan.inChannels * product(plan.input));
  const layout = layoutOf(plan);
  const { depth, heap, blas, filters, patches, outputs } = layout;
  if (x.length === 0 || y.length === 0 || depth === 0) return x;
  for (let group = 0; group < plan.groups; group++) {
    loadFilters(plan, layout, w, group);
    eachTile(plan, group, layout.rows, (tile) => {
      const n = tile.rows * plan.output[2];
      moveOutputs(plan, layout, tile, y, 'arena');
      heap.fill(0, patches, patches + depth * n);
      blas.gemm(true, false, depth, n, plan.outChannels, 1, filters, depth, outputs, n, patches, n);
      movePatches(plan, layout, tile, x, 'tensor');
    });
  }
  return x;
}

/** Filters: outputs times transposed patches, tile after tile in order. */
export function filtersOf(plan: ConvolutionPlan, x: Float64Array, y: Float64Array): Float64Array {
  const layout = layoutOf(plan);
  const { depth, heap, blas, filters, patches, outputs } = layout;
  const size = plan.outChannels * depth;
  const w = new Float64Array(plan.groups * size);
  if (w.length === 0 || y.length === 0) return w;
  for (let group = 0; group < plan.groups; group++) {
    heap.fill(0, filters, filters + size);
    eachTile(plan, group, layout.rows, (tile) => {
      const n = tile.rows * plan.output[2];
      moveOutputs(plan, layout, tile, y, 'arena');
      movePatches(plan, layout, tile, x, 'arena');
      blas.gemm(false, true, plan.outChannels, depth, n, 1, outputs, n, patches, n, filters, depth);
    });
    w.set(heap.subarray(filters, filters + size), group * size);
  }
  return w;
}
