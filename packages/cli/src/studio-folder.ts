/** Where the page lies in the package, and `npm run studio` builds it; in this folder, which is as deep when bundled. */
import { fileURLToPath } from 'node:url';

export const STUDIO = fileURLToPath(new URL('../studio', import.meta.url));
