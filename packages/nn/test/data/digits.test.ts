import { readFileSync } from 'node:fs';
import { digitSamples, fieldType, geometricTensor, gspaces, tensor, turnedImages } from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const repository = new URL('../../../../', import.meta.url);

test('the digits are those of data/digits.csv', () => {
  const { images, labels } = digitSamples(readFileSync(new URL('packages/nn/data/digits.txt', repository), 'utf8'));
  assert.equal(images.shape, [1797, 1, 8, 8]);
  const [, ...lines] = readFileSync(new URL('data/digits.csv', repository), 'utf8').trim().split('\n');
  lines.forEach((line, n) => {
    const own = Array.from(images.data.subarray(64 * n, 64 * n + 64), (x) => 16 * x);
    assert.equal(own, line.split(',').map(Number), `line ${n}`);
  });
  const counts = new Array(10).fill(0);
  for (const label of labels) counts[label]++;
  assert.equal(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]); // as UCI's description has them
});

test('other lines are refused', () => {
  assert.throws(() => digitSamples(`7 ${'0'.repeat(63)}`), /line 1 to be a digit/);
  assert.throws(() => digitSamples(`7 ${'0'.repeat(64)}\n\n8 `), /line 2/);
  assert.is(digitSamples('').labels.length, 0);
});

test('by quarters, mirrored or not: as fields are transformed, to the bit', () => {
  const data = Float64Array.from({ length: 2 * 3 * 25 }, (_, i) => Math.sin(i));
  const space = gspaces.flipRot2dOnR2(4);
  const x = tensor(data, [2, 3, 5, 5]);
  const field = geometricTensor(x, fieldType(space, [space.trivial, space.trivial, space.trivial]));
  const seen = new Set<string>();
  for (const mirrored of [false, true]) {
    for (let k = -1; k < 3; k++) {
      const turned = turnedImages(x, k / 4, { mirrored });
      const g = space.gridSymmetries.find((u) => String(field.transform(u).tensor.data) === String(turned.data));
      assert.ok(g !== undefined, `${k} ${mirrored}`);
      const [c, s] = [
        [1, 0, -1, 0],
        [0, 1, 0, -1],
      ].map((list) => list[(k + 4) % 4]);
      const expected = mirrored ? [-c, -s, -s, c] : [c, -s, s, c]; // a turn after (x, y) → (−x, y)
      assert.equal(
        [...space.pointMatrix(g).data].map((v) => v + 0),
        expected.map((v) => v + 0),
      );
      seen.add(String(turned.data));
    }
  }
  assert.is(seen.size, 8);
});

test('by other angles: linear functions are turned exactly, away from the border', () => {
  const n = 9;
  const plane = (a: number, b: number): number[] =>
    Array.from({ length: n * n }, (_, p) => a * ((p % n) - 4) + b * (4 - Math.floor(p / n)));
  const [c, s] = [Math.cos(Math.PI / 4), Math.sin(Math.PI / 4)];
  const turned = turnedImages(tensor(plane(1, 2), [1, 1, n, n]), 1 / 8);
  const expected = plane(c - 2 * s, s + 2 * c);
  for (let i = 2; i < 7; i++) {
    for (let j = 2; j < 7; j++) {
      // eight products of numbers below 12
      assert.ok(Math.abs(turned.at(0, 0, i, j) - expected[n * i + j]) < 8 * 12 * 2 ** -52, `${i} ${j}`);
    }
  }
});

test.run();
