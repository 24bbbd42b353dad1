// The reference: every export of every entry point, from the declarations that are published, as Markdown pages.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Application } from 'typedoc';
import { manifestOf, root, workspaces } from '../tools/import-graph.mjs';
import { anchorsOf } from './links.mjs';

/** Entry points that a user imports: all that have declarations, but those that packages keep for each other. */
const entryPoints = () =>
  workspaces.flatMap((folder) =>
    Object.entries(manifestOf(folder).exports)
      .filter(([at, { types }]) => types !== undefined && !at.includes('/internal'))
      .map(([at, { types }]) => ({
        name: `${manifestOf(folder).name}${at.slice(1)}`,
        file: join(root, folder, types),
      })),
  );

/** Writes the pages into `out`; throws where the declarations do not compile. */
export async function writeReference(out, scratch) {
  const points = entryPoints();
  const missing = points.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) throw new Error(`not built: ${missing[0].file} is missing (npm run build)`);
  mkdirSync(scratch, { recursive: true });
  const tsconfig = join(scratch, 'tsconfig.json');
  const compilerOptions = {
    module: 'nodenext',
    moduleResolution: 'nodenext',
    target: 'es2022',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: points.map(({ file }) => file) }));
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: points.map(({ file }) => file),
    tsconfig,
    readme: 'none',
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    githubPages: false,
    hideGenerator: true,
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    logLevel: 'Warn',
    router: 'module',
    entryFileName: 'index',
    out,
    outputs: [{ name: 'markdown', path: out }],
    name: 'Reference',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    useCodeBlocks: true,
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('the declarations do not compile');
  // Named as they are imported, where typedoc names them by their files.
  const named = new Map(
    points.map(({ name, file }) => [relative(root, file).replace(/(?:\/index)?\.d\.ts$/, ''), name]),
  );
  for (const module of project.children ?? []) module.name = named.get(module.name) ?? module.name;
  await app.generateOutputs(project);
  for (const name of readdirSync(out, { recursive: true }).filter((path) => path.endsWith('.md'))) {
    const path = join(out, name);
    const text = readFileSync(path, 'utf8');
    const own = anchorsOf(path);
    // The generator numbers some names that occur once as if they occurred twice.
    const mended = text.replace(/(\]\((?:[^)\s#]*\/)?(?:[^)\s#]*\.md)?#)([^)\s]+)-1\)/g, (link, before, anchor) => {
      const page = before.slice(2, -1);
      const there = page === '' ? own : anchorsOf(join(dirname(path), page));
      return there.has(`${anchor}-1`) ? link : `${before}${anchor})`;
    });
    if (mended !== text) writeFileSync(path, mended);
  }
}
