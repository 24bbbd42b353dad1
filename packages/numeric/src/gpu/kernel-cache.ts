/** Kernels of one gpu.js instance: built once per shape class, validated before use, destroyed on close. */
import { IsotypicError, randomSource } from '@isotypic/algebra/basics';
import { CHUNK_NUMBERS, type ChunkLimits } from './chunks.js';
import type { BuildOptions, GpuEngine } from './engine.js';
import type { BuiltKernel, Extent, KernelArgument, KernelResult, Resident } from './kernel.js';
import type { KernelSpec, Operand } from './specs.js';

/** Kernels held at most; the least recently used one is destroyed when another is needed. */
const CAPACITY = 64;
/** Entries compared with float64 when a kernel is built: the corners and a sample. */
const CHECKED_ENTRIES = 64;

export class KernelCache {
  private readonly kernels = new Map<string, BuiltKernel>();

  constructor(private readonly engine: GpuEngine) {
    this.limits = {
      rows: engine.name === 'webgl2' ? 2 ** 11 : 2 ** 15,
      numbers: Math.min(CHUNK_NUMBERS, engine.bufferBytes / Float32Array.BYTES_PER_ELEMENT),
    };
  }

  /**
   * What one operand or result may hold. A 2-D result is a texture of that height on webgl2, which promises 2048;
   * elsewhere 2¹⁵ rows stay clear of the 65,535 at which software stops loops and indices.
   */
  readonly limits: ChunkLimits;

  get size(): number {
    return this.kernels.size;
  }

  /** Runs a kernel and reads its result back. */
  async run(spec: KernelSpec, inner: number, extent: Extent, args: readonly KernelArgument[]): Promise<KernelResult> {
    const kernel = await this.kernel(spec, inner, extent, args, { resident: false });
    return (await kernel(...args.map((a) => this.engine.argument(a)))) as KernelResult;
  }

  /** Runs a kernel and leaves its result on the accelerator, for the next step. */
  async runResident(
    spec: KernelSpec,
    inner: number,
    extent: readonly [number, number],
    args: readonly KernelArgument[],
  ): Promise<Resident> {
    const kernel = await this.kernel(spec, inner, extent, args, { resident: true });
    return {
      resident: await kernel(...args.map((a) => this.engine.argument(a))),
      cols: extent[0],
      rows: extent[1],
    };
  }

  destroy(): void {
    for (const kernel of this.kernels.values()) kernel.destroy();
    this.kernels.clear();
  }

  private async kernel(
    spec: KernelSpec,
    inner: number,
    extent: Extent,
    args: readonly KernelArgument[],
    { resident }: BuildOptions,
  ): Promise<BuiltKernel> {
    // The shape class is the shape itself: callers pad rows to powers of two, so classes are few, and no kernel ever
    // sees an operand shorter than the one it was built for (GL would then read stale data).
    const shapes = args.map((a) => `${'resident' in a ? 'r' : ''}${a.rows}×${a.cols}`).join(' ');
    const key = `${spec.name} ${inner} ${extent.join('×')} ${shapes} ${resident}`;
    const found = this.kernels.get(key);
    if (found !== undefined) {
      this.kernels.delete(key);
      this.kernels.set(key, found);
      return found;
    }
    // What a kernel does does not depend on where its operands lie: a plain one stands in for a resident one.
    const plain = args.map((a) =>
      'resident' in a ? { data: new Float32Array(a.rows * a.cols), rows: a.rows, cols: a.cols } : a,
    );
    await this.validate(spec, inner, extent, plain);
    const kernel = this.engine.build(spec, inner, extent, { resident });
    this.kernels.set(key, kernel);
    if (this.kernels.size > CAPACITY) {
      const [oldest, unused] = this.kernels.entries().next().value as [string, BuiltKernel];
      this.kernels.delete(oldest);
      unused.destroy();
    }
    return kernel;
  }

  /**
   * @throws {IsotypicError} `KERNEL_REFUSED` when an entry is farther from its float64 twin than float32 arithmetic
   *   can explain.
   */
  private async validate(spec: KernelSpec, inner: number, extent: Extent, args: readonly Operand[]): Promise<void> {
    const random = randomSource(0x5eed);
    const trial = args.map((arg, a) =>
      spec.dataArguments.includes(a)
        ? { ...arg, data: Float32Array.from(arg.data, () => random.below(2 ** 20) / 2 ** 19 - 1) }
        : arg,
    );
    const kernel = this.engine.build(spec, inner, extent, { resident: false });
    try {
      const result = (await kernel(...trial.map((a) => this.engine.argument(a)))) as KernelResult;
      const [width, height = 1, depth = 1] = extent;
      for (let e = 0; e < CHECKED_ENTRIES; e++) {
        const pick = (n: number, bit: number): number => (e < 8 ? ((e >> bit) & 1) * (n - 1) : random.below(n));
        const x = pick(width, 0);
        const y = pick(height, 1);
        const z = pick(depth, 2);
        const { value, bound } = spec.entry(trial, inner, x, y, z);
        const received = entryOf(result, extent.length, x, y, z);
        if (!(Math.abs(received - value) <= bound)) {
          throw new IsotypicError('KERNEL_REFUSED', {
            where: `kernel ${spec.name}`,
            expected: `${value} ± ${bound.toExponential(2)} in entry (${z}, ${y}, ${x}) of extent ${extent.join('×')}`,
            received: `${received} from ${this.engine.name}`,
            remedy: "The float64 backend computes this: open it with kind 'float64'.",
          });
        }
      }
    } finally {
      kernel.destroy();
    }
  }
}

function entryOf(result: KernelResult, dimensions: number, x: number, y: number, z: number): number {
  let part: KernelResult = result;
  if (dimensions > 2) part = (part as readonly KernelResult[])[z];
  if (dimensions > 1) part = (part as readonly KernelResult[])[y];
  return (part as Float32Array)[x];
}
