/** Groups of which every irrep of degree ≤ 300 is promised, of degrees that are found within seconds. */
import { test } from 'uvu';
import { PROVED, QUICK } from './promised-groups.js';
import { testPromised } from './promised-irreps.js';

// M₂₄'s 231s are in promised-irreps.long.slow.test.ts.
testPromised(QUICK, { isPromised: (id, degree) => id !== 'M24' || degree !== 231 });

// Relations of the 26 are evaluated in 3 s, those of the 52 in 30, and of the 35, 51 and 85 in 20.
testPromised(PROVED, { fullProof: 85 });

test.run();
