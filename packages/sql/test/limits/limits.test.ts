import { DIALECTS, limits } from './limits-suite.js';

limits([
  { group: 'symmetric(64)', columns: 64, dialects: DIALECTS, forms: ['auto'], made: ['auto'] },
  { group: 'cyclic(128)', columns: 128, dialects: DIALECTS, forms: ['auto'], made: [] },
]);
