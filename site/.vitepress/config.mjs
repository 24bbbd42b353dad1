import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slugify } from '../links.mjs';

const pages = fileURLToPath(new URL('../pages/', import.meta.url));

/** The sidebar is the index of docs/README.md: its headings, and the first link of each item. */
function chapters() {
  const text = readFileSync(join(pages, 'index.md'), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const [title] = chapter.split('\n');
      const items = [...chapter.matchAll(/^(?:- |\d+\. )\[([^\]]+)\]\(([^)]+?)(?:index)?\.md\)/gm)];
      return {
        text: title,
        collapsed: false,
        items: items.map(([, label, path]) => ({ text: label, link: `/${path}` })),
      };
    })
    .filter(({ items }) => items.length > 0);
}

/** The reference: a page an entry point. */
function reference() {
  const files = readdirSync(join(pages, 'reference/@isotypic'), { recursive: true }).filter((name) =>
    name.endsWith('.md'),
  );
  const items = files
    .map((name) => name.replace(/\.md$/, ''))
    .sort()
    .map((name) => ({ text: name, link: `/reference/@isotypic/${name}` }));
  return { text: 'Reference', collapsed: true, items };
}

export default {
  title: 'isotypic',
  description: 'Exact group theory and representation theory in TypeScript, and statistics of symmetric data',
  srcDir: 'pages',
  outDir: 'dist',
  cleanUrls: false,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  lastUpdated: false,
  vite: { build: { chunkSizeWarningLimit: 8192 } }, // the reference of a package is one page
  markdown: { anchor: { slugify }, languageAlias: { mjs: 'js' } },
  // Nothing from another host: no fonts, no search service.
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [...chapters(), reference()],
    outline: { level: [2, 3] },
    nav: [{ text: 'Reference', link: '/reference/' }],
  },
};
