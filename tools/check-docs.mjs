// The documentation: relative links lead somewhere, file and heading, and every dependency has its reason.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { manifestOf, root, workspaces } from './import-graph.mjs';

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

/** Prints every dependency without a row in docs/dependencies.md, and every package named there that none is; their number. */
export function checkDependencies() {
  const manifests = ['.', ...workspaces].map((folder) => ({ folder, ...manifestOf(folder) }));
  const rows = readFileSync(join(root, 'docs/dependencies.md'), 'utf8').matchAll(/^\| ([^|]+?) \|/gm);
  const named = new Set([...rows].flatMap(([, cell]) => cell.replace(' (optional)', '').split(', ')));
  const used = new Map();
  for (const { folder, dependencies, devDependencies, peerDependencies } of manifests)
    for (const name of Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }))
      if (!name.startsWith('@isotypic/')) used.set(name, [...(used.get(name) ?? []), folder]);
  const missing = [...used].filter(([name]) => !named.has(name));
  const stale = [...named].filter((name) => !used.has(name) && name !== 'package' && !name.startsWith('--'));
  for (const [name, folders] of missing)
    console.log(`docs/dependencies.md: no reason for ${name} (${folders.join(', ')})`);
  for (const name of stale) console.log(`docs/dependencies.md: ${name} is no dependency`);
  console.log(`dependencies: ${used.size}, ${missing.length} without a reason`);
  return missing.length + stale.length;
}
