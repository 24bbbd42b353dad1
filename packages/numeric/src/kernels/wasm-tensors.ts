/** The kernels of tensors in WebAssembly SIMD: assembly/tensors.ts over a memory of its own. */
import { FUSED, PLAIN } from './generated/tensors-bytes.js';
import type { BiasedRows, ShiftedLines, TensorKernels, WindowedRows } from './tensor-kernels.js';
import { compiled, FREE_BYTE, instantiate, WasmArena } from './wasm-module.js';

/** Arguments of the compiled products with shifted lines. */
type ShiftedCall = [outputs: number, depth: number, weights: number, ...rest: Eight];
type Eight = [number, number, number, number, number, number, number, number];

type Three = [number, number, number];

/** The exports of assembly/tensors.ts; addresses in bytes where {@link TensorKernels} have offsets. */
interface WasmKernels extends Pick<TensorKernels, 'keepPositive' | 'addRows'> {
  shiftedProduct(...call: ShiftedCall): void;
  shiftedProduct32(...call: ShiftedCall): void;
  shiftedGram(...call: ShiftedCall): void;
  windows(...call: [inputs: number, ...Eight, laidRows: number, reach: number, count: number, ...Three]): void;
  windowSums(...call: [rows: number, width: number, reach: number, count: number, ...Three]): void;
  biasedRows32(outputs: number, x: number, ...rest: [...Eight]): void;
}

/** @param bytes of a number */
function shiftedCall(base: number, weights: number, lines: ShiftedLines, bytes: 4 | 8): ShiftedCall {
  const at = (offset: number): number => base + bytes * offset;
  const { outputs, depth, shifts, x, planeStep, rowStep, y, planes, rows, width } = lines;
  return [outputs, depth, at(weights), at(shifts), at(x), planeStep, rowStep, at(y), planes, rows, width];
}

export class WasmTensors extends WasmArena implements TensorKernels {
  private constructor(
    memory: WebAssembly.Memory,
    private readonly kernels: WasmKernels,
  ) {
    super(memory, FREE_BYTE);
  }

  /** Kernels over a fresh memory, or null where the host lacks WebAssembly SIMD. */
  static open(): WasmTensors | null {
    const module = compiled({ FUSED, PLAIN });
    if (module === null) return null;
    const { memory, exports } = instantiate(module);
    return new WasmTensors(memory, exports as unknown as WasmKernels);
  }

  keepPositive(n: number, x: number, mask: number, y: number): void {
    const { base } = this;
    this.kernels.keepPositive(n, base + 8 * x, base + 8 * mask, base + 8 * y);
  }

  addRows(rows: number, width: number, x: number, y: number): void {
    this.kernels.addRows(rows, width, this.base + 8 * x, this.base + 8 * y);
  }

  shiftedProduct(weights: number, lines: ShiftedLines): void {
    this.kernels.shiftedProduct(...shiftedCall(this.base, weights, lines, 8));
  }

  shiftedProduct32(weights: number, lines: ShiftedLines): void {
    this.kernels.shiftedProduct32(...shiftedCall(this.base, weights, lines, 4));
  }

  biasedRows32({ x, bias, y, outputs, planes, rows, width, pitch, planePitch, isRectified }: BiasedRows): void {
    const at = (offset: number): number => this.base + 4 * offset;
    const places = [at(x), at(bias), at(y)] as const;
    this.kernels.biasedRows32(outputs, ...places, planes, rows, width, pitch, planePitch, isRectified ? 1 : 0);
  }

  inputWindows(rows: WindowedRows): void {
    this.windows(1, rows);
  }

  outputWindows(rows: WindowedRows): void {
    this.windows(0, rows);
  }

  private windows(
    inputs: 0 | 1,
    { x, channels, planes, rows, width, padding, laidPlanes, ...rest }: WindowedRows,
  ): void {
    const { laidRows, reach, count, windows, room } = rest;
    const at = (offset: number): number => this.base + 8 * offset;
    const places = [at(x), at(windows), at(room)] as const;
    const shape = [channels, planes, rows, width, ...padding, laidPlanes] as const;
    this.kernels.windows(inputs, ...shape, laidRows, reach, count, ...places);
  }

  windowSums({ x, channels, planes, rows, width, reach, count, windows, room }: WindowedRows): void {
    const at = (offset: number): number => this.base + 8 * offset;
    this.kernels.windowSums(channels * planes * rows, width, reach, count, at(windows), at(x), at(room));
  }

  shiftedGram(w: number, lines: ShiftedLines): void {
    this.kernels.shiftedGram(...shiftedCall(this.base, w, lines, 8));
  }
}
