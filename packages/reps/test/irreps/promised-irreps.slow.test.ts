/** Groups of which every irrep of degree ≤ 300 is promised, of degrees that are found within seconds. */
import { test } from 'uvu';
import { testPromised } from './promised-irreps.js';

testPromised(
  [
    'AGL(4,2)',
    'AGL(3,3)',
    'W(E6)_72',
    'M12',
    'M22:2',
    'M24',
    'J1',
    'J2',
    'J2:2',
    'HS',
    'HS_176',
    'McL',
    'Co3',
    'G2(3)',
    'PSL(3,4)',
    'PSL(3,8)',
    'PSU(3,4)',
    'PSL(2,49)',
    'Sp(6,2)_63',
    'W(E7)_126',
  ],
  // M₂₄'s 231s are in promised-irreps.long.slow.test.ts.
  (id, degree) => id !== 'M24' || degree !== 231,
);

// Relations of the 26 are evaluated in 3 s, those of the 52 in 30, and of the 35, 51 and 85 in 20.
testPromised(['Sp(8,2)_255', '3D4(2)', 'Suz'], (id, degree) => id !== '3D4(2)' || degree <= 196, 85);

test.run();
