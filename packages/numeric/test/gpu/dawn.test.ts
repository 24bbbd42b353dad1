// WebGPU in Node through Dawn. Where no adapter answers, the reason must be said; either way the process ends by
// itself.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Outcome, withDawn } from './dawn.js';

function settled({ status, output, result }: Outcome): boolean {
  assert.is(status, 0, output);
  if (result.found) return true;
  assert.is(result.code, 'BACKEND_UNAVAILABLE', output);
  assert.match(String(result.message), /webgpu: (no adapter answers|Node needs the npm package webgpu)/);
  return false;
}

test('a backend on webgpu in Node leaves nothing behind', () => {
  const outcome = withDawn(`
    const G = await backend.gram(standardNormals(1000, 3, 1));
    const { engine, kernels, reasons } = backend.info();
    await backend.close();
    const left = 'navigator' in globalThis && 'gpu' in navigator;
    result = { engine, kernels, reasons, trace: G.at(0, 0) + G.at(1, 1) + G.at(2, 2), left };
  `);
  if (!settled(outcome)) return;
  assert.is(outcome.result.engine, 'webgpu');
  assert.is(outcome.result.kernels, 2);
  assert.is(outcome.result.left, false);
  // The trace is χ² with 3000 degrees of freedom: six standard deviations.
  assert.ok(Math.abs(Number(outcome.result.trace) - 3000) < 6 * Math.sqrt(6000));
});

test('a software adapter is taken only by name', () => {
  const outcome = withDawn(`
    const software = /swiftshader|llvmpipe|lavapipe/i.test(backend.info().device);
    await backend.close();
    const chosen = await openBackend({ kind: 'gpu' });
    const { engine, reasons } = chosen.info();
    await chosen.close();
    const single = await openBackend({ precision: 'single' });
    const { kind } = single.info();
    await single.close();
    result = { software, engine, kind, reasons };
  `);
  if (!settled(outcome)) return;
  const { software, engine, kind, reasons } = outcome.result;
  if (!software) {
    assert.is(engine, 'webgpu');
    assert.is(kind, 'gpu');
    return;
  }
  assert.is.not(engine, 'webgpu');
  assert.is(kind, 'float64');
  assert.ok((reasons as string[]).some((reason) => /^webgpu: .* runs on the processor/.test(reason)));
});

test('a device that is lost in use is replaced, with the reason recorded', () => {
  const outcome = withDawn(`
    const X = standardNormals(100, 3, 1);
    await backend.gram(X);
    const { WebGPUContext } = await import('gpu.js');
    (await WebGPUContext.acquire()).device.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const G = await backend.gram(X);
    const after = await backend.gram(X);
    let exact = 0;
    for (let i = 0; i < 100; i++) exact += X.at(i, 0) ** 2;
    const { engine, reasons } = backend.info();
    await backend.close();
    result = { engine, reasons, errors: [G.at(0, 0) - exact, after.at(0, 0) - exact].map((e) => Math.abs(e) / exact) };
  `);
  if (!settled(outcome)) return;
  assert.is.not(outcome.result.engine, 'webgpu');
  assert.ok(
    (outcome.result.reasons as string[]).some((reason) => reason.includes('webgpu given up')),
    outcome.output,
  );
  for (const error of outcome.result.errors as number[]) assert.ok(error < 1e-6, outcome.output);
});

test.run();
