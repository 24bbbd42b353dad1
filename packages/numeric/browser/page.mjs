// Runs the kernel suite on one engine inside the page; the result is read by main.mjs.
import { openBackend, standardNormals } from '@isotypic/numeric';
import { KERNEL_SUITE } from '/packages/numeric/dist-test/gpu/suite.js';
import { plainSpace } from '/packages/numeric/dist-test/pipeline/spaces.js';

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
/** Milliseconds per kernel on an engine, transfers included. */
globalThis.runBench = async (engine, rows) => {
  const backend = await openBackend({ kind: 'gpu', engine });
  const { device } = backend.info();
  const X = standardNormals(rows, 64, 1);
  const space = plainSpace(X);
  const work = {
    'sparse N×64': () => backend.toCoordinates(space),
    'pooledTile N×64': () => backend.gram(X),
  };
  const times = {};
  for (const [name, run] of Object.entries(work)) {
    await run();
    const laps = [];
    for (let r = 0; r < 5; r++) {
      const start = performance.now();
      await run();
      laps.push(performance.now() - start);
    }
    times[name] = laps.sort((a, b) => a - b)[2];
  }
  const fallen = backend.info().reasons.filter((reason) => reason.includes('because'));
  await backend.close();
  return { device, times, fallen };
};
globalThis.ready = true;
