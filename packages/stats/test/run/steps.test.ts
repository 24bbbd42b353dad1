// `info().steps` of a backend tells where each step of an estimate was done, and why there.
import { catalogue } from '@isotypic/algebra';
import { type BackendOptions, type BackendStep, Float64Matrix, openBackend, standardNormals } from '@isotypic/numeric';
import { multiple, permutationRepresentation } from '@isotypic/reps';
import { cov, EquivariantNormal, groupAverages, irrepNorms, lstsq, mean } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const rep = multiple(3, permutationRepresentation(catalogue.dihedral(4)));
const [X, Y] = [standardNormals(60, 12, 1), standardNormals(60, 12, 2)];
/** The copies nearly equal: ill conditioned. */
const ill = Float64Matrix.generate(60, 12, (n, j) => X.at(n, j % 4) * (1 + 1e-9 * j));

/** What the estimates ask of a backend, in order. */
async function stepsOn(options: BackendOptions) {
  const backend = await openBackend(options);
  const run = { backend };
  const { refinements } = await lstsq(X, Y, rep, rep, run);
  await cov(X, rep, run);
  const normal = await EquivariantNormal.fit(X, rep, run);
  await normal.logProb(X, run);
  await normal.sample(5, run);
  await groupAverages(X, rep, run);
  await irrepNorms(X, rep, run);
  const { steps } = backend.info();
  await backend.close();
  return { steps, refinements };
}

const brief = (steps: readonly BackendStep[]) =>
  steps.map(({ operation, place, count }) => `${operation} ${place} ${count}`).sort();

test('on float64 everything is done by the kernels of WebAssembly', async () => {
  const { steps } = await stepsOn({});
  assert.equal(brief(steps), [
    'blockResiduals wasm-simd 1',
    'crossGrams wasm-simd 1',
    'fromCoordinates wasm-simd 1',
    'groupAverage wasm-simd 1',
    'pooledGrams wasm-simd 3',
    'squaredLengths wasm-simd 1',
    'toCoordinates wasm-simd 1',
  ]);
  assert.ok(steps.every(({ reason }) => reason.includes('double precision')));
});

for (const engine of ['cpu', 'webasm'] as const) {
  test(`on ${engine} everything but means and the residuals that refine is done by gpu.js`, async () => {
    const { steps, refinements } = await stepsOn({ kind: 'gpu', engine });
    assert.equal(
      brief(steps),
      [
        `blockResiduals wasm-simd ${refinements}`,
        `crossGrams ${engine} 1`,
        `fromCoordinates ${engine} 1`,
        `groupAverage ${engine} 1`,
        'means javascript 2',
        `pooledGrams ${engine} 3`,
        `squaredLengths ${engine} 1`,
        `toCoordinates ${engine} 1`,
      ].sort(),
    );
    for (const { operation, reason } of steps) {
      const why = { blockResiduals: 'refine a solution of single precision', means: 'before samples are rounded' };
      assert.match(reason, why[operation as keyof typeof why] ?? `engine ${engine} asked for`);
    }
  });
}

test('ill-conditioned data are told to have gone the accurate way', async () => {
  for (const options of [{}, { kind: 'gpu', engine: 'cpu' }] as const) {
    const backend = await openBackend(options);
    // told to a watched computation as well
    await lstsq(ill, Y, rep, rep, { backend, onProgress: () => {} });
    const { steps } = backend.info();
    await backend.close();
    const accurate = steps.filter(({ reason }) => reason.includes('ill-conditioned'));
    const wanted = ['toCoordinates wasm-simd 2'];
    if ('kind' in options)
      wanted.push('blockResiduals wasm-simd 1', 'crossGrams wasm-simd 1', 'pooledGrams wasm-simd 1');
    assert.equal(brief(accurate), wanted.sort());
  }
});

test('a backend that computed nothing for the estimate tells of nothing', async () => {
  const backend = await openBackend();
  await mean(X, rep);
  assert.equal(backend.info().steps, []);
  await backend.close();
});

test.run();
