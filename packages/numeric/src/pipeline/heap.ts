/** The memory that programs run over: samples, tables and results in place, laid out anew for each operation. */
import { FREE_BYTE, growMemory } from '../kernels/wasm-module.js';

/** Layouts that stay in memory, at most so many, and as long as they fit this together. */
const MOST_KEPT = 4;
const KEPT_BYTES = 2 ** 26;

interface Kept {
  readonly key: readonly unknown[];
  readonly layout: unknown;
}

/** A memory with views that stay valid until it grows. */
export class Heap {
  private top = FREE_BYTE;
  /** Where what is not kept begins. */
  private floor = FREE_BYTE;
  private kept: readonly Kept[] = [];
  private bytes: ArrayBufferLike;
  /** Numbers at byte address a are f64[a / 8]. */
  f64: Float64Array;
  /** Words at byte address a are u32[a / 4]. */
  u32: Uint32Array;

  /** @param memory undefined for the plain twin, whose memory is an ordinary buffer. */
  constructor(private readonly memory?: WebAssembly.Memory) {
    this.bytes = memory === undefined ? new ArrayBuffer(FREE_BYTE) : memory.buffer;
    this.f64 = new Float64Array(this.bytes);
    this.u32 = new Uint32Array(this.bytes);
  }

  /** Everything allocated so far is void, but for layouts that are kept. */
  reset(): void {
    this.top = this.floor;
  }

  /**
   * What `layOut` gives, whose memory nobody else gets until many others have been laid out: for programs that the next
   * call will run again. Found by the parts of the key, each the same object or number.
   */
  keep<T>(key: readonly unknown[], layOut: () => T): T {
    const found = this.kept.find((k) => k.key.length === key.length && k.key.every((part, i) => part === key[i]));
    this.reset();
    if (found !== undefined) return found.layout as T;
    if (this.kept.length === MOST_KEPT) this.forget();
    let layout = layOut();
    if (this.top - FREE_BYTE > KEPT_BYTES && this.kept.length > 0) {
      this.forget();
      layout = layOut();
    }
    // too large to stay
    if (this.top - FREE_BYTE > KEPT_BYTES) return layout;
    this.kept = [...this.kept, { key, layout }];
    this.floor = this.top;
    return layout;
  }

  /** Whether what is in a layout, or is one of its properties, has stayed since. */
  isKept(part: unknown): boolean {
    return this.kept.some(({ layout }) => typeof layout === 'object' && Object.values(layout ?? {}).includes(part));
  }

  private forget(): void {
    this.kept = [];
    this.floor = FREE_BYTE;
    this.reset();
  }

  /** The address of `count` numbers, on a cache line of its own; what they hold is not defined. */
  numbers(count: number): number {
    return this.take(8 * count);
  }

  /** The address of `count` zeros. */
  zeros(count: number): number {
    const at = this.numbers(count);
    this.f64.fill(0, at / 8, at / 8 + count);
    return at;
  }

  /** The address of these numbers. */
  put(values: ArrayLike<number>): number {
    const at = this.numbers(values.length);
    this.f64.set(values, at / 8);
    return at;
  }

  /** The address of these words. */
  putWords(values: ArrayLike<number>): number {
    const at = this.take(4 * values.length);
    this.u32.set(values, at / 4);
    return at;
  }

  /** A copy of `count` numbers. */
  read(at: number, count: number): Float64Array {
    return this.f64.slice(at / 8, at / 8 + count);
  }

  private take(bytes: number): number {
    const at = this.top;
    this.top = 64 * Math.ceil((at + bytes) / 64);
    if (this.top > this.bytes.byteLength) this.grow(this.top);
    return at;
  }

  private grow(bytes: number): void {
    if (this.memory === undefined) {
      const larger = new ArrayBuffer(Math.max(bytes, 2 * this.bytes.byteLength));
      new Uint8Array(larger).set(new Uint8Array(this.bytes));
      this.bytes = larger;
    } else {
      growMemory(this.memory, bytes);
      this.bytes = this.memory.buffer;
    }
    this.f64 = new Float64Array(this.bytes);
    this.u32 = new Uint32Array(this.bytes, 0, Math.floor(this.bytes.byteLength / 4));
  }
}
