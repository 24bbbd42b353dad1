import {
  inertiaSamples,
  inertiaTensor,
  o5Invariant,
  o5Samples,
  particleInteraction,
  particleSamples,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { vectors } from '../vectors.js';

interface Case {
  readonly dataset: string;
  readonly seed: number;
  readonly X: number[][];
  readonly Y: number[][];
}

const TARGETS: Record<string, (x: Tensor) => Tensor> = {
  Inertia: inertiaTensor,
  O5Synthetic: o5Invariant,
  ParticleInteraction: particleInteraction,
};

for (const { dataset, seed, X, Y } of vectors<{ cases: Case[] }>('emlp-datasets').cases) {
  test(`${dataset}, seed ${seed}: the targets of EMLP's samples`, () => {
    const y = TARGETS[dataset](tensor(X.flat(), [X.length, X[0].length]));
    const expected = Y.flat();
    // sums of at most 64 terms below 100
    for (const [i, value] of y.data.entries()) assert.ok(Math.abs(value - expected[i]) <= 64 * 2 ** -52 * 100);
  });
}

test('samples depend on the stream alone, a longer set begins with the shorter', () => {
  for (const draw of [inertiaSamples, o5Samples, particleSamples]) {
    const [short, long] = [draw(3, randomStream(4)), draw(5, randomStream(4))];
    assert.equal([...long.x.data.slice(0, short.x.size)], [...short.x.data]);
    assert.equal([...long.y.data.slice(0, short.y.size)], [...short.y.data]);
  }
});

test.run();
