/// <reference lib="dom" />
/** Modules that assembly/build.mjs has compiled, and the memory that they run over. */
import { IsotypicError } from '@isotypic/algebra/basics';

/** First byte that the kernels' own data leaves free (`--memoryBase`), with room to spare. */
export const FREE_BYTE = 4096;
const PAGE = 65536;
/** Pages that a memory may grow to: 4 GiB. */
export const MAX_PAGES = 65536;

/** A module as hexadecimal digits. */
export interface EmbeddedModule {
  readonly digits: string;
  /** What gives it a shared memory, where it may have one: `skip` digits from `at` on give way to these. */
  readonly sharing?: { readonly at: number; readonly skip: number; readonly digits: string };
}

/** A module compiled with fused multiply–add, and without: for hosts that lack relaxed SIMD. */
export interface Builds {
  readonly FUSED: EmbeddedModule;
  readonly PLAIN: EmbeddedModule;
}

/** Compiled once, for private and for shared memories. */
const modules = {
  own: new Map<EmbeddedModule, WebAssembly.Module | null>(),
  shared: new Map<EmbeddedModule, WebAssembly.Module | null>(),
};

/** The compiled module, or null where the host has no WebAssembly SIMD. */
export function compiled({ FUSED, PLAIN }: Builds, memory: 'own' | 'shared' = 'own'): WebAssembly.Module | null {
  let module = modules[memory].get(FUSED);
  if (module === undefined) {
    module = compile(FUSED, memory) ?? compile(PLAIN, memory);
    modules[memory].set(FUSED, module);
  }
  return module;
}

function compile({ digits: own, sharing }: EmbeddedModule, memory: 'own' | 'shared'): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  let digits = own;
  if (memory === 'shared' && sharing !== undefined) {
    digits = own.slice(0, sharing.at) + sharing.digits + own.slice(sharing.at + sharing.skip);
  }
  try {
    const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
      Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
    );
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  } catch {
    return null; // a host may forbid compilation (a content security policy): the plain twin then does the work
  }
}

/** Its exports over a fresh memory. */
export function instantiate(module: WebAssembly.Module): { memory: WebAssembly.Memory; exports: WebAssembly.Exports } {
  const memory = new WebAssembly.Memory({ initial: 32, maximum: MAX_PAGES });
  return { memory, exports: new WebAssembly.Instance(module, { env: { memory } }).exports };
}

/** An arena in a memory from byte `base` on. */
export class WasmArena {
  readonly kind = 'wasm';
  private heap = new Float64Array(0);

  constructor(
    private readonly memory: WebAssembly.Memory,
    protected readonly base: number,
  ) {}

  reserve(count: number): Float64Array {
    if (this.heap.length < count || this.heap.buffer !== this.memory.buffer) {
      growMemory(this.memory, this.base + 8 * count);
      this.heap = new Float64Array(this.memory.buffer, this.base);
    }
    return this.heap;
  }
}

/** Grows a memory to at least `bytes`. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new IsotypicError('OUT_OF_MEMORY', {
      where: 'numeric kernels',
      expected: 'operands that fit in WebAssembly memory (4 GiB)',
      received: `${(bytes / 2 ** 20).toFixed(0)} MiB of operands`,
      remedy: 'Work on ranges of rows.',
      cause,
    });
  }
}
