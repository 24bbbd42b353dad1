/**
 * Every @example of the packages' docstrings runs, with the values that it states. In scope are the exports of the file
 * that it stands in, of the package, of the other packages, `fc`, and `borings`, the samples of data/cork-borings.csv.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { borings, CLAIMS, checkedCode, withExampleConsole } from './executable-examples.js';

const root = fileURLToPath(new URL('../../', import.meta.url)); // from property-tests/dist-test
const PACKAGES = [
  'algebra',
  'cli',
  'duckdb',
  'maps',
  'nn',
  'numeric',
  'reps',
  'rotations',
  'sources',
  'sql',
  'stats',
  'tables',
];
const homes = [...PACKAGES.map((name) => `packages/${name}`), 'property-tests'];

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort();

interface Example {
  readonly line: number;
  readonly code: string;
}

/** The examples of one file: what follows @example up to the next tag or the end of the comment. */
function examplesOf(source: string): Example[] {
  const examples: Example[] = [];
  for (const comment of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const before = source.slice(0, comment.index).split('\n').length;
    const lines = comment[0]
      .replace(/\s*\*\/$/, '')
      .split('\n')
      .map((line) => line.replace(/^\s*(\/\*\*|\*) ?/, ''));
    for (let i = 0; i < lines.length; i++) {
      const [, first] = /^\s*@example ?(.*)$/.exec(lines[i]) ?? [];
      if (first === undefined) continue;
      const code = [first];
      const line = before + i;
      while (i + 1 < lines.length && !/^\s*@\w/.test(lines[i + 1])) code.push(lines[++i]);
      examples.push({
        line,
        code: code
          .filter((text) => !/^```/.test(text))
          .join('\n')
          .trim(),
      });
    }
  }
  return examples;
}

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

async function exportsOf(path: string): Promise<Record<string, unknown>> {
  return { ...(await import(pathToFileURL(path).href)) };
}

let count = 0;
for (const home of homes) {
  for (const file of sourceFiles(join(root, home, 'src'))) {
    const examples = examplesOf(readFileSync(file, 'utf8'));
    if (examples.length === 0) continue;
    const name = relative(root, file);
    test(`${name}: its examples run`, async () => {
      let scope: Record<string, unknown> = { fc, borings };
      for (const other of homes.filter((h) => h !== home)) {
        scope = { ...(await exportsOf(join(root, other, 'dist/index.js'))), ...scope };
      }
      scope = { ...scope, ...(await exportsOf(join(root, home, 'dist/index.js'))) };
      const compiled = join(root, home, 'dist', relative(join(root, home, 'src'), file)).replace(/\.ts$/, '.js');
      scope = { ...scope, ...(await exportsOf(compiled)) };
      for (const { line, code } of examples) {
        const names = Object.keys(scope).filter((key) => new RegExp(`\\b${key}\\b`).test(code));
        try {
          const example = new AsyncFunction(...CLAIMS, ...names, `{${checkedCode(code)}\n}`);
          await withExampleConsole((...claims) => example(...claims, ...names.map((key) => scope[key])));
        } catch (error) {
          throw new Error(`${name}:${line}: ${(error as Error).message}\n${code}`, { cause: error });
        }
        count++;
      }
    });
  }
}

test('there are examples, so that this test cannot pass by finding none', () => {
  assert.ok(count > 100, `${count} examples`);
});

test.run();
