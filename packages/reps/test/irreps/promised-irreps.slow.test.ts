/** Groups of which every irrep of degree ≤ 300 is promised, of degrees that are found within seconds. */
import { test } from 'uvu';
import { QUICK } from './promised-groups.js';
import { testPromised } from './promised-irreps.js';

// M₂₄'s 231s are in promised-irreps.long.slow.test.ts.
testPromised(QUICK, { isPromised: (id, degree) => id !== 'M24' || degree !== 231 });

test.run();
