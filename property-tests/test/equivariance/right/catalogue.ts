/** All functions that must never be alarmed. */
import { estimators } from './estimators.js';
import { groups } from './groups.js';
import type { Right } from './right.js';
import { sets } from './sets.js';
import { singles } from './single.js';

export const RIGHT: readonly Right[] = [...sets, ...groups, ...singles];

/** They wait for a backend at each call, and are held to fewer runs. */
export const SLOW_RIGHT: readonly Right[] = estimators;
