// Runs the kernel suite on one engine inside the page; the result is read by main.mjs.
import { openBackend, standardNormals } from '@isotypic/numeric';
import { KERNEL_SUITE } from '/packages/numeric/dist-test/gpu/suite.js';

globalThis.runSuite = async (engine) => {
  const backend = await openBackend({ kind: 'gpu', engine });
  const { device, reasons } = backend.info();
  await backend.close();
  const results = [];
  for (const [name, run] of KERNEL_SUITE) {
    const start = performance.now();
    try {
      await run(engine);
      results.push({ name, ms: performance.now() - start });
    } catch (error) {
      const detail = error?.details ? `\n${error.details}` : '';
      results.push({ name, ms: performance.now() - start, error: `${error?.stack ?? error}${detail}` });
    }
  }
  return { device, reasons, results };
};

/** The float64 backend in the browser: WebAssembly SIMD, and threads on a cross-origin isolated page. */
globalThis.runFloat64 = async () => {
  const X = standardNormals(20_001, 17, 1);
  const grams = [];
  const infos = [];
  for (const threads of [1, 2]) {
    const backend = await openBackend({ threads });
    infos.push(backend.info());
    grams.push(await backend.gram(X));
    await backend.close();
  }
  const same = grams[0].data.every((x, e) => x === grams[1].data[e]);
  return { engine: infos[0].engine, threads: infos[1].threads, reasons: infos[1].reasons, same };
};
globalThis.ready = true;
