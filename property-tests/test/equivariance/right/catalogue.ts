/** All functions that must never be alarmed; the laws of @isotypic/stats are in `stats/`. */
import { groups } from './groups.js';
import type { Right } from './right.js';
import { sets } from './sets.js';
import { singles } from './single.js';

export const RIGHT: readonly Right[] = [...sets, ...groups, ...singles];
