/**
 * Runs code in a Node process of its own that may find a software Vulkan device: Chromium's SwiftShader, where
 * installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const DRIVERS = ['/usr/lib/chromium/vk_swiftshader_icd.json', '/opt/google/chrome/vk_swiftshader_icd.json'];

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
  /** What the code printed as its last line, as JSON. */
  readonly result: { readonly found: boolean } & Record<string, unknown>;
}

/** @param body statements with `backend` open on webgpu; must assign what it found out to `result`. */
export function withDawn(body: string, timeout = 60_000): Outcome {
  const driver = process.env.VK_ICD_FILENAMES ?? DRIVERS.find((path) => existsSync(path));
  const code = `
    import { openBackend, standardNormals } from '@isotypic/numeric';
    let result = {};
    let found = true;
    let backend;
    try {
      backend = await openBackend({ kind: 'gpu', engine: 'webgpu' });
    } catch (error) {
      found = false;
      result = { code: error.code, message: error.message };
    }
    if (found) { ${body} }
    console.log(JSON.stringify({ found, ...result }));
    const start = performance.now();
    process.on('exit', () => { if (performance.now() - start > 1000) process.exitCode = 9; });
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], {
    timeout,
    encoding: 'utf8',
    env: { ...process.env, ...(driver === undefined ? {} : { VK_ICD_FILENAMES: driver }) },
  });
  const lines = stdout.trim().split('\n');
  let result = { found: false };
  try {
    result = JSON.parse(lines[lines.length - 1]);
  } catch {
    // the output says why
  }
  return { status, output: `${stdout}\n${stderr}`, result };
}
