/** Where the page lies: `npm run studio` builds it there. This file is as deep as its bundle in the package. */
import { fileURLToPath } from 'node:url';

export const STUDIO = fileURLToPath(new URL('../studio', import.meta.url));
