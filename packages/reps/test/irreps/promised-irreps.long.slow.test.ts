/** Groups of which every irrep of degree ≤ 300 is promised, some of which take a minute or more. */
import { test } from 'uvu';
import { testPromised } from './promised-irreps.js';

testPromised(['PSL(2,101)', 'PSL(3,5)', 'M22', 'M23', 'W(E8)_120lines', 'M24'], {
  isPromised: (id, degree) => id !== 'M24' || degree === 231,
});

test.run();
