/** Faults that other libraries have had, as their users would meet them: caught, and explained in the text. */
import { checkEquivariance } from '@isotypic/property-tests';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULTS } from './faults/catalogue.js';

async function explained(name: string, ...says: readonly RegExp[]): Promise<void> {
  const fault = Object.values(FAULTS)
    .flat()
    .find((f) => f.name === name);
  const f = fault!.make() as (...args: readonly unknown[]) => unknown;
  const text = `${await checkEquivariance(f, { ...fault!.specification, seed: 1 })}`;
  for (const words of says) assert.match(text, words);
}

test('covariance with the transposed change of basis breaks the plane, and holds under 1 and −1 only', () =>
  explained(
    'covariance with the transposed change of basis',
    /χ₅\[2\] breaks: 100 % of the error/,
    /order 2, cyclic/,
    /everywhere/,
  ));

test('unconstrained least squares, projected, moves when one sample is moved', () =>
  explained('unconstrained least squares, projected', /argument 0: χ₅\[2\] breaks/, /argument 1: χ₅\[2\] breaks/));

test('a diagonal Gaussian in a rotated basis is no invariant density', () =>
  explained('a diagonal Gaussian in a rotated basis', /fails by .*; .* fails by/, /order 2, cyclic/, /everywhere/));

test('ReLU on an irrep holds only under the elements that permute coordinates', () =>
  explained('ReLU on a plane under D4', /χ₅\[2\] breaks/, /order 2, cyclic/));

test.run();
