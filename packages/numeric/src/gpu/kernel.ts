/** What goes into a gpu.js kernel and what comes out of it, by what is used here. */
import type { Operand } from './specs.js';

/** Extents of a result, fastest first: columns, rows, tiles. */
export type Extent = readonly [number] | readonly [number, number] | readonly [number, number, number];

/** What a kernel returns for one, two or three extents. */
export type KernelResult = Float32Array | readonly KernelResult[];

/** A gpu.js kernel, by what is used of it. */
export interface BuiltKernel {
  (...args: unknown[]): Promise<unknown> | unknown;
  destroy(removeCanvasReferences?: boolean): void;
}

/** A result left on the accelerator, to be passed to a next kernel. */
export interface Resident {
  readonly resident: unknown;
  readonly rows: number;
  readonly cols: number;
}

export type KernelArgument = Operand | Resident;
