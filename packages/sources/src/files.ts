/** Tables in files of Node: text, plain or gzipped, and Arrow; or on standard input. */
export { openArrowFiles } from './arrow/open-arrow-files.js';
export { openTableFile } from './files/open-table-file.js';
export { sourceIdentity } from './files/source-identity.js';
export type { TableFile } from './files/table-file.js';
