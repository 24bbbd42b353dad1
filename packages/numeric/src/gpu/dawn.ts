/**
 * WebGPU in Node. Node has no `navigator.gpu`; the npm package `webgpu` brings Dawn, the implementation of Chromium,
 * and gpu.js looks for it where a browser has it. It is put there while a backend is open, and taken away afterwards.
 */

interface Dawn {
  create(options: readonly string[]): object;
  readonly globals: Readonly<Record<string, unknown>>;
}

type Host = Record<string, unknown> & {
  navigator?: { gpu?: unknown };
  process?: { versions?: { node?: string } };
};

let remove: (() => void) | null = null;
/** Dawn's instance, kept for the process: it alone keeps nothing alive, and a second dozen of them would abort it. */
let instance: object | null = null;

/** Whether this is Node, where an open device keeps the process alive. */
export function inNode(): boolean {
  return (globalThis as Host).process?.versions?.node !== undefined;
}

/**
 * Makes `navigator.gpu` be there, in Node by the package `webgpu`; elsewhere, and where one is already, does nothing.
 * @throws with the reason, when the package is missing or does not load.
 */
export async function provideWebGpu(): Promise<void> {
  const host = globalThis as Host;
  if (!inNode() || host.navigator?.gpu) return;
  // A name that bundlers do not follow: the package is optional, and of no use in a browser.
  const name = 'webgpu';
  let dawn: Dawn;
  try {
    dawn = (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as Dawn;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Error(
      `Node needs the npm package webgpu for it (npm install webgpu@0.4.0), which does not load (${reason})`,
    );
  }
  if (host.navigator?.gpu) return; // another backend was opened meanwhile
  instance ??= dawn.create([]);
  const added = Object.keys(dawn.globals).filter((key) => !(key in host));
  for (const key of added) host[key] = dawn.globals[key];
  const ownNavigator = host.navigator === undefined;
  if (ownNavigator) Object.defineProperty(host, 'navigator', { value: {}, configurable: true });
  Object.defineProperty(host.navigator, 'gpu', { value: instance, configurable: true });
  remove = () => {
    delete host.navigator?.gpu;
    if (ownNavigator) delete host.navigator;
    for (const key of added) delete host[key];
  };
}

/** Takes away what {@link provideWebGpu} put there. */
export function withdrawWebGpu(): void {
  remove?.();
  remove = null;
}
