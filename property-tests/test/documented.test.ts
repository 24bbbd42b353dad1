/**
 * Every export says in its docstring what it is, and every value how it is called. Counted over the declarations that
 * are published; where something is still missing, the counts may only go down.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProjectSync, ts } from '@ts-morph/bootstrap';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PACKAGES } from './public-edge/declarations.js';

const root = fileURLToPath(new URL('../../', import.meta.url)); // from property-tests/dist-test

/** How many may lack what; each is to be lowered to what the test finds, and to reach 0. */
const MOST = { docstring: 0, example: 0 };

interface Lacking {
  readonly docstring: string[];
  readonly example: string[];
  exports: number;
}

/** What the exports of every package's entry points lack, as `package: name`. */
function lacking(): Lacking {
  const entries = ['property-tests', 'cli', ...PACKAGES].flatMap((name) => {
    const folder = name === 'property-tests' ? name : `packages/${name}`;
    const { exports } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return Object.entries(exports as Record<string, { types?: string }>)
      .filter(([at, { types }]) => types !== undefined && !at.includes('/internal'))
      .map(([at, { types }]) => ({ name: `${name}${at.slice(1)}`, file: join(root, folder, types as string) }));
  });
  const project = createProjectSync({
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
      skipLibCheck: true,
      types: [],
    },
  });
  for (const { file } of entries) project.addSourceFileAtPathSync(file);
  project.resolveSourceFileDependencies();
  const checker = project.createProgram().getTypeChecker();
  const found: Lacking = { docstring: [], example: [], exports: 0 };
  const seen = new Set<ts.Symbol>();
  const look = (path: string, exported: ts.Symbol): void => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.declarations?.[0];
    if (seen.has(symbol) || declaration === undefined) return;
    seen.add(symbol);
    if (declaration.getSourceFile().fileName.includes('/node_modules/')) return; // what others wrote
    if (symbol.flags & ts.SymbolFlags.ValueModule) {
      for (const member of checker.getExportsOfModule(symbol)) look(`${path}.${member.name}`, member);
      return;
    }
    found.exports++;
    if (symbol.getDocumentationComment(checker).length === 0) found.docstring.push(path);
    const called = symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class);
    const tags = symbol.getJsDocTags(checker).map(({ name }) => name);
    if (called && !tags.includes('example')) found.example.push(path);
  };
  for (const { name, file } of entries) {
    const module = checker.getSymbolAtLocation(project.getSourceFileOrThrow(file));
    assert.ok(module, `${file} exports nothing: is it built?`);
    for (const symbol of checker.getExportsOfModule(module)) look(`${name}: ${symbol.name}`, symbol);
  }
  return found;
}

const found = lacking();

for (const what of ['docstring', 'example'] as const)
  test(`of ${found.exports} exports, no more than ${MOST[what]} lack a${what === 'example' ? 'n' : ''} ${what}`, () => {
    assert.ok(found.exports > 500, `only ${found.exports} exports were read`);
    const list = found[what].sort().join('\n  ');
    assert.ok(found[what].length <= MOST[what], `${found[what].length} lack it; write it:\n  ${list}`);
    if (found[what].length < MOST[what]) console.log(`only ${found[what].length} lack it: lower MOST.${what}`);
  });

test.run();
