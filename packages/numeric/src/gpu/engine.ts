/** Finding something for gpu.js to run on: webgpu, webgl2, its WebAssembly, or plain JavaScript. */
import { IsotypicError } from '@isotypic/algebra/basics';
import { inNode, provideWebGpu, withdrawWebGpu } from './dawn.js';
import type { EngineName } from './engine-names.js';
import type { BuiltKernel, Extent, KernelArgument } from './kernel.js';
import { loadGpuJs } from './load-gpu-js.js';
import type { KernelSpec } from './specs.js';

/** How a kernel is built. */
export interface BuildOptions {
  /** Whether its result stays on the accelerator. */
  readonly resident: boolean;
}

/** One gpu.js instance on one engine. */
export interface GpuEngine {
  readonly name: EngineName;
  /** The adapter in words. */
  readonly device: string;
  /** Whether the "device" is a program on the processor: SwiftShader, llvmpipe, or gpu.js itself. */
  readonly software: boolean;
  /** Largest buffer that the adapter grants, in bytes. */
  readonly bufferBytes: number;
  build(spec: KernelSpec, inner: number, extent: Extent, options: BuildOptions): BuiltKernel;
  argument(argument: KernelArgument): unknown;
  close(): Promise<void>;
}

/** What was found, and why not what comes before it. */
export interface FoundEngine {
  readonly engine: GpuEngine;
  readonly reasons: readonly string[];
}

/**
 * The first engine of `candidates` on which a trial kernel runs; with `hardware`, on a device of its own. A software
 * adapter of webgpu comes after gpu.js's own WebAssembly, which is some fifteen times as fast as SwiftShader is.
 * @throws {IsotypicError} `BACKEND_UNAVAILABLE` with what was tried.
 */
export async function findEngine(
  candidates: readonly EngineName[],
  options: { readonly hardware?: boolean } = {},
): Promise<FoundEngine> {
  const reasons: string[] = [];
  const gpuJs = await loadGpuJs();
  const isOwn = (name: EngineName): boolean => name === 'webasm' || name === 'cpu';
  for (const name of candidates) {
    try {
      const engine = await openEngine(name, gpuJs);
      if (engine.software && !isOwn(name) && (options.hardware || candidates.some(isOwn))) {
        await engine.close();
        throw new Error(`${engine.device} runs on the processor`);
      }
      reasons.push(`${name}: a trial kernel runs`);
      return { engine, reasons };
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new IsotypicError('BACKEND_UNAVAILABLE', {
    where: 'openBackend',
    expected: `one of ${candidates.join(', ')} to run`,
    received: reasons.join('; ') || 'no engine to try',
    remedy: "Use kind 'float64', which is always there.",
    details: { tried: reasons },
  });
}

type GpuJs = Awaited<ReturnType<typeof loadGpuJs>>;

async function openEngine(name: EngineName, gpuJs: GpuJs): Promise<GpuEngine> {
  const { GPU, Input } = gpuJs;
  let adapter: Adapter = {
    device: name === 'cpu' ? 'JavaScript' : name === 'webasm' ? 'gpu.js WebAssembly SIMD' : name,
    software: name === 'cpu' || name === 'webasm',
    bufferBytes: Number.POSITIVE_INFINITY,
  };
  if (name === 'webgpu') {
    await provideWebGpu();
    const found = await describeAdapter();
    if (found === null || !(await GPU.isWebGPUAvailable())) {
      if (openDevices === 0) withdrawWebGpu();
      throw new Error(
        inNode() ? 'no adapter answers (Dawn found no Vulkan, Metal or D3D12 device)' : 'no adapter answers',
      );
    }
    adapter = found;
  }
  if (name === 'webgl2' && !GPU.isWebGL2Supported) throw new Error('no WebGL 2 context');
  if (name === 'webasm' && !GPU.isWebAssemblySupported) throw new Error('no WebAssembly');
  const gpu = new GPU({ mode: name });
  if (name === 'webgpu') openDevices++;
  const engine: GpuEngine = {
    name,
    ...adapter,
    build(spec, inner, extent, { resident }) {
      return gpu.createKernel(
        spec.source as never,
        {
          output: [...extent],
          constants: { inner },
          asyncMode: true,
          precision: 'single',
          pipeline: resident,
          immutable: resident,
          // Software GL stops every loop at 65,535, and gpu.js loops of unknown length at 1000: ours are bounded by
          // constants, and the largest is far below.
          loopMaxIterations: 65_535,
        } as never,
      ) as unknown as BuiltKernel;
    },
    argument(argument) {
      return 'resident' in argument
        ? argument.resident
        : new Input(argument.data as never, [argument.cols, argument.rows]);
    },
    async close() {
      await gpu.destroy();
      if (name === 'webgpu' && --openDevices === 0) await releaseDevice(gpuJs);
    },
  };
  try {
    await trial(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

/** 1 + 1 on the engine: the only proof that it is there. */
async function trial(engine: GpuEngine): Promise<void> {
  const spec = {
    name: 'trial',
    source: function sum(this: { thread: { x: number } }, A: number[][]) {
      return A[0][this.thread.x] + 1;
    },
    dataArguments: [],
    entry: () => ({ value: 2, bound: 0 }),
  } as unknown as KernelSpec;
  const kernel = engine.build(spec, 1, [4], { resident: false });
  try {
    const result = (await kernel(
      engine.argument({ data: Float32Array.of(1, 1, 1, 1), rows: 1, cols: 4 }),
    )) as Float32Array;
    if (result[3] !== 2) throw new Error(`1 + 1 came back as ${result[3]}`);
  } finally {
    kernel.destroy();
  }
}

type Adapter = Pick<GpuEngine, 'device' | 'software' | 'bufferBytes'>;

interface AdapterLike {
  readonly info?: {
    readonly vendor?: string;
    readonly architecture?: string;
    readonly description?: string;
    readonly isFallbackAdapter?: boolean;
  };
  readonly limits?: { readonly maxStorageBufferBindingSize?: number; readonly maxBufferSize?: number };
}

async function describeAdapter(): Promise<Adapter | null> {
  const host = globalThis as { navigator?: { gpu?: { requestAdapter(): Promise<AdapterLike | null> } } };
  const adapter = await host.navigator?.gpu?.requestAdapter();
  if (!adapter) return null;
  const { info, limits } = adapter;
  const words = [info?.vendor, info?.architecture, info?.description].filter((word) => word).join(' ');
  return {
    device: `WebGPU, ${words || 'unnamed adapter'}`,
    software: info?.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe/i.test(words),
    bufferBytes: Math.min(
      limits?.maxStorageBufferBindingSize ?? Number.POSITIVE_INFINITY,
      limits?.maxBufferSize ?? Number.POSITIVE_INFINITY,
    ),
  };
}

let openDevices = 0;

/** gpu.js shares one device among its instances; in Node an open device keeps the process alive. */
async function releaseDevice(gpuJs: GpuJs): Promise<void> {
  if (!inNode()) return;
  const module = gpuJs as unknown as { WebGPUContext?: { destroy?: () => unknown } };
  await module.WebGPUContext?.destroy?.();
  if (openDevices === 0) withdrawWebGpu();
}
