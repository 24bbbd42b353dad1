import { test } from 'uvu';
import { equivariance, laws } from './cases.mjs';

for (const { name, check } of laws) test(name, check);
test('tanh is equivariant', equivariance);
test.run();
