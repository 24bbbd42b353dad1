/** Cycle notation in text: `(0 1 2)(3 4)`. Points are separated by spaces or single commas; the identity is `()`. */
import { tooLarge } from '../errors.js';
import { TextScanner } from '../text-scanner.js';
import { identityImages } from './images.js';

export interface CycleOptions {
  /** The number of points; the largest point + 1 unless given. */
  readonly degree: number | undefined;
  /** What the first point is called. */
  readonly base: 0 | 1;
  /** The largest degree. */
  readonly limit: number;
}

/**
 * Image array of a product of disjoint cycles.
 * @throws {IsotypicError} `PARSE`, with the position of the first character that does not fit; `OUT_OF_MEMORY`, with
 * `details.size`, for a degree above the limit
 */
export function parseCycles(text: string, { degree, base, limit }: CycleOptions): Uint32Array {
  const where = 'Permutation.fromCycles';
  const scanner = new TextScanner(where, text, 'Write disjoint cycles such as (0 1 2)(3 4).');
  const cycles: number[][] = [];
  const seen = new Set<number>();
  let size = degree ?? 0;
  const point = (): number => {
    scanner.peek();
    const start = scanner.at;
    const value = Number(scanner.digits("a point or ')'")) - base;
    if (value < 0) scanner.fail(`a point from ${base} on`, start);
    if (degree !== undefined && value >= degree) scanner.fail(`a point below ${degree + base}`, start);
    if (seen.has(value)) scanner.fail('disjoint cycles, each point at most once', start);
    seen.add(value);
    if (value >= size) size = value + 1;
    return value;
  };
  do {
    scanner.expect('(');
    const cycle: number[] = [];
    if (scanner.peek() !== ')') {
      cycle.push(point());
      while (scanner.accept(',') || scanner.peek() !== ')') cycle.push(point());
    }
    scanner.expect(')');
    cycles.push(cycle);
    scanner.accept('*');
  } while (scanner.peek() !== '');
  if (size > limit) throw tooLarge(where, 'a degree', size, limit);
  const images = identityImages(size);
  for (const cycle of cycles) {
    cycle.forEach((from, i) => {
      images[from] = cycle[(i + 1) % cycle.length];
    });
  }
  return images;
}

/** The inverse of `parseCycles` on cycles of length at least 2. */
export function printCycles(cycles: readonly (readonly number[])[]): string {
  return cycles.length === 0 ? '()' : cycles.map((c) => `(${c.join(' ')})`).join('');
}
