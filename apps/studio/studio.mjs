// `npm run studio`: builds the page and serves it on this machine. Words after it go to `isotypic studio`:
// npm run studio -- --port 0.
import { buildStudio } from './build.mjs';

await buildStudio();
process.argv.splice(2, 0, 'studio');
await import('../../packages/cli/bin/isotypic.js');
