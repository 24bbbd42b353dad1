// Relative links of the documentation: the file is there, and so is the heading.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root, workspaces } from './import-graph.mjs';

const markdownIn = (folder, recursive) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive })
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(folder, name))
    : [];

const withoutCode = (text) =>
  text.replace(/^(`{3,}).*?^\1/gms, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));

/** GitHub's anchors of the headings of a file. */
function anchorsOf(path) {
  const seen = new Map();
  return new Set(
    [...withoutCode(readFileSync(path, 'utf8')).matchAll(/^#+\s+(.*)$/gm)].map(([, heading]) => {
      const text = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .trim()
        .toLowerCase();
      const anchor = text.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    }),
  );
}

/** Prints every link that leads nowhere; returns their number. */
export function checkLinks() {
  const files = [
    ...markdownIn('', false),
    ...markdownIn('docs', true),
    ...markdownIn('.changeset', false),
    ...workspaces.flatMap((folder) => [...markdownIn(folder, false), ...markdownIn(`${folder}/docs`, true)]),
  ];
  let links = 0;
  let broken = 0;
  for (const file of files)
    for (const [, target] of withoutCode(readFileSync(join(root, file), 'utf8')).matchAll(
      /\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g,
    )) {
      if (/^[a-z]+:/.test(target)) continue;
      links++;
      const [path, anchor] = target.split('#');
      const at = path === '' ? join(root, file) : resolve(root, dirname(file), decodeURI(path));
      const there = existsSync(at) && (!anchor || !statSync(at).isFile() || anchorsOf(at).has(decodeURI(anchor)));
      if (there) continue;
      broken++;
      console.log(`${file}: ${target} leads nowhere (${relative(root, at)}${anchor ? `, heading ${anchor}` : ''})`);
    }
  console.log(`documentation: ${links} relative links in ${files.length} files, ${broken} broken`);
  return broken;
}
