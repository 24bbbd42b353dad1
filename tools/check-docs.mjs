// The documentation: relative links lead somewhere, file and heading, and every dependency has its reason.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The relative links of a file: { target as written, path, anchor }. */
const linksOf = (file) =>
  [...withoutCode(readFileSync(join(root, file), 'utf8')).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path, anchor] = target.split('#');
      return { target, path: path === '' ? file : join(dirname(file), decodeURI(path)), anchor };
    });

/** Prints every link that leads nowhere, and every page and package that the README does not lead to; their number. */
export function checkLinks() {
  const pages = markdownIn('docs', true);
  const files = [
    ...markdownIn('', false),
    ...pages,
    ...markdownIn('.changeset', false),
    ...workspaces.flatMap((folder) => [...markdownIn(folder, false), ...markdownIn(`${folder}/docs`, true)]),
  ];
  const links = new Map(files.map((file) => [file, linksOf(file)]));
  let faults = 0;
  const complain = (text) => {
    faults++;
    console.log(text);
  };
  for (const [file, found] of links)
    for (const { target, path, anchor } of found) {
      const at = join(root, path);
      if (existsSync(at) && (!anchor || !statSync(at).isFile() || anchorsOf(at).has(decodeURI(anchor)))) continue;
      complain(`${file}: ${target} leads nowhere (${path}${anchor ? `, heading ${anchor}` : ''})`);
    }
  const reached = new Set(['README.md']);
  for (const file of reached) for (const { path } of links.get(file) ?? []) reached.add(path);
  for (const page of pages) if (!reached.has(page)) complain(`README.md: no way leads to ${page}`);
  // The index is the sidebar of the site, too.
  const indexed = new Set(links.get('docs/README.md').map(({ path }) => path));
  for (const page of pages)
    if (dirname(page) === 'docs' && page !== 'docs/README.md' && !indexed.has(page))
      complain(`docs/README.md: no way leads to ${page}`);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  for (const folder of workspaces)
    if (!readme.includes(`\`${folder}\``)) complain(`README.md: does not name ${folder}`);
  console.log(
    `documentation: ${[...links.values()].flat().length} relative links in ${files.length} files, ${faults} faults`,
  );
  return faults;
}

/** Prints every error code without a cause and a cure in docs/errors.md, and every heading there that is none; their number. */
export function checkErrorCodes() {
  const source = readFileSync(join(root, 'packages/algebra/src/errors.ts'), 'utf8');
  const union = source.replace(/\/\/.*/g, '').match(/type IsotypicErrorCode =([^;]*);/)[1];
  const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);
  const sections = readFileSync(join(root, 'docs/errors.md'), 'utf8').split(/^## /m).slice(1);
  const complete = sections.filter((text) => /^\*\*Cause\.\*\* \S/m.test(text) && /^\*\*Cure\.\*\* \S/m.test(text));
  const explained = complete.map((text) => text.split('\n')[0]);
  const missing = codes.filter((code) => !explained.includes(code));
  const stale = explained.filter((code) => !codes.includes(code));
  for (const code of missing) console.log(`docs/errors.md: no cause and cure of ${code}`);
  for (const code of stale) console.log(`docs/errors.md: ${code} is no error code`);
  console.log(`error codes: ${codes.length}, ${missing.length} without cause and cure`);
  return missing.length + stale.length;
}

/** Folders with a lockfile of their own, which install heavy tools for themselves, on request. */
const APART = ['consumers', 'packages/nn/onnx', 'packages/numeric/assembly', 'property-tests/runners', 'site'];

/**
 * Prints every dependency without a row in docs/dependencies.md, and every package named there that none is; their
 * number.
 */
export function checkDependencies() {
  const manifests = ['.', ...workspaces, ...APART].map((folder) => ({ folder, ...manifestOf(folder) }));
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
