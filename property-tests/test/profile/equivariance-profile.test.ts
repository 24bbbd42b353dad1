import { equivarianceProfile } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';

const C4 = 'permutation of cyclic(4)';
const shift = (x: ArrayLike<number>) => Float64Array.from(x, (v, i) => v + x[(i + 1) % x.length]);
const stages = [
  { name: 'convolution', apply: shift, out: 'permutation' },
  { name: 'weights', apply: (x: Float64Array) => x.map((v, i) => v * (i === 0 ? 1.5 : 1)), out: 'permutation' },
  { name: 'float32', apply: (x: Float64Array) => Float32Array.from(shift(x)), out: 'permutation' },
  { name: 'norm', apply: (x: Float32Array) => [Math.hypot(...x)], out: 'trivial' },
];

test('which layer breaks, by how much, and what it hands on', async () => {
  const profile = await equivarianceProfile(stages, C4, { seed: 2 });
  assert.is(profile.elements[0], '(0 1 2 3)');
  assert.equal([...profile.elements].sort(), ['(0 1 2 3)', '(0 2)(1 3)', '(0 3 2 1)']);
  const [convolution, weights, single, norm] = profile.stages;
  const worst = (errors: readonly number[]) => Math.max(...errors);
  assert.ok(worst(convolution.errors) < 1e-15);
  assert.ok(worst(weights.errors) > 0.1 && worst(weights.ownErrors) > 0.1);
  // the third stage is right by itself, to its precision, and passes the error of the second on
  assert.ok(worst(single.ownErrors) < 1e-6 && worst(single.errors) > 0.1);
  assert.ok(worst(norm.ownErrors) < 1e-6);
  assert.ok(weights.components.every(({ error }) => error > 0.01));
  assert.equal(convolution.components.map(({ label }) => label)[0], 'trivial');
});

test('an error in one component is seen in that one', async () => {
  const meanOff = { name: 'mean', apply: (x: Float64Array) => x.map((v) => v + x[0]), out: 'permutation' };
  const [{ components }] = (await equivarianceProfile([meanOff], C4)).stages;
  assert.ok(components[0].error > 0.1);
  for (const { error } of components.slice(1)) assert.ok(error < 1e-15);
});

test('inputs of one’s own, and rotations', async () => {
  const cross = { name: 'square', apply: (x: Float64Array) => x.map((v) => v * v), out: 'V of SO(3)' };
  const { stages: profile, elements } = await equivarianceProfile([cross], 'V of SO(3)', {
    samples: [Float64Array.of(1, 2, 3)],
    elements: 2,
  });
  assert.is(elements.length, 5);
  assert.ok(profile[0].errors.every((e) => e > 0.01));
});

test('the picture names its rows and columns, and is the same each time', async () => {
  const draw = async () => (await equivarianceProfile(stages, C4, { seed: 2 })).toSvg();
  const svg = await draw();
  assert.match(svg, /^<svg [^>]*role="img"/);
  for (const name of ['convolution', 'weights', '(0 1 2 3)']) assert.ok(svg.includes(name));
  assert.is(await draw(), svg);
});

test('refusals', async () => {
  await refuses('INVALID_ARGUMENT', () => equivarianceProfile([], C4), /stages/);
  await refuses('DEGREE_MISMATCH', () => equivarianceProfile([{ ...stages[3], out: 'permutation' }], C4), /4 numbers/);
});

test.run();
