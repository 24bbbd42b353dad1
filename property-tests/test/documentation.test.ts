/** Every TypeScript block of the README and of docs/ runs as it stands, in order, one module a page. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../', import.meta.url)); // from property-tests/dist-test
const pages = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The page's blocks as one module: imports gathered at the top, each block in a scope that sees the ones before. */
export function asModule(markdown: string): string {
  const imports = new Map<string, Set<string>>();
  const bodies: string[] = [];
  for (const [, block] of markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
    const body = block.replace(/^import (.+?) from '(.+)';\n/gm, (_, what: string, from: string) => {
      const known = imports.get(from) ?? new Set();
      for (const name of what.startsWith('{') ? what.slice(1, -1).split(',') : [what]) {
        if (name.trim() !== '') known.add(name.trim());
      }
      imports.set(from, known);
      return '';
    });
    bodies.push(body);
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
  return `${header.join('\n')}\n${bodies.map((body) => `{\n${body}`).join('')}${'}\n'.repeat(bodies.length)}`;
}

const scratch = join(root, 'property-tests', 'dist-test', 'documentation');
for (const page of pages) {
  const source = readFileSync(root + page, 'utf8');
  if (!/^```ts$/m.test(source)) continue;
  test(`${page}: its examples run`, async () => {
    mkdirSync(scratch, { recursive: true });
    const file = join(scratch, `${page.replace(/\W/g, '-')}.mjs`);
    writeFileSync(file, asModule(source));
    const { log } = console;
    console.log = () => {};
    try {
      await import(pathToFileURL(file).href);
    } finally {
      console.log = log;
      rmSync(file);
    }
  });
}

test('the README has examples, so that this test cannot pass by finding none', () => {
  assert.ok(pages.length > 3);
  assert.match(readFileSync(`${root}README.md`, 'utf8'), /^```ts$/m);
});

test.run();
