// The import graph of the workspace's sources, type imports included: what the law of floors and the reader's walks are
// computed from.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Folders of the workspaces, relative to the root. */
export const workspaces = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'property-tests']
  .filter((folder) => existsSync(join(root, folder, 'package.json')))
  .sort();

export const manifestOf = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/** TypeScript files below a folder (relative to the root), declarations left out, sorted. */
export function typescriptFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .sort();
}

// A statement begins its line (the formatter sees to it), which no line of a comment or an indented template does.
const STATEMENT = /^(?:import|export)\s(type\s)?(?:[\w$*{},\s]*?\bfrom\s)?'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

/** What a file imports: [{ specifier, typeOnly, lazy }], types and dynamic imports included. */
export function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [
    ...[...code.matchAll(STATEMENT)].map(([, type, specifier]) => ({ specifier, typeOnly: !!type, lazy: false })),
    ...[...code.matchAll(DYNAMIC)].map(([, specifier]) => ({ specifier, typeOnly: false, lazy: true })),
  ];
}

/** The source file a specifier means; null for a module from outside, or a subpath that its package does not export. */
export function resolveImport(file, specifier) {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(file), specifier.replace(/\.js$/, '.ts')));
  const folder = workspaces.find((w) => specifier === nameOf(w) || specifier.startsWith(`${nameOf(w)}/`));
  if (folder === undefined && !specifier.startsWith('#')) return null;
  const owner = folder ?? workspaces.find((w) => file.startsWith(`${w}/`));
  const { exports = {}, imports = {} } = manifestOf(owner);
  const target = folder === undefined ? imports[specifier] : exports[`.${specifier.slice(nameOf(owner).length)}`];
  const built = typeof target === 'string' ? target : (target?.node ?? target?.default);
  return typeof built === 'string' && built.endsWith('.js')
    ? join(owner, built.replace(/\/dist\//, '/src/').replace(/\.js$/, '.ts'))
    : null;
}

const names = new Map();
const nameOf = (folder) => names.get(folder) ?? names.set(folder, manifestOf(folder).name).get(folder);

/** file → the files of the workspace that it imports, over the sources of all packages. */
export function importGraph() {
  const files = workspaces.flatMap((folder) => typescriptFiles(`${folder}/src`));
  return new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .map(({ specifier }) => resolveImport(file, specifier))
        .filter((target) => target !== null),
    ]),
  );
}

/** The strongly connected components of more than one file (Tarjan 1972), each sorted. */
export function circles(graph) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const open = new Set();
  const found = [];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    open.add(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(file, Math.min(low.get(file), low.get(next)));
      } else if (open.has(next)) low.set(file, Math.min(low.get(file), index.get(next)));
    }
    if (low.get(file) !== index.get(file)) return;
    const component = stack.splice(stack.indexOf(file));
    for (const member of component) open.delete(member);
    if (component.length > 1 || graph.get(file)?.includes(file)) found.push(component.sort());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return found;
}
