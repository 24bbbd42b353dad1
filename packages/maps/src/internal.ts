/** What the packages of this workspace need of this one's insides. Not part of the public surface. */
export { type SummandBlock, type SummandCopies, summandBlocks } from './bases/summand-blocks.js';
export { Representation } from './representations/representation.js';
export { pngAddress } from './sharing/png.js';
