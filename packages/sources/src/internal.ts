/**
 * What the packages of this workspace need of each other's insides. Not part of the public surface: it may change at
 * any time.
 */
export { TABLE_OPTION_KINDS } from './dialect/options.js';
export { BATCH_OPTION_KINDS } from './table/options.js';
export { PIECES, tableOf } from './table/table.js';
