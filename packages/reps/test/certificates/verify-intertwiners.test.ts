import { catalogue, Matrix, randomSource, rationals } from '@isotypic/algebra';
import {
  actionFingerprint,
  directSum,
  exteriorPower,
  type Intertwiners,
  intertwiners,
  matrixRepresentation,
  numericRepresentation,
  permutationRepresentation,
  type Representation,
  regularRepresentation,
  symmetricPower,
  trivialRepresentation,
  verifyIntertwiners,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from '../../../../tools/mutants.mjs';
import { inBasis, randomBasis } from '../decomposition/random-bases.js';
import { refusal } from '../refusal.js';

const S4 = catalogue.symmetric(4);
const points = permutationRepresentation(S4);
const Q8 = regularRepresentation(catalogue.quaternion());
const C5 = permutationRepresentation(catalogue.cyclic(5));
const skew = inBasis(C5, randomBasis(5, 'rational', randomSource(8)));

const SPACES: Record<string, () => Intertwiners> = {
  'points and pairs of S4': () => intertwiners(points, symmetricPower(points, 2)),
  'the exterior square and points of S4': () => intertwiners(exteriorPower(points, 2), points),
  'the regular representation of Q8': () => intertwiners(Q8, Q8),
  'a skew basis of C5': () => intertwiners(skew, directSum(C5, C5)),
  'nothing in common': () => intertwiners(exteriorPower(points, 3), trivialRepresentation(S4)),
};

const same = (a: Representation, b: Representation) => actionFingerprint(a) === actionFingerprint(b);

for (const [name, make] of Object.entries(SPACES)) {
  test(`${name}: proved, and every lie refused`, () => {
    const maps = make();
    const certificate = verifyIntertwiners(maps);
    assert.equal(certificate.notProved, []);
    assert.is(certificate.dimension, maps.dimension);
    const accepted: string[] = [];
    const others = [
      trivialRepresentation(S4),
      matrixRepresentation(catalogue.cyclic(5), [[[1]]]),
      exteriorPower(points, 3),
    ];
    for (const { path, change, value } of mutants(maps, { depth: 1, others, skip: ['lazyMaps', 'options'] })) {
      if (path === '.lazyPairs' && change.endsWith('swapped')) continue; // a basis in another order is one
      if (same(value.domain, maps.domain) && same(value.codomain, maps.codomain) && /domain|codomain/.test(path))
        continue; // the same action, made again
      try {
        verifyIntertwiners(value);
        accepted.push(`${path} ${change}`);
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (code !== 'REFUTED' && code !== 'INVALID_ARGUMENT') accepted.push(`${path} ${change}: ${error}`);
      }
    }
    assert.equal(accepted, []);
  });
}

/** The same space, with another answer. */
function lying(maps: Intertwiners, lie: Partial<Intertwiners>): Intertwiners {
  return Object.assign(Object.create(maps), lie);
}

test('wrong answers are refused: a map changed, left out, twice, another dimension', () => {
  const maps = intertwiners(points, points);
  const all = maps.basis();
  const one = Matrix.identity(rationals, 4);
  const lies: Partial<Intertwiners>[] = [
    { basis: () => [all[0], Matrix.build(rationals, 4, 4, (i, j) => (i + j === 1 ? rationals.one : rationals.zero))] },
    { basis: () => [all[0]] },
    { basis: () => [all[0], all[0]] },
    { basis: () => [...all, one] },
    { orbitalBasis: () => [one, one] },
    { basis: () => [Matrix.identity(rationals, 3), all[1]] },
  ];
  for (const lie of lies) assert.is(refusal(() => verifyIntertwiners(lying(maps, lie))).code, 'REFUTED');
  const wrong = Object.defineProperty(lying(maps, {}), 'dimension', { value: 3 });
  assert.is(refusal(() => verifyIntertwiners(wrong)).code, 'REFUTED');
});

test('floats and other objects are refused in words; the budget is kept', () => {
  const floats = numericRepresentation(catalogue.cyclic(2), [[[-1]]]);
  assert.match(refusal(() => verifyIntertwiners(intertwiners(floats, floats))).message, /rationalize/);
  assert.match(refusal(() => verifyIntertwiners(points as never)).message, /intertwiners\(X, Y\) makes them/);
  assert.is(refusal(() => verifyIntertwiners(intertwiners(points, points), { budget: 1 })).code, 'BUDGET_EXCEEDED');
});

test.run();
