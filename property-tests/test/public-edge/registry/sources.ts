/** Right arguments of @isotypic/sources. */
import { openTable } from '@isotypic/sources';
import type { Registry } from './registry.js';

export const table = () => openTable(['a,b,c\n1,2,3\n4,5,6\n7,8,10\n']);

export const sources: Registry = {
  types: {
    Table: table,
    Dialect: async () => (await table()).dialect,
  },
  calls: {
    'Table#indexOf': () => ['b'],
    openTable: () => [['a,b\n1,2\n']],
  },
};
