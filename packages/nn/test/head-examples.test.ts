/** The examples of the normal head, the transformer and the Clebsch–Gordan network run, and say what they should. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const linesOf = (name: string): string[] => {
  const path = fileURLToPath(new URL(`../examples/${name}.mjs`, import.meta.url));
  return execFileSync(process.execPath, [path], { encoding: 'utf8' }).trim().split('\n');
};

const numbers = (line: string): number[] => [...line.matchAll(/\d+(\.\d+)?(e-?\d+)?/g)].map(([x]) => Number(x));

test('gaussian.mjs: shapes, an invariant density before and after it was fitted', () => {
  const lines = linesOf('gaussian');
  assert.match(lines[0], /perm\[3\] \[0–2\], perm\[6\] \[3–8\]/);
  assert.is(lines[1], '10 samples of x: parameters [10, 9], samples of y [10,3]');
  assert.match(lines[2], /changed by (0|[1-9]e-1[2-9])/);
  const [before, after] = numbers(lines[3]);
  assert.ok(after < before - 1);
  assert.match(lines[4], /still: (0|[1-9]e-1[0-9])/);
});

test('transformer.mjs: it learns running means, and commutes with the group before and after', () => {
  const lines = linesOf('transformer');
  assert.is(lines[0], '[2, 6, 5] to [2, 6, 5]');
  assert.match(lines[1], /by (0|[1-9]e-1[2-9])/);
  const [before, after] = numbers(lines[2]);
  assert.ok(after < before / 5);
  assert.match(lines[3], /by (0|[1-9]e-1[2-9])/);
});

test('clebsch-gordan.mjs: an invariant of SO(3), and of O(3) under reflections too, with fewer weights', () => {
  const lines = linesOf('clebsch-gordan');
  const weights = lines.map((line) => Number(/(\d+) weights/.exec(line)?.[1]));
  assert.is(weights[1], weights[2]);
  assert.ok(weights[1] < weights[0]);
  for (const line of lines) assert.match(line, /changed by (0|\de-1[2-9])/);
});

test.run();
