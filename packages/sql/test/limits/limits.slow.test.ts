import { DIALECTS, limits } from './limits-suite.js';

const forms = ['gram', 'twins', 'isotypic', 'auto'] as const;

limits([
  { group: 'symmetric(64)', columns: 64, dialects: DIALECTS, forms, made: ['twins', 'auto'] },
  { group: 'cyclic(128)', columns: 128, dialects: DIALECTS, forms, made: [] },
  {
    group: 'symmetric(16) wr symmetric(16)',
    columns: 256,
    dialects: DIALECTS,
    forms,
    made: ['twins', 'auto'],
  },
]);
