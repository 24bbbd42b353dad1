// `npm run bench -w packages/reps [suite …]`: runs every suite file beside this one (or those named), one after
// another.
import { readdirSync } from 'node:fs';

const wanted = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const suites = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'main.mjs' && !file.startsWith('_'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
for (const name of suites) {
  const { run } = await import(new URL(`./${name}.mjs`, import.meta.url).href);
  console.log(`\n### ${name}\n`);
  await run();
}
