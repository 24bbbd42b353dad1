import { test } from 'uvu';
import * as assert from 'uvu/assert';

const load = (name: string): Promise<Record<string, (...args: never[]) => unknown>> =>
  import(new URL(`../../examples/${name}.mjs`, import.meta.url).href);

test('hexagon: the columns ψ[T₂f] and T₂ψ[f] are equal, and ψ[f] is another', async () => {
  const { columns } = await load('hexagon-convolution');
  for (const seed of [1, 2, 3]) {
    const { plain, turnedBefore, turnedAfter } = columns(seed as never) as Record<string, number[][]>;
    assert.equal(turnedBefore, turnedAfter);
    assert.not.equal(plain, turnedAfter);
  }
});

test('p4m: lifting, convolving and projecting turns and moves with the image, for all eight elements', async () => {
  const { comparison, moved, project, convolve, randomImage, randomKernel, stabilizer } = await load('p4m-convolution');
  assert.ok((comparison() as { difference: number }).difference <= 1e-14);
  const [f, ω] = [randomImage(5 as never), randomKernel(6 as never)];
  const result = project(convolve(f as never, ω as never) as never) as Float64Array;
  const elements = stabilizer as unknown as number[][][];
  assert.is(elements.length, 8);
  for (const h of elements) {
    const after = moved(result as never, h as never, [3, -4] as never) as Float64Array;
    const before = project(
      convolve(moved(f as never, h as never, [3, -4] as never) as never, ω as never) as never,
    ) as Float64Array;
    before.forEach((x, i) => {
      assert.ok(Math.abs(x - after[i]) <= 1e-14);
    });
    if (h !== elements[0]) assert.ok(result.some((x, i) => Math.abs(x - after[i]) > 1e-3));
  }
});

test('the Clebsch–Gordan network is invariant under rotations, and under O(3), to 1e-12', async () => {
  const { largestChange, network, randomWeights } = await load('clebsch-gordan-network');
  for (const seed of [1, 2, 3]) {
    assert.ok((largestChange(20 as never, { seed } as never) as { change: number }).change <= 1e-12);
    assert.ok((largestChange(20 as never, { seed, reflect: true } as never) as { change: number }).change <= 1e-12);
  }
  // and it depends on the angles between the points
  const weights = randomWeights(2 as never);
  const at = (z: number): number =>
    network(
      [
        [1, 0, 0],
        [z, 1, 0],
      ] as never,
      weights as never,
    ) as number;
  assert.ok(Math.abs(at(0) - at(1)) > 1e-6 * Math.abs(at(0)));
});

test.run();
