/** Cycle notation in text: `(0 1 2)(3 4)`. Points are separated by spaces or commas; the identity is `()`. */
import { describe, IsotypicError } from '../errors.js';

/**
 * Image array of a product of disjoint cycles.
 * @throws {IsotypicError} `PARSE`, with the position of the first character that does not fit.
 */
export function parseCycles(text: string, degree: number | undefined, base: 0 | 1): Uint32Array {
  const cycles: number[][] = [];
  const seen = new Set<number>();
  let at = 0;
  const fail = (expected: string): never => {
    throw new IsotypicError('PARSE', {
      where: 'Permutation.fromCycles',
      expected,
      received: at < text.length ? describe(text.slice(at, at + 12)) : 'the end of the text',
      position: at,
      remedy: 'Write disjoint cycles such as (0 1 2)(3 4).',
    });
  };
  const skip = (pattern: RegExp): void => {
    while (at < text.length && pattern.test(text[at] as string)) at++;
  };
  skip(/\s/);
  while (at < text.length) {
    if (text[at] !== '(') fail("'('");
    at++;
    const cycle: number[] = [];
    for (;;) {
      skip(/[\s,]/);
      if (text[at] === ')') break;
      const start = at;
      skip(/[0-9]/);
      if (at === start) fail("a point or ')'");
      const point = Number(text.slice(start, at)) - base;
      const bad = (expected: string): never => {
        at = start;
        return fail(expected);
      };
      if (point < 0) bad(`a point from ${base} on`);
      if (degree !== undefined && point >= degree) bad(`a point below ${degree + base}`);
      if (seen.has(point)) bad('disjoint cycles, each point at most once');
      seen.add(point);
      cycle.push(point);
    }
    at++;
    cycles.push(cycle);
    skip(/[\s*]/);
  }
  if (cycles.length === 0) fail("'('");
  const size = degree ?? Math.max(-1, ...seen) + 1;
  const images = new Uint32Array(size);
  for (let i = 0; i < size; i++) images[i] = i;
  for (const cycle of cycles) {
    cycle.forEach((point, i) => {
      images[point] = cycle[(i + 1) % cycle.length] as number;
    });
  }
  return images;
}

/** The inverse of `parseCycles` on cycles of length at least 2. */
export function printCycles(cycles: readonly (readonly number[])[]): string {
  return cycles.length === 0 ? '()' : cycles.map((c) => `(${c.join(' ')})`).join('');
}
