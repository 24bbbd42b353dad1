/** What the packages of this workspace need of this one's insides. Not part of the public surface. */
export { pngAddress } from './sharing/png.js';
