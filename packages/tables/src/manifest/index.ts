/** Many tables at once, from a manifest, by threads: for Node alone, which is why it is an entry point of its own. */
export { type EntryResult, generateManifest, type ManifestOptions } from './generate-manifest.js';
export { type ManifestEntry, parseManifest } from './parse-manifest.js';
export type { TableFormat } from './table-formats.js';
export type { IndexedTable } from './table-index.js';
