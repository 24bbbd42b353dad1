/** Tables in files of Node: plain, gzipped, or on standard input. */
export { openTableFile, type TableFile } from './files/open-table-file.js';
export { sourceIdentity } from './files/source-identity.js';
