// Anchors of headings and links of a site of Markdown pages: every link leads to a page and a heading that are there.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** GitHub's anchor of a heading, which the site uses too, so that a link works in both. */
export const slugify = (heading) =>
  heading
    .replace(/<[^>]*>/g, '')
    .replace(/\\(.)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const withoutCode = (text) => text.replace(/^(`{3,}).*?^\1/gms, '');

/** The anchors of a page's headings, and those written as HTML. */
export function anchorsOf(path) {
  const seen = new Map();
  const text = withoutCode(readFileSync(path, 'utf8'));
  const anchors = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
  for (const [, heading] of text.matchAll(/^#+\s+(.*)$/gm)) {
    const anchor = slugify(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

/** How many relative links there are below `folder`, and those that lead nowhere, one text each. */
export function checkLinks(folder) {
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md'));
  const known = new Map();
  const dead = [];
  let links = 0;
  for (const page of pages)
    for (const [, target] of withoutCode(readFileSync(join(folder, page), 'utf8'))
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      links++;
      const [path, anchor] = target.split('#');
      const at = path === '' ? join(folder, page) : join(folder, dirname(page), decodeURI(path));
      if (!existsSync(at) || statSync(at).isDirectory()) dead.push(`${page}: ${target}`);
      else if (anchor && at.endsWith('.md')) {
        if (!known.has(at)) known.set(at, anchorsOf(at));
        if (!known.get(at).has(decodeURI(anchor))) dead.push(`${page}: ${target}, no such heading`);
      }
    }
  return { pages: pages.length, links, dead };
}
