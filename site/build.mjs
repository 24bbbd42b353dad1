// `npm run docs`: the documentation as a site, in site/dist, built without a network. The pages are those of docs/, whose
// links to files of the repository become links to it, and the reference made of the declarations (`npm run build`
// first). `npm ci` in this folder first.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../tools/import-graph.mjs';
import { checkLinks } from './links.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(join(here, 'node_modules'))) {
  console.log('docs needs the tools of its folder: (cd site && npm ci)');
  process.exit(1);
}
const { build } = await import('vitepress');
const { writeReference } = await import('./reference.mjs');
const pages = join(here, 'pages');
const REPOSITORY = 'https://github.com/isotypic/isotypic/blob/main';

/** A page of docs/ as a page of the site: docs/README.md is its index, links out of docs/ lead to the repository. */
function asPage(text, path) {
  return text.replace(/\]\((?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?\)/g, (_, target, anchor = '') => {
    const at = posix.join('docs', posix.dirname(path), target);
    if (!at.startsWith('docs/')) return `](${REPOSITORY}/${at}${anchor})`;
    return `](${target.replace(/\bREADME\.md$/, 'index.md')}${anchor})`;
  });
}

rmSync(pages, { recursive: true, force: true });
mkdirSync(pages);
for (const name of readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })) {
  if (!name.isFile()) continue;
  const from = join(name.parentPath ?? name.path, name.name);
  const path = posix.relative(join(root, 'docs'), from);
  const to = join(pages, path.replace(/README\.md$/, 'index.md'));
  mkdirSync(dirname(to), { recursive: true });
  if (path.endsWith('.md')) writeFileSync(to, asPage(readFileSync(from, 'utf8'), path));
  else cpSync(from, to);
}
await writeReference(join(pages, 'reference'), join(here, '.scratch'));

const { pages: count, links, dead } = checkLinks(pages);
for (const link of dead) console.log(`  ${link}`);
console.log(`links: ${links} on ${count} pages, ${dead.length} lead nowhere`);
// VitePress fails at pages that are not there by itself.
await build(here, { logLevel: 'warn' });
console.log('docs: the site is in site/dist');
process.exitCode = dead.length === 0 ? 0 : 1;
