/** Groups of which every irrep of degree ≤ 300 is promised, some of which take a minute or more. */
import { test } from 'uvu';
import { LONG } from './promised-groups.js';
import { testPromised } from './promised-irreps.js';

testPromised([...LONG, 'M24'], { isPromised: (id, degree) => id !== 'M24' || degree === 231 });

test.run();
