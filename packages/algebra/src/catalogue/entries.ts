/** All entries of the catalogue, in the order of the documentation. */
import { ELEMENTARY_ENTRIES } from './entries-elementary.js';
import { LIE_ENTRIES } from './entries-lie.js';
import type { CatalogueEntry } from './entry.js';

/** Every entry of the catalogue: names, parameters, actions, orders and sources, as data. */
export const catalogueEntries: readonly CatalogueEntry[] = [...ELEMENTARY_ENTRIES, ...LIE_ENTRIES];
