/**
 * Every JavaScript and TypeScript block of the READMEs and of docs/ runs as it stands, in order, one module a page, and
 * what it says of values holds. In scope are its own imports and `borings`, the samples of data/cork-borings.csv.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { borings, CLAIMS, checkedCode, type ExampleClaims, withExampleConsole } from './executable-examples.js';

const root = fileURLToPath(new URL('../../', import.meta.url)); // from property-tests/dist-test
const pages = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(`${root}packages`)
    .map((name) => `packages/${name}/README.md`)
    .filter((path) => existsSync(root + path)),
  'property-tests/README.md',
].filter((path) => existsSync(root + path));
const BLOCKS = /^```(?:ts|js)\n([\s\S]*?)^```$/gm;

/** The page's blocks as one function: imports gathered at the top, each block in a scope that sees the ones before. */
function asModule(markdown: string): string {
  const imports = new Map<string, Set<string>>();
  const bodies: string[] = [];
  for (const [, block] of markdown.matchAll(BLOCKS)) {
    const body = block.replace(/^import (.+?) from '(.+)';\n/gm, (_, what: string, from: string) => {
      const known = imports.get(from) ?? new Set();
      for (const name of what.startsWith('{') ? what.slice(1, -1).split(',') : [what]) {
        if (name.trim() !== '') known.add(name.trim());
      }
      imports.set(from, known);
      return '';
    });
    bodies.push(checkedCode(body));
  }
  const header = [...imports].map(([from, names]) => {
    const braced = [...names].filter((n) => !n.startsWith('* as') && n !== 'fc');
    const bare = [...names].filter((n) => n.startsWith('* as') || n === 'fc');
    return [
      ...(braced.length > 0 ? [`import { ${braced.join(', ')} } from '${from}';`] : []),
      ...bare.map((n) => `import ${n} from '${from}';`),
    ].join('\n');
  });
  // Nested scopes, so that a later block may use or redeclare the names of an earlier one.
  const nested = `${bodies.map((body) => `{\n${body}\n`).join('')}${'}\n'.repeat(bodies.length)}`;
  return `${header.join('\n')}\nexport async function run(borings, ${CLAIMS}) {\n${nested}}\n`;
}

const scratch = join(root, 'property-tests', 'dist-test', 'documentation');
for (const page of pages) {
  const source = readFileSync(root + page, 'utf8');
  if (!/^```(ts|js)$/m.test(source)) continue;
  test(`${page}: its examples run`, async () => {
    mkdirSync(scratch, { recursive: true });
    const file = join(scratch, `${page.replace(/\W/g, '-')}.mjs`);
    writeFileSync(file, asModule(source));
    try {
      const { run } = (await import(pathToFileURL(file).href)) as { run: (...scope: unknown[]) => Promise<void> };
      await withExampleConsole((...claims: ExampleClaims) => run(borings, ...claims));
    } finally {
      rmSync(file);
    }
  });
}

test('the README has examples, so that this test cannot pass by finding none', () => {
  assert.ok(pages.length > 3);
  assert.match(readFileSync(`${root}README.md`, 'utf8'), /^```ts$/m);
});

test.run();
